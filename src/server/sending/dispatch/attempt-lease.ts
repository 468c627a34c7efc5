import { sendTimeoutMs } from '../../google/send-mail.ts';
import { clocksApartMs } from '../../store/leases.ts';

/** Reading a mail from the database, opening it and writing it out, and a token that has to be made fresh. */
const composingMs = 30_000;
/** Nearly every mail is smaller. */
const usualBytes = 256 * 1024;

/** How long a call that sends so many bytes may take, as others see it. */
export const callTakesMs = (bytes: number, googleTimeoutMs: number): number => sendTimeoutMs(bytes, googleTimeoutMs) + clocksApartMs;

/**
 * For how long others believe that an attempt is under way: whoever says nothing for longer has died. It is enough for a usual
 * mail, so that one is soon looked for whose process died; a call that may take longer asks for more time before it begins.
 */
export const attemptLeaseMs = (googleTimeoutMs: number): number => composingMs + callTakesMs(usualBytes, googleTimeoutMs);

/**
 * How long a mailbox waits for a process that said nothing more. Each look renews it. It may end while a large mail is under way:
 * then another process goes on with the others, for what leaves is decided under the lock of the mailbox' row and not by this.
 */
export const claimMs = 60_000;
