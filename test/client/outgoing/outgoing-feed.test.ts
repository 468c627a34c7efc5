import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, succeed, type OutgoingMail, type Outcome } from '../../../src/contract/index.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import type { OutgoingClient } from '../../../src/client/outgoing/outgoing-client.ts';
import type { OutgoingFact } from '../../../src/client/outgoing/outgoing-fact.ts';
import { createOutgoingFeed } from '../../../src/client/outgoing/outgoing-feed.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenLive } from '../given-live.ts';
import { givenPage } from '../given-page.ts';
import { givenConnection, givenOutgoing } from './given-outgoing.ts';

const sending = { kind: 'sending', since: '2026-03-03T14:00:00.000Z' } as const;

const given = (live = givenLive()) => {
  const world = { user: 'lea', era: 'e1', fails: undefined as ClientFailure | undefined, mails: [givenOutgoing()] as OutgoingMail[], calls: [] as string[], written: 0 };
  const answer = async <T>(name: string, value: () => T): Promise<Outcome<T, ClientFailure>> => {
    world.calls.push(name);
    return world.fails === undefined ? succeed(value()) : fail(world.fails);
  };
  const head = (): number => Math.max(0, ...world.mails.map(({ change }) => change));
  const page = () => ({ mails: world.mails, change: head(), era: world.era });
  const client = {
    userKey: async () => world.user,
    mailboxes: () => answer('mailboxes', () => [givenConnection()]),
    page: () => answer('page', page),
    soonest: (limit) => answer(`soonest ${limit}`, page),
    changes: ({ change }) => answer('changes', () => ({ ...page(), mails: world.mails.filter((mail) => mail.change > change), more: false })),
  } as Partial<OutgoingClient> as OutgoingClient;
  const cache = { read: async () => undefined, write: async () => void (world.written += 1), changes: async () => [], keep: async () => undefined, drop: async () => undefined };
  const [clock, browser, facts] = [givenClock(), givenPage(), [] as OutgoingFact[]];
  const feed = createOutgoingFeed({ client, cache, live, clock, page: browser, rowsShown: () => 100, onChange: () => undefined, onFact: (fact) => facts.push(fact) });
  return { world, live, clock, browser, facts, feed };
};

test('what leaves is brought, saved and asked for again, often only while something moves', async () => {
  const { world, clock, feed, facts } = given();
  feed.start();
  await settle();
  assert.deepEqual(feed.rows.all(), world.mails);
  assert.deepEqual(facts, [{ fact: 'counted', waiting: 1, asking: 0 }]);
  const calm = world.calls.length;
  await clock.advance(19_000);
  assert.equal(world.calls.length, calm);
  const [mail = givenOutgoing()] = world.mails;
  world.mails = [{ ...mail, state: sending, change: mail.change + 1_000 }];
  await clock.advance(2_000);
  assert.equal(feed.rows.get(mail.id)?.state.kind, 'sending');
  assert.deepEqual(facts.slice(1).map(({ fact }) => fact), ['changed']);
  const moving = world.calls.length;
  await clock.advance(3_100);
  assert.ok(world.calls.length > moving);
  feed.stop();
  await settle();
  assert.equal(clock.sleepers(), 0);
});

test('a database that was restored is another feed, and what was known of it is void', async () => {
  const { world, clock, feed } = given();
  feed.start();
  await settle();
  world.era = 'e2';
  world.mails = [];
  await clock.advance(20_000);
  assert.deepEqual(feed.rows.all(), []);
});

test('without an answer the rows stay, with the time from which they are old', async () => {
  const { world, clock, feed } = given();
  feed.start();
  await settle();
  world.fails = { code: 'network-failed' };
  await clock.advance(20_000);
  assert.equal(feed.state.kind === 'shown' && feed.state.freshness.kind, 'stale');
  assert.equal(feed.rows.all().length, 1);
  world.fails = undefined;
  await clock.advance(4_000);
  assert.equal(feed.state.kind === 'shown' && feed.state.freshness.kind, 'live');
});

test('nothing of one person is left for the next', async () => {
  const { world, browser, feed } = given();
  feed.start();
  await settle();
  world.user = 'max';
  world.mails = [];
  browser.comeBack();
  await settle();
  assert.deepEqual(feed.rows.all(), []);
  assert.equal(feed.userKey, 'max');
});

test('a tab hears what the service answered another tab of the same person, and believes nothing else', async () => {
  const { browser, feed } = given();
  feed.start();
  await settle();
  const told = givenOutgoing({ subject: 'From another tab' });
  for (const data of ['hello', null, { mails: [{ id: 1 }] }, { mails: [told] }]) browser.hearOn('gck-outgoing lea', data);
  assert.equal(feed.rows.get(told.id)?.subject, 'From another tab');
  assert.equal(feed.rows.all().length, 2);
});

test('a mail that leaves is seen without a wait, and while the service tells nobody asks on a short beat', async () => {
  const { world, live, clock, feed } = given();
  feed.start();
  await settle();
  live.say({ type: 'begun', change: 0 });
  await settle();
  const asked = world.calls.length;
  const [mail = givenOutgoing()] = world.mails;
  world.mails = [{ ...mail, state: sending, change: mail.change + 1_000 }];
  live.say({ change: mail.change + 1_000 });
  await settle();
  assert.equal(feed.rows.get(mail.id)?.state.kind, 'sending');
  const told = world.calls.length;
  assert.deepEqual(world.calls.slice(asked), ['mailboxes', 'changes']);
  await clock.advance(15_000);
  live.say('alive');
  await clock.advance(25_000);
  assert.equal(world.calls.length, told);
});

test('when the stream is lost what leaves is asked for by the clock again', async () => {
  const { world, live, clock, feed } = given();
  feed.start();
  await settle();
  live.say({ type: 'begun', change: 0 });
  await settle();
  const asked = world.calls.length;
  live.end({ code: 'network-failed' });
  await settle();
  assert.deepEqual(world.calls.slice(asked), ['mailboxes', 'changes']);
  await clock.advance(20_100);
  assert.equal(world.calls.slice(asked).filter((call) => call === 'changes').length, 2);
});

test('a stream that falls silent is not believed: by then the clock asks', async () => {
  const { world, live, clock, feed } = given();
  feed.start();
  await settle();
  live.say('alive');
  const asked = world.calls.length;
  await clock.advance(75_000);
  assert.ok(world.calls.slice(asked).filter((call) => call === 'changes').length >= 2);
});

test('a mailbox that stands still shows so at once, though no mail changed', async () => {
  const { world, live, feed, clock } = given();
  feed.start();
  await settle();
  live.say({ type: 'begun', change: 0 });
  await clock.advance(3_000);
  const [mail = givenOutgoing()] = world.mails;
  world.mails = [{ ...mail, state: { kind: 'waiting', because: 'reconnection' } }];
  live.say({ change: mail.change });
  await settle();
  assert.deepEqual(feed.rows.get(mail.id)?.state, { kind: 'waiting', because: 'reconnection' });
});

test('two tabs of a browser have one stream between them, and both hear it', async () => {
  const first = given();
  const second = given(first.live);
  for (const { feed } of [first, second]) feed.start();
  await settle();
  assert.equal(first.live.streams(), 1);
  const [mail = givenOutgoing()] = second.world.mails;
  second.world.mails = [{ ...mail, state: sending, change: mail.change + 1_000 }];
  first.live.say({ change: mail.change + 1_000 });
  await settle();
  assert.equal(second.feed.rows.get(mail.id)?.state.kind, 'sending');
  first.feed.stop();
  await settle();
  assert.equal(first.live.streams(), 1);
  second.feed.stop();
  await settle();
  assert.deepEqual([first.live.streams(), first.clock.sleepers(), second.clock.sleepers()], [0, 0, 0]);
});
