import { assertNever } from '../../contract/index.ts';
import type { Flow } from '../store/flows.ts';
import { sameHash } from './one-time-values.ts';
import { statusOf } from './status-of.ts';

export type VisitVerdict =
  /** Not this browser's attempt, or one that has nothing to say: the flow's id alone opens nothing. */
  | { readonly kind: 'neutral' }
  | { readonly kind: 'new-finish-code' }
  | { readonly kind: 'ended'; readonly ended: 'denied' | 'expired' | 'failed' }
  /** A claim runs or succeeded: no code is made any more. */
  | { readonly kind: 'done' };

/** What a load of the finish page gets. */
export const judgeVisit = (flow: Flow, cookieHash: string, now: number): VisitVerdict => {
  if (flow.cookieHash === undefined || !sameHash(flow.cookieHash, cookieHash)) return { kind: 'neutral' };
  const status = statusOf(flow, now);
  switch (status.status) {
    case 'pending':
    case 'consenting':
      return { kind: 'neutral' };
    case 'awaiting-claim':
      return { kind: 'new-finish-code' };
    case 'connecting':
    case 'connected':
      return { kind: 'done' };
    case 'denied':
    case 'expired':
      return { kind: 'ended', ended: status.status };
    case 'failed':
      // Cancel burns the flow: whatever comes after it meets the neutral page.
      return status.failure.code === 'flow-cancelled' ? { kind: 'neutral' } : { kind: 'ended', ended: 'failed' };
    default:
      return assertNever(status);
  }
};
