import { sql, type Selectable, type Transaction, type UpdateObject } from 'kysely';
import type { Owner } from './connections.ts';
import type { SendingMailboxesTable } from './outgoing-tables.ts';
import type { Queries, Tables } from './tables.ts';

/** Why nothing leaves a mailbox at all. */
const parkedBy = ['reconnection', 'permission', 'google-away', 'google-policy', 'no-gmail'] as const;
export type Parked = (typeof parkedBy)[number];

export interface SendingMailbox {
  readonly connectionId: string;
  readonly owner: Owner;
  readonly nextAt: number;
  readonly parkedAt: number | undefined;
  readonly holder: string | undefined;
  readonly parked: Parked | undefined;
  readonly heldBy: string | undefined;
  readonly failures: number;
  readonly createdAt: number;
  /** Undefined until somebody has sent or set it. */
  readonly zone: string | undefined;
  /** JSON, as the service wrote it. */
  readonly hours: string | undefined;
  readonly override: string | undefined;
}

/** Nothing waits, or nothing may leave. */
export const notAtAll = Date.parse('9999-12-31T00:00:00.000Z');

/**
 * Has a mailbox looked at no later than `at`, and makes its row where there is none. The row is locked to the end of the
 * transaction: whoever changes what waits in it does this first, so that two of them never wait for each other.
 */
export const wakeSending = async (store: Transaction<Tables>, owner: Owner, connectionId: string, at: number, now: number): Promise<void> => {
  await store
    .insertInto('sending_mailboxes')
    .values({
      connection_id: connectionId,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      next_at: new Date(at),
      created_at: new Date(now),
      failures: 0,
    })
    .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ next_at: sql`least(sending_mailboxes.next_at, ${new Date(at)})` }))
    .execute();
};

/** A grant came, or a permission: what was parked may go on. */
export const unparkSending = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store.updateTable('sending_mailboxes').set({ next_at: new Date(now), failures: 0, stopped_at: null }).where('connection_id', '=', connectionId).execute();
};

/** The connection is not what it was: whoever looks next says so of all that waits. */
export const lookSoon = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store.updateTable('sending_mailboxes').set({ next_at: sql<Date>`least(next_at, ${new Date(now)})` }).where('connection_id', '=', connectionId).where('parked', 'is', null).execute();
};

/** Where Google stood between and not the connection, what was parked may go on. */
export const unparkRefused = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store.updateTable('sending_mailboxes').set({ next_at: new Date(now), failures: 0 }).where('connection_id', '=', connectionId).where('parked', 'in', ['google-policy', 'no-gmail']).execute();
};

/** The person disconnected: what waits stays a while, in case they come back. */
export const stopSending = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store.updateTable('sending_mailboxes').set({ stopped_at: new Date(now), next_at: sql<Date>`case when parked is null then least(next_at, ${new Date(now)}) else next_at end` }).where('connection_id', '=', connectionId).execute();
};

export interface SendingClaim {
  readonly now: number;
  readonly leaseEndsAt: number;
  readonly holder: string;
  readonly limit: number;
}

/** Takes mailboxes in which something is due and that no other process holds. */
export const claimSending = async (store: Queries, { now, leaseEndsAt, holder, limit }: SendingClaim): Promise<readonly SendingMailbox[]> => {
  const time = new Date(now);
  const rows = await store
    .updateTable('sending_mailboxes')
    .set({ holder, lease_ends_at: new Date(leaseEndsAt) })
    .where('connection_id', 'in', (due) =>
      due
        .selectFrom('sending_mailboxes')
        .select('connection_id')
        .where('next_at', '<=', time)
        .where((where) => where.or([where('lease_ends_at', 'is', null), where('lease_ends_at', '<=', time)]))
        .orderBy('next_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  return rows.map(toSending);
};

/** To the end of the transaction: whatever leaves this mailbox is decided under this lock. */
export const lockSending = async (store: Transaction<Tables>, connectionId: string): Promise<SendingMailbox | undefined> => {
  const row = await store.selectFrom('sending_mailboxes').selectAll().where('connection_id', '=', connectionId).forUpdate().executeTakeFirst();
  return row && toSending(row);
};

export const readSending = async (store: Queries, connectionId: string): Promise<SendingMailbox | undefined> => {
  const row = await store.selectFrom('sending_mailboxes').selectAll().where('connection_id', '=', connectionId).executeTakeFirst();
  return row && toSending(row);
};

export type SendingChange = UpdateObject<Tables, 'sending_mailboxes'>;

export const changeSending = async (store: Queries, connectionId: string, change: SendingChange): Promise<void> => {
  await store.updateTable('sending_mailboxes').set(change).where('connection_id', '=', connectionId).execute();
};

/** Whoever sends for the first time tells by which clock their days are counted. */
export const learnZone = async (store: Transaction<Tables>, connectionId: string, zone: string): Promise<void> => {
  await store.updateTable('sending_mailboxes').set({ zone }).where('connection_id', '=', connectionId).where('zone', 'is', null).execute();
};

/** Gives a mailbox back. Whoever woke it meanwhile is not forgotten: the next look is decided under the row's lock. */
export const releaseSending = async (store: Queries, { connectionId, holder }: SendingMailbox): Promise<void> => {
  await store
    .updateTable('sending_mailboxes')
    .set({ holder: null, lease_ends_at: null })
    .where('connection_id', '=', connectionId)
    .where('holder', '=', holder ?? '')
    .execute();
};

const toSending = (row: Selectable<SendingMailboxesTable>): SendingMailbox => ({
  connectionId: row.connection_id,
  owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
  nextAt: row.next_at.getTime(),
  parkedAt: row.parked_at?.getTime(),
  holder: row.holder ?? undefined,
  parked: parkedBy.find((each) => each === row.parked),
  heldBy: row.held_by ?? undefined,
  failures: row.failures,
  createdAt: row.created_at.getTime(),
  zone: row.zone ?? undefined,
  hours: row.hours ?? undefined,
  override: row.override ?? undefined,
});

/** As it would be if something were sent through it: nothing has been yet. */
export const newSending = (owner: Owner, connectionId: string, now: number): SendingMailbox => ({
  connectionId,
  owner,
  nextAt: notAtAll,
  holder: undefined,
  parked: undefined,
  parkedAt: undefined,
  heldBy: undefined,
  failures: 0,
  createdAt: now,
  zone: undefined,
  hours: undefined,
  override: undefined,
});

/** How a person's mailboxes stand, in words that only ever are compared: whether anything may leave, and by which hours. */
export const standsOfSending = async (store: Queries, { tenant, org, user }: Owner): Promise<string> => {
  const rows = await store
    .selectFrom('connections')
    .innerJoin('sending_mailboxes', 'sending_mailboxes.connection_id', 'connections.id')
    .select(['connections.id', 'status', 'scopes', 'parked', 'held_by', 'zone', 'hours', 'override'])
    .where('connections.tenant', '=', tenant)
    .where('connections.org', '=', org)
    .where('connections.crm_user', '=', user)
    .orderBy('connections.id')
    .execute();
  return JSON.stringify(rows);
};

/** What stands still, each by an index: mails that wait, mails of which nobody knows whether they left, mailboxes from which nothing can. */
export const countStanding = async (store: Queries): Promise<ReadonlyMap<string, number>> => {
  const row = await store
    .selectNoFrom((from) => [
      from.selectFrom('outgoing_mails').select(from.fn.countAll().as('count')).where('state', '=', sql.lit('waiting')).as('waiting'),
      from.selectFrom('outgoing_mails').select(from.fn.countAll().as('count')).where('look_at', 'is not', null).where('state', '=', 'checking').as('unclear'),
      from.selectFrom('sending_mailboxes').select(from.fn.countAll().as('count')).where('parked', 'is not', null).as('parked'),
    ])
    .executeTakeFirstOrThrow();
  return new Map(Object.entries(row).map(([what, count]) => [what, Number(count)]));
};
