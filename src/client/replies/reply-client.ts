import type { Correction, Outcome, Reply, ReplyChanges, ReplyEvent, ReplyPage, ReplyText, Tracking } from '../../contract/index.ts';
import type { FeedPlace } from '../live/feed-place.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

type Answer<T> = Promise<Outcome<T, ClientFailure>>;

/** Everything the list of replies asks of the service. Each call ends early, and quietly, when its signal is aborted. */
export interface ReplyClient {
  /** Who the token speaks for, as a key for the cache; undefined when there is no token to read it from. */
  userKey(): Promise<string | undefined>;
  /** Newest first, behind `before`. */
  page(before: string | undefined, signal: AbortSignal): Answer<ReplyPage>;
  changes(since: FeedPlace, signal: AbortSignal): Answer<ReplyChanges>;
  /**
   * Events from `since` on, until the stream ends. `heard` is also told of a stream that is alive and has nothing to say.
   * An end is no failure: streams end with their token, and the next one goes on with a new one.
   */
  follow(since: FeedPlace, heard: (event: ReplyEvent | 'alive') => void, signal: AbortSignal): Answer<undefined>;
  tracking(signal: AbortSignal): Answer<Tracking>;
  correct(id: string, verdict: Correction | 'as-judged', signal: AbortSignal): Answer<Reply>;
  markHandled(id: string, handled: boolean, signal: AbortSignal): Answer<Reply>;
  markSeen(ids: readonly string[], signal: AbortSignal): Answer<undefined>;
  text(id: string, signal: AbortSignal): Answer<ReplyText>;
  /** Has a mailbox read now; what is found comes with the stream. */
  check(connectionId: string, signal: AbortSignal): Answer<undefined>;
}
