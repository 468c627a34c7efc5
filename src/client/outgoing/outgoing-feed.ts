import type { Connection, OutgoingMail } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { FeedPlace } from '../live/feed-place.ts';
import { hearHints, type Hint, type LiveLine } from '../live/hear-hints.ts';
import { retryWaitMs } from '../live/retry-wait.ts';
import { servePeople } from '../live/serve-people.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause, untilVisible } from '../page/pause.ts';
import { createChangeQueue, type ChangeQueue } from './change-queue.ts';
import { createExpectations } from './expectations.ts';
import type { OutgoingCache } from './outgoing-cache.ts';
import type { OutgoingClient } from './outgoing-client.ts';
import type { OutgoingFact } from './outgoing-fact.ts';
import { countsOf, OutgoingRows } from './outgoing-rows.ts';
import { decodeOutgoingAnswer } from './outgoing-shapes.ts';
import { outgoingTransition, type OutgoingFeedInput, type OutgoingFeedState } from './outgoing-state.ts';

export interface OutgoingFeedDeps {
  readonly client: OutgoingClient;
  readonly cache: OutgoingCache;
  readonly live: LiveLine;
  readonly clock: Clock;
  readonly page: BrowserPage;
  /** So many of what waits somebody sees: of those it is kept fresh when they are expected to leave. */
  readonly rowsShown: () => number;
  readonly onChange: () => void;
  readonly onFact: (fact: OutgoingFact) => void;
}

export interface OutgoingFeed {
  readonly state: OutgoingFeedState;
  readonly rows: OutgoingRows;
  readonly mailboxes: readonly Connection[];
  /** Who is served, as far as anybody knows. */
  readonly userKey: string | undefined;
  readonly queue: ChangeQueue;
  start(): void;
  /** The element left the page: everything under way ends. What is known stays, in case it comes back. */
  stop(): void;
  tryAgain(): void;
  /** Rows that the service answered to the form. */
  take(mails: readonly OutgoingMail[], isNew: boolean): void;
}

/** While no stream gets through. */
const movingMs = 3_000;
const calmMs = 20_000;
/** While changes are told: times that are expected, not told, move on slowly. */
const toldMs = 60_000;
/** What is told while an answer is on its way is asked for together. */
const togetherMs = 500;
const shortWhileMs = 5_000;
/** More than a person looks through; the counts of a mailbox are the meter's. */
const mostRows = 5_000;
const mostSaved = 500;

/**
 * Brings what leaves for whoever is signed in, and keeps it: painted from this device, made complete from the service,
 * then asked for again whenever the service says that something changed; by a beat of one's own where its stream does not
 * get through. The person is asked for anew whenever somebody comes back to the page: another one finds nothing. Tabs of
 * one person tell each other what the service answered them.
 */
export const createOutgoingFeed = (deps: OutgoingFeedDeps): OutgoingFeed => {
  const { client, cache, clock, page } = deps;
  const rows = new OutgoingRows();
  const expected = createExpectations(deps);
  let state: OutgoingFeedState = { kind: 'loading' };
  let life = new AbortController();
  let userKey: string | undefined;
  let mailboxes: readonly Connection[] = [];
  /** How far the feed was heard, and which feed it is. */
  let place: FeedPlace | undefined;
  let told = '';
  /** Told and not asked for yet. */
  let news = false;
  let askedAt = 0;
  let say: ((data: unknown) => void) | undefined;
  const retryNow = new Set<() => void>();

  const hear = (input: OutgoingFeedInput): void => {
    const next = outgoingTransition(state, input);
    if (next === state) return;
    state = next;
    deps.onChange();
  };
  const take = (mails: readonly OutgoingMail[], news: boolean): void => {
    const moved = rows.put(mails);
    deps.onChange();
    if (news) for (const mail of moved) deps.onFact({ fact: 'changed', mail });
    const { waiting, asking } = countsOf(rows.all());
    if (told !== (told = `${waiting} ${asking}`)) deps.onFact({ fact: 'counted', waiting, asking });
  };
  const takeOwn = (mails: readonly OutgoingMail[]): void => {
    take(mails, true);
    say?.({ mails });
    // What one does in the line is felt by those behind it.
    expected.want();
    wake();
  };
  const queueOf = (key: string | undefined, kept: ChangeQueue['changes']): ChangeQueue =>
    createChangeQueue(key, kept, { client, cache, clock, onChange: deps.onChange, onMail: (mail) => takeOwn([mail]) });
  let queue = queueOf(undefined, []);

  /** Everything of one person, until the signal ends it. */
  const serve = async (key: string | undefined, signal: AbortSignal): Promise<void> => {
    queue = queueOf(key, []);
    if (key !== undefined) {
      const [saved, kept] = await Promise.all([state.kind === 'loading' ? cache.read(key) : undefined, cache.changes(key)]);
      if (signal.aborted) return;
      queue = queueOf(key, kept);
      say = page.joinChannel(`gck-outgoing ${key}`, (data) => hearTab(data), signal);
      if (saved !== undefined) {
        rows.put(saved.mails);
        hear({ heard: 'saved' });
      }
    }
    const hints = hearHints({ ...deps, userKey: key, changed: hearHint, lost: wake }, signal);
    for (let failures = 0; !signal.aborted; ) {
      news = false;
      askedAt = clock.now();
      const failure = await catchUp(signal);
      if (signal.aborted) return;
      failures = failure === undefined ? 0 : failures + 1;
      if (failure === undefined) {
        hear({ heard: 'live' });
        queue.tell();
        if (key !== undefined) await cache.write(key, rows.all().slice(0, mostSaved), clock.now());
      } else hear({ heard: 'failed', failure, at: clock.now() });
      const beat = expected.wantedInMs ?? (hints.areHeard() ? toldMs : rows.isMoving(clock.now()) ? movingMs : calmMs);
      await pause(failure !== undefined ? retryWaitMs(failures, failure) : news ? togetherMs : beat, { clock, page, wakers: retryNow }, signal);
      await untilVisible(page, signal);
    }
  };

  const wake = (): void => {
    for (const each of retryNow) each();
  };
  const hearHint = ({ type, era, change = 0 }: Hint): void => {
    if (place?.era === era && change <= place.change) {
      // A stream that begins behind what was just asked for has nothing to add.
      if (type === 'begun' && clock.now() - askedAt < shortWhileMs) return;
      // No mail changed, so it is the mailbox, and with it why its mails wait, and until when.
      expected.want();
    }
    news = true;
    wake();
  };

  const hearTab = (data: unknown): void => {
    const read = decodeOutgoingAnswer('outgoingChanges', { change: 0, era: 'tab', more: false, ...(data as object) });
    if (read !== undefined) take(read.mails, false);
  };

  /** Brings everything that happened since; undefined when that is done. */
  const catchUp = async (signal: AbortSignal): Promise<ClientFailure | undefined> => {
    const known = await client.mailboxes(signal);
    if (!known.ok) return known.failure;
    if (signal.aborted) return undefined;
    mailboxes = known.value;
    if (place === undefined) return firstPages(signal);
    for (let more = true; more && !signal.aborted; ) {
      const news = await client.changes(place, signal);
      if (!news.ok) return news.failure;
      if (signal.aborted) return undefined;
      const { change, era, mails } = news.value;
      if (era !== place.era || change < place.change) {
        // The feed is another one than ours, as after a database was restored: what is known of it is void.
        rows.clear();
        place = undefined;
        return firstPages(signal);
      }
      take(mails, true);
      place = { change, era };
      ({ more } = news.value);
    }
    return expected.refresh(countsOf(rows.all()).waiting, (mails) => take(mails, false), signal);
  };

  const firstPages = async (signal: AbortSignal): Promise<ClientFailure | undefined> => {
    let before: string | undefined;
    for (let found = 0; found < mostRows; ) {
      const next = await client.page(before, signal);
      if (!next.ok) return next.failure;
      if (signal.aborted) return undefined;
      take(next.value.mails, false);
      place ??= { change: next.value.change, era: next.value.era };
      hear({ heard: 'live' });
      found += next.value.mails.length;
      before = next.value.next;
      if (before === undefined) break;
    }
    expected.came();
    return undefined;
  };

  /** Whoever is signed in; another one finds nothing of the one before, also where nobody knew who that was. */
  const begin = (key: string | undefined, signal: AbortSignal): void => {
    if (key !== userKey) {
      rows.clear();
      mailboxes = [];
      place = undefined;
      queue = queueOf(undefined, []);
      hear({ heard: 'other-person' });
    }
    userKey = key;
    void serve(key, signal);
  };

  return {
    get state() {
      return state;
    },
    get mailboxes() {
      return mailboxes;
    },
    get userKey() {
      return userKey;
    },
    get queue() {
      return queue;
    },
    rows,
    start() {
      life = new AbortController();
      void servePeople({ client, page, serve: begin }, life.signal);
    },
    stop: () => life.abort(),
    tryAgain() {
      hear({ do: 'try-again' });
      wake();
    },
    take(mails, isNew) {
      takeOwn(mails);
      if (isNew) deps.onFact({ fact: 'queued', mails });
    },
  };
};
