import type { PlainFailureCode } from '../../contract/index.ts';
import type { CallbackAnswer } from '../google/read-callback.ts';
import type { Flow } from '../store/flows.ts';
import { sameHash } from './one-time-values.ts';

export type CallbackVerdict =
  /** The flow does not wait for Google any more. */
  | { readonly kind: 'ignore' }
  /** The state is real and came by another browser or another issuer: it must not work a second time. */
  | { readonly kind: 'burn-state' }
  | { readonly kind: 'keep-code'; readonly code: string }
  | { readonly kind: 'end'; readonly failure: PlainFailureCode };

/** What an answer of Google means for the flow that its state names. */
export const judgeCallback = (
  flow: Flow,
  answer: CallbackAnswer,
  seen: { readonly cookieHash: string | undefined; readonly issuers: readonly string[]; readonly now: number },
): CallbackVerdict => {
  if (flow.progress.stage !== 'consenting' || seen.now >= flow.endsAt) return { kind: 'ignore' };
  const sameBrowser =
    flow.cookieHash !== undefined && seen.cookieHash !== undefined && sameHash(flow.cookieHash, seen.cookieHash);
  // RFC 9207: an answer that names its issuer must name the right one; Google does not always name it.
  const rightIssuer = answer.issuer === undefined || seen.issuers.includes(answer.issuer);
  if (!sameBrowser || !rightIssuer) return { kind: 'burn-state' };
  if (answer.result.kind === 'refused') return { kind: 'end', failure: answer.result.failure };
  return { kind: 'keep-code', code: answer.result.code };
};
