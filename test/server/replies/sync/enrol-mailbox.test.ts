import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { endpoints, type Claimed } from '../../../../src/contract/index.ts';
import { createPolling } from '../../../../src/server/replies/sync/polling.ts';
import { listMailboxes, type StoredMailbox } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { anew } from '../../connect/anew.ts';
import { minute } from '../../connect/given-flow.ts';
import { quickStore, type GivenService } from '../../connect/given-service.ts';
import { anna, sendScope } from '../../google/wire-google.ts';
import { givenGmail, type GivenGmail } from './given-gmail.ts';

let store: Store;
let service: GivenService;
let gmail: GivenGmail;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  await store.database.deleteFrom('mailboxes').execute();
  ({ service } = await anew(store, t));
  gmail = givenGmail({ now: () => service.clock.now() });
});

const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
const never = Date.parse('9999-12-31T00:00:00.000Z');

const mailbox = async (): Promise<StoredMailbox | undefined> => (await listMailboxes(store.database, owner))[0];

const poll = async (): Promise<void> => {
  const polling = createPolling({ ...service.ports, gmail: gmail.port }, new AbortController().signal);
  await polling.claim();
  await polling.drain();
};

const disconnect = ({ connection }: Claimed) => service.call({}, 'DELETE', endpoints.connection(connection.id));

test('a mailbox that may be read is looked at as soon as it is connected, and the loop is woken for it', async () => {
  let rings = 0;
  service.ports.pollBell.onRing(() => (rings += 1));
  const { connection } = await service.connect();
  assert.deepEqual([(await mailbox())?.connectionId, rings], [connection.id, 1]);
  await poll();
  const seen = await mailbox();
  assert.deepEqual([seen?.email, seen?.cursor, seen?.checkedAt, seen?.gap], ['anna@example.com', '9007199254740993', service.clock.now(), undefined]);
});

test('a mailbox that may only send is not followed', async () => {
  await service.connect({}, { account: anna, scopes: [sendScope] });
  assert.equal(await mailbox(), undefined);
});

test('after a disconnection nothing is read, and after the next connection everything since', async () => {
  const claimed = await service.connect();
  await poll();
  const seen = await mailbox();
  await disconnect(claimed);
  assert.equal((await mailbox())?.nextPollAt, never);
  const asked = gmail.asked.length;
  service.clock.advance(30 * minute);
  await poll();
  assert.equal(gmail.asked.length, asked);
  await service.connect();
  await poll();
  const back = await mailbox();
  assert.deepEqual([back?.cursor, gmail.asked.at(-1)], [seen?.cursor, 'addedSince']);
  assert.deepEqual(back?.gap, { from: seen?.checkedAt, to: service.clock.now(), replies: 0 });
});

test('a grant that Google refuses stops the reading without a call, and a reconnection goes on at once', async () => {
  const { connection } = await service.connect();
  await poll();
  service.google.revokeAll(anna);
  service.clock.advance(120 * minute);
  await poll();
  assert.deepEqual(gmail.asked, ['ownAddresses', 'newestHistory']);
  assert.equal((await mailbox())?.gap?.to, undefined);
  await service.connect({}, { account: anna }, { intent: { kind: 'reconnect', connectionId: connection.id } });
  await poll();
  assert.deepEqual(gmail.asked, ['ownAddresses', 'newestHistory', 'ownAddresses', 'addedSince']);
  assert.equal((await mailbox())?.gap?.to, service.clock.now());
});

test('a token that Gmail refuses before its end is made anew, once in a poll', async () => {
  await service.connect();
  await poll();
  const refreshed = service.google.count('token', 'refresh_token');
  gmail.next('addedSince', { code: 'access-refused' });
  service.clock.advance(10 * minute);
  await poll();
  assert.deepEqual([service.google.count('token', 'refresh_token'), (await mailbox())?.failures], [refreshed + 1, 0]);
  gmail.next('addedSince', { code: 'access-refused' });
  gmail.next('addedSince', { code: 'access-refused' });
  service.clock.advance(10 * minute);
  await poll();
  assert.deepEqual([service.google.count('token', 'refresh_token'), (await mailbox())?.failures], [refreshed + 2, 1]);
});

test('a mailbox whose reading an administrator forbids is asked about more and more seldom', async () => {
  await service.connect();
  await poll();
  const waits: number[] = [];
  for (let time = 0; time < 10; time += 1) {
    gmail.next('addedSince', { code: 'google-policy' });
    const { nextPollAt = 0 } = (await mailbox()) ?? {};
    service.clock.advance(nextPollAt - service.clock.now());
    await poll();
    waits.push((((await mailbox())?.nextPollAt ?? 0) - service.clock.now()) / 1_000);
  }
  assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
});

test('when Google slows the whole project down, no mailbox is asked about before it may', async () => {
  await service.connect();
  const { connection } = await service.connect({ user: 'user-2', org: 'org-2' }, { account: { sub: 'sub-carl', email: 'carl@example.com' } });
  assert.notEqual(connection.id, undefined);
  const clock = { now: () => service.clock.now(), sleep: async (milliseconds: number) => void service.clock.advance(milliseconds) };
  const polling = createPolling({ ...service.ports, clock, gmail: gmail.port }, new AbortController().signal);
  gmail.next('newestHistory', { code: 'slow-down', who: 'project', retryAt: service.clock.now() + 5 * minute });
  const startedAt = service.clock.now();
  let second = 0;
  gmail.onAsk(() => {
    second = service.clock.now();
  });
  await polling.claim();
  await polling.drain();
  // Both were asked about before the answer; from then on the project rests.
  service.clock.advance(minute);
  await store.database.updateTable('mailboxes').set({ next_poll_at: new Date(0) }).execute();
  await polling.claim();
  await polling.drain();
  assert.ok(second >= startedAt + 5 * minute);
});
