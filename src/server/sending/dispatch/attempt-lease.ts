import { sendTimeoutMs } from '../../google/send-mail.ts';
import { callLeaseMs, clocksApartMs } from '../../store/leases.ts';
import { largestMailBytes } from '../channel/mail-size.ts';

/** Reading the largest mail from the database, opening it and writing it out. */
const composingMs = 30_000;

/**
 * For how long others believe that an attempt is under way: whoever says nothing for longer has died. A token that has to be
 * made fresh, the call itself, and one more for a conversation that is gone fit into it, for the largest mail.
 */
export const attemptLeaseMs = (googleTimeoutMs: number): number => composingMs + 2 * (callLeaseMs(googleTimeoutMs) + sendTimeoutMs(largestMailBytes, googleTimeoutMs));

/**
 * How long a mailbox waits for a process that said nothing more. Each look renews it. It may end while a large mail is under way:
 * then another process goes on with the others, for what leaves is decided under the lock of the mailbox' row and not by this.
 */
export const claimMs = 60_000;

export interface Call {
  readonly attemptedAt: number;
  readonly now: number;
  readonly bytes: number;
}

/**
 * Whether a call that begins now is over before the attempt is given up by everybody. A process that was stopped for a while,
 * with its machine or by another call that took its time, must not send what a person may be asked about meanwhile.
 */
export const fitsIntoAttempt = ({ attemptedAt, now, bytes }: Call, googleTimeoutMs: number): boolean =>
  now + sendTimeoutMs(bytes, googleTimeoutMs) + clocksApartMs <= attemptedAt + attemptLeaseMs(googleTimeoutMs);
