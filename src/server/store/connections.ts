import { sql, type Selectable, type Transaction, type Updateable } from 'kysely';
import type { ConnectionsTable } from './connect-tables.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * A mailbox that a user connected. `working` its grant is used; `lost` Google refused the grant for good and the person
 * has to reconnect; `disconnected` it has no grant, and waits in case the same person connects the same account again.
 */
export interface StoredConnection {
  readonly id: string;
  readonly tenant: string;
  readonly org: string;
  readonly user: string;
  readonly googleSub: string;
  readonly email: string;
  readonly state: ConnectionState;
  readonly scopes: readonly string[];
  readonly sealedRefreshToken: string | undefined;
  readonly sealedAccessToken: string | undefined;
  readonly accessTokenEndsAt: number;
  readonly grantNumber: number;
  readonly answerNumber: number;
  readonly connectedAt: number;
  readonly lastWorkedAt: number;
  readonly refreshNotBefore: number;
}

export type LostCause = 'unnamed' | 'session-policy' | 'administrator-policy';

export type ConnectionState =
  | { readonly kind: 'working'; readonly slowSince: number | undefined }
  | { readonly kind: 'lost'; readonly at: number; readonly cause: LostCause }
  | { readonly kind: 'disconnected' };

export type ConnectionChange = Updateable<ConnectionsTable>;

/** A user is (tenant, org, user) everywhere. */
export interface Owner {
  readonly tenant: string;
  readonly org: string;
  readonly user: string;
}

export const readConnection = async (store: Queries, owner: Owner, id: string): Promise<StoredConnection | undefined> =>
  toConnection(await owned(store, owner).where('id', '=', id).executeTakeFirst());

export const lockConnection = async (store: Transaction<Tables>, owner: Owner, id: string): Promise<StoredConnection | undefined> =>
  toConnection(await owned(store, owner).where('id', '=', id).forUpdate().executeTakeFirst());

/** The row of this user and this Google account, in whatever state. */
export const lockConnectionOf = async (store: Transaction<Tables>, owner: Owner, googleSub: string): Promise<StoredConnection | undefined> =>
  toConnection(await owned(store, owner).where('google_sub', '=', googleSub).forUpdate().executeTakeFirst());

export const listConnections = async (store: Queries, owner: Owner): Promise<readonly StoredConnection[]> => {
  const rows = await owned(store, owner).where('status', '!=', 'disconnected').orderBy('connected_at').orderBy('id').execute();
  return rows.flatMap((row) => toConnection(row) ?? []);
};

/** The address of a mailbox, for what the service does by itself. */
export const addressOf = async (store: Queries, connectionId: string): Promise<string | undefined> =>
  (await store.selectFrom('connections').select('email').where('id', '=', connectionId).executeTakeFirst())?.email;

/** Whether any connection, of whatever tenant, still lives by a grant of this Google account. */
export const isHeld = async (store: Queries, googleSub: string): Promise<boolean> => {
  const row = await store
    .selectFrom('connections')
    .select('id')
    .where('google_sub', '=', googleSub)
    .where('status', '!=', 'disconnected')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether anybody of the organisation has this mailbox connected. */
export const isTaken = async (store: Queries, owner: Owner, googleSub: string): Promise<boolean> => {
  const row = await store
    .selectFrom('connections')
    .select('id')
    .where('tenant', '=', owner.tenant)
    .where('org', '=', owner.org)
    .where('google_sub', '=', googleSub)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst();
  return row !== undefined;
};

export type NewConnection = Omit<Selectable<ConnectionsTable>, keyof typeof withoutHistory>;

/** False when a colleague in the same organisation holds this mailbox: the unique index decides, not a look before. */
export const insertConnection = async (store: Transaction<Tables>, row: NewConnection): Promise<boolean> => {
  const inserted = await store
    .insertInto('connections')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant', 'org', 'google_sub']).where('status', '!=', sql.lit('disconnected')).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

export const changeConnection = async (store: Queries, id: string, change: ConnectionChange): Promise<void> => {
  await store.updateTable('connections').set(change).where('id', '=', id).execute();
};

/**
 * Forgets the troubles and the lease of an earlier grant. Whoever is refreshing that one now will find another grant number
 * and leave the row alone.
 */
export const withoutHistory = {
  slow_since: null,
  lost_at: null,
  lost_cause: null,
  refresh_owner: null,
  refresh_ends_at: null,
  refresh_not_before: null,
} as const satisfies ConnectionChange;

/** Everything that a grant brought, gone from the row. */
export const withoutGrant = {
  status: 'disconnected',
  sealed_refresh_token: null,
  sealed_access_token: null,
  access_token_ends_at: null,
  scopes: '',
  ...withoutHistory,
} as const satisfies ConnectionChange;

const owned = (store: Queries, owner: Owner) =>
  store
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', owner.tenant)
    .where('org', '=', owner.org)
    .where('crm_user', '=', owner.user);

const toConnection = (row: Selectable<ConnectionsTable> | undefined): StoredConnection | undefined => {
  if (row === undefined) return undefined;
  return {
    id: row.id,
    tenant: row.tenant,
    org: row.org,
    user: row.crm_user,
    googleSub: row.google_sub,
    email: row.email,
    state: toState(row),
    scopes: row.scopes.split(' ').filter((each) => each !== ''),
    sealedRefreshToken: row.sealed_refresh_token ?? undefined,
    sealedAccessToken: row.sealed_access_token ?? undefined,
    accessTokenEndsAt: row.access_token_ends_at?.getTime() ?? 0,
    grantNumber: row.grant_number,
    answerNumber: row.answer_number,
    connectedAt: row.connected_at.getTime(),
    lastWorkedAt: row.last_worked_at.getTime(),
    refreshNotBefore: row.refresh_not_before?.getTime() ?? 0,
  };
};

const toState = (row: Selectable<ConnectionsTable>): ConnectionState => {
  if (row.status === 'working') return { kind: 'working', slowSince: row.slow_since?.getTime() };
  if (row.status === 'lost') return { kind: 'lost', at: row.lost_at?.getTime() ?? 0, cause: toCause(row.lost_cause) };
  return { kind: 'disconnected' };
};

const toCause = (text: string | null): LostCause =>
  text === 'session-policy' || text === 'administrator-policy' ? text : 'unnamed';

/** How many connections stand in each state, for the metrics. */
export const countByHealth = async (store: Queries): Promise<ReadonlyMap<string, number>> => {
  const rows = await store
    .selectFrom('connections')
    .select((column) => [
      sql<string>`case when status = 'working' and slow_since is not null then 'slow' when status = 'lost' then 'reconnect-needed' else status end`.as('health'),
      column.fn.countAll<number>().as('count'),
    ])
    .where('status', '!=', 'disconnected')
    .groupBy('health')
    .execute();
  return new Map(rows.map((row) => [row.health, Number(row.count)]));
};

/** True when the lease to refresh this very grant was free and is `owner`'s now. */
export const leaseRefresh = async (
  store: Queries,
  connection: StoredConnection,
  owner: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<boolean> => {
  const leased = await store
    .updateTable('connections')
    .set({ refresh_owner: owner, refresh_ends_at: new Date(until) })
    .where('id', '=', connection.id)
    .where('status', '!=', 'disconnected')
    .where('grant_number', '=', connection.grantNumber)
    // Google may have answered somebody since the row was read: then it has to be read again, not asked again.
    .where('answer_number', '=', connection.answerNumber)
    .where((where) => where.or([where('refresh_ends_at', 'is', null), where('refresh_ends_at', '<=', new Date(now))]))
    .returning('id')
    .executeTakeFirst();
  return leased !== undefined;
};

/** Writes what Google answered and gives the lease back, if it is still `owner`'s and the grant still the same. */
export const changeLeased = async (store: Queries, connection: StoredConnection, owner: string, change: ConnectionChange): Promise<boolean> => {
  const changed = await store
    .updateTable('connections')
    .set({ ...change, answer_number: connection.answerNumber + 1, refresh_owner: null, refresh_ends_at: null })
    .where('id', '=', connection.id)
    .where('refresh_owner', '=', owner)
    .where('grant_number', '=', connection.grantNumber)
    .where('status', '!=', 'disconnected')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** Takes working connections whose look is due and sets the next one, so that each is looked at by one process. */
export const takeUnchecked = (store: Queries, now: number, next: () => number, limit: number): Promise<readonly StoredConnection[]> =>
  store.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('connections')
      .selectAll()
      .where('status', '=', 'working')
      .where('next_check_at', '<=', new Date(now))
      .orderBy('next_check_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) await changeConnection(transaction, row.id, { next_check_at: new Date(next()) });
    return rows.flatMap((row) => toConnection(row) ?? []);
  });
