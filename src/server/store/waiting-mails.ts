import { sql, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import { changeOutgoing, type StoredOutgoing } from './outgoing-mails.ts';
import { toOutgoing } from './outgoing-of-row.ts';
import type { Queries, Tables } from './tables.ts';

/** A mail of a mailbox that changed, as far as a forecast needs it. */
export interface WaitingChange {
  readonly id: string;
  readonly state: string;
  readonly change: number;
  readonly dueAt: number;
  /** The order of those that are due at once. */
  readonly place: number;
  /** JSON. */
  readonly recipients: string;
  readonly recipientZone: string | undefined;
  readonly anyHour: boolean;
}

/** What changed in a mailbox after a number of the feed; from the beginning only what waits. */
export const waitingChanges = async (store: Queries, connectionId: string, since: number, limit: number): Promise<readonly WaitingChange[]> => {
  const all = store
    .selectFrom('outgoing_mails')
    .select(['id', 'state', 'change_number', 'due_at', 'place', 'recipients', 'recipient_zone', 'any_hour'])
    .where('connection_id', '=', connectionId)
    .where('change_number', '>', since);
  const rows = await (since === 0 ? all.where('state', '=', sql.lit('waiting')) : all).orderBy('change_number').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    change: row.change_number,
    dueAt: row.due_at.getTime(),
    place: row.place,
    recipients: row.recipients,
    recipientZone: row.recipient_zone ?? undefined,
    anyHour: row.any_hour,
  }));
};

export const countWaiting = async (store: Queries, connectionId: string): Promise<number> => {
  const row = await store
    .selectFrom('outgoing_mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};

/** Of a list in JSON an address is the part between two quotation marks. */
const goesTo = (addresses: readonly string[]) => sql<boolean>`exists (select from unnest(${addresses.map((each) => JSON.stringify(each))}::text[]) as address where strpos(outgoing_mails.recipients, address) > 0)`;

/** In a whole organisation, or in one mailbox of it. */
export type WaitingWhere = Pick<Owner, 'tenant' | 'org'> & { readonly connectionId?: string };

/** The mailboxes in which something waits for one of these addresses. */
export const mailboxesWaitingFor = async (store: Queries, { tenant, org, connectionId }: WaitingWhere, addresses: readonly string[]): Promise<readonly { readonly owner: Owner; readonly connectionId: string }[]> => {
  const rows = await store
    .selectFrom('sending_mailboxes')
    .select(['connection_id', 'crm_user'])
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .$if(connectionId !== undefined, (query) => query.where('connection_id', '=', connectionId ?? ''))
    .where((where) =>
      where.exists(
        where.selectFrom('outgoing_mails').select('id').whereRef('outgoing_mails.connection_id', '=', 'sending_mailboxes.connection_id').where('state', '=', sql.lit('waiting')).where(goesTo(addresses)),
      ),
    )
    .execute();
  return rows.map((row) => ({ owner: { tenant, org, user: row.crm_user }, connectionId: row.connection_id }));
};

/** What waits in a mailbox for one of these addresses. */
export const lockWaitingTo = async (store: Transaction<Tables>, connectionId: string, addresses: readonly string[]): Promise<readonly StoredOutgoing[]> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .where(goesTo(addresses))
    .orderBy('due_at')
    .orderBy('place')
    .forUpdate()
    .execute();
  return rows.map(toOutgoing);
};

/**
 * What waits says something else now, though its rows are the same: each is told of under a new number. Of more than a page
 * shows at once those that are due first; the others are read anew whenever they are shown.
 */
export const tellWaitingAnew = async (store: Transaction<Tables>, owner: Owner, connectionId: string): Promise<void> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .orderBy('ready_at')
    .limit(mostTold)
    .forUpdate()
    .execute();
  await changeOutgoing(store, owner, rows.map((row) => [row.id, {}] as const));
};

const mostTold = 500;

/** What was put off until its hours open may be looked at from its due time on: the hours are others now. */
export const readyAgain = async (store: Transaction<Tables>, owner: Owner, connectionId: string): Promise<void> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .select(['id', 'due_at'])
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .whereRef('ready_at', '>', 'due_at')
    .forUpdate()
    .execute();
  await changeOutgoing(store, owner, rows.map((row) => [row.id, { ready_at: row.due_at }] as const));
};

/** A mail that waits for a time of day which somebody chose. */
export interface WallTimeMail {
  readonly id: string;
  readonly owner: Owner;
  readonly connectionId: string;
  readonly wall: string;
  readonly zone: string;
  readonly choice: 'earlier' | 'later' | undefined;
  /** When it is due by the rules of the clock at the time it was chosen. */
  readonly at: number;
}

/** All of them by their ids, behind `after`. */
export const waitingByWallTime = async (store: Queries, after: string, limit: number): Promise<readonly WallTimeMail[]> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .select(['id', 'tenant', 'org', 'crm_user', 'connection_id', 'wall', 'zone', 'choice', 'due_at'])
    .where('state', '=', sql.lit('waiting'))
    .where('wall', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
    connectionId: row.connection_id,
    wall: row.wall ?? '',
    zone: row.zone ?? '',
    choice: row.choice === 'earlier' || row.choice === 'later' ? row.choice : undefined,
    at: row.due_at.getTime(),
  }));
};
