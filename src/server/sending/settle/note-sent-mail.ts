import type { Ports } from '../../ports.ts';
import { nextPollAt } from '../../replies/sync/next-poll.ts';
import { noteSent } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { lockAttempt } from '../../store/outgoing-claims.ts';
import { stateColumns } from '../../store/outgoing-mails.ts';
import { trackMail } from '../../store/tracked-mails.ts';
import { changeAndTell } from '../tell-host.ts';

export interface Taken {
  readonly gmailId: string;
  readonly threadId: string;
  readonly at: number;
  /** As Gmail has it, where it was read already. */
  readonly messageId?: string | undefined;
  /** Where it was seen; an attempt of another mailbox is none. */
  readonly connectionId?: string;
}

/**
 * Gmail took the mail of an attempt: it said so, or the mailbox shows it. From the same transaction on answers to it are
 * tracked. Told twice it is told once; true however long nobody knew, unless a person let the mail go again.
 */
export const noteSentMail = async (ports: Ports, attemptId: string, { gmailId, threadId, at, messageId, connectionId }: Taken): Promise<boolean> => {
  const { database, random, clock, settings, bell } = ports;
  const sent = await database.transaction().execute(async (transaction) => {
    const mail = await lockAttempt(transaction, attemptId);
    if (mail === undefined || mail.gmailId !== undefined || (connectionId ?? mail.connectionId) !== mail.connectionId) return undefined;
    await trackMail(transaction, mail.owner, {
      id: newId(random),
      connectionId: mail.connectionId,
      gmailId,
      threadId,
      messageId: mail.attempt?.messageId,
      gmailMessageId: messageId,
      subject: mail.subject,
      recipients: mail.recipients,
      sentAt: at,
      reference: mail.reference,
      source: 'product',
    });
    await changeAndTell(ports, transaction, mail.owner, [
      [
        mail.id,
        {
          ...stateColumns({ kind: 'sent', at }),
          gmail_id: gmailId,
          thread_id: threadId,
          gmail_message_id: messageId ?? null,
          // Gmail may have given it another Message-ID, which answers will name.
          look_at: messageId === undefined ? new Date(clock.now()) : null,
          looks: 0,
        },
      ],
    ]);
    return mail;
  });
  if (sent === undefined) return false;
  const now = clock.now();
  await noteSent(database, sent.connectionId, at, nextPollAt(settings.replies.poll, { lastSentAt: at, watchEndsAt: undefined }, now));
  bell.ring(sent.owner);
  return true;
};
