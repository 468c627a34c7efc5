import type { ComposeState } from '../../client/outgoing/compose-state.ts';
import type { Draft, RecipientField } from '../../client/outgoing/draft.ts';
import type { DraftStand } from '../../client/outgoing/draft-keeper.ts';
import type { StandsInLine } from '../../client/outgoing/line-of-mails.ts';
import type { Entry } from '../../client/outgoing/entries-of.ts';
import type { KnownSenders } from '../../client/outgoing/known-senders.ts';
import type { Wish } from '../../client/outgoing/outgoing-client.ts';
import type { Counts, Kind } from '../../client/outgoing/outgoing-rows.ts';
import type { OutgoingFeedState } from '../../client/outgoing/outgoing-state.ts';
import type { PendingChange } from '../../client/outgoing/pending-change.ts';
import type { HoursSlot } from './hours/hours-slot.ts';
import type { Upload } from '../../client/outgoing/uploads.ts';
import type { Connection, OutgoingMail, SavedDraft } from '../../contract/index.ts';

/** What a person can do; every control of every view ends in one of these. */
export type Input =
  | { readonly do: 'write' }
  | { readonly do: 'open'; readonly id: string; readonly purpose: 'edit' | 'again' | 'split' }
  | { readonly do: 'change'; readonly to: Partial<Draft> }
  | { readonly do: 'type'; readonly field: RecipientField; readonly text: string }
  /** What stands in the fields of people becomes people, as far as it is understood. */
  | { readonly do: 'take-typed' }
  | { readonly do: 'remove'; readonly field: RecipientField; readonly address: string }
  | { readonly do: 'save' }
  | { readonly do: 'close' }
  | { readonly do: 'discard' }
  /** Without the files that are not at the service; the text stays a draft. */
  | { readonly do: 'close-without-files' }
  | { readonly do: 'keep-writing' }
  /** After a conflict: begin anew from the mail as it is now, or put one's own words in its place. */
  | { readonly do: 'reload' }
  | { readonly do: 'overwrite' }
  /** Nothing is typed for the moment. */
  | { readonly do: 'pause' }
  /** After another window has saved the draft: these words as a draft of their own. */
  | { readonly do: 'keep-apart' }
  | { readonly do: 'show-draft'; readonly id: string }
  /** Another mail; what is in the form stays a draft. */
  | { readonly do: 'write-another' }
  | { readonly do: 'ask-discard' }
  | { readonly do: 'attach'; readonly files: readonly File[] }
  | { readonly do: 'detach'; readonly id: string }
  | { readonly do: 'retry-upload'; readonly key: string }
  | { readonly do: 'drop-upload'; readonly key: string }
  /** Files are held over the form. */
  | { readonly do: 'hover'; readonly over: boolean }
  | { readonly do: 'undo' }
  | { readonly do: 'narrow'; readonly kind: Kind }
  | { readonly do: 'more' }
  /** Shows the mails of a batch, or hides them again. */
  | { readonly do: 'unfold'; readonly id: string }
  | { readonly do: 'wish'; readonly mail: OutgoingMail; readonly wish: Wish }
  | { readonly do: 'drop'; readonly id: string }
  | { readonly do: 'keep-mine'; readonly id: string }
  | { readonly do: 'choose-time'; readonly time: RowTime | undefined }
  | { readonly do: 'hours' }
  | { readonly do: 'close-hours' }
  | { readonly do: 'try-again' };

/** Another time that is being chosen in a row. */
export interface RowTime {
  readonly id: string;
  readonly date: string;
  readonly time: string;
}

/** What the person looks at: nothing of it outlives the page. */
export interface Looking {
  readonly kind: Kind;
  /** How many rows are drawn. */
  readonly most: number;
  readonly time: RowTime | undefined;
  /** The mail whose place was changed last. */
  readonly moved: string | undefined;
  /** The batches whose mails are shown. */
  readonly unfolded: readonly string[];
  /** The form is to be closed, and something would be lost; or what is in it is to be thrown away. */
  readonly leaving: 'close' | 'discard' | undefined;
  /** Files are held over the form, to be dropped. */
  readonly hovering: boolean;
}

/** Mails that can be taken back for some seconds. */
export interface Undoable {
  readonly mails: number;
  readonly seconds: number;
}

/** Everything that a view is made of. */
export interface Model {
  readonly send: (input: Input) => void;
  readonly feed: OutgoingFeedState;
  readonly compose: ComposeState;
  /** How the draft of what is in the form stands at the service, and which others are there. */
  readonly draft: { readonly stand: DraftStand; readonly others: readonly SavedDraft[] };
  readonly uploads: readonly Upload[];
  readonly senders: Pick<KnownSenders, 'of'>;
  readonly looking: Looking;
  readonly mails: readonly OutgoingMail[];
  /** The same as lines of the list. */
  readonly entries: readonly Entry[];
  readonly counts: Counts;
  readonly changes: readonly PendingChange[];
  readonly mailboxes: readonly Connection[];
  /** Of each mail that could change its place with another, where it stands. */
  readonly lines: ReadonlyMap<string, StandsInLine>;
  readonly undoable: Undoable | undefined;
  readonly hours: HoursSlot;
  /** Where a mailbox is connected; an http(s) address. */
  readonly settingsUrl: string | undefined;
  readonly tag: string;
  readonly now: Date;
  readonly zone: string;
}
