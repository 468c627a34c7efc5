import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectFact } from '../../../src/client/connect/connect-fact.ts';
import type { SavedView } from '../../../src/client/connections/connections-cache.ts';
import { CardController } from '../../../src/components/gmail-connect-wizard/card-controller.ts';
import { fail, succeed, type ConnectionsView } from '../../../src/contract/index.ts';
import { givenCalls } from '../given-calls.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenHost } from '../given-host.ts';
import { givenConnection, givenMailClient, givenView, serviceOrigin } from '../given-mail-client.ts';
import { givenPage } from '../given-page.ts';

const connection = givenConnection();
const { id } = connection;
const view = givenView(connection);

const given = (saved: Readonly<Record<string, SavedView>> = {}) => {
  const clock = givenClock();
  const client = givenMailClient();
  const page = givenPage();
  const host = givenHost();
  const facts: ConnectFact[] = [];
  const kept = new Map(Object.entries(saved));
  const cache = {
    read: (key: string) => kept.get(key),
    write: (key: string, value: SavedView) => void kept.set(key, value),
  };
  const deps = { serviceOrigin, client, calls: givenCalls(), cache, clock, page, onFact: (fact: ConnectFact) => facts.push(fact) };
  client.answers = { connections: async () => succeed(view) };
  const card = new CardController(host, deps);
  return { card, clock, client, page, host, facts, kept };
};

test('the card is read from the service and kept for the next visit', async () => {
  const { card, host, clock, kept } = given();
  assert.deepEqual(card.state, { kind: 'loading' });
  await host.mount();
  const savedAt = clock.now();
  assert.deepEqual(card.state, { kind: 'shown', view, freshness: { kind: 'fresh', savedAt }, action: { kind: 'none' } });
  assert.deepEqual([...kept], [['lea', { view, savedAt }]]);
});

test('what this browser knows is shown while the service is slow, and says so', async () => {
  const { card, host, client } = given({ lea: { view, savedAt: 7 } });
  client.answers = { connections: () => new Promise(() => undefined) };
  await host.mount();
  assert.deepEqual(card.state, { kind: 'shown', view, freshness: { kind: 'refreshing', savedAt: 7 }, action: { kind: 'none' } });
});

test('with the service down the card says how old it is, and with nothing kept it says what failed', async () => {
  const failure = { code: 'service-unavailable' } as const;
  const known = given({ lea: { view, savedAt: 7 } });
  const unknown = given();
  for (const { client, host } of [known, unknown]) {
    client.answers = { connections: async () => fail(failure) };
    await host.mount();
  }
  assert.deepEqual(known.card.state, { kind: 'shown', view, freshness: { kind: 'stale', savedAt: 7, failure }, action: { kind: 'none' } });
  assert.deepEqual(unknown.card.state, { kind: 'failed', failure });
});

test('a card that could not be read is read again by itself, and at once when the person asks or comes back', async () => {
  const { card, host, client, clock, page } = given();
  client.answers = { connections: async () => fail({ code: 'network-failed' }) };
  await host.mount();
  await clock.advance(30_000);
  assert.equal(client.callsOf('connections').length, 2);
  page.comeBack();
  await settle();
  assert.equal(client.callsOf('connections').length, 2);
  await clock.advance(1_000);
  page.comeBack();
  await settle();
  assert.equal(client.callsOf('connections').length, 3);
  client.answers = { connections: async () => succeed(view) };
  card.send({ do: 'refresh' });
  assert.equal(card.state.kind, 'loading');
  await settle();
  assert.equal(card.state.kind, 'shown');
});

test('nobody sees what was kept for somebody else', async () => {
  const { card, host, client } = given({ lea: { view, savedAt: 7 } });
  client.answers = { userKey: async () => 'anna', connections: () => new Promise(() => undefined) };
  await host.mount();
  assert.deepEqual(card.state, { kind: 'loading' });
});

test('when somebody else has signed in, the card of the one before goes at once', async () => {
  const { card, host, client, page, clock } = given();
  await host.mount();
  client.answers = { userKey: async () => 'anna', connections: () => new Promise(() => undefined) };
  await clock.advance(60_000);
  page.comeBack();
  await settle();
  assert.deepEqual(card.state, { kind: 'loading' });
});

test('while the host cannot be reached nobody else has signed in: the card stays and says how old it is', async () => {
  const { card, host, client, page, clock } = given();
  await host.mount();
  const savedAt = clock.now();
  const failure = { code: 'network-failed' } as const;
  client.answers = { userKey: async () => undefined, connections: async () => fail(failure) };
  await clock.advance(60_000);
  page.comeBack();
  await settle();
  assert.deepEqual(card.state, { kind: 'shown', view, freshness: { kind: 'stale', savedAt, failure }, action: { kind: 'none' } });
});

test('a person who has signed out leaves no card behind', async () => {
  const { card, host, client, page, clock } = given();
  await host.mount();
  client.answers = { userKey: async () => undefined, connections: async () => fail({ code: 'session-failed' }) };
  await clock.advance(60_000);
  page.comeBack();
  await settle();
  assert.deepEqual(card.state, { kind: 'failed', failure: { code: 'session-failed' } });
});

test('a mailbox connected in this page stands on the card before the service is asked again', async () => {
  const { card, host, client, page } = given();
  client.answers = { connections: async () => succeed(givenView()) };
  await host.mount();
  client.answers = { connections: () => new Promise(() => undefined) };
  card.adopt(connection);
  assert.deepEqual(card.state.kind === 'shown' && card.state.view, view);
  assert.deepEqual(page.spoken, [{ channel: 'gck-connections', data: 'changed' }]);
});

test('what another tab changed is read at once', async () => {
  const { host, client, page } = given();
  await host.mount();
  page.hearOn('gck-connections', 'changed');
  await settle();
  assert.equal(client.callsOf('connections').length, 2);
});

test('disconnecting asks first, then disconnects, tells the host and the other tabs', async () => {
  const { card, host, client, facts, page } = given();
  await host.mount();
  card.send({ do: 'disconnect', connectionId: id });
  assert.deepEqual(client.callsOf('disconnect'), []);
  card.send({ do: 'ask-disconnect', connectionId: id });
  client.answers = {
    disconnect: async () => succeed({ withdrawal: 'waiting' }),
    connections: () => new Promise(() => undefined),
  };
  card.send({ do: 'disconnect', connectionId: id });
  assert.equal(card.state.kind === 'shown' && card.state.action.kind, 'disconnecting');
  card.send({ do: 'disconnect', connectionId: id });
  await settle();
  assert.equal(client.callsOf('disconnect').length, 1);
  const expected: ConnectionsView = {
    ...view,
    connections: [],
    withdrawals: [{ connectionId: id, email: connection.email, disconnectedAt: '2026-03-03T14:00:00.000Z', state: 'waiting' }],
  };
  assert.deepEqual(card.state.kind === 'shown' && card.state.view, expected);
  assert.deepEqual(facts, [{ fact: 'disconnected', connectionId: id }]);
  assert.deepEqual(page.spoken, [{ channel: 'gck-connections', data: 'changed' }]);
});

const told = { kind: 'disconnected', connectionId: id, email: connection.email, at: Date.parse('2026-03-03T14:00:00.000Z') } as const;

test('what came of a disconnection is told, through the news of other tabs, until a mailbox is connected', async () => {
  for (const withdrawal of ['confirmed', 'kept', 'waiting'] as const) {
    const { card, host, client, page } = given();
    await host.mount();
    let answer: (() => void) | undefined;
    client.answers = {
      disconnect: () => new Promise((resolve) => (answer = () => resolve(succeed({ withdrawal })))),
      connections: async () => succeed(givenView()),
    };
    card.send({ do: 'ask-disconnect', connectionId: id });
    card.send({ do: 'disconnect', connectionId: id });
    page.hearOn('gck-connections', 'changed');
    await settle();
    answer?.();
    await settle();
    assert.deepEqual(card.state.kind === 'shown' && card.state.action, { ...told, withdrawal });
    card.adopt(givenConnection({ id: 'connection-000002', email: 'b@northpeak.example' }));
    assert.deepEqual(card.state.kind === 'shown' && card.state.action, { kind: 'none' });
  }
});

test('whoever connects the mailbox again in another tab has no use for the news of its end', async () => {
  const { card, host, client, page } = given();
  await host.mount();
  client.answers = { disconnect: async () => succeed({ withdrawal: 'confirmed' }), connections: async () => succeed(givenView()) };
  card.send({ do: 'ask-disconnect', connectionId: id });
  card.send({ do: 'disconnect', connectionId: id });
  await settle();
  client.answers = { connections: async () => succeed(givenView(givenConnection({ id: 'connection-000002' }))) };
  page.hearOn('gck-connections', 'changed');
  await settle();
  assert.deepEqual(card.state.kind === 'shown' && card.state.action, { kind: 'none' });
});

test('a mailbox that another tab disconnected first is gone all the same, and nothing is said of Google', async () => {
  const { card, host, client, facts } = given();
  await host.mount();
  client.answers = { disconnect: async () => fail({ code: 'connection-unknown' }), connections: async () => succeed(givenView()) };
  card.send({ do: 'ask-disconnect', connectionId: id });
  card.send({ do: 'disconnect', connectionId: id });
  await settle();
  assert.deepEqual(card.state.kind === 'shown' && card.state.view.connections, []);
  assert.deepEqual(card.state.kind === 'shown' && card.state.action, { ...told, withdrawal: undefined });
  assert.deepEqual(facts, [{ fact: 'disconnected', connectionId: id }]);
});

test('a disconnection that failed leaves the mailbox connected and says why', async () => {
  const { card, host, client, facts } = given();
  await host.mount();
  client.answers = { ...client.answers, disconnect: async () => fail({ code: 'timed-out' }) };
  card.send({ do: 'ask-disconnect', connectionId: id });
  card.send({ do: 'disconnect', connectionId: id });
  await settle();
  assert.deepEqual(card.state.kind === 'shown' && card.state.action, { kind: 'failed', connectionId: id, failure: { code: 'timed-out' } });
  assert.deepEqual(facts, []);
});

test('a connection that Google refuses is told once, not for what the browser remembered', async () => {
  const since = '2026-03-03T09:12:00.000Z';
  const broken = givenView({ ...connection, health: { kind: 'reconnect-needed', since, cause: 'unnamed' } });
  const { card, host, client, facts } = given({ lea: { view: broken, savedAt: 7 } });
  let answer: (() => void) | undefined;
  client.answers = { connections: () => new Promise((resolve) => (answer = () => resolve(succeed(broken)))) };
  await host.mount();
  assert.deepEqual([card.state.kind, facts], ['shown', []]);
  answer?.();
  await settle();
  card.send({ do: 'refresh' });
  await settle();
  answer?.();
  await settle();
  assert.deepEqual(facts, [{ fact: 'reconnect-needed', connectionId: id }]);
});

test('checking shows what the service found', async () => {
  const { card, host, client } = given();
  await host.mount();
  const checked = { ...connection, lastWorkedAt: '2026-03-03T14:05:00.000Z' };
  client.answers = { check: async () => succeed({ connection: checked }), connections: () => new Promise(() => undefined) };
  card.send({ do: 'check', connectionId: id });
  assert.equal(card.state.kind === 'shown' && card.state.action.kind, 'checking');
  await settle();
  assert.deepEqual(card.state.kind === 'shown' && [card.state.view.connections, card.state.action], [[checked], { kind: 'none' }]);
});

test('after a check that failed the card is read, because its answer may be there', async () => {
  const { card, host, client } = given();
  await host.mount();
  const slow = { ...connection, health: { kind: 'slow', since: '2026-03-03T14:00:00.000Z' } } as const;
  client.answers = { check: async () => fail({ code: 'google-unavailable' }), connections: async () => succeed(givenView(slow)) };
  card.send({ do: 'check', connectionId: id });
  await settle();
  assert.deepEqual(card.state.kind === 'shown' && [card.state.view.connections, card.state.action], [
    [slow],
    { kind: 'failed', connectionId: id, failure: { code: 'google-unavailable' } },
  ]);
});

test('a withdrawal that Google has not confirmed is asked about again while the page is seen', async () => {
  const waiting: ConnectionsView = {
    ...givenView(),
    withdrawals: [{ connectionId: id, email: connection.email, disconnectedAt: '2026-03-03T14:00:00.000Z', state: 'waiting' }],
  };
  const { host, client, clock, page } = given();
  client.answers = { connections: async () => succeed(waiting) };
  await host.mount();
  await clock.advance(30_000);
  assert.equal(client.callsOf('connections').length, 2);
  page.visible = false;
  await clock.advance(600_000);
  assert.equal(client.callsOf('connections').length, 2);
});

test('a card that is taken away frees everything, and reads again when it is put back', async () => {
  const { card, host, client, page, clock } = given();
  client.answers = { connections: async () => fail({ code: 'network-failed' }) };
  await host.mount();
  host.remove();
  await settle();
  assert.deepEqual([page.listeners(), clock.sleepers()], [0, 0]);
  client.answers = { connections: async () => succeed(view) };
  await host.mount();
  assert.equal(card.state.kind, 'shown');
});
