import { sql, type Selectable, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import type { DeliveriesTable } from './reply-tables.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * What a host is told. `waiting` is to be sent, at the earliest at `nextAttemptAt` and never before what its order key has
 * waiting in front of it; `delivered` the host confirmed; `given-up` it never did. The last two may be sent again.
 */
export interface StoredDelivery {
  readonly id: string;
  readonly tenant: string;
  readonly target: string;
  readonly type: string;
  readonly payload: string;
  readonly createdAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly lastStatus: number | undefined;
  readonly state: 'waiting' | 'delivered' | 'given-up';
  readonly endedAt: number | undefined;
}

export interface NewDelivery {
  readonly id: string;
  readonly owner: Owner;
  readonly target: string;
  readonly orderKey: string;
  readonly type: string;
  readonly payload: string;
  readonly at: number;
}

/** In their order, which those of one order key are sent in. */
export const insertDeliveries = async (store: Transaction<Tables>, deliveries: readonly NewDelivery[]): Promise<void> => {
  if (deliveries.length === 0) return;
  await store
    .insertInto('deliveries')
    .values(
      deliveries.map(({ id, owner, target, orderKey, type, payload, at }) => ({
        id,
        tenant: owner.tenant,
        org: owner.org,
        crm_user: owner.user,
        target,
        order_key: orderKey,
        type,
        payload,
        created_at: new Date(at),
        state: 'waiting',
        attempts: 0,
        next_attempt_at: new Date(at),
      })),
    )
    .execute();
};

/** Claims what is due and first in its order; what another process holds, or waits behind something, is not seen. */
export const takeDueDeliveries = (store: Queries, now: number, leaseEndsAt: number, limit: number): Promise<readonly StoredDelivery[]> =>
  store.transaction().execute(async (transaction) => {
    const time = new Date(now);
    const rows = await transaction
      .selectFrom('deliveries as due')
      .selectAll('due')
      .where('due.state', '=', 'waiting')
      .where('due.next_attempt_at', '<=', time)
      .where((where) => where.or([where('due.lease_ends_at', 'is', null), where('due.lease_ends_at', '<=', time)]))
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('deliveries as earlier')
              .select('earlier.id')
              .whereRef('earlier.tenant', '=', 'due.tenant')
              .whereRef('earlier.target', '=', 'due.target')
              .whereRef('earlier.order_key', '=', 'due.order_key')
              .whereRef('earlier.place', '<', 'due.place')
              .where('earlier.state', '=', 'waiting'),
          ),
        ),
      )
      .orderBy('due.next_attempt_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length > 0) {
      const ids = rows.map(({ id }) => id);
      await transaction.updateTable('deliveries').set({ lease_ends_at: new Date(leaseEndsAt) }).where('id', 'in', ids).execute();
    }
    return rows.map(toDelivery);
  });

export const noteDelivered = async (store: Queries, id: string, at: number, status: number): Promise<void> => {
  await store
    .updateTable('deliveries')
    .set({ state: 'delivered', attempts: sql`attempts + 1`, last_status: status, ended_at: new Date(at), lease_ends_at: null })
    .where('id', '=', id)
    .execute();
};

export const noteFailedAttempt = async (
  store: Queries,
  id: string,
  { at, status, nextAttemptAt }: { readonly at: number; readonly status: number | undefined; readonly nextAttemptAt: number | undefined },
): Promise<void> => {
  await store
    .updateTable('deliveries')
    .set({
      attempts: sql`attempts + 1`,
      last_status: status ?? null,
      lease_ends_at: null,
      ...(nextAttemptAt === undefined ? { state: 'given-up', ended_at: new Date(at) } : { next_attempt_at: new Date(nextAttemptAt) }),
    })
    .where('id', '=', id)
    .execute();
};

/** Newest first; `before` is the id of the last one of the page before. */
export const listDeliveries = async (
  store: Queries,
  tenant: string,
  { before, limit, state }: { readonly before: string | undefined; readonly limit: number; readonly state: StoredDelivery['state'] | undefined },
): Promise<readonly StoredDelivery[]> => {
  let query = store.selectFrom('deliveries').selectAll().where('tenant', '=', tenant);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== undefined) {
    query = query.where('place', '<', (where) =>
      where.selectFrom('deliveries as last').select('last.place').where('last.tenant', '=', tenant).where('last.id', '=', before),
    );
  }
  return (await query.orderBy('place', 'desc').limit(limit).execute()).map(toDelivery);
};

/** Sends one again from its first attempt on, under its old id, by which the host knows that it had it. */
export const replayDelivery = async (store: Queries, tenant: string, id: string, at: number): Promise<StoredDelivery | undefined> => {
  const row = await store
    .updateTable('deliveries')
    .set({ state: 'waiting', attempts: 0, next_attempt_at: new Date(at), lease_ends_at: null, ended_at: null })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toDelivery(row);
};

export const forgetDeliveries = async (store: Queries, endedBefore: number): Promise<void> => {
  await store.deleteFrom('deliveries').where('state', '!=', 'waiting').where('ended_at', '<', new Date(endedBefore)).execute();
};

const toDelivery = (row: Selectable<DeliveriesTable>): StoredDelivery => ({
  id: row.id,
  tenant: row.tenant,
  target: row.target,
  type: row.type,
  payload: row.payload,
  createdAt: row.created_at.getTime(),
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at.getTime(),
  lastStatus: row.last_status ?? undefined,
  state: row.state === 'delivered' || row.state === 'given-up' ? row.state : 'waiting',
  endedAt: row.ended_at?.getTime(),
});
