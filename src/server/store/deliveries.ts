import { sql, type Selectable, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import type { DeliveriesTable } from './reply-tables.ts';
import type { Batch } from './retention.ts';
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

/** One place that is told things: a webhook of a tenant. */
export interface Target {
  readonly tenant: string;
  readonly target: string;
}

/**
 * Claims up to `perTarget` of every target that is not `busy`, and no more than `most`: what is due and first in its order. What another process
 * holds, or waits behind something, is not seen. However much waits for one target, the others get theirs: the targets are
 * found by one step of the index each, and each is looked through by itself.
 */
export const takeDueDeliveries = async (
  store: Queries,
  { now, leaseEndsAt, perTarget, most, busy }: { readonly now: number; readonly leaseEndsAt: number; readonly perTarget: number; readonly most: number; readonly busy: readonly Target[] },
): Promise<readonly StoredDelivery[]> => {
  const time = new Date(now);
  const isBusy = JSON.stringify(busy.map(({ tenant, target }) => [tenant, target]));
  const { rows } = await sql<Selectable<DeliveriesTable>>`
    with recursive targets as (
      (select tenant, target from deliveries where state = 'waiting' order by tenant, target limit 1)
      union all
      select following.tenant, following.target
      from targets
      cross join lateral (
        select tenant, target from deliveries
        where state = 'waiting' and (tenant, target) > (targets.tenant, targets.target)
        order by tenant, target limit 1
      ) as following
    ),
    due as materialized (
      select first.id
      from targets
      cross join lateral (
        select id, next_attempt_at, place from deliveries as due
        where due.tenant = targets.tenant and due.target = targets.target and due.state = 'waiting'
          and due.next_attempt_at <= ${time}
          and (due.lease_ends_at is null or due.lease_ends_at <= ${time})
          and not exists (
            select 1 from deliveries as earlier
            where earlier.tenant = due.tenant and earlier.target = due.target and earlier.order_key = due.order_key
              and earlier.place < due.place and earlier.state = 'waiting'
          )
        order by due.next_attempt_at, due.place limit ${perTarget}
        for update skip locked
      ) as first
      where not ${isBusy}::jsonb @> jsonb_build_array(jsonb_build_array(targets.tenant, targets.target))
      -- Whoever has waited longest comes first.
      order by first.next_attempt_at, first.place limit ${most}
    )
    update deliveries set lease_ends_at = ${new Date(leaseEndsAt)} from due where deliveries.id = due.id
    returning deliveries.*`.execute(store);
  return rows.toSorted((one, other) => Number(one.place) - Number(other.place)).map(toDelivery);
};

export const noteDelivered = async (store: Queries, id: string, at: number, status: number): Promise<void> => {
  await store
    .updateTable('deliveries')
    .set({ state: 'delivered', attempts: sql`attempts + 1`, last_status: status, ended_at: new Date(at), lease_ends_at: null })
    .where('id', '=', id)
    .execute();
};

/** What stands behind it in its order waits as long: thousands of those would be looked through at every claim. */
export const noteFailedAttempt = async (
  store: Queries,
  id: string,
  { at, status, nextAttemptAt }: { readonly at: number; readonly status: number | undefined; readonly nextAttemptAt: number | undefined },
): Promise<void> => {
  await store.transaction().execute(async (transaction) => {
    const failed = await transaction
      .updateTable('deliveries')
      .set({
        attempts: sql`attempts + 1`,
        last_status: status ?? null,
        lease_ends_at: null,
        ...(nextAttemptAt === undefined ? { state: 'given-up', ended_at: new Date(at) } : { next_attempt_at: new Date(nextAttemptAt) }),
      })
      .where('id', '=', id)
      // Whoever had it when this lease was over may have been confirmed meanwhile.
      .where('state', '=', 'waiting')
      .returningAll()
      .executeTakeFirst();
    if (failed === undefined || nextAttemptAt === undefined) return;
    const later = new Date(nextAttemptAt);
    await transaction
      .updateTable('deliveries')
      .set({ next_attempt_at: later })
      .where('tenant', '=', failed.tenant)
      .where('target', '=', failed.target)
      .where('order_key', '=', failed.order_key)
      .where('place', '>', failed.place)
      .where('state', '=', 'waiting')
      .where('next_attempt_at', '<', later)
      .execute();
  });
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

/** What waits is never forgotten. */
export const forgetDeliveries = async (store: Queries, { before, limit }: Batch): Promise<boolean> => {
  const gone = await store
    .deleteFrom('deliveries')
    .where('id', 'in', (old) =>
      old.selectFrom('deliveries').select('id').where('state', '!=', 'waiting').where('ended_at', '<', new Date(before)).orderBy('ended_at').limit(limit).forUpdate().skipLocked(),
    )
    .returning('id')
    .execute();
  return gone.length === limit;
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
