import type { ClientFailure } from '../mail-client/mail-client.ts';

/**
 * How the list of what leaves stands; the rows themselves are in `OutgoingRows`. `loading` nothing is known yet; `failed`
 * nothing is known and the service did not answer; `shown` there are rows, or it is known that there are none.
 */
export type OutgoingFeedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ClientFailure }
  | { readonly kind: 'shown'; readonly freshness: Freshness };

export type Freshness =
  /** Painted from this device; the service has not answered yet. */
  | { readonly kind: 'saved' }
  | { readonly kind: 'live' }
  /** The rows are as they were then. What was due leaves meanwhile all the same. */
  | { readonly kind: 'stale'; readonly since: number; readonly failure: ClientFailure };

export type OutgoingFeedInput =
  | { readonly heard: 'other-person' }
  | { readonly heard: 'saved' }
  | { readonly heard: 'live' }
  | { readonly heard: 'failed'; readonly failure: ClientFailure; readonly at: number }
  | { readonly do: 'try-again' };

const live: OutgoingFeedState = { kind: 'shown', freshness: { kind: 'live' } };

export const outgoingTransition = (state: OutgoingFeedState, input: OutgoingFeedInput): OutgoingFeedState => {
  if ('do' in input) return state.kind === 'failed' ? { kind: 'loading' } : state;
  switch (input.heard) {
    case 'other-person':
      return state.kind === 'loading' ? state : { kind: 'loading' };
    case 'saved':
      return state.kind === 'shown' ? state : { kind: 'shown', freshness: { kind: 'saved' } };
    case 'live':
      return state.kind === 'shown' && state.freshness.kind === 'live' ? state : live;
    case 'failed': {
      if (state.kind !== 'shown') return { kind: 'failed', failure: input.failure };
      const { freshness } = state;
      if (freshness.kind === 'stale' && freshness.failure.code === input.failure.code) return state;
      return { kind: 'shown', freshness: { kind: 'stale', since: freshness.kind === 'stale' ? freshness.since : input.at, failure: input.failure } };
    }
  }
};
