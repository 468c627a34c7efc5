import type { MailDraft, Outcome } from '../../contract/index.ts';
import { fail } from '../../contract/outcome.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause } from '../page/pause.ts';
import type { DraftsClient } from './drafts-client.ts';
import { isPassing } from './pending-change.ts';

/**
 * What the service has of a text that is being written:
 *
 *     blank -> typing -> saving -> saved | away | refused | apart
 *     saved, refused -> typing, when something is written;  away -> saving, again and again;  apart -> saving, as a draft of its own
 *
 * One save is under way at a time, and the newest words are what the next one takes.
 */
export type DraftStand =
  /** Nothing was written that is not there anyway. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  /** Nobody answered: it is tried again by itself. */
  | { readonly kind: 'away'; readonly failure: ClientFailure }
  | { readonly kind: 'refused'; readonly failure: ClientFailure }
  /** Another window has saved it since, or it is `gone`, sent or discarded there. Nothing more is saved until the person says so. */
  | { readonly kind: 'apart'; readonly gone: boolean };

/** Version 0: never saved. */
export interface DraftPlace {
  readonly id: string;
  readonly version: number;
}

export interface DraftKeeperDeps {
  readonly drafts: DraftsClient;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly newKey: () => string;
}

export interface DraftKeeper {
  readonly stand: DraftStand;
  readonly place: DraftPlace;
  /** Who is told of a change: the form that shows the text, one after the other. */
  onChange: () => void;
  /** Whether the service has exactly this. */
  has(draft: MailDraft): boolean;
  /** Takes the words as they stand now, or that there are none; they are saved once the person has paused. */
  keep(draft: MailDraft | undefined): void;
  /** Resolves when the newest words are saved, or cannot be for now. */
  saveNow(): Promise<void>;
  /** Resolves when no save is under way; the next one begins with the next words. */
  rest(): Promise<void>;
  /** After a conflict: these words under an id of their own, and the other window's stay, too. */
  keepApart(): void;
  /** Nothing more is saved: the mail is queued, or the person another. */
  end(): void;
  /** The same, and the service forgets it. */
  discard(): Promise<void>;
}

const savePauseMs = 1_500;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/** `known`: what is there under that id, where the text was read from it. `userKey`: whose words these are. */
export const createDraftKeeper = (
  userKey: () => string | undefined,
  start: DraftPlace,
  known: { readonly draft: MailDraft; readonly at: number } | undefined,
  deps: DraftKeeperDeps,
): DraftKeeper => {
  const { drafts, clock, page } = deps;
  let place = start;
  let settled: DraftStand = known ? { kind: 'saved', at: known.at } : { kind: 'blank' };
  let stand: DraftStand = settled;
  let saved = known && JSON.stringify(known.draft);
  let wanted: MailDraft | undefined;
  let saving: Promise<void> | undefined;
  let again = false;
  let pausing = new AbortController();
  const life = new AbortController();

  const become = (next: DraftStand): void => {
    stand = next;
    keeper.onChange();
  };
  const isSaved = (draft: MailDraft | undefined): boolean => draft === undefined || JSON.stringify(draft) === saved;

  /** False when nobody answered. */
  const saveOnce = async (): Promise<boolean> => {
    if (wanted === undefined || isSaved(wanted) || life.signal.aborted || stand.kind === 'apart') return true;
    const draft = wanted;
    become({ kind: 'saving' });
    const trouble = await othersTrouble();
    const outcome = trouble ?? (await drafts.save(place.id, place.version, draft, life.signal));
    if (life.signal.aborted) return true;
    if (outcome.ok) {
      place = { id: place.id, version: outcome.value.version };
      saved = JSON.stringify(draft);
      settled = { kind: 'saved', at: Date.parse(outcome.value.savedAt) };
      become(isSaved(wanted) ? settled : { kind: 'typing' });
      return true;
    }
    const { failure } = outcome;
    if (isPassing(failure)) become({ kind: 'away', failure });
    else if (failure.code === 'draft-changed' || failure.code === 'draft-unknown') become({ kind: 'apart', gone: failure.code === 'draft-unknown' });
    else become({ kind: 'refused', failure });
    return !isPassing(failure);
  };
  /** Somebody else may have signed in in another tab: their drafts are not the place for these words. */
  const othersTrouble = async (): Promise<Outcome<never, ClientFailure> | undefined> => {
    const theirs = userKey();
    const speaksFor = theirs === undefined ? undefined : await drafts.userKey();
    return speaksFor === theirs ? undefined : fail({ code: speaksFor === undefined ? 'network-failed' : 'session-failed' });
  };

  const saveAll = async (retryMs: number): Promise<void> => {
    let answered: boolean;
    do {
      again = false;
      answered = await saveOnce();
    } while (again && answered);
    if (!answered) void retryIn(retryMs);
  };
  const begin = (retryMs: number): Promise<void> => {
    pausing.abort();
    // What is under way may be older words.
    again = saving !== undefined;
    return (saving ??= saveAll(retryMs).finally(() => (saving = undefined)));
  };
  const pauseAnew = (): AbortSignal => {
    pausing.abort();
    pausing = new AbortController();
    return AbortSignal.any([pausing.signal, life.signal]);
  };
  /** Sooner when the person comes back to the page; later when they type. */
  const retryIn = async (retryMs: number): Promise<void> => {
    const signal = pauseAnew();
    await pause(retryMs, { clock, page }, signal);
    if (!signal.aborted) void begin(Math.min(longestRetryMs, retryMs * 2));
  };

  const keeper: DraftKeeper = {
    onChange: () => undefined,
    get stand() {
      return stand;
    },
    get place() {
      return place;
    },
    has: isSaved,
    keep(draft) {
      wanted = draft;
      if (stand.kind === 'apart' || life.signal.aborted) return;
      const signal = pauseAnew();
      if (isSaved(draft)) return stand.kind === 'saving' ? undefined : become(settled);
      // That nobody answers stays said while the person types on.
      if (stand.kind !== 'saving' && stand.kind !== 'away' && stand.kind !== 'typing') become({ kind: 'typing' });
      void clock.sleep(savePauseMs, signal).then(() => {
        if (!signal.aborted) void begin(firstRetryMs);
      });
    },
    saveNow: () => begin(firstRetryMs),
    async rest() {
      pausing.abort();
      await saving;
    },
    keepApart() {
      if (stand.kind !== 'apart') return;
      place = { id: deps.newKey(), version: 0 };
      saved = undefined;
      become({ kind: 'typing' });
      void begin(firstRetryMs);
    },
    end() {
      life.abort();
      pausing.abort();
    },
    async discard() {
      await keeper.rest();
      keeper.end();
      if (place.version > 0) await drafts.discard(place.id, place.version, new AbortController().signal);
    },
  };
  return keeper;
};
