import type { Insertable, Transaction } from 'kysely';
import type { Reply, ReplyVerdict } from '../../contract/index.ts';
import type { Owner } from './connections.ts';
import { toReply, type StoredReply } from './reply-of-row.ts';
import type { RepliesTable } from './reply-tables.ts';
import type { Queries, Tables } from './tables.ts';

export type { AnsweredMail, Judged, StoredReply } from './reply-of-row.ts';

export type NewReply = Omit<StoredReply, 'mailbox' | 'corrected' | 'handledAt'>;

/** The Gmail ids of those that had no row yet: the unique row decides, not a look before. */
export const insertReplies = async (store: Transaction<Tables>, replies: readonly NewReply[]): Promise<ReadonlySet<string>> => {
  if (replies.length === 0) return new Set();
  const inserted = await store
    .insertInto('replies')
    .values(replies.map(rowOf))
    .onConflict((conflict) => conflict.columns(['connection_id', 'gmail_id']).doNothing())
    .returning('gmail_id')
    .execute();
  return new Set(inserted.map((row) => row.gmail_id));
};

const rowOf = (reply: NewReply): Insertable<RepliesTable> => ({
  id: reply.id,
  connection_id: reply.connectionId,
  tenant: reply.owner.tenant,
  org: reply.owner.org,
  crm_user: reply.owner.user,
  gmail_id: reply.gmailId,
  thread_id: reply.threadId,
  message_id: reply.messageId ?? null,
  tracked_id: reply.answers?.id ?? null,
  received_at: new Date(reply.receivedAt),
  found_at: new Date(reply.foundAt),
  from_name: reply.from.name,
  from_address: reply.from.address,
  subject: reply.subject,
  verdict: reply.judged.verdict,
  confidence: reply.judged.confidence,
  evidence: JSON.stringify(reply.judged.evidence),
  bounce: reply.judged.bounce === undefined ? null : JSON.stringify(reply.judged.bounce),
  return_date: reply.judged.returnDate ?? null,
  meeting: reply.judged.meeting ?? null,
  found_in: reply.foundIn,
  sealed_text: reply.sealedText ?? null,
  seen_at: timeOf(reply.seenAt),
  change_number: reply.change,
});

export interface ReplyChange {
  readonly corrected?: { readonly verdict: ReplyVerdict; readonly at: number } | undefined;
  readonly seenAt?: number;
  readonly handledAt?: number | undefined;
}

/** Changes a row under the feed's next number, which the caller has taken in this transaction. */
export const changeReply = async (store: Transaction<Tables>, owner: Owner, id: string, change: ReplyChange, number: number): Promise<void> => {
  await store
    .updateTable('replies')
    .set({
      change_number: number,
      ...('corrected' in change
        ? { corrected_verdict: change.corrected?.verdict ?? null, corrected_at: timeOf(change.corrected?.at) }
        : {}),
      ...('handledAt' in change ? { handled_at: timeOf(change.handledAt) } : {}),
      ...(change.seenAt === undefined ? {} : { seen_at: new Date(change.seenAt) }),
    })
    .where('tenant', '=', owner.tenant)
    .where('org', '=', owner.org)
    .where('crm_user', '=', owner.user)
    .where('id', '=', id)
    .execute();
};

export const readReply = async (store: Queries, owner: Owner, id: string): Promise<StoredReply | undefined> => {
  const row = await owned(store, owner).where('replies.id', '=', id).executeTakeFirst();
  return row && toReply(row);
};

export const readReplies = async (store: Queries, owner: Owner, ids: readonly string[]): Promise<readonly StoredReply[]> => {
  if (ids.length === 0) return [];
  return (await owned(store, owner).where('replies.id', 'in', ids).execute()).map(toReply);
};

/** Where a page of the list ended. */
export interface ListPlace {
  readonly receivedAt: number;
  readonly id: string;
}

/** Newest first, behind `before`. */
export const listReplies = async (store: Queries, owner: Owner, { before, limit }: { readonly before: ListPlace | undefined; readonly limit: number }): Promise<readonly StoredReply[]> => {
  const all = owned(store, owner);
  const behind =
    before === undefined
      ? all
      : all.where((where) => where(where.refTuple('replies.received_at', 'replies.id'), '<', where.tuple(new Date(before.receivedAt), before.id)));
  return (await behind.orderBy('replies.received_at', 'desc').orderBy('replies.id', 'desc').limit(limit).execute()).map(toReply);
};

/** What changed after `since`, in the order of its change. */
export const listChanges = async (store: Queries, owner: Owner, since: number, limit: number): Promise<readonly StoredReply[]> =>
  (await owned(store, owner).where('replies.change_number', '>', since).orderBy('replies.change_number').limit(limit).execute()).map(toReply);

const timeOf = (time: number | undefined): Date | null => (time === undefined ? null : new Date(time));

const owned = (store: Queries, owner: Owner) =>
  store
    .selectFrom('replies')
    .leftJoin('tracked_mails', 'tracked_mails.id', 'replies.tracked_id')
    .leftJoin('connections', 'connections.id', 'replies.connection_id')
    .selectAll('replies')
    .select([
      'connections.email as mailbox',
      'tracked_mails.subject as answered_subject',
      'tracked_mails.sent_at as answered_sent_at',
      'tracked_mails.reference as answered_reference',
    ])
    .where('replies.tenant', '=', owner.tenant)
    .where('replies.org', '=', owner.org)
    .where('replies.crm_user', '=', owner.user);

/** The row as pages and hosts are shown it. `gmailWebUrl` is where people read their mail. */
export const replyOf = (reply: StoredReply, gmailWebUrl: string): Reply => {
  const { judged, corrected, answers } = reply;
  return {
    id: reply.id,
    connectionId: reply.connectionId,
    threadId: reply.threadId,
    receivedAt: instantOf(reply.receivedAt),
    from: reply.from,
    subject: reply.subject,
    verdict: corrected?.verdict ?? judged.verdict,
    confidence: judged.confidence,
    evidence: [...judged.evidence],
    ...(corrected === undefined ? {} : { corrected: { judged: judged.verdict, at: instantOf(corrected.at) } }),
    ...(answers === undefined
      ? {}
      : {
          answers: {
            id: answers.id,
            subject: answers.subject,
            sentAt: instantOf(answers.sentAt),
            ...(answers.reference === undefined ? {} : { reference: answers.reference }),
          },
        }),
    ...(judged.bounce === undefined ? {} : { bounce: judged.bounce }),
    ...(judged.returnDate === undefined ? {} : { returnDate: judged.returnDate }),
    ...(judged.meeting === undefined ? {} : { meeting: judged.meeting }),
    foundIn: reply.foundIn,
    unread: reply.seenAt === undefined,
    handled: reply.handledAt !== undefined,
    openUrl: openUrlOf(gmailWebUrl, reply),
    change: reply.change,
  };
};

/** Opens the conversation in Gmail, in the right one of several accounts. */
const openUrlOf = (gmailWebUrl: string, { mailbox, threadId }: Pick<StoredReply, 'mailbox' | 'threadId'>): string => {
  const url = new URL('mail/u/', gmailWebUrl);
  url.searchParams.set('authuser', mailbox);
  url.hash = `all/${threadId}`;
  return url.href;
};

const instantOf = (time: number): string => new Date(time).toISOString();
