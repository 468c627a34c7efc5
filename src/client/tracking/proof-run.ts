import type { Proof } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/**
 * A proof as one page sees it. `unread` nothing is known yet; `asking` the mail is being sent; `told` what the service said
 * last, which may be that a mail is on its way; `refused` it could not be asked for one.
 */
export type ProofRun =
  | { readonly kind: 'unread' }
  | { readonly kind: 'asking'; readonly proof: Proof | undefined }
  | {
      readonly kind: 'told';
      readonly proof: Proof;
      /** Whether it ran before the person's eyes; what happened before is no news. */
      readonly watched: boolean;
      /** The service cannot be reached just now. The mail is on its way all the same. */
      readonly unreached: boolean;
    }
  | { readonly kind: 'refused'; readonly proof: Proof | undefined; readonly failure: ClientFailure };

export type ProofInput =
  | { readonly do: 'prove' }
  | { readonly heard: 'proof'; readonly proof: Proof }
  | { readonly heard: 'unreached' }
  | { readonly heard: 'refused'; readonly failure: ClientFailure };

export const unreadProof: ProofRun = { kind: 'unread' };

export const proofOf = (run: ProofRun): Proof | undefined => (run.kind === 'unread' ? undefined : run.proof);

/** A mail is being sent or is on its way: another would prove nothing more. */
export const isProving = (run: ProofRun): boolean => run.kind === 'asking' || (run.kind === 'told' && run.proof.state.kind === 'waiting');

export const proofTransition = (run: ProofRun, input: ProofInput): ProofRun => {
  if ('do' in input) return isProving(run) ? run : { kind: 'asking', proof: proofOf(run) };
  switch (input.heard) {
    case 'proof':
      return { kind: 'told', proof: input.proof, watched: input.proof.state.kind === 'waiting' || isProving(run), unreached: false };
    case 'unreached':
      return run.kind === 'told' && !run.unreached && isProving(run) ? { ...run, unreached: true } : run;
    case 'refused':
      return { kind: 'refused', proof: proofOf(run), failure: input.failure };
  }
};

/** It was proven now, before the person's eyes. */
export const justVerified = (before: ProofRun, after: ProofRun): number | undefined =>
  isProving(before) && after.kind === 'told' && after.proof.state.kind === 'verified' ? after.proof.state.tookMs : undefined;

/** When tracking was last seen to work, and whether that still says something. */
export type LastProof =
  | { readonly kind: 'verified'; readonly at: Date; readonly tookMs: number }
  /** Long ago, or the last try failed. */
  | { readonly kind: 'not-since'; readonly at: Date }
  | { readonly kind: 'never' };

/** Filters, permissions and policies change; what was proven before a week says little about today. */
const saysSomethingMs = 7 * 24 * 3_600_000;

export const lastProofOf = (verified: { readonly at: string; readonly tookMs: number } | undefined, run: ProofRun, now: number): LastProof => {
  if (verified === undefined) return { kind: 'never' };
  const at = new Date(verified.at);
  const state = proofOf(run)?.state;
  const failedSince = state?.kind === 'failed' && Date.parse(state.at) >= at.getTime();
  return failedSince || now - at.getTime() > saysSomethingMs ? { kind: 'not-since', at } : { kind: 'verified', at, tookMs: verified.tookMs };
};
