import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseAfterFailure, pollFlow } from '../../../src/client/connect/poll-flow.ts';
import type { ClientFailure, MailClient } from '../../../src/client/mail-client/mail-client.ts';
import { fail, type FlowStatus } from '../../../src/contract/index.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenMailClient } from '../given-mail-client.ts';
import { givenPage } from '../given-page.ts';

const flowId = 'flow-000000000001';

const polling = () => {
  const clock = givenClock();
  const client = givenMailClient();
  const page = givenPage();
  const wakers = new Set<() => void>();
  const heard: FlowStatus[] = [];
  const askedAt: number[] = [];
  const began = clock.now();
  const stop = new AbortController();
  const asking: MailClient = {
    ...client,
    poll: (id, signal) => {
      askedAt.push(clock.now() - began);
      return client.poll(id, signal);
    },
  };
  const ended = pollFlow(flowId, 2_000, { client: asking, clock, page, wakers }, (status) => heard.push(status), stop.signal);
  return { clock, client, page, wakers, heard, askedAt, stop, ended };
};

test('polling begins after 2 s and slows down to every 5 s', async () => {
  const { clock, askedAt } = polling();
  await clock.advance(30_000);
  assert.deepEqual(askedAt, [2_000, 4_000, 6_500, 9_625, 13_531.25, 18_414.0625, 23_414.0625, 28_414.0625]);
});

test('polling asks at once when the person comes back', async () => {
  const { clock, page, askedAt } = polling();
  await clock.advance(20_000);
  const before = askedAt.length;
  page.comeBack();
  await settle();
  assert.equal(askedAt.length, before + 1);
});

test('a page that is not seen asks nothing', async () => {
  const { clock, page, askedAt } = polling();
  page.visible = false;
  await clock.advance(60_000);
  assert.deepEqual(askedAt, []);
  page.visible = true;
  page.comeBack();
  await settle();
  assert.equal(askedAt.length, 1);
});

test('a lost network and a sick proxy say nothing about the flow, and are asked less and less often', async () => {
  const { clock, client, heard, askedAt } = polling();
  client.answers = { poll: async () => fail({ code: 'network-failed' }) };
  await clock.advance(2_000);
  client.answers = { poll: async () => fail({ code: 'service-unavailable' }) };
  await clock.advance(14_000);
  client.answers = {};
  await clock.advance(16_000);
  assert.deepEqual(askedAt, [2_000, 4_000, 8_000, 16_000, 32_000]);
  assert.deepEqual(heard, [{ status: 'pending' }]);
});

test('a wait that the service asks for is kept, even when the person comes back', async () => {
  const { clock, client, page, askedAt } = polling();
  client.answers = { poll: async () => fail({ code: 'too-many-requests', retryAfterSeconds: 20 }) };
  await clock.advance(2_000);
  page.comeBack();
  await clock.advance(19_999);
  assert.deepEqual(askedAt, [2_000]);
  await clock.advance(1);
  assert.deepEqual(askedAt, [2_000, 22_000]);
});

test('a flow that the service does not know any more has expired, and is not asked about again', async () => {
  const { clock, client, heard, ended } = polling();
  client.answers = { poll: async () => fail({ code: 'flow-unknown' }) };
  await clock.advance(60_000);
  await ended;
  assert.deepEqual(heard, [{ status: 'expired' }]);
});

test('polling that is stopped leaves nothing behind', async () => {
  const { clock, page, wakers, stop, ended } = polling();
  await clock.advance(3_000);
  stop.abort();
  await ended;
  assert.deepEqual([clock.sleepers(), page.listeners(), wakers.size], [0, 0, 0]);
});

test('pauses after failures double up to half a minute', () => {
  const failure: ClientFailure = { code: 'network-failed' };
  assert.deepEqual([1, 2, 3, 4, 5, 9].map((count) => pauseAfterFailure(failure, count)), [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
