import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/** A mail that the mailbox went on without: tried again at its time, or passed over for good. */
export interface PostponedMail {
  readonly gmailId: string;
  readonly threadId: string;
  readonly tries: number;
  readonly deaths: number;
  readonly nextTryAt: number | undefined;
}

export const readPostponed = async (store: Queries, connectionId: string, gmailId: string): Promise<PostponedMail | undefined> => {
  const row = await store
    .selectFrom('postponed_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('gmail_id', '=', gmailId)
    .executeTakeFirst();
  return row && toPostponed(row);
};

export const duePostponed = async (store: Queries, connectionId: string, now: number, limit: number): Promise<readonly PostponedMail[]> => {
  const rows = await store
    .selectFrom('postponed_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('next_try_at', '<=', new Date(now))
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
  return rows.map(toPostponed);
};

export const writePostponed = async (store: Queries, connectionId: string, mail: PostponedMail): Promise<void> => {
  const change = { tries: mail.tries, deaths: mail.deaths, next_try_at: mail.nextTryAt === undefined ? null : new Date(mail.nextTryAt) };
  await store
    .insertInto('postponed_mails')
    .values({ connection_id: connectionId, gmail_id: mail.gmailId, thread_id: mail.threadId, ...change })
    .onConflict((conflict) => conflict.columns(['connection_id', 'gmail_id']).doUpdateSet(change))
    .execute();
};

export const forgetPostponed = async (store: Queries, connectionId: string, gmailIds: readonly string[]): Promise<void> => {
  if (gmailIds.length === 0) return;
  await store.deleteFrom('postponed_mails').where('connection_id', '=', connectionId).where('gmail_id', 'in', gmailIds).execute();
};

/** Which of these mails need no look: stored, tracked themselves, or left to a later try. */
export const alreadyKnown = async (store: Queries, connectionId: string, gmailIds: readonly string[]): Promise<ReadonlySet<string>> => {
  if (gmailIds.length === 0) return new Set();
  const rows = await store
    .selectFrom('replies')
    .select('gmail_id')
    .where('connection_id', '=', connectionId)
    .where('gmail_id', '=', sql<string>`any(${gmailIds})`)
    .union((postponed) =>
      postponed
        .selectFrom('postponed_mails')
        .select('gmail_id')
        .where('connection_id', '=', connectionId)
        .where('gmail_id', '=', sql<string>`any(${gmailIds})`),
    )
    .union((tracked) =>
      tracked
        .selectFrom('tracked_mails')
        .select(sql<string>`gmail_id`.as('gmail_id'))
        .where('connection_id', '=', connectionId)
        .where('gmail_id', '=', sql<string>`any(${gmailIds})`),
    )
    .execute();
  return new Set(rows.map((row) => row.gmail_id));
};

const toPostponed = (row: { gmail_id: string; thread_id: string; tries: number; deaths: number; next_try_at: Date | null }): PostponedMail => ({
  gmailId: row.gmail_id,
  threadId: row.thread_id,
  tries: row.tries,
  deaths: row.deaths,
  nextTryAt: row.next_try_at?.getTime(),
});
