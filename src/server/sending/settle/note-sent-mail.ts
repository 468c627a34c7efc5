import type { Ports } from '../../ports.ts';
import { nextPollAt } from '../../replies/sync/next-poll.ts';
import { noteSent } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { lockAttempts } from '../../store/outgoing-claims.ts';
import { stateColumns, type OutgoingChange, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import { trackMails, type TrackedMail } from '../../store/tracked-mails.ts';
import { changeAndTell } from '../tell-host.ts';

export interface Taken {
  readonly attemptId: string;
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
export const noteSentMail = async (ports: Ports, taken: Taken): Promise<boolean> => (await noteSentMails(ports, [taken])) > 0;

/** The same for attempts of one mailbox, in one transaction: how many of them it was the first to know of. */
export const noteSentMails = async (ports: Ports, taken: readonly Taken[]): Promise<number> => {
  const { database, clock, settings, bell } = ports;
  const byAttempt = new Map(taken.map((each) => [each.attemptId, each]));
  const sent = await database.transaction().execute(async (transaction) => {
    const mails = await lockAttempts(transaction, [...byAttempt.keys()]);
    const news = mails.flatMap((mail) => {
      const as = byAttempt.get(mail.attempt?.id ?? '');
      return as === undefined || mail.gmailId !== undefined || (as.connectionId ?? mail.connectionId) !== mail.connectionId ? [] : [{ mail, as }];
    });
    const [first] = news;
    if (first === undefined) return [];
    const { owner, connectionId } = first.mail;
    await trackMails(transaction, owner, connectionId, news.map(({ mail, as }) => trackedOf(ports, mail, as)));
    await changeAndTell(ports, transaction, owner, news.map(({ mail, as }) => [mail.id, sentColumns(as, clock.now())] as const));
    return news;
  });
  const [first] = sent;
  if (first === undefined) return 0;
  const { owner, connectionId } = first.mail;
  const at = Math.max(...sent.map(({ as }) => as.at));
  await noteSent(database, connectionId, at, nextPollAt(settings.replies.poll, { lastSentAt: at, watchEndsAt: undefined }, clock.now()));
  bell.ring(owner);
  return sent.length;
};

const trackedOf = ({ random }: Ports, mail: StoredOutgoing, { gmailId, threadId, messageId, at }: Taken): TrackedMail => ({
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

const sentColumns = ({ at, gmailId, threadId, messageId }: Taken, now: number): OutgoingChange => ({
  ...stateColumns({ kind: 'sent', at }),
  gmail_id: gmailId,
  thread_id: threadId,
  gmail_message_id: messageId ?? null,
  // Gmail may have given it another Message-ID, which answers will name.
  look_at: messageId === undefined ? new Date(now) : null,
  looks: 0,
});
