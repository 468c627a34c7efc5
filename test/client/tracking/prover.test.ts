import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpTrackingClient } from '../../../src/client/tracking/http-tracking-client.ts';
import { createProver } from '../../../src/client/tracking/prover.ts';
import type { TrackingFact } from '../../../src/client/tracking/tracking-fact.ts';
import { givenCalls, type GivenCalls } from '../given-calls.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenPage } from '../given-page.ts';
import { connectionId, givenProof, onItsWay, seen } from './given-proof.ts';

const path = `/v1/tracking/${connectionId}/proof`;

const given = (answers: GivenCalls['answers']) => {
  const clock = givenClock();
  const page = givenPage();
  const calls = givenCalls(answers);
  const facts: TrackingFact[] = [];
  const prover = createProver({ client: createHttpTrackingClient(calls), clock, page, onChange: () => undefined, onFact: (fact) => facts.push(fact) });
  prover.start();
  return { prover, clock, page, calls, facts };
};

test('one press sends one mail, and is followed until it was seen', async () => {
  let looks = 0;
  const { prover, clock, calls, facts } = given({ [`POST ${path}`]: () => onItsWay, [`GET ${path}`]: () => ((looks += 1) < 3 ? onItsWay : seen()) });
  prover.prove(connectionId, 'fr-CA');
  prover.prove(connectionId, 'fr-CA');
  await settle();
  await clock.advance(60_000);
  assert.deepEqual(calls.asked, [`POST ${path} {"locale":"fr-CA"}`, `GET ${path}`, `GET ${path}`, `GET ${path}`]);
  assert.deepEqual(prover.run(connectionId), { kind: 'told', proof: seen(), watched: true, unreached: false });
  assert.deepEqual(facts, [{ fact: 'verified', connectionId, tookMs: 3_000 }]);
  assert.equal(clock.sleepers(), 0);
});

test('how the last one fared is read once, and told to nobody', async () => {
  const { prover, calls, facts } = given({ [`GET ${path}`]: () => seen() });
  prover.look(connectionId);
  prover.look(connectionId);
  await settle();
  assert.deepEqual(calls.asked, [`GET ${path}`]);
  assert.deepEqual(facts, []);
});

test('one that another tab asked for is followed to its end', async () => {
  let looks = 0;
  const { prover, clock, facts } = given({ [`GET ${path}`]: () => ((looks += 1) < 2 ? onItsWay : seen()) });
  prover.look(connectionId);
  await clock.advance(10_000);
  assert.equal(facts.length, 1);
});

test('while the service is out of reach it is asked on, and says then what came', async () => {
  let looks = 0;
  const { prover, clock } = given({ [`POST ${path}`]: () => onItsWay, [`GET ${path}`]: () => ((looks += 1) < 4 ? { fails: { code: 'network-failed' } } : seen()) });
  prover.prove(connectionId, 'en');
  await clock.advance(1_600);
  assert.deepEqual(prover.run(connectionId), { kind: 'told', proof: onItsWay, watched: true, unreached: true });
  await clock.advance(10_000);
  assert.deepEqual(prover.run(connectionId), { kind: 'told', proof: seen(), watched: true, unreached: false });
});

test('a mailbox that was disconnected meanwhile is not waited for', async () => {
  const { prover, clock } = given({ [`POST ${path}`]: () => onItsWay, [`GET ${path}`]: () => ({ fails: { code: 'connection-unknown' } }) });
  prover.prove(connectionId, 'en');
  await clock.advance(10_000);
  assert.equal(prover.run(connectionId).kind, 'refused');
  assert.equal(clock.sleepers(), 0);
});

test('an element that leaves asks no more, and goes on when it comes back', async () => {
  const { prover, clock, calls, page } = given({ [`POST ${path}`]: () => onItsWay, [`GET ${path}`]: () => onItsWay });
  prover.prove(connectionId, 'en');
  await settle();
  prover.stop();
  await clock.advance(10_000);
  assert.equal(calls.asked.length, 1);
  assert.equal(page.listeners(), 0);
  prover.start();
  await clock.advance(1_600);
  assert.equal(calls.asked.length, 2);
  prover.stop();
});

test('a hidden page asks again when the person comes back', async () => {
  const { prover, clock, calls, page } = given({ [`POST ${path}`]: () => onItsWay, [`GET ${path}`]: () => givenProof() });
  page.visible = false;
  prover.prove(connectionId, 'en');
  await clock.advance(60_000);
  assert.equal(calls.asked.length, 1);
  page.visible = true;
  page.comeBack();
  await clock.advance(1_600);
  assert.equal(calls.asked.length, 2);
});
