import { sql, type Selectable, type Transaction, type UpdateObject } from 'kysely';
import type { Owner } from './connections.ts';
import type { MailboxesTable } from './reply-tables.ts';
import type { Queries, Tables } from './tables.ts';

/** How far the changes of one mailbox have been followed. */
export interface StoredMailbox {
  readonly connectionId: string;
  readonly owner: Owner;
  /** In lower case. */
  readonly email: string;
  /** Gmail's history id: a text, for it may be larger than a number can tell apart. */
  readonly cursor: string | undefined;
  readonly checkedAt: number | undefined;
  readonly nextPollAt: number;
  /** The claim under which it is polled now, or was when a process died. */
  readonly holder: string | undefined;
  readonly pollsUnfinished: number;
  readonly inHand: string | undefined;
  readonly failures: number;
  readonly lastSentAt: number | undefined;
  readonly catchUp: CatchUp | undefined;
  readonly watchEndsAt: number | undefined;
  readonly watchNextAt: number | undefined;
  readonly gap: Gap | undefined;
  readonly skipped: number;
}

export interface CatchUp {
  readonly since: number;
  readonly page: string | undefined;
  readonly read: number;
  readonly found: number;
}

/** The time in which nothing could be read; open until what arrived in it was read. */
export interface Gap {
  readonly from: number;
  readonly to: number | undefined;
  readonly replies: number;
}

export type MailboxChange = UpdateObject<Tables, 'mailboxes'>;

/** A mailbox that nobody may read is due at the end of days. */
export const never = Date.parse('9999-12-31T00:00:00.000Z');
/** Due before everything else, and told apart from a time that a poll set. */
const atOnce = new Date(0);

/** A grant was stored that may read. An earlier cursor goes on: what came meanwhile is read now. */
export const enrolMailbox = async (
  store: Transaction<Tables>,
  { connectionId, owner, email, now }: { readonly connectionId: string; readonly owner: Owner; readonly email: string; readonly now: number },
): Promise<void> => {
  await store
    .insertInto('mailboxes')
    .values({ connection_id: connectionId, tenant: owner.tenant, org: owner.org, crm_user: owner.user, email: email.toLowerCase(), next_poll_at: new Date(now), ...fresh })
    .onConflict((conflict) =>
      conflict.column('connection_id').doUpdateSet({ email: email.toLowerCase(), next_poll_at: atOnce, failures: 0, watch_next_at: null }),
    )
    .execute();
};

const fresh = { polls_unfinished: 0, failures: 0, catch_up_read: 0, catch_up_found: 0, skipped: 0 } as const;

/** Every connection that was there before mailboxes were followed. `scope` is Google's word for reading. */
export const enrolConnections = async (store: Queries, scope: string, now: number): Promise<void> => {
  await store
    .insertInto('mailboxes')
    .columns(['connection_id', 'tenant', 'org', 'crm_user', 'email', 'next_poll_at', ...freshColumns])
    .expression((from) =>
      from
        .selectFrom('connections')
        .select(['id', 'tenant', 'org', 'crm_user', sql<string>`lower(email)`.as('email'), from.val(new Date(now)).as('next_poll_at'), ...freshColumns.map((name) => sql.lit(0).as(name))])
        .where('status', '!=', 'disconnected')
        .where(sql<boolean>`${scope} = any(string_to_array(scopes, ' '))`),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const freshColumns = ['polls_unfinished', 'failures', 'catch_up_read', 'catch_up_found', 'skipped'] as const;

/** The person disconnected, or took the permission away: the cursor stays, in case they come back. */
export const stopMailbox = async (store: Queries, connectionId: string): Promise<void> => {
  await store
    .updateTable('mailboxes')
    .set({ ...opensGap, next_poll_at: new Date(never), poll_owner: null, poll_ends_at: null, polls_unfinished: 0, in_hand: null, watch_ends_at: null })
    .where('connection_id', '=', connectionId)
    .execute();
};

/** From the last look at the mailbox on, unless a gap is open already or nothing was ever read. */
export const opensGap = {
  gap_replies: sql<number>`case when gap_from is not null and gap_to is null then gap_replies when checked_at is null then null else 0 end`,
  gap_from: sql<Date>`case when gap_from is not null and gap_to is null then gap_from else checked_at end`,
  gap_to: null,
} as const satisfies Record<string, unknown>;

export interface Claim {
  readonly now: number;
  readonly leaseEndsAt: number;
  readonly holder: string;
  readonly limit: number;
}

/**
 * Takes mailboxes that are due and that no other process holds. Until the poll ends, the next one is due with the end of
 * the lease; a call that comes meanwhile moves it to the front, where the end of the poll finds it.
 */
export const claimMailboxes = async (store: Queries, { now, leaseEndsAt, holder, limit }: Claim): Promise<readonly StoredMailbox[]> => {
  const time = new Date(now);
  const rows = await store
    .updateTable('mailboxes')
    .set({
      poll_owner: holder,
      poll_ends_at: new Date(leaseEndsAt),
      next_poll_at: new Date(leaseEndsAt),
      polls_unfinished: sql`polls_unfinished + 1`,
    })
    .where('connection_id', 'in', (due) =>
      due
        .selectFrom('mailboxes')
        .select('connection_id')
        .where('next_poll_at', '<=', time)
        .where((where) => where.or([where('poll_ends_at', 'is', null), where('poll_ends_at', '<=', time)]))
        .orderBy('next_poll_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  return rows.map(toMailbox);
};

/** Says that polls under way go on. */
export const keepMailboxes = async (store: Queries, held: readonly StoredMailbox[], leaseEndsAt: number): Promise<void> => {
  if (held.length === 0) return;
  await store
    .updateTable('mailboxes')
    .set({ poll_ends_at: new Date(leaseEndsAt) })
    .where('connection_id', 'in', held.map(({ connectionId }) => connectionId))
    .where('poll_owner', 'in', [...new Set(held.map(({ holder }) => holder ?? ''))])
    .execute();
};

/** Writes what a poll came to, if the mailbox is still held by it. */
export const changeHeld = async (store: Queries, mailbox: StoredMailbox, change: MailboxChange): Promise<boolean> => {
  const changed = await store
    .updateTable('mailboxes')
    .set(change)
    .where('connection_id', '=', mailbox.connectionId)
    .where('poll_owner', '=', mailbox.holder ?? '')
    .returning('connection_id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** The same at the end of the poll. A call that came meanwhile stays the next time. */
export const releaseMailbox = (store: Queries, mailbox: StoredMailbox, nextPollAt: number, change: MailboxChange): Promise<boolean> =>
  changeHeld(store, mailbox, {
    ...change,
    next_poll_at: sql<Date>`case when next_poll_at = ${atOnce} then next_poll_at else ${new Date(nextPollAt)} end`,
    poll_owner: null,
    poll_ends_at: null,
    polls_unfinished: 0,
    in_hand: null,
  });

/** Has a mailbox polled at once, unless it may not be polled at all. */
export const callMailbox = async (store: Queries, connectionId: string): Promise<void> => {
  await store.updateTable('mailboxes').set({ next_poll_at: atOnce }).where('connection_id', '=', connectionId).where('next_poll_at', '<', new Date(never)).execute();
};

/** The same for every connection of an address. */
export const callMailboxesOf = async (store: Queries, email: string): Promise<number> => {
  const called = await store
    .updateTable('mailboxes')
    .set({ next_poll_at: atOnce })
    .where('email', '=', email.toLowerCase())
    .where('next_poll_at', '<', new Date(never))
    .returning('connection_id')
    .execute();
  return called.length;
};

/** A mail of the user's left: Gmail is asked more often from now on. */
export const noteSent = async (store: Queries, connectionId: string, sentAt: number, nextPollAt: number): Promise<void> => {
  await store
    .updateTable('mailboxes')
    .set({
      last_sent_at: sql<Date>`greatest(last_sent_at, ${new Date(sentAt)})`,
      next_poll_at: sql<Date>`case when next_poll_at = ${new Date(never)} then next_poll_at else least(next_poll_at, ${new Date(nextPollAt)}) end`,
    })
    .where('connection_id', '=', connectionId)
    .execute();
};

export const readMailbox = async (store: Queries, connectionId: string): Promise<StoredMailbox | undefined> => {
  const row = await store.selectFrom('mailboxes').selectAll().where('connection_id', '=', connectionId).executeTakeFirst();
  return row && toMailbox(row);
};

export const listMailboxes = async (store: Queries, { tenant, org, user }: Owner): Promise<readonly StoredMailbox[]> => {
  const rows = await store
    .selectFrom('mailboxes')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where('crm_user', '=', user)
    .orderBy('connection_id')
    .execute();
  return rows.map(toMailbox);
};

const toMailbox = (row: Selectable<MailboxesTable>): StoredMailbox => ({
  connectionId: row.connection_id,
  owner: { tenant: row.tenant, org: row.org, user: row.crm_user },
  email: row.email,
  cursor: row.cursor ?? undefined,
  checkedAt: row.checked_at?.getTime(),
  nextPollAt: row.next_poll_at.getTime(),
  holder: row.poll_owner ?? undefined,
  pollsUnfinished: row.polls_unfinished,
  inHand: row.in_hand ?? undefined,
  failures: row.failures,
  lastSentAt: row.last_sent_at?.getTime(),
  catchUp:
    row.catch_up_since === null
      ? undefined
      : { since: row.catch_up_since.getTime(), page: row.catch_up_page ?? undefined, read: row.catch_up_read, found: row.catch_up_found },
  watchEndsAt: row.watch_ends_at?.getTime(),
  watchNextAt: row.watch_next_at?.getTime(),
  gap: row.gap_from === null ? undefined : { from: row.gap_from.getTime(), to: row.gap_to?.getTime(), replies: row.gap_replies ?? 0 },
  skipped: row.skipped,
});
