import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { decode, replyEndpoints, replyEventSchema, type ReplyEvent } from '../../../../src/contract/index.ts';
import { followFeed } from '../../../../src/server/replies/feed/follow-feed.ts';
import { createFeedWatch } from '../../../../src/server/replies/feed/feed-watch.ts';
import { createFeedBell } from '../../../../src/server/replies/feed/feed-bell.ts';
import { readFeed, type FeedHead } from '../../../../src/server/store/feeds.ts';
import { changeSending, wakeSending } from '../../../../src/server/store/sending-mailboxes.ts';
import type { Clock } from '../../../../src/server/ports.ts';
import { quickStore } from '../../connect/given-service.ts';
import { acme, noon } from '../../given-ports.ts';
import { givenConnection } from '../given-connection.ts';
import { givenReplies, lea, ownerOf } from './given-replies.ts';

const store = await quickStore();
after(() => store.close());
beforeEach(async () => {
  for (const table of ['replies', 'feeds', 'sending_mailboxes', 'connections'] as const) await store.database.deleteFrom(table).execute();
});

/** Rests until it is told to pass: time stands still while events are on their way. */
const restingClock = () => {
  const ends = new Set<() => void>();
  let now = noon;
  const clock: Clock & { advance(milliseconds: number): void } = {
    now: () => now,
    sleep: (_milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          ends.delete(end);
          resolve();
        };
        ends.add(end);
        if (signal?.aborted) end();
        signal?.addEventListener('abort', end);
      }),
    advance(milliseconds) {
      now += milliseconds;
      for (const end of [...ends]) end();
    },
  };
  return clock;
};

const caller = (tokenEndsAt = noon + 300_000) =>
  ({ kind: 'user', tenant: acme, org: 'org-1', user: 'lea', origin: 'https://crm.acme.example', jti: 'j', tokenEndsAt, name: undefined, expectedEmail: undefined, hostedDomain: undefined }) as const;

const given = async () => {
  const clock = restingClock();
  const { service, came } = await givenReplies(store, { clock });
  const leaving = new AbortController();
  const follow = (since: number | FeedHead | undefined, tokenEndsAt?: number) => {
    const place = typeof since === 'number' ? { change: since, era: 'none' } : since;
    const stream = followFeed(service.ports, caller(tokenEndsAt), place, leaving.signal);
    /** The next event that says something, or undefined at the end. */
    const nextOfAll = async (): Promise<{ readonly id: number | undefined; readonly event: ReplyEvent } | undefined> => {
      for (;;) {
        const told = await stream.next();
        if (told.done === true) return undefined;
        const text: string = told.value;
        const data = /^data: (.*)$/m.exec(text)?.[1];
        if (data === undefined) continue;
        const decoded = decode(replyEventSchema, JSON.parse(data));
        assert.ok(decoded.ok, text);
        const id = /^id: (\d+)$/m.exec(text)?.[1];
        return { id: id === undefined ? undefined : Number(id), event: decoded.value };
      }
    };
    /** The next one behind the beginning. */
    const next: typeof nextOfAll = async () => {
      const told = await nextOfAll();
      return told?.event.type === 'begun' ? nextOfAll() : told;
    };
    /** The next reply's subject, how the mailboxes stand left out. */
    const nextReply = async (): Promise<readonly [id: number | undefined, subject: string] | undefined> => {
      for (;;) {
        const each = await next();
        if (each === undefined) return undefined;
        if (each.event.type === 'reply') return [each.id, each.event.reply.subject];
      }
    };
    return { next, nextOfAll, nextReply };
  };
  return { service, came, clock, leaving, follow };
};

test('a page that comes back hears what it missed, then what happens, each under the number to resume from', async () => {
  const { came, follow } = await given();
  await came(0, { subject: 'one' });
  await came(1, { subject: 'two' });
  const { era } = await readFeed(store.database, ownerOf(lea));
  const { nextReply } = follow({ change: 1, era });
  assert.deepEqual(await nextReply(), [2, 'two']);
  const waiting = nextReply();
  await came(2, { subject: 'three' });
  assert.deepEqual(await waiting, [3, 'three']);
});

test('a stream says first from which number on it tells: the one that was given, else the feed’s last', async () => {
  const { came, follow } = await given();
  await came(0);
  await came(1);
  const { era } = await readFeed(store.database, ownerOf(lea));
  assert.deepEqual((await follow({ change: 1, era }).nextOfAll())?.event, { type: 'begun', era, change: 1 });
  const fromNow = follow(undefined);
  assert.deepEqual((await fromNow.nextOfAll())?.event, { type: 'begun', era, change: 2 });
  const waiting = fromNow.nextReply();
  await came(2, { subject: 'from now on' });
  assert.deepEqual(await waiting, [3, 'from now on']);
});

test('that a mailbox sends no more, or by other hours, is told without a change of any mail', async () => {
  const { service, clock, follow } = await given();
  const { database, bell } = service.ports;
  const owner = ownerOf(lea);
  const connectionId = 'connection-000001';
  await givenConnection(service.ports, { id: connectionId, email: 'lea@northpeak.example', scopes: [], accessToken: 'ya29.lea' });
  await database.updateTable('connections').set({ crm_user: owner.user }).execute();
  await database.transaction().execute((transaction) => wakeSending(transaction, owner, connectionId, noon, noon));
  const { nextOfAll } = follow(undefined);
  for (const type of ['begun', 'tracking']) assert.equal((await nextOfAll())?.event.type, type);
  const waiting = nextOfAll();
  await changeSending(database, connectionId, { parked: 'reconnection' });
  clock.advance(1_000);
  bell.ring(owner);
  assert.deepEqual((await waiting)?.event.type, 'outgoing');
});

test('what happens between the look and the wait is heard', async () => {
  const { came, follow } = await given();
  const { nextReply } = follow(0);
  const waiting = nextReply();
  await Promise.all(Array.from({ length: 20 }, (_, index) => came(index)));
  const heard = [await waiting];
  for (let count = 1; count < 20; count += 1) heard.push(await nextReply());
  assert.deepEqual(heard.map((each) => each?.[0]), Array.from({ length: 20 }, (_, index) => index + 1));
});

test('one person has twenty streams at most, and room for another when one of them ends', async () => {
  const { service, follow, leaving } = await given();
  const streams = Array.from({ length: 20 }, () => follow(0));
  await Promise.all(streams.map(({ next }) => next()));
  const waiting = streams.map(({ next }) => next());
  while (service.ports.bell.count({ tenant: 'acme', org: 'org-1', user: 'lea' }) < 20) await nextTurn();
  assert.equal(await follow(0).next(), undefined);
  leaving.abort();
  await Promise.all(waiting);
  assert.equal(service.ports.bell.count({ tenant: 'acme', org: 'org-1', user: 'lea' }), 0);
});

test('a reader that does not read keeps its place among the twenty, whatever happens meanwhile', async () => {
  const { service, came, follow, leaving } = await given();
  await came(0);
  await came(1);
  // Each has heard one of two rows, and reads no further.
  const streams = Array.from({ length: 20 }, () => follow(0));
  for (const { next } of streams) await next();
  for (let count = 0; count < 5; count += 1) service.ports.bell.ring({ tenant: 'acme', org: 'org-1', user: 'lea' });
  assert.equal(await follow(0).next(), undefined);
  leaving.abort();
  assert.equal(service.ports.bell.count({ tenant: 'acme', org: 'org-1', user: 'lea' }), 0);
});

test('a reader that reads slowly reads no longer than its token lasts', async () => {
  const { came, clock, follow } = await given();
  await came(0);
  await came(1);
  const { next } = follow(0, noon + 5_000);
  assert.equal((await next())?.id, 1);
  clock.advance(5_000);
  assert.equal(await next(), undefined);
});

test('a page that has seen more than there is, as after a database was restored, is ended and learns it from the changes', async () => {
  const { came, follow } = await given();
  await came(0);
  const { era } = await readFeed(store.database, ownerOf(lea));
  assert.equal(await follow({ change: 7, era }).next(), undefined);
});

test('a thousand rings in a moment do not have the mailboxes asked for again', async () => {
  const { service, follow, leaving } = await given();
  const { database, bell } = service.ports;
  const { next } = follow(0);
  await next();
  const asked: string[] = [];
  const select = database.selectFrom.bind(database);
  Object.defineProperty(database, 'selectFrom', {
    configurable: true,
    value: (table: Parameters<typeof select>[0]) => {
      asked.push(typeof table === 'string' ? table : '');
      return select(table);
    },
  });
  const waiting = next();
  for (let count = 0; count < 1_000; count += 1) {
    bell.ring({ tenant: 'acme', org: 'org-1', user: 'lea' });
    if (count % 50 === 0) await select('feeds').selectAll().execute();
  }
  while (!asked.includes('replies')) await select('feeds').selectAll().execute();
  Reflect.deleteProperty(database, 'selectFrom');
  leaving.abort();
  await waiting;
  assert.ok(!asked.includes('mailboxes') && !asked.includes('connections'), asked.join(' '));
});

test('how the mailboxes are read is told at the beginning', async () => {
  const { follow } = await given();
  const { era } = await readFeed(store.database, ownerOf(lea));
  assert.deepEqual(await follow(0).next(), { id: undefined, event: { type: 'tracking', era, tracking: { product: 'Acme CRM', mailboxes: [] } } });
});

test('a stream ends with its token', async () => {
  const { clock, follow } = await given();
  const { next } = follow(0, noon + 5_000);
  await next();
  const end = next();
  await nextTurn();
  clock.advance(5_000);
  assert.equal(await end, undefined);
});

test('a stream ends when its page leaves and when the service stops', async () => {
  for (const end of ['leave', 'stop'] as const) {
    const { service, leaving, follow } = await given();
    const { next } = follow(0);
    await next();
    const ended = next();
    if (end === 'leave') leaving.abort();
    else service.ports.bell.close();
    assert.equal(await ended, undefined);
    assert.deepEqual(service.ports.bell.waitingFor(), []);
  }
});

test('what another process stored is heard within a second', async () => {
  const { service, clock, follow } = await given();
  // Stored by a process whose bell is not ours.
  const { came } = await givenReplies(store, { ports: { bell: createFeedBell() } });
  const watch = createFeedWatch(service.ports);
  await watch.start();
  const { nextReply, next } = follow(0);
  await next();
  const waiting = nextReply();
  await came(0, { subject: 'from next door' });
  let heard: Awaited<typeof waiting> | 'not yet' = 'not yet';
  void waiting.then((value) => (heard = value));
  for (let turn = 0; turn < 200 && heard === 'not yet'; turn += 1) {
    clock.advance(1_000 / 200);
    await nextTurn();
    await store.database.selectFrom('feeds').selectAll().execute();
  }
  assert.deepEqual(heard, [1, 'from next door']);
  await watch.stop();
});

test('the stream is served to a user’s page', async () => {
  const { service, came, leaving } = await given();
  await came(0, { subject: 'one' });
  leaving.abort();
  service.ports.bell.close();
  const answer = await service.call(lea, 'GET', `${replyEndpoints.replyStream}?since=zero`);
  assert.equal(answer.status, 400);
});
