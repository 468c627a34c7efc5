import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { replyEndpoints } from '../../../../src/contract/index.ts';
import { createApp } from '../../../../src/server/app.ts';
import { createGoogle } from '../../../../src/server/google/google-client.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import type { Settings } from '../../../../src/server/settings/settings.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { serviceOrigin } from '../../given-ports.ts';
import { startGoogle, type WireGoogle } from '../../google/wire-google.ts';
import { anna, givenMailbox, type GivenMailbox } from './given-mailbox.ts';

let store: Store;
let google: WireGoogle;
let box: GivenMailbox;

const sender = { audience: 'https://connect.example.com/google/push', account: 'pusher@project.iam.gserviceaccount.com' };

before(async () => {
  store = await quickStore();
  google = await startGoogle();
});
after(async () => {
  await google.close();
  await store.close();
});
beforeEach(async () => {
  box = await givenMailbox(store);
});

const portsWith = (replies: Partial<Settings['replies']>): Ports => {
  const settings: Settings = { ...box.ports.settings, google: google.settings, replies: { ...box.ports.settings.replies, ...replies } };
  return { ...box.ports, settings, google: createGoogle({ settings: google.settings, redirectUri: 'https://connect.example.com/connect/callback', clock: box.clock }) };
};

/** Google's library reads the machine's clock. */
const claims = () => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: 'https://accounts.google.com', aud: sender.audience, email: sender.account, email_verified: true, sub: '1', iat: now, exp: now + 3600 };
};

const dataOf = (content: unknown): object => ({ message: { data: Buffer.from(JSON.stringify(content)).toString('base64'), messageId: '1' }, subscription: 's' });
const told = (emailAddress: string): object => dataOf({ emailAddress, historyId: '5' });

interface Push {
  readonly token?: string;
  readonly body?: object;
  readonly ports?: Ports;
}

const push = async ({ token = google.signed(claims()), body = told(anna), ports = portsWith({ pushSender: sender }) }: Push = {}): Promise<number> => {
  const headers = { 'Content-Type': 'application/json', ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) };
  const response = await createApp(ports)(new Request(`${serviceOrigin}${replyEndpoints.googlePush}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  return response.status;
};

const isCalled = async (): Promise<boolean> => (await box.mailbox()).nextPollAt === 0;

test('a push has the mailbox polled at once, and the loop of this process is woken', async () => {
  let rings = 0;
  const ports = portsWith({ pushSender: sender });
  ports.pollBell.onRing(() => (rings += 1));
  const gmailId = box.answer(await box.track());
  await box.poll();
  assert.deepEqual(await box.replies(), []);
  assert.deepEqual([await push({ ports, body: told('ANNA@mail.example') }), await isCalled(), rings], [204, true, 1]);
  await box.poll();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
});

test('pushes that are doubled, reordered or of a history long past change nothing but the time of the poll', async () => {
  const mail = await box.track();
  const ids = [box.answer(mail), box.answer(mail)];
  for (const historyId of ['99999999999999999999', '1', '1']) assert.equal(await push({ body: dataOf({ emailAddress: anna, historyId }) }), 204);
  await box.poll();
  await push();
  await box.poll();
  assert.deepEqual(await box.replies(), ids.map((id) => `${id} reply inbox`));
});

test('an unknown address, and what cannot be read, are answered as if they were known', async () => {
  const bodies = [told('nobody@mail.example'), dataOf({ emailAddress: 'no address' }), { message: { data: '%%%' } }, {}, { message: { data: 'x'.repeat(5_000) } }, dataOf('x'.repeat(40_000))];
  for (const body of bodies) assert.equal(await push({ body }), 204);
  assert.equal(await isCalled(), false);
});

test('only the service account of the settings is believed, by a token of Google for our audience', async () => {
  const others = [
    '',
    'a.b.c',
    google.signed(claims(), true),
    google.signed({ ...claims(), aud: 'https://other.example' }),
    google.signed({ ...claims(), email: 'other@project.iam.gserviceaccount.com' }),
    google.signed({ ...claims(), email_verified: false }),
    google.signed({ ...claims(), iss: 'https://accounts.evil.example' }),
    google.signed({ ...claims(), iat: 1, exp: 3_600 }),
  ];
  for (const token of others) assert.equal(await push({ token }), 401);
  assert.equal(await isCalled(), false);
});

test('without the settings of push there is no such place', async () => {
  assert.equal(await push({ ports: portsWith({ pushSender: undefined }) }), 404);
});

test('while the keys of Google cannot be had, Pub/Sub is asked to come again', async () => {
  const restore = google.twistAll('certs', { kind: 'answer', status: 503, body: 'oops' });
  assert.equal(await push(), 503);
  restore();
});

test('a mailbox is watched once a day, and rests longer while it is', async () => {
  const ports = portsWith({ pushTopic: 'projects/p/topics/gmail' });
  box.gmail.watchEndsAt = box.clock.now() + 7 * 86_400_000;
  box.clock.advance(600_000);
  await box.poll(ports);
  const { nextPollAt } = await box.mailbox();
  assert.equal(nextPollAt - box.clock.now(), 580_000);
  for (let polls = 0; polls < 140; polls += 1) {
    box.clock.advance(600_000);
    await box.poll(ports);
  }
  assert.equal(box.gmail.asked.filter((each) => each === 'watch').length, 1);
  for (let polls = 0; polls < 10; polls += 1) {
    box.clock.advance(600_000);
    await box.poll(ports);
  }
  assert.equal(box.gmail.asked.filter((each) => each === 'watch').length, 2);
});

test("another topic's watch has to go first, and a watch that cannot be had leaves polling as it is", async () => {
  const ports = portsWith({ pushTopic: 'projects/p/topics/gmail' });
  box.gmail.watchEndsAt = box.clock.now() + 7 * 86_400_000;
  const { port } = box.gmail;
  let taken = true;
  const gmail = { ...port, unwatch: async (token: string) => {
    taken = false;
    return port.unwatch(token);
  }, watch: async (token: string, topic: string) => (taken ? { ok: false as const, failure: { code: 'watch-taken' as const } } : port.watch(token, topic)) };
  box.clock.advance(600_000);
  await box.poll({ ...ports, gmail });
  assert.equal((await box.mailbox()).watchEndsAt, box.gmail.watchEndsAt);
  box.clock.advance(8 * 86_400_000);
  box.gmail.next('watch', { code: 'request-refused' });
  await box.poll(ports);
  const { nextPollAt, failures } = await box.mailbox();
  assert.deepEqual([nextPollAt - box.clock.now(), failures], [280_000, 0]);
});

test('while Google’s keys are not to be had, tokens that anybody may send do not ask for them one by one', async () => {
  const ports = portsWith({ pushSender: sender });
  const untwist = google.twistAll('certs', { kind: 'answer', status: 503, body: 'oops' });
  const asked = google.count('certs');
  for (let count = 0; count < 20; count += 1) assert.equal(await push({ ports }), 503);
  assert.equal(google.count('certs'), asked + 1);
  untwist();
  box.clock.advance(5_000);
  assert.equal(await push({ ports }), 204);
});

test('a push does not shorten the time that Gmail asked for, however many come', async () => {
  box.gmail.next('addedSince', { code: 'slow-down', who: 'mailbox', retryAt: box.clock.now() + 20 * 60_000 });
  await push();
  await box.poll();
  const { nextPollAt, failures } = await box.mailbox();
  assert.deepEqual([failures, nextPollAt >= box.clock.now() + 20 * 60_000], [1, true]);
  const ports = portsWith({ pushSender: sender });
  for (let count = 0; count < 20; count += 1) assert.equal(await push({ ports }), 204);
  assert.equal((await box.mailbox()).nextPollAt, nextPollAt);
});

test('a token that is used again, by whoever saw it, has a mailbox polled and no more', async () => {
  const token = google.signed(claims());
  const mail = await box.track();
  const gmailId = box.answer(mail);
  for (let count = 0; count < 5; count += 1) {
    assert.equal(await push({ token }), 204);
    await box.poll();
  }
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
  assert.equal((await box.deliveries()).length, 1);
});

test('a token without a signature, or with one of another kind, is nobody’s', async () => {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const whole = google.signed(claims());
  const [head = '', payload = '', signature = ''] = whole.split('.');
  const tokens = [
    `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.a`,
    `${encode({ alg: 'none', kid: 'key-1' })}.${payload}.${signature}`,
    `${encode({ alg: 'HS256', kid: 'key-1' })}.${payload}.${signature}`,
    `${encode({ alg: 'RS256', kid: 'key-9' })}.${payload}.${signature}`,
    `${head}.${encode({ ...claims(), email_verified: 'true' })}.${signature}`,
    `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
    `${head}.${payload}.`,
    `${'a'.repeat(1_000_000)}.${payload}.${signature}`,
    `${whole}.${whole}`,
  ];
  for (const token of tokens) assert.equal(await push({ token }), 401);
  assert.equal(await isCalled(), false);
});

test('a push of ten megabytes is read no further than it is worth', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 65_536;
      if (pulled > 10_000_000) controller.close();
      else controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${google.signed(claims())}` };
  const init: RequestInit & { readonly duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
  const request = new Request(`${serviceOrigin}${replyEndpoints.googlePush}`, init);
  assert.equal((await createApp(portsWith({ pushSender: sender }))(request)).status, 204);
  assert.ok(pulled < 1_000_000, `${pulled} bytes`);
});
