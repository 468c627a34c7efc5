import { assertNever, type Capability, type Failure } from '../../contract/index.ts';
import type { Flow } from '../store/flows.ts';
import { triesPerFlow } from './lifetimes.ts';
import { sameHash } from './one-time-values.ts';
import { statusOf } from './status-of.ts';

/** What a claim shows, already hashed: the finish code, and the challenge that its verifier makes. */
export interface Shown {
  readonly finishHash: string;
  readonly codeChallenge: string;
}

export type ClaimVerdict =
  /** Everything fits: take the code out and exchange it. */
  | { readonly kind: 'exchange'; readonly sealedCode: string }
  /** The same claim is under way elsewhere: its outcome is this one's too. */
  | { readonly kind: 'wait' }
  /** The outcome again, for the one who claimed. */
  | { readonly kind: 'connected'; readonly connectionId: string; readonly withheld: readonly Capability[] }
  | { readonly kind: 'refuse'; readonly failure: Failure }
  /** Refused, and a guess that counts. */
  | { readonly kind: 'count-try'; readonly failure: Failure }
  /** Refused, and the flow with its code is destroyed. */
  | { readonly kind: 'end'; readonly failure: Failure };

/** What a claim by the flow's own user means. Whose flow it is was decided before. */
export const judgeClaim = (flow: Flow, shown: Shown, now: number): ClaimVerdict => {
  const { progress } = flow;
  const sameVerifier = sameHash(flow.codeChallenge, shown.codeChallenge);
  switch (progress.stage) {
    case 'prepared':
    case 'consenting':
      return refuse(now < flow.endsAt ? 'flow-not-ready' : 'flow-expired');
    case 'answered': {
      if (statusOf(flow, now).status === 'expired') return refuse('flow-expired');
      if (progress.finishHash !== undefined && sameHash(progress.finishHash, shown.finishHash)) {
        // The finish code is right, so this is the person, or somebody who saw it: a second guess at the verifier is not given.
        return sameVerifier ? { kind: 'exchange', sealedCode: progress.sealedCode } : { kind: 'end', failure: { code: 'flow-burned' } };
      }
      const triesLeft = triesPerFlow - flow.wrongTries;
      if (progress.voidedHashes.includes(shown.finishHash)) return { kind: 'refuse', failure: { code: 'finish-code-wrong', triesLeft } };
      return triesLeft > 1
        ? { kind: 'count-try', failure: { code: 'finish-code-wrong', triesLeft: triesLeft - 1 } }
        : { kind: 'end', failure: { code: 'flow-burned' } };
    }
    case 'claiming': {
      if (!sameHash(progress.finishHash, shown.finishHash) || !sameVerifier) return refuse('already-claimed');
      return now < progress.leaseEndsAt ? { kind: 'wait' } : { kind: 'end', failure: { code: 'exchange-interrupted' } };
    }
    case 'connected':
      if (now >= flow.endsAt) return refuse('flow-expired');
      return sameHash(progress.finishHash, shown.finishHash) && sameVerifier
        ? { kind: 'connected', connectionId: progress.connectionId, withheld: progress.withheld }
        : refuse('already-claimed');
    case 'failed':
      return failedAgain(flow, progress, sameVerifier && sameFinish(progress.finishHash, shown.finishHash), now);
    case 'expired':
      return refuse('flow-expired');
    default:
      return assertNever(progress);
  }
};

const refuse = (code: 'flow-not-ready' | 'flow-expired' | 'already-claimed'): ClaimVerdict => ({ kind: 'refuse', failure: { code } });

const sameFinish = (kept: string | undefined, shown: string): boolean => kept !== undefined && sameHash(kept, shown);

/**
 * How a flow ended before any claim (denied, cancelled, burned) its user may hear from anywhere; the poll says it too.
 * What a claim found out, such as the address that was chosen, is repeated only to the one who made that claim.
 */
const failedAgain = (flow: Flow, progress: { readonly failure: Failure }, sameClaim: boolean, now: number): ClaimVerdict => {
  if (now >= flow.endsAt) return refuse('flow-expired');
  return sameClaim || endedUnclaimed.has(progress.failure.code) ? { kind: 'refuse', failure: progress.failure } : refuse('already-claimed');
};

const endedUnclaimed: ReadonlySet<Failure['code']> = new Set([
  'denied',
  'flow-cancelled',
  'flow-burned',
  'google-policy',
  'google-refused',
  'client-misconfigured',
  'google-unavailable',
]);
