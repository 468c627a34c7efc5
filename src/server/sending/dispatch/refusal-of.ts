import type { FailReason, FailureCode } from '../../../contract/index.ts';
import type { SendFailure } from '../../google/gmail-port.ts';
import type { NotAsked } from '../../replies/ask-gmail.ts';
import type { Parked } from '../../store/sending-mailboxes.ts';

/** What it means for a mail that Gmail did not say it took it. */
export type Refusal =
  /** It may have left all the same. */
  | { readonly kind: 'unclear' }
  /** This mail cannot leave, others can. */
  | { readonly kind: 'failed'; readonly reason: FailReason }
  /** Nothing can leave until somebody does something, or Google is back. */
  | { readonly kind: 'park'; readonly because: Parked }
  /** Nothing leaves for a while. */
  | { readonly kind: 'slow-down'; readonly failure: Extract<SendFailure, { code: 'slow-down' }> };

/** What is wrong with the service or with Google passes; the rest waits for the person. */
export const parkedBy = (code: FailureCode): Parked => {
  if (code === 'google-policy' || code === 'no-gmail') return code;
  return code === 'connection-unknown' || code === 'reconnect-needed' ? 'reconnection' : 'google-away';
};

export const refusalOf = (failure: SendFailure | NotAsked): Refusal => {
  switch (failure.code) {
    case 'unclear':
      return { kind: 'unclear' };
    case 'unreachable':
      return { kind: 'park', because: 'google-away' };
    case 'thread-gone':
      return { kind: 'failed', reason: { code: 'thread-gone' } };
    case 'no-token':
      return { kind: 'park', because: parkedBy(failure.failure.code) };
    case 'access-refused':
      return { kind: 'park', because: 'reconnection' };
    case 'permissions-missing':
    case 'permission-missing':
      return { kind: 'park', because: 'permission' };
    case 'slow-down':
      return { kind: 'slow-down', failure };
    // Of the account, and so of every mail. It did not leave.
    case 'google-policy':
    case 'no-gmail':
      return { kind: 'park', because: failure.code };
    case 'request-refused':
      return { kind: 'failed', reason: { code: 'refused-by-gmail' } };
  }
};
