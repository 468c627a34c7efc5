import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { Owner } from './connections.ts';
import { toMailbox, type CatchUp, type StoredMailbox } from './mailbox-of-row.ts';
import type { Queries, Tables } from './tables.ts';

export type { CatchUp, Gap, StoredMailbox } from './mailbox-of-row.ts';

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
      conflict.column('connection_id').doUpdateSet({ email: email.toLowerCase(), next_poll_at: atOnce, failures: 0, watch_next_at: null, own_addresses_next_at: null, stopped_at: null }),
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
export const stopMailbox = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store
    .updateTable('mailboxes')
    .set({ ...opensGap, stopped_at: new Date(now), next_poll_at: new Date(never), poll_owner: null, poll_ends_at: null, polls_unfinished: 0, in_hand: null, watch_ends_at: null })
    .where('connection_id', '=', connectionId)
    .execute();
};

/** From the last look at the mailbox on, unless a gap is open already or nothing was ever read. */
export const opensGap = {
  gap_replies: sql<number>`case when gap_from is not null and gap_to is null then gap_replies when checked_at is null then null else 0 end`,
  gap_from: sql<Date>`case when gap_from is not null and gap_to is null then gap_from else checked_at end`,
  gap_to: null,
} as const satisfies Record<string, unknown>;

export interface ClaimedMailbox extends StoredMailbox {
  /** Whether it has mails whose next try is due. */
  readonly hasPostponed: boolean;
}

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
export const claimMailboxes = async (store: Queries, { now, leaseEndsAt, holder, limit }: Claim): Promise<readonly ClaimedMailbox[]> => {
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
    .returning(sql<boolean>`exists (select from postponed_mails where postponed_mails.connection_id = mailboxes.connection_id and next_try_at <= ${time})`.as('has_postponed'))
    .execute();
  return rows.map((row) => ({ ...toMailbox(row), hasPostponed: row.has_postponed }));
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

/** How far the mails since a time were read again; false when somebody has noted more of it, or the mailbox is another's. */
export const noteCatchUp = async (store: Queries, mailbox: StoredMailbox, { since, page, read }: Omit<CatchUp, 'found'>, isDone: boolean): Promise<boolean> => {
  const noted = await store
    .updateTable('mailboxes')
    .set({ catch_up_page: page ?? null, catch_up_read: read, ...(isDone ? { catch_up_since: null } : {}) })
    .where('connection_id', '=', mailbox.connectionId)
    .where('poll_owner', '=', mailbox.holder ?? '')
    .where('catch_up_since', '=', new Date(since))
    .returning('connection_id')
    .executeTakeFirst();
  return noted !== undefined;
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

/** The same for every connection of an address, those left out that wait because Gmail asked them to or did not answer. */
export const callMailboxesOf = async (store: Queries, email: string): Promise<number> => {
  const called = await store
    .updateTable('mailboxes')
    .set({ next_poll_at: atOnce })
    .where('email', '=', email.toLowerCase())
    .where('failures', '=', 0)
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

/**
 * A mail is tracked only now that was sent before the last look: what came back meanwhile was nothing of ours then, and is
 * read again.
 */
export const readAgainSince = async (store: Queries, connectionId: string, since: number): Promise<boolean> => {
  const again = await store
    .updateTable('mailboxes')
    .set({
      catch_up_read: sql<number>`case when catch_up_since is null then 0 else catch_up_read end`,
      catch_up_found: sql<number>`case when catch_up_since is null then 0 else catch_up_found end`,
      // Each time another, so that whoever remembers what was nothing of ours forgets it.
      catch_up_since: sql<Date>`least(catch_up_since, ${new Date(since)}) - interval '1 millisecond'`,
      catch_up_page: null,
      next_poll_at: atOnce,
    })
    .where('connection_id', '=', connectionId)
    .where('checked_at', '>=', new Date(since))
    .where('next_poll_at', '<', new Date(never))
    .returning('connection_id')
    .executeTakeFirst();
  return again !== undefined;
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
