import type { ClientFailure } from '../../client/mail-client/mail-client.ts';
import type { FeedState } from '../../client/replies/feed-state.ts';
import type { Counts, Kind, Narrowing, Thread } from '../../client/replies/reply-rows.ts';
import type { Correction, Reply, ReplyText, TrackedMailbox } from '../../contract/index.ts';
import type { TrackingSlot } from '../tracking/tracking-slot.ts';
import type { Stretch } from './stretch.ts';

/** What a person can do; every control of every view ends in one of these. */
export type Input =
  | { readonly do: 'narrow'; readonly to: Partial<Narrowing> }
  | { readonly do: 'search'; readonly words: string }
  | { readonly do: 'show-all' }
  | { readonly do: 'open'; readonly id: string }
  | { readonly do: 'close' }
  | { readonly do: 'show-whole'; readonly whole: boolean }
  | { readonly do: 'unfold'; readonly id: string }
  | { readonly do: 'choose-verdict'; readonly id: string }
  | { readonly do: 'leave-menu' }
  | { readonly do: 'correct'; readonly id: string; readonly verdict: Correction | 'as-judged' }
  | { readonly do: 'handle'; readonly id: string; readonly handled: boolean }
  | { readonly do: 'see-all' }
  | { readonly do: 'check'; readonly connectionId: string }
  | { readonly do: 'close-gap'; readonly to: string }
  | { readonly do: 'connect' }
  | { readonly do: 'try-again' }
  | { readonly do: 'go-to-top' };

/** The mail that is read: its text comes from the service and stays in this page's memory only. */
export interface Opened {
  readonly id: string;
  readonly text:
    | { readonly kind: 'reading' }
    | { readonly kind: 'failed'; readonly failure: ClientFailure }
    | { readonly kind: 'shown'; readonly text: ReplyText; readonly whole: boolean };
}

/** What the person looks at: nothing of it outlives the page. */
export interface Looking {
  readonly narrowing: Narrowing;
  /** What stands in the field; the rows follow in a moment. */
  readonly typed: string;
  /** Newest mails of the conversations whose earlier mails stand open. */
  readonly unfolded: ReadonlySet<string>;
  readonly opened: Opened | undefined;
  /** The mail whose verdict is being chosen. */
  readonly menu: string | undefined;
  /** What could not be done. */
  readonly refused: ClientFailure | undefined;
  readonly checking: ReadonlySet<string>;
  /** Ends of the gaps whose report the person has closed. */
  readonly closedGaps: ReadonlySet<string>;
  /** Threads that came above while the person reads further down. */
  readonly above: number;
}

/** Everything that a view is made of. */
export interface Model {
  readonly send: (input: Input) => void;
  readonly feed: FeedState;
  readonly looking: Looking;
  readonly counts: Counts;
  readonly threads: readonly Thread[];
  readonly stretch: Stretch;
  /** Which of the page's rows, that are used again and again, each conversation has. */
  readonly slots: ReadonlyMap<string, number>;
  readonly mailboxes: readonly TrackedMailbox[];
  readonly product: string | undefined;
  /** The place of what proves tracking, which comes with a chunk of its own. */
  readonly tracking: TrackingSlot;
  readonly reply: (id: string) => Reply | undefined;
  readonly dense: boolean;
  /** Where a mailbox is connected; an http(s) address. */
  readonly settingsUrl: string | undefined;
  readonly tag: string;
  readonly now: Date;
}

export type { Kind };
