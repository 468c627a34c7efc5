import { sql, type Transaction } from 'kysely';
import { instantOf } from '../../connections/connection-view.ts';
import { nextChange } from '../../store/feeds.ts';
import { newId } from '../../store/new-id.ts';
import { insertReply, replyOf, type StoredReply } from '../../store/replies.ts';
import { replyTextPlace } from '../../store/sealed-places.ts';
import type { Tables } from '../../store/tables.ts';
import { queueDelivery } from '../../webhooks/queue-delivery.ts';
import type { FoundReply } from './found-reply.ts';
import type { Poll } from './poll.ts';

/**
 * The row, its number in the feed and what the host is told of it, in the caller's transaction: all of them or none. False
 * when the mail has its row already, from a poll that was broken off; then nothing is told twice.
 */
export const storeReply = async ({ ports, mailbox, counts }: Poll, transaction: Transaction<Tables>, { text, ...found }: FoundReply): Promise<boolean> => {
  const { owner, connectionId } = mailbox;
  const now = ports.clock.now();
  const id = newId(ports.random);
  const change = await nextChange(transaction, owner);
  const sealedText = text === '' ? undefined : ports.keyring.seal(text, replyTextPlace({ ...owner, id }));
  const row = { ...found, id, owner, connectionId, foundAt: now, sealedText, change };
  if (!(await insertReply(transaction, row))) return false;
  const { verdict } = found.judged;
  // The user's own words are in the conversation for the page; the host sent them or will see them there.
  if (verdict === 'own') return true;
  if (counts) await countFound(transaction, connectionId);
  const stored: StoredReply = { ...row, mailbox: mailbox.email, corrected: undefined, handledAt: undefined };
  const { org, user } = owner;
  await queueDelivery(ports, transaction, {
    owner,
    orderKey: found.threadId,
    event: { type: 'reply.found', timestamp: instantOf(now), data: { org, user, reply: replyOf(stored, ports.settings.google.gmailWebUrl) } },
  });
  return true;
};

/** What a page says of a time that is read again, or that could not be read, is true whenever the process ends. */
const countFound = async (transaction: Transaction<Tables>, connectionId: string): Promise<void> => {
  await transaction
    .updateTable('mailboxes')
    .set({
      catch_up_found: sql`catch_up_found + case when catch_up_since is null then 0 else 1 end`,
      gap_replies: sql`gap_replies + case when gap_from is not null and gap_to is null then 1 else 0 end`,
    })
    .where('connection_id', '=', connectionId)
    .execute();
};
