import { fail, succeed, type Failure, type Outcome, type TrackMail } from '../../contract/index.ts';
import type { ServerCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { readConnection } from '../store/connections.ts';
import { noteSent, readAgainSince } from '../store/mailboxes.ts';
import { newId } from '../store/new-id.ts';
import { trackMail } from '../store/tracked-mails.ts';
import { idsAtGmail } from './ids-at-gmail.ts';
import { nextPollAt } from './sync/next-poll.ts';

/** A mail that is older than this when the host registers it has its later answers found, and those before are left. */
const readAgainForMs = 30 * 86_400_000;

/** The host says that it sent a mail through this mailbox. The same mail again, by any of its ids, is the same mail. */
export const registerMail = async (ports: Ports, caller: ServerCaller, mail: TrackMail): Promise<Outcome<{ id: string; known: boolean }, Failure>> => {
  const { gmailId, threadId, messageId } = mail;
  if (gmailId === undefined && threadId === undefined && messageId === undefined) return fail({ code: 'request-malformed' });
  const sentAtGiven = Date.parse(mail.sentAt);
  // A day that no calendar has, or one before there was mail.
  if (!(sentAtGiven >= 0)) return fail({ code: 'request-malformed' });
  const owner = { tenant: caller.tenant.id, org: mail.org, user: mail.user };
  const connection = await readConnection(ports.database, owner, mail.connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  const found = gmailId === undefined ? undefined : await idsAtGmail(ports, owner, connection.id, gmailId);
  const now = ports.clock.now();
  const sentAt = Math.min(sentAtGiven, now);
  const tracked = await ports.database.transaction().execute((transaction) =>
    trackMail(transaction, owner, {
      id: newId(ports.random),
      connectionId: connection.id,
      gmailId,
      threadId: threadId ?? found?.threadId,
      messageId: messageId === undefined ? found?.original : withoutBrackets(messageId),
      gmailMessageId: found?.messageId,
      subject: mail.subject,
      recipients: mail.recipients.map((address) => address.toLowerCase()),
      sentAt,
      reference: mail.reference,
      source: 'host',
    }),
  );
  // Answers come soonest to what was sent just now.
  const pace = { lastSentAt: sentAt, watchEndsAt: undefined };
  await noteSent(ports.database, connection.id, sentAt, nextPollAt(ports.settings.replies.poll, pace, now));
  // What came back before the host spoke was nothing of ours, and was dropped.
  const again = !tracked.known && now - sentAt < readAgainForMs && (await readAgainSince(ports.database, connection.id, sentAt));
  if (again) ports.pollBell.ring();
  return succeed(tracked);
};

const withoutBrackets = (messageId: string): string => messageId.trim().replace(/^<(.*)>$/, '$1');
