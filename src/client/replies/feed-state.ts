import type { Tracking } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/**
 * How the list of replies stands. The rows themselves are in `ReplyRows`; this says what may be said of them.
 * `loading` nothing is known yet; `failed` nothing is known and the service did not answer; `shown` there are rows, or it is
 * known that there are none.
 */
export type FeedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ClientFailure }
  | {
      readonly kind: 'shown';
      readonly freshness: Freshness;
      /** Absent until the service has said it. */
      readonly tracking: Tracking | undefined;
      /** Older rows are still on their way: a search does not see them yet. */
      readonly filling: boolean;
    };

export type Freshness =
  /** Painted from this device; the service has not answered yet. */
  | { readonly kind: 'saved'; readonly savedAt: number }
  | { readonly kind: 'live' }
  /** The rows are as they were then. */
  | { readonly kind: 'stale'; readonly since: number; readonly failure: ClientFailure };

export type FeedInput =
  | { readonly heard: 'other-person' }
  | { readonly heard: 'saved'; readonly savedAt: number }
  | { readonly heard: 'page'; readonly more: boolean }
  | { readonly heard: 'alive' }
  | { readonly heard: 'tracking'; readonly tracking: Tracking }
  | { readonly heard: 'failed'; readonly failure: ClientFailure; readonly at: number }
  | { readonly do: 'try-again' };

export const feedTransition = (state: FeedState, input: FeedInput): FeedState => {
  if ('do' in input) return state.kind === 'failed' ? { kind: 'loading' } : state;
  switch (input.heard) {
    case 'other-person':
      return state.kind === 'loading' ? state : { kind: 'loading' };
    case 'saved':
      return state.kind === 'shown' ? state : { kind: 'shown', freshness: { kind: 'saved', savedAt: input.savedAt }, tracking: undefined, filling: false };
    case 'page':
      return { kind: 'shown', freshness: { kind: 'live' }, tracking: state.kind === 'shown' ? state.tracking : undefined, filling: input.more };
    case 'alive':
      return state.kind === 'shown' && state.freshness.kind !== 'live' ? { ...state, freshness: { kind: 'live' } } : state;
    case 'tracking':
      return state.kind === 'shown' ? { ...state, freshness: { kind: 'live' }, tracking: input.tracking } : state;
    case 'failed': {
      if (state.kind !== 'shown') return { kind: 'failed', failure: input.failure };
      const { freshness } = state;
      const since = freshness.kind === 'live' ? input.at : freshness.kind === 'saved' ? freshness.savedAt : freshness.since;
      if (freshness.kind === 'stale' && freshness.failure.code === input.failure.code) return state;
      return { ...state, freshness: { kind: 'stale', since, failure: input.failure } };
    }
  }
};
