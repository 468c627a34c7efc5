import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, succeed, type Outcome, type Reply, type ReplyChanges, type ReplyEvent, type ReplyPage } from '../../../src/contract/index.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { FeedPlace } from '../../../src/client/live/feed-place.ts';
import type { ReplyCache, SavedPlace } from '../../../src/client/replies/reply-cache.ts';
import type { ReplyClient } from '../../../src/client/replies/reply-client.ts';
import { createReplyFeed } from '../../../src/client/replies/reply-feed.ts';
import type { ReplyFact } from '../../../src/client/replies/reply-fact.ts';
import type { StreamShare } from '../../../src/client/live/stream-share.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenPage } from '../given-page.ts';
import { givenMailbox, givenReply, givenTracking } from './given-reply.ts';

const down: ClientFailure = { code: 'network-failed' };

/** A service with rows of its own, and a stream that the test speaks on. */
const givenService = () => {
  const rows: Reply[] = [];
  const calls: string[] = [];
  const streams: { readonly since: FeedPlace; say(event: ReplyEvent | 'alive'): void; end(outcome?: Outcome<undefined, ClientFailure>): void }[] = [];
  const service = {
    user: 'lea' as string | undefined,
    fails: undefined as ClientFailure | undefined,
    pageSize: 2,
    era: 'first',
    /** The number after which the era began. */
    eraAfter: 0,
    rows,
    calls,
    streams,
    /** The service stores a row; who listens hears it. */
    add(...replies: readonly Reply[]) {
      rows.push(...replies);
      for (const reply of replies) streams.at(-1)?.say({ type: 'reply', era: service.era, reply });
    },
  };
  const answer = async <T>(name: string, value: () => T): Promise<Outcome<T, ClientFailure>> => {
    calls.push(name);
    return service.fails === undefined ? succeed(value()) : fail(service.fails);
  };
  const head = (): number => Math.max(0, ...rows.map(({ change }) => change));
  const newestFirst = (): readonly Reply[] => rows.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt) || b.change - a.change);
  const changed = (id: string, change: Partial<Reply>): Reply => {
    const index = rows.findIndex((row) => row.id === id);
    const next = { ...(rows[index] ?? givenReply()), ...change, change: head() + 1 };
    rows[index] = next;
    return next;
  };
  const client: ReplyClient = {
    userKey: async () => service.user,
    page: (before) =>
      answer(`page ${before ?? ''}`.trim(), (): ReplyPage => {
        const from = Number(before ?? 0);
        const to = from + service.pageSize;
        return { replies: newestFirst().slice(from, to), ...(to < rows.length ? { next: String(to) } : {}), change: head(), era: service.era };
      }),
    changes: (since) =>
      answer(`changes ${since.change}`, (): ReplyChanges => {
        const { era } = service;
        if (since.change > (since.era === era ? head() : service.eraAfter)) return { replies: [], change: 0, era, more: false };
        const found = rows.filter(({ change }) => change > since.change).toSorted((a, b) => a.change - b.change);
        return { replies: found, change: found.at(-1)?.change ?? since.change, era, more: false };
      }),
    follow: (since, heard, signal) =>
      new Promise((resolve) => {
        calls.push(`follow ${since.change}`);
        if (service.fails !== undefined) return resolve(fail(service.fails));
        const stream = { since, say: heard, end: (outcome: Outcome<undefined, ClientFailure> = succeed(undefined)) => resolve(outcome) };
        streams.push(stream);
        signal.addEventListener('abort', () => resolve(succeed(undefined)));
      }),
    tracking: () => answer('tracking', () => givenTracking(givenMailbox())),
    correct: (id, verdict) => answer(`correct ${verdict}`, () => changed(id, verdict === 'as-judged' ? {} : { verdict })),
    markHandled: (id, handled) => answer('handled', () => changed(id, { handled })),
    markSeen: (ids) => answer(`seen ${ids.length}`, () => undefined),
    text: () => answer('text', () => ({ text: 'Yes.', separated: true, whole: 'Yes.' })),
    check: () => answer('check', () => undefined),
  };
  return { service, client };
};

type Kept = Map<string, { readonly rows: Map<string, Reply>; place: SavedPlace; newest: readonly Reply[] }>;

const cacheOver = (kept: Kept, readAll: Promise<void> = Promise.resolve()): ReplyCache => ({
  read: async (userKey) => {
    for (const key of kept.keys()) if (key !== userKey) kept.delete(key);
    const own = kept.get(userKey);
    return own && { place: own.place, newest: own.newest, all: (take) => readAll.then(() => take([...own.rows.values()])) };
  },
  write: async (userKey, { changed, newest, all }, place) => {
    const own = kept.get(userKey) ?? { rows: new Map<string, Reply>(), place, newest };
    for (const row of own.place.era === place.era ? changed : all()) own.rows.set(row.id, row);
    kept.set(userKey, Object.assign(own, { place, newest }));
  },
  forget: async (userKey) => void kept.delete(userKey),
});

/** Tabs of one browser: one of them leads, all hear. */
const givenTabs = (): StreamShare => {
  const listeners = new Set<{ readonly userKey: string; readonly heard: (event: unknown) => void }>();
  let turn = Promise.resolve();
  return {
    lead: (_userKey, lead, signal) => {
      const mine = turn.then(() => (signal.aborted ? undefined : lead()));
      turn = mine;
      return mine;
    },
    join: (userKey, heard, signal) => {
      const listener = { userKey, heard };
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
      return (event) => {
        for (const each of listeners) if (each !== listener && each.userKey === userKey) each.heard(structuredClone(event));
      };
    },
  };
};

const given = ({ kept = new Map() as Kept, tabs = givenTabs(), from = givenService(), clock = givenClock(), readAll = Promise.resolve() } = {}) => {
  const { service, client } = from;
  const page = givenPage();
  const facts: ReplyFact[] = [];
  const painted: string[] = [];
  const feed = createReplyFeed({
    client,
    cache: cacheOver(kept, readAll),
    share: tabs,
    clock,
    page,
    onChange: () => painted.push(feed.state.kind === 'shown' ? feed.state.freshness.kind : feed.state.kind),
    onFact: (fact) => facts.push(fact),
  });
  const shown = (): readonly string[] => feed.rows.newest(1_000).map(({ subject }) => subject);
  const received = (): readonly string[] => facts.flatMap((fact) => (fact.fact === 'received' ? [fact.reply.subject] : []));
  const freshness = (): string => (feed.state.kind === 'shown' ? feed.state.freshness.kind : feed.state.kind);
  return { service, client, page, clock, feed, facts, painted, shown, received, freshness, kept, tabs, from };
};

const at = (minute: number): string => `2026-03-03T12:${String(minute).padStart(2, '0')}:00.000Z`;

test('the newest rows come first, the older ones page by page behind them, then the live ones', async () => {
  const { service, feed, shown, freshness, received, clock } = given();
  service.rows.push(...[1, 2, 3, 4, 5].map((minute) => givenReply({ subject: `s${minute}`, receivedAt: at(minute) })));
  feed.start();
  await settle();
  await clock.advance(0);
  assert.deepEqual([shown(), freshness()], [['s5', 's4', 's3', 's2', 's1'], 'live']);
  service.add(givenReply({ subject: 'live', receivedAt: at(9) }));
  assert.deepEqual(shown()[0], 'live');
  assert.deepEqual(received(), ['live']);
});

test('what is saved is painted before the service has answered, then made complete', async () => {
  const first = given();
  first.service.rows.push(givenReply({ subject: 'old' }));
  first.feed.start();
  await settle();
  first.feed.stop();
  const second = given({ kept: first.kept, from: first.from });
  second.service.rows.push(givenReply({ subject: 'while away', receivedAt: at(30) }));
  second.feed.start();
  await settle();
  assert.deepEqual(second.painted.slice(0, 1), ['saved']);
  assert.deepEqual([second.shown(), second.freshness()], [['while away', 'old'], 'live']);
  // Known rows are not asked for again, and what came while nobody looked is no news.
  assert.equal(second.service.calls.filter((call) => call === 'page').length, 1);
  assert.deepEqual(second.received(), []);
});

test('another person in the same browser finds nothing of the one before, on the page or on the device', async () => {
  const { service, feed, shown, kept, page, clock } = given();
  service.rows.push(givenReply({ subject: 'for Lea alone' }));
  feed.start();
  await settle();
  assert.deepEqual([...kept.keys()], ['lea']);
  service.user = 'hugo';
  service.rows.length = 0;
  page.comeBack();
  await settle();
  await clock.advance(0);
  assert.deepEqual(shown(), []);
  assert.deepEqual([...kept.keys()], ['hugo']);
});

test('a line that breaks loses nothing: the list says since when it is as it is, and goes on where it was', async () => {
  const { service, feed, shown, freshness, clock, received } = given();
  service.rows.push(givenReply({ subject: 'one' }));
  feed.start();
  await settle();
  service.fails = down;
  service.streams.at(-1)?.end(fail(down));
  await settle();
  assert.equal(freshness(), 'stale');
  service.rows.push(givenReply({ subject: 'in the meantime', receivedAt: at(30) }));
  service.fails = undefined;
  await clock.advance(60_000);
  assert.deepEqual([freshness(), shown(), received()], ['live', ['in the meantime', 'one'], ['in the meantime']]);
});

test('a service that is away is asked more and more rarely, and at once when the person wants it', async () => {
  const { service, feed, clock, freshness } = given();
  service.fails = down;
  feed.start();
  await clock.advance(10 * 60_000);
  const asked = service.calls.length;
  assert.ok(asked < 40, `${asked} calls`);
  assert.equal(freshness(), 'failed');
  service.fails = undefined;
  feed.tryAgain();
  await settle();
  assert.equal(freshness(), 'live');
});

test('a stream that ends with its token is begun anew from the place that was reached', async () => {
  const { service, feed, clock } = given();
  service.rows.push(givenReply({ change: 41 }));
  feed.start();
  await settle();
  await clock.advance(300_000 - 45_000);
  for (let beat = 0; beat < 3; beat += 1) {
    service.streams.at(-1)?.say('alive');
    await clock.advance(20_000);
  }
  service.add(givenReply({ change: 42 }));
  service.streams.at(-1)?.end();
  await settle();
  assert.equal(service.streams.at(-1)?.since.change, 42);
});

test('a stream that falls silent is given up and begun anew', async () => {
  const { service, feed, clock } = given();
  feed.start();
  await settle();
  assert.equal(service.streams.length, 1);
  await clock.advance(61_000);
  assert.equal(service.streams.length, 2);
});

test('where no stream gets through, the changes are asked for without haste', async () => {
  const { service, feed, clock } = given();
  feed.start();
  for (let second = 0; second < 60; second += 1) {
    service.streams.at(-1)?.end();
    await clock.advance(1_000);
  }
  assert.ok(service.streams.length <= 14, `${service.streams.length} streams in a minute`);
});

test('two tabs share one stream, and the other goes on when the first is closed', async () => {
  const first = given();
  const second = given({ tabs: first.tabs, from: first.from, clock: first.clock });
  first.feed.start();
  second.feed.start();
  await settle();
  const { service, clock } = first;
  assert.equal(service.streams.length, 1);
  service.add(givenReply({ subject: 'heard by both' }));
  assert.deepEqual([first.shown(), second.shown()], [['heard by both'], ['heard by both']]);
  first.feed.stop();
  await settle();
  await clock.advance(100);
  assert.equal(service.streams.length, 2);
  service.add(givenReply({ subject: 'to the second', receivedAt: at(50) }));
  assert.equal(second.shown()[0], 'to the second');
});

test('what another tab repeats while this one asks for the past is not lost', async () => {
  const { service, client, feed, tabs, shown } = given();
  const lead = new AbortController();
  // The stream is in the hand of another tab.
  void tabs.lead('lea', () => new Promise((resolve) => lead.signal.addEventListener('abort', () => resolve())), lead.signal);
  const repeat = tabs.join('lea', () => undefined, lead.signal);
  let answer = (): void => undefined;
  const page = client.page.bind(client);
  Object.assign(client, { page: async (before: string | undefined, signal: AbortSignal) => {
    const found = await page(before, signal);
    await new Promise<void>((resolve) => (answer = resolve));
    return found;
  } });
  service.rows.push(givenReply({ subject: 'before' }));
  feed.start();
  await settle();
  const reply = givenReply({ subject: 'meanwhile', receivedAt: at(9) });
  service.rows.push(reply);
  repeat({ type: 'reply', era: 'first', reply });
  answer();
  await settle();
  assert.deepEqual(shown(), ['meanwhile', 'before']);
  assert.equal(service.streams.length, 0);
});

test('a stream that another tab begins further on has this one ask for what lies between', async () => {
  const { service, feed, tabs, shown } = given();
  const lead = new AbortController();
  void tabs.lead('lea', () => new Promise((resolve) => lead.signal.addEventListener('abort', () => resolve())), lead.signal);
  const repeat = tabs.join('lea', () => undefined, lead.signal);
  service.rows.push(givenReply({ subject: 'before' }));
  feed.start();
  await settle();
  const between = givenReply({ subject: 'between two streams', receivedAt: at(8) });
  service.rows.push(between);
  repeat({ type: 'begun', era: 'first', change: between.change });
  repeat({ type: 'reply', era: 'first', reply: givenReply({ subject: 'behind it', receivedAt: at(9) }) });
  await settle();
  assert.deepEqual(shown(), ['behind it', 'between two streams', 'before']);
});

test('an element that left hears nothing and leaves nothing running', async () => {
  const { service, feed, page, clock, shown } = given();
  feed.start();
  await settle();
  feed.stop();
  await settle();
  service.add(givenReply({ subject: 'too late' }));
  assert.deepEqual(shown(), []);
  assert.equal(page.listeners(), 0);
  assert.equal(clock.sleepers(), 0);
  feed.start();
  await settle();
  assert.deepEqual(shown(), ['too late']);
});

test('a correction and a mark show at once, are told to the host, and say when they fail', async () => {
  const { service, feed, facts } = given();
  const reply = givenReply();
  service.rows.push(reply);
  feed.start();
  await settle();
  assert.equal(await feed.correct(reply.id, 'auto-reply'), undefined);
  assert.equal(feed.rows.get(reply.id)?.verdict, 'auto-reply');
  assert.equal(await feed.markHandled(reply.id, true), undefined);
  assert.deepEqual(facts.filter(({ fact }) => fact !== 'counted').map(({ fact }) => fact), ['corrected', 'handled']);
  service.fails = down;
  assert.deepEqual(await feed.markHandled(reply.id, false), down);
  assert.equal(feed.rows.get(reply.id)?.handled, true);
});

test('what a person has seen shows at once, and is told once, together', async () => {
  const { service, feed, clock, facts } = given();
  const replies = [givenReply(), givenReply(), givenReply({ unread: false })];
  service.rows.push(...replies);
  service.pageSize = 10;
  feed.start();
  await settle();
  feed.see(replies.map(({ id }) => id));
  feed.see(replies.map(({ id }) => id));
  await clock.advance(1_000);
  feed.see(replies.map(({ id }) => id));
  await clock.advance(1_000);
  assert.deepEqual(service.calls.filter((call) => call.startsWith('seen')), ['seen 2']);
  assert.equal(feed.rows.counts().unread, 0);
  assert.deepEqual(facts.findLast(({ fact }) => fact === 'counted'), { fact: 'counted', all: 3, unread: 0 });
});

test('how the mailboxes are read is shown as the stream tells it', async () => {
  const { service, feed } = given();
  feed.start();
  await settle();
  const tracking = givenTracking(givenMailbox({ state: { kind: 'late' } }));
  service.streams.at(-1)?.say({ type: 'tracking', era: 'first', tracking });
  assert.deepEqual(feed.state.kind === 'shown' && feed.state.tracking, tracking);
});

test('a service that was restored from an older copy is believed: what is known of the lost time is gone, also from the device', async () => {
  const { service, feed, shown, kept, received } = given();
  service.rows.push(givenReply({ subject: 'before the copy', change: 5 }), givenReply({ subject: 'lost', change: 900, receivedAt: at(3) }));
  feed.start();
  await settle();
  assert.deepEqual(shown(), ['lost', 'before the copy']);
  service.rows.pop();
  service.streams.at(-1)?.end(fail(down));
  feed.tryAgain();
  feed.stop();
  feed.start();
  await settle();
  assert.deepEqual([shown(), received()], [['before the copy'], []]);
  assert.deepEqual([...(kept.get('lea')?.rows.values() ?? [])].map(({ subject }) => subject), ['before the copy']);
  assert.equal(service.streams.at(-1)?.since.change, 5);
});

test('a restored service whose numbers have passed those of the page is known by its era, in the tab that leads and in the others', async () => {
  const { service, feed, shown, kept, received, tabs, from } = given();
  const other = given({ tabs, from });
  service.rows.push(givenReply({ subject: 'before the copy', change: 5 }), givenReply({ subject: 'lost', change: 900, receivedAt: at(3) }));
  for (const each of [feed, other.feed]) {
    each.start();
    await settle();
  }
  assert.deepEqual([shown(), other.shown()], [['lost', 'before the copy'], ['lost', 'before the copy']]);
  service.rows.pop();
  Object.assign(service, { era: 'second', eraAfter: 5 });
  service.add(givenReply({ subject: 'since', change: 950, receivedAt: at(4) }));
  await settle();
  assert.deepEqual([received(), other.received()], [[], []]);
  for (const each of [feed, other.feed]) each.tryAgain();
  await settle();
  assert.deepEqual([shown(), other.shown()], [['since', 'before the copy'], ['since', 'before the copy']]);
  assert.equal(kept.get('lea')?.place.era, 'second');
});

test('a database that was merely started anew costs the page one question, and no row', async () => {
  const { service, feed, shown, received } = given();
  service.rows.push(givenReply({ subject: 'one', change: 5 }));
  feed.start();
  await settle();
  Object.assign(service, { era: 'second', eraAfter: 5 });
  service.calls.length = 0;
  service.add(givenReply({ subject: 'two', change: 6, receivedAt: at(4) }));
  await settle();
  feed.tryAgain();
  await settle();
  assert.deepEqual([shown(), received()], [['two', 'one'], ['two']]);
  assert.deepEqual(service.calls, ['changes 5', 'follow 6']);
});

test('rows that this device gives out late are not shown to who came meanwhile', async () => {
  const late = Promise.withResolvers<void>();
  const { service, feed, shown, kept, page } = given({ readAll: late.promise });
  const mine = givenReply({ subject: 'for Lea alone' });
  kept.set('lea', { rows: new Map([[mine.id, mine]]), place: { change: mine.change, era: 'first', older: undefined, savedAt: 1 }, newest: [] });
  feed.start();
  await settle();
  service.user = 'hugo';
  page.comeBack();
  await settle();
  late.resolve();
  await settle();
  assert.deepEqual(shown(), []);
});

test('an answer to what somebody did who has left the page meanwhile is shown to nobody', async () => {
  const { service, client, feed, shown, kept, page, facts } = given();
  const mine = givenReply({ subject: 'for Lea alone' });
  service.rows.push(mine);
  feed.start();
  await settle();
  const late = Promise.withResolvers<Outcome<Reply, ClientFailure>>();
  Object.assign(client, { correct: () => late.promise });
  const correcting = feed.correct(mine.id, 'forward');
  service.rows.pop();
  service.user = 'hugo';
  page.comeBack();
  await settle();
  late.resolve(succeed({ ...mine, verdict: 'forward', change: 99 }));
  assert.equal(await correcting, undefined);
  await settle();
  assert.deepEqual([shown(), [...kept.keys()], facts.filter(({ fact }) => fact === 'corrected')], [[], ['hugo'], []]);
});

test('what was shown while nobody knew who is signed in is gone once it is known', async () => {
  const { service, feed, shown, page } = given();
  service.user = undefined;
  service.rows.push(givenReply({ subject: 'for whoever it was' }));
  feed.start();
  await settle();
  assert.deepEqual(shown(), ['for whoever it was']);
  service.rows.splice(0, 1, givenReply({ subject: 'for Hugo' }));
  service.user = 'hugo';
  page.comeBack();
  await settle();
  assert.deepEqual(shown(), ['for Hugo']);
});

test('who leaves while the first rows are on their way leaves none of them to the next', async () => {
  const { service, client, feed, shown, page } = given();
  service.rows.push(givenReply({ subject: 'for Lea alone' }));
  const whole = { ...client };
  Object.assign(client, { changes: () => new Promise(() => undefined) });
  feed.start();
  await settle();
  Object.assign(client, whole);
  service.rows.splice(0, 1, givenReply({ subject: 'for Hugo' }));
  service.user = 'hugo';
  page.comeBack();
  await settle();
  assert.deepEqual(shown(), ['for Hugo']);
});
