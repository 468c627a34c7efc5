import type { LimitWords } from '../../google/read-limit-words.ts';
import type { Ports } from '../../ports.ts';
import { addressOf } from '../../store/connections.ts';
import { noteFact } from '../../store/sending-history.ts';
import { changeSending, lockSending } from '../../store/sending-mailboxes.ts';
import { countedBefore } from '../limits/heard-facts.ts';
import { readSendingState } from './sending-state.ts';

export interface LimitTold {
  readonly words: LimitWords;
  /** When the mail left that came back. */
  readonly reachedAt: number;
}

/**
 * Gmail takes mail and may say later, by a bounce, that the day's limit was reached. Only a bounce that names a mail of ours
 * is believed: anybody can write one.
 */
export const hearBounce = async (ports: Ports, connectionId: string, { words, reachedAt }: LimitTold): Promise<void> => {
  if (words.kind !== 'limit-reached') return;
  const email = await addressOf(ports.database, connectionId);
  if (email === undefined) return;
  const heardAt = ports.clock.now();
  await ports.database.transaction().execute(async (transaction) => {
    const mailbox = await lockSending(transaction, connectionId);
    if (mailbox === undefined) return;
    const { history } = await readSendingState(ports, mailbox, email, transaction);
    const counted = countedBefore(history, reachedAt)[words.limit];
    await noteFact(transaction, connectionId, { kind: 'limit-reached', heardAt, retryAt: undefined, reachedAt, limit: words.limit, counted });
    // What waits is looked at anew: it waits longer now.
    await changeSending(transaction, connectionId, { next_at: new Date(heardAt) });
  });
  ports.sendBell.ring();
};
