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

/** Such a mail was seen among those that the user sent. Answers without a reference are found by its conversation. */
export const noteThread = async (
  store: Queries,
  connectionId: string,
  { threadId, messageId, original }: { readonly threadId: string; readonly messageId: string | undefined; readonly original: string | undefined },
): Promise<boolean> => {
  const names = [messageId, original].filter((id) => id !== undefined);
  if (names.length === 0) return false;
  const noted = await store
    .updateTable('tracked_mails')
    .set({ thread_id: threadId, ...(messageId === undefined ? {} : { gmail_message_id: sql<string>`coalesce(gmail_message_id, ${messageId})` }) })
    .where('connection_id', '=', connectionId)
    .where('message_id', 'in', names)
    .where('thread_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
};
