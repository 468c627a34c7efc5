import type { SendFailure } from '../../google/gmail-port.ts';
import type { Ports } from '../../ports.ts';
import { noteFact } from '../../store/sending-history.ts';
import { lockSending, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import { countedBefore, type HeardFact } from '../limits/heard-facts.ts';
import type { SentHistory } from '../limits/sent-history.ts';
import { readSendingState } from './sending-state.ts';

export type SlowDown = Extract<SendFailure, { code: 'slow-down' }>;

/** Writes down that Google wants this mailbox to wait. Of several answers to calls made together the strictest is enough. */
export const hear = async (ports: Ports, { connectionId }: SendingMailbox, email: string, answers: readonly SlowDown[]): Promise<void> => {
  const now = ports.clock.now();
  await ports.database.transaction().execute(async (transaction) => {
    const mailbox = await lockSending(transaction, connectionId);
    if (mailbox === undefined) return;
    const { history } = await readSendingState(ports, mailbox, email, transaction);
    const facts = answers.map((answer) => factOf(answer, history, now)).sort((a, b) => strictness.indexOf(b.kind) - strictness.indexOf(a.kind) || (b.retryAt ?? 0) - (a.retryAt ?? 0));
    if (facts[0] !== undefined) await noteFact(transaction, connectionId, facts[0]);
  });
};

const strictness: readonly HeardFact['kind'][] = ['too-many-at-once', 'too-fast', 'sending-paused', 'limit-reached'];

/** What was counted is what was known when it was heard. The mails that were refused have no attempt any more. */
export const factOf = ({ says, retryAt }: SlowDown, history: SentHistory, now: number): HeardFact => {
  const counted = countedBefore(history, now);
  switch (says?.kind) {
    case undefined:
      return { kind: 'too-fast', heardAt: now, retryAt };
    case 'too-many-at-once':
      return { kind: 'too-many-at-once', heardAt: now, retryAt: undefined };
    case 'sending-paused':
      return { kind: 'sending-paused', heardAt: now, retryAt, counted: counted.messages };
    case 'limit-reached':
      return { kind: 'limit-reached', heardAt: now, retryAt, reachedAt: now, limit: says.limit, counted: counted[says.limit] };
  }
};
