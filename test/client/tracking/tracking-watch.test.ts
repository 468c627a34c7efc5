import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpTrackingClient } from '../../../src/client/tracking/http-tracking-client.ts';
import type { TrackingFact } from '../../../src/client/tracking/tracking-fact.ts';
import { createTrackingWatch } from '../../../src/client/tracking/tracking-watch.ts';
import { givenCalls, type GivenCalls } from '../given-calls.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenPage } from '../given-page.ts';
import { givenMailbox, givenTracking } from '../replies/given-reply.ts';
import { connectionId, givenCheckUp, givenFinding, narrow } from './given-proof.ts';

const checkUpPath = `GET /v1/tracking/${connectionId}/check-up`;
const ignorePath = `POST /v1/tracking/${connectionId}/check-up/ignore`;
const checkPath = `POST /v1/tracking/${connectionId}/check`;
const { key } = givenFinding();

const given = async (answers: GivenCalls['answers'], { inView = true } = {}) => {
  const clock = givenClock();
  const page = givenPage();
  const calls = givenCalls({ 'GET /v1/tracking': () => givenTracking(givenMailbox()), [checkUpPath]: () => givenCheckUp(givenFinding(), narrow), ...answers });
  const facts: TrackingFact[] = [];
  const watch = createTrackingWatch({ client: createHttpTrackingClient(calls), clock, page, onChange: () => undefined, onFact: (fact) => facts.push(fact) });
  watch.start();
  if (inView) watch.look(new Set([connectionId]));
  await settle();
  await settle();
  return { watch, clock, page, calls, facts };
};

const count = ({ asked }: GivenCalls, name: string): number => asked.filter((each) => each === name).length;

test('nothing is asked while no card is in view', async () => {
  const { watch, calls, clock } = await given({}, { inView: false });
  await clock.advance(600_000);
  assert.deepEqual(calls.asked, []);
  watch.look(new Set([connectionId]));
  await settle();
  assert.equal(count(calls, 'GET /v1/tracking'), 1);
  watch.stop();
});

test('what is said is read again every minute, at once when the person comes back, and Gmail’s settings only when asked for', async () => {
  const { watch, calls, clock, page } = await given({});
  assert.deepEqual(calls.asked, ['GET /v1/tracking', checkUpPath]);
  await clock.advance(60_000);
  assert.equal(count(calls, 'GET /v1/tracking'), 2);
  page.comeBack();
  await settle();
  assert.equal(count(calls, 'GET /v1/tracking'), 3);
  assert.equal(count(calls, checkUpPath), 1);
  watch.checkAgain(connectionId);
  await settle();
  assert.equal(count(calls, checkUpPath), 2);
  watch.stop();
  assert.equal(clock.sleepers(), 0);
});

test('catching up is followed closely', async () => {
  const state = { kind: 'catching-up', since: '2026-03-01T08:00:00.000Z', read: 340, found: 2 } as const;
  const { watch, calls, clock } = await given({ 'GET /v1/tracking': () => givenTracking(givenMailbox({ state })) });
  await clock.advance(15_000);
  assert.equal(count(calls, 'GET /v1/tracking'), 4);
  watch.stop();
});

test('Gmail is not asked for settings that may not be read', async () => {
  const { calls, watch } = await given({ 'GET /v1/tracking': () => givenTracking(givenMailbox({ state: { kind: 'not-permitted' } })) });
  assert.deepEqual(calls.asked, ['GET /v1/tracking']);
  watch.stop();
});

test('the host is told of what any reply may fall under, once for the same settings', async () => {
  const { watch, facts } = await given({});
  watch.checkAgain(connectionId);
  await settle();
  assert.deepEqual(facts, [{ fact: 'at-risk', connectionId, causes: ['filter'] }]);
  watch.stop();
});

test('what only informs is told to no host', async () => {
  const { watch, facts } = await given({ [checkUpPath]: () => givenCheckUp(narrow) });
  assert.deepEqual(facts, []);
  watch.stop();
});

test('what was ignored stays ignored only where the service kept it', async () => {
  const { watch, calls } = await given({ [ignorePath]: () => ({ fails: { code: 'network-failed' } }) });
  watch.ignore(connectionId, key, true);
  await settle();
  assert.ok(calls.asked.includes(`${ignorePath} {"key":"${key}","ignored":true}`));
  const state = watch.checkUp(connectionId);
  assert.deepEqual(state.kind === 'shown' && [state.refused, state.checkUp.findings[0]?.ignored], [{ code: 'network-failed' }, false]);
  watch.stop();
});

test('a check is over when the mailbox was read, not when the service has heard of it', async () => {
  let reads = 0;
  const late = (): object => givenTracking(givenMailbox({ state: { kind: (reads += 1) < 3 ? 'late' : 'following' }, checkedAt: reads < 3 ? '2026-03-03T12:00:00.000Z' : '2026-03-03T14:00:00.000Z' }));
  const { watch, clock } = await given({ 'GET /v1/tracking': late, [checkPath]: () => undefined });
  watch.checkNow(connectionId);
  await clock.advance(2_000);
  assert.ok(watch.isChecking(connectionId));
  await clock.advance(2_000);
  assert.ok(!watch.isChecking(connectionId));
  assert.equal(watch.mailbox(connectionId)?.state.kind, 'following');
  watch.stop();
});

test('what was known stands while the service is out of reach', async () => {
  let reads = 0;
  const { watch, clock } = await given({ 'GET /v1/tracking': () => ((reads += 1) === 1 ? givenTracking(givenMailbox()) : { fails: { code: 'network-failed' } }) });
  await clock.advance(60_000);
  assert.deepEqual(watch.state, { kind: 'shown', tracking: givenTracking(givenMailbox()), failure: { code: 'network-failed' } });
  watch.stop();
});
