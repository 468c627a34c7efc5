import type { Correction, Reply, ReplyEvent } from '../../contract/index.ts';
import { nowhere, placeOf, type FeedPlace } from '../live/feed-place.ts';
import { keepListening } from '../live/keep-listening.ts';
import type { Heard, Listening } from '../live/listen-live.ts';
import { servePeople } from '../live/serve-people.ts';
import type { StreamShare } from '../live/stream-share.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { untilVisible } from '../page/pause.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { feedTransition, type FeedInput, type FeedState } from './feed-state.ts';
import type { ReplyCache } from './reply-cache.ts';
import type { ReplyClient } from './reply-client.ts';
import type { ReplyFact } from './reply-fact.ts';
import { ReplyRows } from './reply-rows.ts';
import { decodeReplyAnswer } from './reply-shapes.ts';
import { createSeenQueue } from './seen-queue.ts';
import { createTellCounts } from './tell-counts.ts';

/** What the feed works with. */
export interface ReplyFeedDeps {
  readonly client: ReplyClient;
  readonly cache: ReplyCache;
  readonly share: StreamShare;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly onChange: () => void;
  readonly onFact: (fact: ReplyFact) => void;
}

export interface ReplyFeed {
  readonly state: FeedState;
  readonly rows: ReplyRows;
  start(): void;
  /** The element left the page: everything under way ends. What is known stays, in case it comes back. */
  stop(): void;
  tryAgain(): void;
  correct(id: string, verdict: Correction | 'as-judged'): Promise<ClientFailure | undefined>;
  markHandled(id: string, handled: boolean): Promise<ClientFailure | undefined>;
  /** Seen by the person: told to the service in batches. */
  see(ids: readonly string[]): void;
}

/** What is painted first the next time. */
const newestKept = 200;

/**
 * Brings the rows of whoever is signed in, and keeps them: painted from this device, made complete from the service, then
 * followed live. The person is asked for anew whenever somebody comes back to the page: another one finds nothing.
 */
export const createReplyFeed = (deps: ReplyFeedDeps): ReplyFeed => {
  const { client, cache, clock, page } = deps;
  const rows = new ReplyRows();
  let state: FeedState = { kind: 'loading' };
  let life = new AbortController();
  let userKey: string | undefined;
  let place: FeedPlace | undefined;
  let older: string | undefined;
  const unsaved = new Map<string, Reply>();
  let live = false;
  const seen = createSeenQueue(deps);
  const tellCounts = createTellCounts(rows, deps.onFact);
  const retryNow = new Set<() => void>();

  const hear = (input: FeedInput): void => {
    const next = feedTransition(state, input);
    if (next !== state) {
      state = next;
      deps.onChange();
    }
  };

  const take = (found: readonly Reply[], arrived: boolean): void => {
    const before = rows.version;
    const fresh = rows.put(found);
    for (const row of found) unsaved.set(row.id, row);
    if (rows.version === before) return;
    deps.onChange();
    if (arrived) for (const reply of fresh) if (reply.verdict !== 'own') deps.onFact({ fact: 'received', reply });
    tellCounts();
  };

  const save = async (): Promise<void> => {
    if (userKey === undefined || place === undefined) return;
    const saving = [...unsaved.values()];
    unsaved.clear();
    const [newest, all] = [rows.newest(newestKept), () => rows.newest(rows.size)];
    await cache.write(userKey, { changed: saving, newest, all }, { ...place, older, savedAt: clock.now() });
  };

  const forget = (): void => {
    rows.clear();
    unsaved.clear();
    place = undefined;
    older = undefined;
    live = false;
  };

  /** The feed of one person, until the signal ends it. */
  const serve = async (key: string | undefined, signal: AbortSignal): Promise<void> => {
    if (key !== undefined) await paintSaved(key, signal);
    let filling: Promise<unknown> | undefined;
    const begun = async (either: AbortSignal): Promise<ClientFailure | undefined> => {
      const failure = await catchUp(either);
      if (failure !== undefined || either.aborted) return failure;
      void save();
      filling ??= fillOlder(signal).finally(() => (filling = undefined));
      return undefined;
    };
    const listening: Listening<ReplyEvent> = {
      ...deps,
      wakers: retryNow,
      userKey: key,
      follow: (told, either) => client.follow(place ?? nowhere, told, either),
      decode: (data) => decodeReplyAnswer('replyEvent', data),
      catchUp: begun,
      heard: (event) => {
        hear({ heard: 'alive' });
        return event === 'alive' ? 'taken' : takeEvent(event);
      },
    };
    await keepListening(listening, (failure) => failure && hear({ heard: 'failed', failure, at: clock.now() }), signal);
  };

  const paintSaved = async (key: string, signal: AbortSignal): Promise<void> => {
    if (state.kind !== 'loading') return;
    const saved = await cache.read(key);
    if (saved === undefined || signal.aborted) return;
    rows.put(saved.newest);
    place = placeOf(saved.place);
    ({ older } = saved.place);
    hear({ heard: 'saved', savedAt: saved.place.savedAt });
    await saved.all((piece) => {
      if (!signal.aborted) rows.put(piece);
    });
    if (!signal.aborted) deps.onChange();
  };

  /** Brings everything that happened since; undefined when that is done. */
  const catchUp = async (signal: AbortSignal): Promise<ClientFailure | undefined> => {
    // What came before the page was open is no news; what came while its line was dead is.
    const wasLive = live;
    if (place === undefined) {
      const first = await client.page(undefined, signal);
      if (!first.ok) return first.failure;
      if (signal.aborted) return undefined;
      take(first.value.replies, false);
      place = placeOf(first.value);
      ({ next: older } = first.value);
    }
    for (let more = true; more && !signal.aborted; ) {
      const news = await client.changes(place, signal);
      if (!news.ok) return news.failure;
      if (signal.aborted) return undefined;
      if (news.value.change < place.change) {
        // The feed is another one than ours, as after a database was restored: what is known of it is void.
        forget();
        if (userKey !== undefined) await cache.forget(userKey);
        return signal.aborted ? undefined : catchUp(signal);
      }
      take(news.value.replies, wasLive);
      place = placeOf(news.value);
      ({ more } = news.value);
    }
    live = true;
    hear({ heard: 'page', more: older !== undefined });
    return undefined;
  };

  /** The rest of the list, page by page, behind what the person looks at. A failure leaves the place for the next time. */
  const fillOlder = async (signal: AbortSignal): Promise<void> => {
    while (older !== undefined && !signal.aborted) {
      await untilVisible(page, signal);
      const from = older;
      const next = await client.page(from, signal);
      if (!next.ok || signal.aborted) return;
      // Everything was begun anew meanwhile.
      if (older !== from) continue;
      take(next.value.replies, false);
      older = next.value.next;
      await save();
    }
    if (!signal.aborted && state.kind === 'shown') hear({ heard: 'page', more: false });
  };

  const takeEvent = (event: ReplyEvent): Heard => {
    if (event.era !== place?.era) return 'other-feed';
    if (event.type === 'begun') return event.change > place.change ? 'behind' : 'taken';
    if (event.type === 'tracking') hear({ heard: 'tracking', tracking: event.tracking });
    if (event.type === 'reply') {
      take([event.reply], true);
      place = { era: event.era, change: Math.max(place.change, event.reply.change) };
      void save();
    }
    return 'taken';
  };

  /** Whoever is signed in; another one finds nothing of the one before, also where nobody knew who that was. */
  const begin = (key: string | undefined, signal: AbortSignal): void => {
    if (key !== userKey) {
      const wereShown = rows.size > 0;
      forget();
      hear({ heard: 'other-person' });
      if (wereShown) tellCounts();
    }
    userKey = key;
    void serve(key, signal);
  };

  const replaced = async (answer: ReturnType<ReplyClient['correct']>, fact: 'corrected' | 'handled'): Promise<ClientFailure | undefined> => {
    const asker = userKey;
    const outcome = await answer;
    // The answer to somebody who has left the page meanwhile is nobody's.
    if (userKey !== asker) return undefined;
    if (!outcome.ok) return outcome.failure;
    take([outcome.value], false);
    void save();
    deps.onFact({ fact, reply: outcome.value });
    return undefined;
  };

  /** Not ended with the element: what the person did is told even when they leave. */
  const outliving = (): AbortSignal => new AbortController().signal;

  return {
    get state() {
      return state;
    },
    rows,
    start() {
      life = new AbortController();
      void servePeople({ client, page, serve: begin }, life.signal);
    },
    stop: () => life.abort(),
    tryAgain() {
      hear({ do: 'try-again' });
      for (const retry of retryNow) retry();
    },
    correct: (id, verdict) => replaced(client.correct(id, verdict, outliving()), 'corrected'),
    markHandled: (id, handled) => replaced(client.markHandled(id, handled, outliving()), 'handled'),
    see(ids) {
      seen.add(rows.see(ids));
      deps.onChange();
      tellCounts();
    },
  };
};
