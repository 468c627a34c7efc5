import { sql, type Selectable, type Transaction } from 'kysely';
import { mailboxKey } from '../replies/verdict/same-mailbox.ts';
import { toAddresses } from './addresses-of-json.ts';
import type { Owner } from './connections.ts';
import type { TrackedMailsTable } from './reply-tables.ts';
import type { Queries, Tables } from './tables.ts';

/** A mail of the user's on which an answer is awaited. Message ids are without angle brackets, addresses in lower case. */
export interface TrackedMail {
  readonly id: string;
  readonly connectionId: string;
  readonly gmailId: string | undefined;
  readonly threadId: string | undefined;
  readonly messageId: string | undefined;
  readonly gmailMessageId: string | undefined;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly sentAt: number;
  /** What the host calls it. */
  readonly reference: string | undefined;
  readonly source: 'product' | 'host' | 'own';
}

/**
 * Tracks a mail, once: one that is tracked already under one of its ids keeps its row and takes what was not known of it.
 * Whoever it went to is remembered, for answers without a reference.
 */
export const trackMail = async (store: Transaction<Tables>, owner: Owner, mail: TrackedMail): Promise<TrackedAs> => {
  const [as] = await trackMails(store, owner, mail.connectionId, [mail]);
  return as ?? { id: mail.id, known: false };
};

export interface TrackedAs {
  readonly id: string;
  readonly known: boolean;
}

/** The same for several mails of one mailbox, in their order. */
export const trackMails = async (store: Transaction<Tables>, owner: Owner, connectionId: string, mails: readonly TrackedMail[]): Promise<readonly TrackedAs[]> => {
  // Of two that register one mail in the same moment the second waits, and finds it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${connectionId}, 0))`.execute(store);
  const rows = await lockKnown(store, connectionId, mails);
  const fresh: TrackedMail[] = [];
  const tracked: TrackedAs[] = [];
  for (const mail of mails) {
    const known = rows.find((row) => isSame(mail, row.gmail_id, [row.message_id, row.gmail_message_id]));
    const twin = fresh.find((other) => isSame(mail, other.gmailId, [other.messageId, other.gmailMessageId]));
    if (known !== undefined) await complete(store, known, mail);
    else if (twin === undefined) fresh.push(mail);
    tracked.push({ id: known?.id ?? twin?.id ?? mail.id, known: known !== undefined || twin !== undefined });
  }
  if (fresh.length > 0) await insertTracked(store, owner, fresh);
  return tracked;
};

const isSame = ({ gmailId, messageId, gmailMessageId }: TrackedMail, otherGmailId: string | null | undefined, messageIds: readonly (string | null | undefined)[]): boolean =>
  (gmailId !== undefined && gmailId === otherGmailId) || [messageId, gmailMessageId].some((id) => id !== undefined && messageIds.includes(id));

const complete = async (store: Transaction<Tables>, known: Selectable<TrackedMailsTable>, mail: TrackedMail): Promise<void> => {
  await store
    .updateTable('tracked_mails')
    .set({
      gmail_id: known.gmail_id ?? mail.gmailId ?? null,
      thread_id: known.thread_id ?? mail.threadId ?? null,
      message_id: known.message_id ?? mail.messageId ?? null,
      gmail_message_id: known.gmail_message_id ?? mail.gmailMessageId ?? null,
      reference: known.reference ?? mail.reference ?? null,
    })
    .where('id', '=', known.id)
    .execute();
};

const lockKnown = async (store: Transaction<Tables>, connectionId: string, mails: readonly TrackedMail[]): Promise<readonly Selectable<TrackedMailsTable>[]> => {
  const gmailIds = mails.flatMap(({ gmailId }) => gmailId ?? []);
  const messageIds = mails.flatMap(({ messageId, gmailMessageId }) => [messageId ?? [], gmailMessageId ?? []].flat());
  if (gmailIds.length + messageIds.length === 0) return [];
  return store
    .selectFrom('tracked_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where((where) =>
      where.or([
        ...(gmailIds.length === 0 ? [] : [where('gmail_id', 'in', gmailIds)]),
        ...(messageIds.length === 0 ? [] : [where('message_id', 'in', messageIds), where('gmail_message_id', 'in', messageIds)]),
      ]),
    )
    .forUpdate()
    .execute();
};

/** The mails and whom they went to, in one statement: every mail that leaves waits for it. */
const insertTracked = async (store: Transaction<Tables>, owner: Owner, mails: readonly TrackedMail[]): Promise<void> => {
  const rows = mails.map((mail) => ({
    id: mail.id,
    connection_id: mail.connectionId,
    tenant: owner.tenant,
    org: owner.org,
    crm_user: owner.user,
    gmail_id: mail.gmailId ?? null,
    thread_id: mail.threadId ?? null,
    message_id: mail.messageId ?? null,
    gmail_message_id: mail.gmailMessageId ?? null,
    subject: mail.subject,
    recipients: JSON.stringify(mail.recipients),
    sent_at: new Date(mail.sentAt),
    reference: mail.reference ?? null,
    source: mail.source,
  }));
  // A statement writes one row once: somebody whom several of them went to was last written to by the latest.
  const people = new Map(
    mails
      .toSorted((one, other) => one.sentAt - other.sentAt)
      .flatMap(({ id, connectionId, recipients, sentAt }) => recipients.map(mailboxKey).map((address) => [address, { connection_id: connectionId, address, tracked_id: id, sent_at: new Date(sentAt) }] as const)),
  );
  if (people.size === 0) {
    await store.insertInto('tracked_mails').values(rows).execute();
    return;
  }
  await store
    .with('tracked', (tracked) => tracked.insertInto('tracked_mails').values(rows).returning('id'))
    .insertInto('tracked_people')
    .values([...people.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['connection_id', 'address'])
        .doUpdateSet({ tracked_id: sql`excluded.tracked_id`, sent_at: sql`excluded.sent_at` })
        .whereRef('tracked_people.sent_at', '<=', sql`excluded.sent_at`),
    )
    .execute();
};

/** What a mail says of itself, by which one of ours may be found. */
export interface Hints {
  readonly threadIds: readonly string[];
  readonly messageIds: readonly string[];
  /** By their keys. */
  readonly addresses: readonly string[];
  readonly ids?: readonly string[];
}

/** Enough for every mail that people write; a hostile one may name thousands. */
const mostMeant = 50;

/** Our mails that may be meant by one that came back: those that it names first, then the latest. */
export const findTracked = async (store: Queries, connectionId: string, { threadIds, messageIds, addresses, ids = [] }: Hints): Promise<readonly TrackedMail[]> => {
  const wanted = [...ids, ...(await lastSentTo(store, connectionId, addresses))];
  if (threadIds.length + messageIds.length + wanted.length === 0) return [];
  // Each of these has an index of its own; a question inside would have every mail of the mailbox looked at.
  const rows = await store
    .selectFrom('tracked_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where((where) =>
      where.or([
        ...(wanted.length === 0 ? [] : [where('id', 'in', wanted)]),
        ...(threadIds.length === 0 ? [] : [where('thread_id', 'in', threadIds)]),
        ...(messageIds.length === 0 ? [] : [where('message_id', 'in', messageIds), where('gmail_message_id', 'in', messageIds)]),
      ]),
    )
    // What a mail names goes before what stands near it.
    .orderBy(sql`case when message_id = any(${messageIds}) or gmail_message_id = any(${messageIds}) then 0 else 1 end`)
    .orderBy('sent_at', 'desc')
    .limit(mostMeant)
    .execute();
  return rows.map(toTracked);
};

const lastSentTo = async (store: Queries, connectionId: string, addresses: readonly string[]): Promise<readonly string[]> => {
  if (addresses.length === 0) return [];
  const rows = await store.selectFrom('tracked_people').select('tracked_id').where('connection_id', '=', connectionId).where('address', 'in', addresses).execute();
  return rows.map((row) => row.tracked_id);
};

/** Whom the user wrote to, the latest first, each by the key that all spellings of the address share. */
export const trackedPeople = async (store: Queries, connectionId: string, limit: number): Promise<readonly string[]> => {
  const rows = await store
    .selectFrom('tracked_people')
    .select('address')
    .where('connection_id', '=', connectionId)
    .orderBy('sent_at', 'desc')
    .orderBy('address')
    .limit(limit)
    .execute();
  return rows.map((row) => row.address);
};

/** How many mails are watched in each of these mailboxes. */
export const countTracked = async (store: Queries, connectionIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (connectionIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('tracked_mails')
    .select(['connection_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('connection_id', 'in', connectionIds)
    .groupBy('connection_id')
    .execute();
  return new Map(rows.map((row) => [row.connection_id, Number(row.count)]));
};

export const toTracked = (row: Selectable<TrackedMailsTable>): TrackedMail => ({
  id: row.id,
  connectionId: row.connection_id,
  gmailId: row.gmail_id ?? undefined,
  threadId: row.thread_id ?? undefined,
  messageId: row.message_id ?? undefined,
  gmailMessageId: row.gmail_message_id ?? undefined,
  subject: row.subject,
  recipients: toAddresses(row.recipients),
  sentAt: row.sent_at.getTime(),
  reference: row.reference ?? undefined,
  source: row.source === 'product' || row.source === 'own' ? row.source : 'host',
});

/** The Message-ID that Gmail put into a mail that left: answers name it. */
export const noteGmailMessageId = async (store: Queries, connectionId: string, gmailId: string, messageId: string): Promise<void> => {
  await store.updateTable('tracked_mails').set({ gmail_message_id: messageId }).where('connection_id', '=', connectionId).where('gmail_id', '=', gmailId).execute();
};

/** Whom these mails went to, by their ids. */
export const recipientsOfTracked = async (store: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (ids.length === 0) return new Map();
  const rows = await store.selectFrom('tracked_mails').select(['id', 'recipients']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toAddresses(row.recipients)]));
};
