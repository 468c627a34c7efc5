import { sql, type Transaction } from 'kysely';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { nextChange } from '../../store/feeds.ts';
import type { StoredMailbox } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { insertReplies, replyOf, type NewReply, type StoredReply } from '../../store/replies.ts';
import { replyTextPlace } from '../../store/sealed-places.ts';
import { suppress, type StoredSuppression } from '../../store/suppressions.ts';
import { recipientsOfTracked } from '../../store/tracked-mails.ts';
import type { Tables } from '../../store/tables.ts';
import { queueDeliveries, type ToTell } from '../../webhooks/queue-delivery.ts';
import type { FoundReply } from './found-reply.ts';
import type { Poll } from './poll.ts';

/**
 * The rows, their numbers in the feed and what the host is told of them, in the caller's transaction: all of it or nothing.
 * The Gmail ids of what is new: a mail that has its row already, from a poll that was broken off, is told no second time.
 */
export const storeReplies = async ({ ports, mailbox, counts }: Poll, transaction: Transaction<Tables>, found: readonly FoundReply[]): Promise<ReadonlySet<string>> => {
  const { owner, connectionId } = mailbox;
  if (found.length === 0) return new Set();
  const now = ports.clock.now();
  const last = await nextChange(transaction, owner, found.length);
  const rows = found.map(({ text, ...reply }, index): NewReply => {
    const id = newId(ports.random);
    const sealedText = text === '' ? undefined : ports.keyring.seal(text, replyTextPlace({ ...owner, id }));
    return { ...reply, id, owner, connectionId, foundAt: now, sealedText, change: last - found.length + 1 + index };
  });
  const inserted = await insertReplies(transaction, rows);
  // The user's own words are in the conversation for the page; the host sent them or will see them there.
  const told = rows.filter(({ gmailId, judged }) => inserted.has(gmailId) && judged.verdict !== 'own');
  await suppress(transaction, owner, await bouncedBy(transaction, told, now));
  if (counts) await countFound(transaction, connectionId, told.length);
  await queueDeliveries(ports, transaction, told.map((row) => tellingOf(ports, mailbox, row, now)));
  return inserted;
};

/** An address that does not work is written to no more. Only a bounce that names a mail of ours says so, and only of whom that went to. */
const bouncedBy = async (transaction: Transaction<Tables>, rows: readonly NewReply[], at: number): Promise<readonly StoredSuppression[]> => {
  const bounces = rows.filter(({ judged: { verdict, bounce } }) => verdict === 'bounce' && bounce?.kind === 'hard');
  const sentTo = await recipientsOfTracked(transaction, bounces.flatMap(({ answers }) => answers?.id ?? []));
  return bounces.flatMap(({ judged: { bounce }, answers }) => {
    const lower = bounce?.recipients.map((each) => each.toLowerCase()) ?? [];
    return lower.filter((each) => sentTo.get(answers?.id ?? '')?.includes(each)).map((what) => ({ what, cause: 'bounced' as const, at }));
  });
};

const tellingOf = ({ settings }: Ports, { owner, email }: StoredMailbox, row: NewReply, now: number): ToTell => {
  const stored: StoredReply = { ...row, mailbox: email, corrected: undefined, handledAt: undefined };
  const data = { org: owner.org, user: owner.user, reply: replyOf(stored, settings.google.gmailWebUrl) };
  return { owner, orderKey: row.threadId, event: { type: 'reply.found', timestamp: instantOf(now), data } };
};

/** What a page says of a time that is read again, or that could not be read, is true whenever the process ends. */
const countFound = async (transaction: Transaction<Tables>, connectionId: string, count: number): Promise<void> => {
  await transaction
    .updateTable('mailboxes')
    .set({
      catch_up_found: sql`catch_up_found + case when catch_up_since is null then 0 else ${count}::integer end`,
      gap_replies: sql`gap_replies + case when gap_from is not null and gap_to is null then ${count}::integer else 0 end`,
    })
    .where('connection_id', '=', connectionId)
    .execute();
};
