import { sql, type Insertable, type RawBuilder, type Selectable, type Transaction, type Updateable } from 'kysely';
import type { Owner } from './connections.ts';
import { nextChange, takeNumbers } from './feeds.ts';
import { toOutgoing, type StoredOutgoing, type StoredState } from './outgoing-of-row.ts';
import type { OutgoingMailsTable } from './outgoing-tables.ts';
import type { Queries, Tables } from './tables.ts';

export type { Attempt, StoredOutgoing, StoredState } from './outgoing-of-row.ts';

export type NewOutgoing = Omit<Insertable<OutgoingMailsTable>, 'place' | 'change_number' | 'version' | 'looks' | 'tenant' | 'org' | 'crm_user'>;

/** Each under its key once. What has its row already keeps it. The rows by their keys, old or new. */
export const insertOutgoing = async (store: Transaction<Tables>, owner: Owner, connectionId: string, rows: readonly NewOutgoing[]): Promise<ReadonlyMap<string, StoredOutgoing>> => {
  const last = await nextChange(store, owner, rows.length);
  const whole = rows.map((row, index) => ({
    ...row,
    tenant: owner.tenant,
    org: owner.org,
    crm_user: owner.user,
    version: 1,
    looks: 0,
    change_number: last - rows.length + 1 + index,
  }));
  // A statement takes 65,535 values.
  for (let start = 0; start < whole.length; start += rowsAtOnce) {
    await store
      .insertInto('outgoing_mails')
      .values(whole.slice(start, start + rowsAtOnce))
      .onConflict((conflict) => conflict.columns(['connection_id', 'request_key']).doNothing())
      .execute();
  }
  const stored = await owned(store, owner)
    .where('connection_id', '=', connectionId)
    .where('request_key', 'in', rows.map((row) => row.request_key))
    .execute();
  return new Map(stored.map((row) => [row.request_key, toOutgoing(row)]));
};

const rowsAtOnce = 500;

export const readOutgoing = async (store: Queries, owner: Owner, id: string): Promise<StoredOutgoing | undefined> => {
  const row = await owned(store, owner).where('id', '=', id).executeTakeFirst();
  return row && toOutgoing(row);
};

export const readOutgoings = async (store: Queries, owner: Owner, ids: readonly string[]): Promise<readonly StoredOutgoing[]> =>
  ids.length === 0 ? [] : (await owned(store, owner).where('id', 'in', ids).orderBy('change_number').execute()).map(toOutgoing);

export const readByKey = async (store: Queries, owner: Owner, connectionId: string, requestKey: string): Promise<StoredOutgoing | undefined> => {
  const row = await owned(store, owner).where('connection_id', '=', connectionId).where('request_key', '=', requestKey).executeTakeFirst();
  return row && toOutgoing(row);
};

export const lockOutgoing = async (store: Transaction<Tables>, owner: Owner, id: string): Promise<StoredOutgoing | undefined> => {
  const row = await owned(store, owner).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toOutgoing(row);
};

export const readBatch = async (store: Queries, owner: Owner, batchId: string): Promise<readonly StoredOutgoing[]> =>
  (await owned(store, owner).where('batch_id', '=', batchId).orderBy('batch_index').execute()).map(toOutgoing);

export interface OutgoingPlace {
  readonly dueAt: number;
  readonly id: string;
}

export interface OutgoingList {
  readonly before: OutgoingPlace | undefined;
  readonly limit: number;
  readonly connectionId: string | undefined;
  /** Only what may still leave, or asks. */
  readonly open: boolean;
}

/** What is due latest first. */
export const listOutgoing = async (store: Queries, owner: Owner, { before, limit, connectionId, open }: OutgoingList): Promise<readonly StoredOutgoing[]> => {
  let query = owned(store, owner);
  if (before !== undefined) query = query.where((where) => where(where.refTuple('due_at', 'id'), '<', where.tuple(new Date(before.dueAt), before.id)));
  if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
  if (open) query = query.where('state', 'in', openStates);
  return (await query.orderBy('due_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toOutgoing);
};

export const openStates: readonly StoredState['kind'][] = ['waiting', 'sending', 'checking', 'held'];

/** What changed after `since`, in the order of its change. */
export const listOutgoingChanges = async (store: Queries, owner: Owner, since: number, limit: number): Promise<readonly StoredOutgoing[]> =>
  (await owned(store, owner).where('change_number', '>', since).orderBy('change_number').limit(limit).execute()).map(toOutgoing);

/** The feed's number of the latest change of any of them, 0 before the first. */
export const lastOutgoingChange = async (store: Queries, { tenant, org, user }: Owner): Promise<number> => {
  const row = await store
    .selectFrom('outgoing_mails')
    .select(({ fn }) => fn.max('change_number').as('change'))
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where('crm_user', '=', user)
    .executeTakeFirst();
  return row?.change ?? 0;
};

export type OutgoingChange = Updateable<OutgoingMailsTable>;

export type IdAndChange = readonly [id: string, change: OutgoingChange];

/** Writes into rows that the caller has locked, each under the next number of the feed: one statement for all that change alike. */
export const changeOutgoing = async (store: Transaction<Tables>, owner: Owner, changes: readonly IdAndChange[]): Promise<void> => {
  await writeChanges(store, owner, changes, sql``);
};

/** The same, and the rows as they are now. */
export const changeAndRead = async (store: Transaction<Tables>, owner: Owner, changes: readonly IdAndChange[]): Promise<readonly StoredOutgoing[]> =>
  (await writeChanges(store, owner, changes, sql`returning outgoing_mails.*`)).map(toOutgoing);

const writeChanges = async (store: Transaction<Tables>, owner: Owner, changes: readonly IdAndChange[], returning: RawBuilder<unknown>): Promise<readonly Selectable<OutgoingMailsTable>[]> => {
  const alike = new Map<string, object[]>();
  for (const [index, [id, change]] of changes.entries()) {
    const columns = Object.keys(change).sort().join();
    // The last one gets the last of the numbers that are taken.
    alike.set(columns, [...(alike.get(columns) ?? []), { ...change, id, change_number: index + 1 - changes.length }]);
  }
  // Where all change alike the numbers are taken in the same statement.
  const feed = alike.size === 1 ? sql`with feed as (${takeNumbers(owner, changes.length)})` : undefined;
  const last = feed === undefined && changes.length > 0 ? sql`${await nextChange(store, owner, changes.length)}::integer` : sql`feed.last_change`;
  const written: Selectable<OutgoingMailsTable>[] = [];
  for (const [columns, rows] of alike) {
    const values = sql.join([...columns.split(',').filter((column) => column !== '').map((column) => sql`${sql.ref(column)} = changed.${sql.ref(column)}`), sql`change_number = ${last} + changed.change_number`]);
    // The table itself knows the types of its columns.
    const { rows: found } = await sql<Selectable<OutgoingMailsTable>>`${feed ?? sql``} update outgoing_mails set ${values}
      from json_populate_recordset(null::outgoing_mails, ${JSON.stringify(rows)}::json) as changed ${feed === undefined ? sql`` : sql`, feed`}
      where outgoing_mails.id = changed.id ${returning}`.execute(store);
    written.push(...found);
  }
  return written;
};

/** The columns of a state. */
export const stateColumns = (state: StoredState): { readonly state: StoredState['kind']; readonly reason: string | null; readonly ended_at: Date | null } => ({
  state: state.kind,
  reason: 'reason' in state ? JSON.stringify(state.reason) : null,
  ended_at: 'at' in state ? new Date(state.at) : null,
});

/** Nothing of an attempt: it certainly did not succeed. */
export const withoutAttempt = { attempt_id: null, attempt_at: null, attempt_ends_at: null, message_id: null, look_at: null, looks: 0 } as const;

/** What waits in a mailbox, in the order in which it is due: as much as a forecast needs. */
export interface WaitingMail {
  readonly id: string;
  readonly dueAt: number;
  readonly readyAt: number;
  readonly recipients: string;
  readonly recipientZone: string | undefined;
  readonly anyHour: boolean;
}

export const listWaiting = async (store: Queries, connectionId: string): Promise<readonly WaitingMail[]> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .select(['id', 'due_at', 'ready_at', 'recipients', 'recipient_zone', 'any_hour'])
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .orderBy('due_at')
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    dueAt: row.due_at.getTime(),
    readyAt: row.ready_at.getTime(),
    recipients: row.recipients,
    recipientZone: row.recipient_zone ?? undefined,
    anyHour: row.any_hour,
  }));
};

const owned = (store: Queries, { tenant, org, user }: Owner) =>
  store.selectFrom('outgoing_mails').selectAll().where('tenant', '=', tenant).where('org', '=', org).where('crm_user', '=', user);
