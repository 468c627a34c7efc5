import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail, succeed } from '../../../src/contract/index.ts';
import type { ClientFailure } from '../../../src/client/mail-client/mail-client.ts';
import { lookedAt } from '../../../src/client/sending-limits/meter-state.ts';
import { limitsAt } from '../../../src/client/sending-limits/limits-at.ts';
import type { SavedLimits } from '../../../src/client/sending-limits/limits-cache.ts';
import type { LimitsFact } from '../../../src/client/sending-limits/limits-fact.ts';
import { createLimitsWatch } from '../../../src/client/sending-limits/limits-watch.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenLive } from '../given-live.ts';
import { givenPage } from '../given-page.ts';
import { givenConnections } from './given-connections.ts';
import { givenLimits, givenNow, hour, mailsFrom, type GivenMailbox } from './given-limits.ts';

const minute = 60_000;
const down: ClientFailure = { code: 'network-failed' };

const given = (first: GivenMailbox = {}) => {
  const clock = givenClock(givenNow);
  const page = givenPage();
  const live = givenLive();
  const calls: string[] = [];
  const facts: LimitsFact[] = [];
  const saved = new Map<string, SavedLimits>();
  const service = { user: 'lea' as string | undefined, mailbox: first, connections: givenConnections(), fails: undefined as ClientFailure | undefined };
  const answer = async <T>(name: string, value: () => T) => {
    calls.push(name);
    return service.fails === undefined ? succeed(value()) : fail(service.fails);
  };
  const watch = createLimitsWatch({
    client: {
      userKey: async () => service.user,
      connections: () => answer('connections', () => service.connections),
      limits: (connectionId) => answer('limits', () => givenLimits({ ...service.mailbox, connectionId }, clock.now())),
    },
    cache: {
      read: async (userKey) => {
        for (const key of saved.keys()) if (key !== userKey) saved.delete(key);
        return saved.get(userKey);
      },
      write: async (userKey, row) => void saved.set(userKey, row),
    },
    turns: { take: (_name, work) => work() },
    live,
    clock,
    page,
    onChange: () => undefined,
    onFact: (fact) => facts.push(fact),
  });
  const left = (): number | string => {
    const looked = lookedAt(watch.state, clock.now());
    return looked === undefined ? watch.state.kind : limitsAt(looked.limits, looked.at).binding.left;
  };
  const start = async (): Promise<void> => {
    watch.start();
    await settle();
  };
  /** The calls since this was asked last. */
  const asked = (): string[] => calls.splice(0);
  return { watch, live, clock, page, service, facts, saved, left, start, asked };
};

test('a person’s mailbox is found, asked of, and asked of again each minute', async () => {
  const { start, asked, left, clock } = given({ mails: mailsFrom(givenNow - hour, 50) });
  await start();
  assert.deepEqual(asked(), ['connections', 'limits']);
  assert.equal(left(), 400);
  await clock.advance(3 * minute);
  assert.deepEqual(asked(), ['limits', 'limits', 'limits']);
});

test('a mailbox that the host names is asked of without looking for others', async () => {
  const { watch, start, asked } = given();
  watch.only('connection-000007');
  await start();
  assert.deepEqual(asked(), ['limits']);
  assert.equal(watch.state.kind === 'shown' && watch.state.chosen.connectionId, 'connection-000007');
});

test('a page that nobody sees asks nothing, and asks at once when somebody comes back', async () => {
  const { start, asked, clock, page } = given();
  await start();
  page.visible = false;
  await clock.advance(2 * minute);
  asked();
  await clock.advance(hour);
  assert.deepEqual(asked(), []);
  page.visible = true;
  page.comeBack();
  await settle();
  assert.deepEqual(asked(), ['limits']);
  // Who comes back again a moment later has seen what is true.
  page.comeBack();
  await settle();
  assert.deepEqual(asked(), []);
});

test('what was saved is there before the service answers', async () => {
  const { watch, start, saved, service } = given();
  saved.set('lea', { view: givenConnections(), readings: [{ limits: givenLimits({ mails: mailsFrom(givenNow - 2 * hour, 50) }, givenNow - hour), heardAt: givenNow - hour }] });
  service.fails = down;
  await start();
  const known = watch.state.kind === 'shown' ? watch.state.known.get('connection-000001') : undefined;
  assert.deepEqual(known?.kind === 'known' && known.freshness, { kind: 'stale', failure: down });
});

test('what the service said is saved for the next time', async () => {
  const { start, saved } = given();
  await start();
  assert.deepEqual(saved.get('lea'), { view: givenConnections(), readings: [{ limits: givenLimits(), heardAt: givenNow }] });
});

test('a person who is not the one before finds nothing', async () => {
  const { watch, start, saved, service, page, left } = given({ mails: mailsFrom(givenNow - hour, 50) });
  await start();
  service.user = 'hugo';
  service.connections = givenConnections([]);
  page.comeBack();
  await settle();
  assert.equal(watch.state.kind, 'none');
  assert.equal(left(), 'none');
  assert.equal(saved.has('lea'), false);
});

test('the numbers move on between two answers, and the host hears when the limit is near, reached and free again', async () => {
  const { start, service, facts, clock, left } = given({ mails: mailsFrom(givenNow - 23.99 * hour, 400) });
  await start();
  assert.equal(left(), 50);
  assert.deepEqual(facts.map(({ fullness }) => fullness), ['near']);
  service.fails = down;
  await clock.advance(8 * minute);
  assert.equal(left(), 450);
  assert.deepEqual(facts.map(({ fullness, left: each }) => [fullness, each]), [['near', 50], ['free', 450]]);
  service.fails = undefined;
  service.mailbox = { mails: mailsFrom(clock.now() - 10 * minute, 450) };
  await clock.advance(6 * minute);
  assert.deepEqual(facts.at(-1)?.fullness, 'reached');
  assert.equal(facts.at(-1)?.roomAt?.slice(0, 10), '2026-03-04');
});

test('Google’s pause is told, and its end', async () => {
  const { start, facts, clock } = given({ facts: [{ kind: 'sending-paused', heardAt: givenNow, retryAt: givenNow + 5 * minute, counted: 1 }] });
  await start();
  assert.deepEqual(facts.map(({ paused, roomAt }) => [paused, roomAt]), [[true, '2026-03-03T13:11:00.000Z']]);
  await clock.advance(5 * minute);
  assert.deepEqual(facts.map(({ paused }) => paused), [true, false]);
});

test('a mailbox with room is no news', async () => {
  const { start, facts } = given();
  await start();
  assert.deepEqual(facts, []);
});

test('what another tab heard is taken, and not asked for again', async () => {
  const { start, asked, page, clock, left } = given();
  await start();
  await clock.advance(50_000);
  asked();
  page.hearOn('gck-limits lea', { limits: givenLimits({ mails: mailsFrom(givenNow - hour, 9) }, clock.now()), heardAt: clock.now() });
  assert.equal(left(), 441);
  await clock.advance(55_000);
  assert.deepEqual(asked(), []);
  page.hearOn('gck-limits lea', { limits: 'nonsense', heardAt: 1 });
  assert.equal(left(), 441);
});

test('this tab tells the others what it heard', async () => {
  const { start, page } = given();
  await start();
  assert.deepEqual(page.spoken, [{ channel: 'gck-limits lea', data: { limits: givenLimits(), heardAt: givenNow } }]);
});

test('a service that does not answer is asked less and less often, and as it wishes', async () => {
  const { start, asked, service, clock, watch } = given();
  service.fails = down;
  await start();
  assert.equal(watch.state.kind, 'failed');
  asked();
  await clock.advance(9_000);
  assert.deepEqual(asked(), []);
  await clock.advance(2_000);
  assert.deepEqual(asked(), ['connections']);
  await clock.advance(hour);
  assert.ok(asked().length < 20);
  service.fails = { code: 'too-many-requests', retryAfterSeconds: 1_200 };
  watch.tryAgain();
  await settle();
  asked();
  await clock.advance(19 * minute);
  assert.deepEqual(asked(), []);
  service.fails = undefined;
  await clock.advance(2 * minute);
  assert.deepEqual(asked().slice(0, 2), ['connections', 'limits']);
});

test('a mailbox that is connected or chosen elsewhere in the page is asked of at once', async () => {
  const { start, asked, service, page, watch, clock } = given();
  await start();
  asked();
  await clock.advance(1_000);
  service.connections = givenConnections([{}, { id: 'connection-000002' }]);
  page.hearOn('gck-connections', 'changed');
  await settle();
  assert.deepEqual(asked(), ['connections', 'limits']);
  watch.choose('connection-000002');
  await settle();
  assert.deepEqual(asked(), ['limits']);
});

test('a mailbox that may not send is not asked of', async () => {
  const { start, asked, service } = given();
  service.connections = givenConnections([{ granted: ['read'] }]);
  await start();
  assert.deepEqual(asked(), ['connections']);
});

test('a mailbox or a permission that is missing is looked for again, and found', async () => {
  const { start, asked, service, clock, left } = given();
  service.connections = givenConnections([]);
  await start();
  assert.equal(left(), 'none');
  service.connections = givenConnections([{ granted: ['read'] }]);
  await clock.advance(minute);
  assert.equal(left(), 'shown');
  service.connections = givenConnections();
  await clock.advance(minute);
  assert.equal(left(), 450);
  assert.deepEqual(asked(), ['connections', 'connections', 'connections', 'limits']);
});

test('an element that left the page leaves nothing behind, and goes on when it comes back', async () => {
  const { watch, start, clock, page, asked } = given();
  await start();
  watch.stop();
  await settle();
  assert.deepEqual([clock.sleepers(), page.listeners()], [0, 0]);
  asked();
  await clock.advance(1_000);
  await start();
  assert.deepEqual(asked(), ['limits']);
  watch.stop();
});

test('mail that leaves is counted a moment after the service tells of it, however many leave', async () => {
  const { start, asked, live, service, left, clock } = given();
  await start();
  live.say({ type: 'begun' });
  await clock.advance(6_000);
  asked();
  service.mailbox = { mails: mailsFrom(givenNow - hour, 50) };
  for (let count = 0; count < 50; count += 1) live.say({ change: count });
  await settle();
  assert.deepEqual(asked(), ['limits']);
  assert.equal(left(), 400);
  live.say({ change: 51 });
  await settle();
  assert.deepEqual(asked(), []);
  await clock.advance(5_000);
  assert.deepEqual(asked(), ['limits']);
});

test('while the service tells of changes it is asked every five minutes, and each minute when it tells no more', async () => {
  const { start, asked, live, clock } = given();
  await start();
  live.say({ type: 'begun' });
  const alive = async (minutes: number): Promise<void> => {
    for (let count = 0; count < 3 * minutes; count += 1) {
      await clock.advance(20_000);
      live.say('alive');
    }
  };
  // What was asked before anything was told is asked once more.
  await alive(2);
  asked();
  await alive(3);
  assert.deepEqual(asked(), []);
  await alive(2);
  assert.deepEqual(asked(), ['limits']);
  live.end();
  await settle();
  // For what may not have been told, then by the clock.
  assert.deepEqual(asked(), ['limits']);
  await clock.advance(minute);
  assert.deepEqual(asked(), ['limits']);
});
