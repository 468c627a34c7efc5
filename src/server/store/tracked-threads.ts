import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/** Which of these conversations hold a tracked mail, or an answer to one that came in a conversation of its own. */
export const trackedThreads = async (store: Queries, connectionId: string, threadIds: readonly string[]): Promise<Set<string>> => {
  if (threadIds.length === 0) return new Set();
  const rows = await store
    .selectFrom('tracked_mails')
    .select('thread_id')
    .where('connection_id', '=', connectionId)
    .where('thread_id', '=', sql<string>`any(${threadIds})`)
    .union((answers) =>
      answers
        .selectFrom('replies')
        .select('thread_id')
        .where('connection_id', '=', connectionId)
        .where('thread_id', '=', sql<string>`any(${threadIds})`)
        .where('tracked_id', 'is not', null),
    )
    .execute();
  return new Set(rows.flatMap((row) => row.thread_id ?? []));
};

/** Our mails that were answered in this conversation, though they stand in another. */
export const trackedIdsOfThread = async (store: Queries, connectionId: string, threadId: string): Promise<ReadonlySet<string>> => {
  const rows = await store
    .selectFrom('replies')
    .select('tracked_id')
    .distinct()
    .where('connection_id', '=', connectionId)
    .where('thread_id', '=', threadId)
    .where('tracked_id', 'is not', null)
    .execute();
  return new Set(rows.flatMap((row) => row.tracked_id ?? []));
};

export interface SeenLeaving {
  readonly gmailId: string;
  readonly threadId: string;
  readonly messageId: string | undefined;
  /** The sender's own, where Gmail put another in its place. */
  readonly original: string | undefined;
}

/** Whether a mail is tracked of which Gmail's conversation is not known yet: a host knew its Message-ID alone. */
export const waitsForThread = async (store: Queries, connectionId: string, sentAfter: number): Promise<boolean> => {
  const row = await store
    .selectFrom('tracked_mails')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('thread_id', 'is', null)
    .where('sent_at', '>=', new Date(sentAfter))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Such a mail was seen among those that the user sent: answers are found by its conversation from now on, and by either of
 * its ids. A conversation that the host named gives way to the one where Gmail has it.
 */
export const noteSeenLeaving = async (
  store: Queries,
  connectionId: string,
  { gmailId, threadId, messageId, original }: SeenLeaving,
): Promise<boolean> => {
  const names = [messageId, original].filter((id) => id !== undefined);
  if (names.length === 0) return false;
  const noted = await store
    .updateTable('tracked_mails')
    .set({ thread_id: threadId, ...(messageId === undefined ? {} : { gmail_message_id: sql<string>`coalesce(gmail_message_id, ${messageId})` }) })
    .where('connection_id', '=', connectionId)
    .where((where) => where.or([where('message_id', 'in', names), where('gmail_message_id', 'in', names)]))
    .returning(['id', 'gmail_id'])
    .executeTakeFirst();
  if (noted !== undefined && noted.gmail_id === null) await noteGmailId(store, connectionId, noted.id, gmailId);
  return noted !== undefined;
};

/** So that it is never read again. Registered twice, by either id, a mail has two rows; one of them has this. */
const noteGmailId = async (store: Queries, connectionId: string, id: string, gmailId: string): Promise<void> => {
  await store
    .updateTable('tracked_mails')
    .set({ gmail_id: gmailId })
    .where('id', '=', id)
    .where((where) => where.not(where.exists(where.selectFrom('tracked_mails as other').select('other.id').where('other.connection_id', '=', connectionId).where('other.gmail_id', '=', gmailId))))
    .execute();
};
