import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decode, fail, succeed, webhookEventSchema, type WebhookEvent } from '../../../src/contract/index.ts';
import { nextChange } from '../../../src/server/store/feeds.ts';
import { listDeliveries, replayDelivery } from '../../../src/server/store/deliveries.ts';
import { beginDue } from '../../../src/server/webhooks/deliver-due.ts';
import { queueDelivery } from '../../../src/server/webhooks/queue-delivery.ts';
import { signWebhook } from '../../../src/server/webhooks/sign-webhook.ts';
import { createWebhookRounds } from '../../../src/server/webhooks/webhook-rounds.ts';
import type { Clock, Ports } from '../../../src/server/ports.ts';
import type { WebhookAnswer, WebhookCall, WebhookPort } from '../../../src/server/webhooks/webhook-port.ts';
import { quickStore } from '../connect/given-service.ts';
import { acme, givenPorts, settingsWith } from '../given-ports.ts';

const store = await quickStore();
after(() => store.close());

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const owner = { tenant: 'acme', org: 'org-1', user: 'lea' };
const { signal } = new AbortController();

/** What is due goes out, and is done. */
const deliverDue = async (ports: Ports, until: AbortSignal): Promise<void> => {
  await Promise.all((await beginDue(ports, [], until)).map(({ done }) => done));
};

const gapClosed = (replies: number): WebhookEvent => ({
  type: 'tracking.gap-closed',
  timestamp: '2026-03-03T12:00:00.000Z',
  data: { org: owner.org, user: owner.user, connectionId: 'connection-000001', from: '2026-03-01T12:00:00.000Z', to: '2026-03-03T12:00:00.000Z', replies },
});

const repliesIn = (body: string): number | undefined => {
  const decoded = decode(webhookEventSchema, JSON.parse(body));
  return decoded.ok && decoded.value.type === 'tracking.gap-closed' ? decoded.value.data.replies : undefined;
};

/** A host whose webhook answers as the test says, and what it heard: the number of replies in each event. */
const givenHost = async (answers: readonly (WebhookAnswer | 'none')[] = []) => {
  await store.database.deleteFrom('deliveries').execute();
  const heard: WebhookCall[] = [];
  const left = [...answers];
  const webhooks: WebhookPort = {
    post: async (call) => {
      heard.push(call);
      const answer = left.shift() ?? { status: 204, retryAfterSeconds: undefined };
      return answer === 'none' ? fail({ code: 'no-answer' }) : succeed(answer);
    },
  };
  const webhook = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [secret], events: ['tracking.gap-closed'] as const };
  const settings = settingsWith({ tenants: new Map([['acme', { ...acme, webhooks: [webhook] }]]) });
  const { ports, clock } = givenPorts(store, { webhooks, settings });
  const tell = (replies: number, orderKey = 'thread-1') =>
    store.database.transaction().execute(async (transaction) => {
      await nextChange(transaction, owner);
      await queueDelivery(ports, transaction, { owner, orderKey, event: gapClosed(replies) });
    });
  const told = (): readonly (number | undefined)[] => heard.map(({ body }) => repliesIn(body));
  const log = () => listDeliveries(store.database, 'acme', { before: undefined, limit: 50, state: undefined });
  return { ports, clock, tell, told, heard, log };
};

const down: WebhookAnswer = { status: 503, retryAfterSeconds: undefined };

test('a host is told in the Standard Webhooks form, signed over the body as it is sent', async () => {
  const { ports, clock, tell, heard } = await givenHost();
  await tell(7);
  await deliverDue(ports, signal);
  const [call] = heard;
  assert.ok(call);
  const { 'webhook-id': id = '', 'webhook-timestamp': seconds, 'webhook-signature': signature } = call.headers;
  assert.match(id, /^msg_[\w-]{24}$/);
  assert.equal(seconds, String(clock.now() / 1_000));
  assert.equal(signature, signWebhook([secret], id, clock.now() / 1_000, call.body));
  assert.deepEqual(JSON.parse(call.body), gapClosed(7));
});

test('what is not confirmed is told again under the same id, and the log says how it stands', async () => {
  const { ports, clock, tell, heard, log } = await givenHost(['none', down]);
  await tell(1);
  await deliverDue(ports, signal);
  const [waiting] = await log();
  assert.deepEqual([waiting?.state, waiting?.attempts, waiting?.lastStatus], ['waiting', 1, undefined]);
  await deliverDue(ports, signal);
  assert.equal(heard.length, 1);
  clock.advance(6_000);
  await deliverDue(ports, signal);
  clock.advance(60_000);
  await deliverDue(ports, signal);
  const [delivered] = await log();
  assert.deepEqual([delivered?.state, delivered?.attempts, delivered?.lastStatus], ['delivered', 3, 204]);
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1);
});

test('what shares a thread is told in order: the next waits until the one before is confirmed, other threads do not', async () => {
  const { ports, clock, tell, told } = await givenHost([down]);
  await tell(1);
  await tell(2);
  await tell(3, 'thread-2');
  await deliverDue(ports, signal);
  assert.deepEqual([...told()].sort(), [1, 3]);
  await deliverDue(ports, signal);
  assert.equal(told().length, 2);
  clock.advance(6_000);
  await deliverDue(ports, signal);
  await deliverDue(ports, signal);
  assert.deepEqual(told().filter((each) => each !== 3), [1, 1, 2]);
});

test('after some days a host is given up, and what stood behind goes out', async () => {
  const { ports, clock, tell, log, told } = await givenHost(Array.from({ length: 13 }, () => down));
  await tell(1);
  await tell(2);
  for (let attempt = 0; attempt < 13; attempt += 1) {
    await deliverDue(ports, signal);
    clock.advance(30 * 3_600_000);
  }
  assert.equal((await log()).find(({ payload }) => payload.includes('"replies":1'))?.state, 'given-up');
  await deliverDue(ports, signal);
  assert.equal(told().at(-1), 2);
});

test('a delivery of the log can be sent again, by its own tenant alone', async () => {
  const { ports, clock, tell, told, log } = await givenHost();
  await tell(5);
  await deliverDue(ports, signal);
  const [delivered] = await log();
  assert.equal(await replayDelivery(store.database, 'other', delivered?.id ?? '', clock.now()), undefined);
  await replayDelivery(store.database, 'acme', delivered?.id ?? '', clock.now());
  await deliverDue(ports, signal);
  assert.deepEqual(told(), [5, 5]);
});

test('two processes share the work and tell nothing twice', async () => {
  const { ports, tell, told } = await givenHost();
  for (let count = 0; count < 30; count += 1) await tell(count, `thread-${count}`);
  await Promise.all([deliverDue(ports, signal), deliverDue(ports, signal)]);
  await Promise.all([deliverDue(ports, signal), deliverDue(ports, signal)]);
  assert.deepEqual(told().toSorted((a = -1, b = -1) => a - b), Array.from({ length: 30 }, (_, count) => count));
});

test('what a dead process had claimed is told when its lease ends', async () => {
  const { ports, clock, tell, told } = await givenHost();
  await tell(1);
  const dying = { ...ports, webhooks: { post: () => new Promise<never>(() => undefined) } };
  void deliverDue(dying, signal);
  while ((await store.database.selectFrom('deliveries').select('lease_ends_at').executeTakeFirst())?.lease_ends_at === null);
  await deliverDue(ports, signal);
  assert.deepEqual(told(), []);
  clock.advance(46_000);
  await deliverDue(ports, signal);
  assert.deepEqual(told(), [1]);
});

test('a webhook that was taken out of the settings keeps what waits for it, and is asked nothing', async () => {
  const { ports, tell, told, log } = await givenHost();
  await tell(1);
  await deliverDue({ ...ports, settings: settingsWith() }, signal);
  assert.deepEqual(told(), []);
  assert.equal((await log())[0]?.state, 'waiting');
});

const crm = { id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [secret], events: ['tracking.gap-closed'] as const };
const dead = { ...crm, id: 'dead', url: 'https://dead.example/hooks' };

test('a host that hangs, with hundreds waiting, holds up no other, and is asked no more at once than ten', async () => {
  const { ports } = await givenHost();
  const hanging = Promise.withResolvers<void>();
  const asked: string[] = [];
  const webhooks: WebhookPort = {
    post: async ({ url, body }) => {
      asked.push(`${new URL(url).hostname} ${repliesIn(body)}`);
      if (url === dead.url) await hanging.promise;
      return url === dead.url ? fail({ code: 'no-answer' }) : succeed({ status: 204, retryAfterSeconds: undefined });
    },
  };
  const both = settingsWith({ tenants: new Map([['acme', { ...acme, webhooks: [dead, crm] }]]) });
  // Rests until it is woken: nothing goes on by the mere passing of time.
  const clock: Clock = { ...ports.clock, sleep: async (_milliseconds, unwanted) => (unwanted?.aborted ? undefined : new Promise((resolve) => unwanted?.addEventListener('abort', () => resolve()))) };
  const shared: Ports = { ...ports, clock, webhooks, settings: both };
  await store.database.transaction().execute(async (transaction) => {
    await nextChange(transaction, owner);
    for (let count = 0; count < 60; count += 1) await queueDelivery(shared, transaction, { owner, orderKey: `thread-${count}`, event: gapClosed(count) });
  });
  const toldCrm = (): number => asked.filter((each) => each.startsWith('crm')).length;
  const rounds = createWebhookRounds(shared);
  await rounds.start();
  while (toldCrm() < 60) await store.database.selectFrom('feeds').selectAll().execute();
  assert.equal(asked.filter((each) => each.startsWith('dead')).length, 10);
  const stopped = rounds.stop();
  hanging.resolve();
  await stopped;
  assert.equal((await listDeliveries(store.database, 'acme', { before: undefined, limit: 500, state: 'waiting' })).filter(({ attempts }) => attempts === 1).length, 10);
});

test('who failed after another process took over and was confirmed takes nothing back', async () => {
  const { ports, clock, tell, log } = await givenHost();
  await tell(1);
  const slow = Promise.withResolvers<void>();
  const webhooks: WebhookPort = { post: async () => slow.promise.then(() => fail({ code: 'no-answer' })) };
  const [late] = await beginDue({ ...ports, webhooks }, [], signal);
  clock.advance(46_000);
  await deliverDue(ports, signal);
  slow.resolve();
  await late?.done;
  const [delivered] = await log();
  assert.deepEqual([delivered?.state, delivered?.attempts], ['delivered', 1]);
});

test('what stands behind a failed one is not looked at again before it', async () => {
  const { ports, tell, log } = await givenHost([down]);
  await tell(1);
  await tell(2);
  await deliverDue(ports, signal);
  const waiting = (await log()).filter(({ state }) => state === 'waiting');
  assert.equal(waiting.length, 2);
  assert.equal(new Set(waiting.map(({ nextAttemptAt }) => nextAttemptAt)).size, 1);
});

test('however many webhooks there are, two hundred calls are under way at most, and who has waited longest comes first', async () => {
  const { ports, clock } = await givenHost();
  const many = Array.from({ length: 25 }, (_, index) => ({ ...crm, id: `crm-${String(25 - index).padStart(2, '0')}`, inPrivateNetwork: index === 0 }));
  const hanging = Promise.withResolvers<void>();
  const asked: WebhookCall[] = [];
  const webhooks: WebhookPort = {
    post: async (call) => {
      asked.push(call);
      await hanging.promise;
      return succeed({ status: 204, retryAfterSeconds: undefined });
    },
  };
  const shared: Ports = { ...ports, webhooks, settings: settingsWith({ tenants: new Map([['acme', { ...acme, webhooks: many }]]) }) };
  for (const webhook of many) {
    const alone: Ports = { ...shared, settings: settingsWith({ tenants: new Map([['acme', { ...acme, webhooks: [webhook] }]]) }) };
    await store.database.transaction().execute(async (transaction) => {
      await nextChange(transaction, owner);
      for (let count = 0; count < 12; count += 1) await queueDelivery(alone, transaction, { owner, orderKey: `thread-${count}`, event: gapClosed(count) });
    });
    clock.advance(1);
  }
  const lanes = await beginDue(shared, [], signal);
  assert.deepEqual([lanes.reduce((sum, { calls }) => sum + calls, 0), lanes.length, lanes.some(({ target }) => target === 'crm-01')], [200, 20, false]);
  assert.deepEqual(await beginDue(shared, lanes, signal), []);
  hanging.resolve();
  await Promise.all(lanes.map(({ done }) => done));
  const rest = await beginDue(shared, [], signal);
  assert.equal(rest.some(({ target }) => target === 'crm-01'), true);
  await Promise.all(rest.map(({ done }) => done));
  assert.equal(asked.filter(({ inPrivateNetwork }) => inPrivateNetwork).length, 12);
});
