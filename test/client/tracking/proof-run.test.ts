import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProving, justVerified, lastProofOf, proofTransition, unreadProof, type ProofRun } from '../../../src/client/tracking/proof-run.ts';
import { givenProof, onItsWay, seen } from './given-proof.ts';

const now = Date.parse('2026-03-03T14:06:00.000Z');
const asking: ProofRun = { kind: 'asking', proof: undefined };
const waiting: ProofRun = { kind: 'told', proof: onItsWay, watched: true, unreached: false };
const proven: ProofRun = { kind: 'told', proof: seen(), watched: true, unreached: false };
const failure = { code: 'network-failed' } as const;

test('a test that was asked for goes from asking over waiting to what came of it', () => {
  assert.deepEqual(proofTransition(unreadProof, { do: 'prove' }), asking);
  assert.deepEqual(proofTransition(asking, { heard: 'proof', proof: onItsWay }), waiting);
  assert.deepEqual(proofTransition(waiting, { heard: 'proof', proof: seen() }), proven);
});

test('a second press while one is on its way changes nothing', () => {
  assert.equal(proofTransition(asking, { do: 'prove' }), asking);
  assert.equal(proofTransition(waiting, { do: 'prove' }), waiting);
});

test('what succeeded before the page was open is no news', () => {
  const read = proofTransition(unreadProof, { heard: 'proof', proof: seen() });
  assert.deepEqual(read, { ...proven, watched: false });
  assert.equal(justVerified(unreadProof, read), undefined);
  assert.equal(justVerified(waiting, proven), 3_000);
});

test('one that waits from another tab is followed here, too', () => {
  assert.deepEqual(proofTransition(unreadProof, { heard: 'proof', proof: onItsWay }), waiting);
});

test('a service out of reach leaves the mail on its way and a press open', () => {
  const unreached = proofTransition(waiting, { heard: 'unreached' });
  assert.deepEqual(unreached, { ...waiting, unreached: true });
  assert.equal(proofTransition(unreached, { heard: 'unreached' }), unreached);
  assert.ok(isProving(unreached));
  assert.deepEqual(proofTransition(unreached, { heard: 'proof', proof: seen() }), proven);
  const refused = proofTransition({ kind: 'asking', proof: seen() }, { heard: 'refused', failure });
  assert.deepEqual(refused, { kind: 'refused', proof: seen(), failure });
  assert.equal(isProving(refused), false);
});

test('nothing is said of a service out of reach where nothing is awaited', () => {
  assert.equal(proofTransition(unreadProof, { heard: 'unreached' }), unreadProof);
  assert.equal(proofTransition(proven, { heard: 'unreached' }), proven);
});

const verified = { at: '2026-03-03T14:00:03.000Z', tookMs: 3_000 };
const failedAt = (at: string): ProofRun => ({ kind: 'told', proof: givenProof({ kind: 'failed', at, failure: { code: 'not-seen' } }), watched: false, unreached: false });

for (const [says, given, run, at, kind] of [
  ['never, where none ever succeeded', undefined, unreadProof, now, 'never'],
  ['verified, the same day', verified, unreadProof, now, 'verified'],
  ['verified, a week later', verified, unreadProof, Date.parse(verified.at) + 7 * 86_400_000, 'verified'],
  ['not since, when that week is over', verified, unreadProof, Date.parse(verified.at) + 7 * 86_400_000 + 1, 'not-since'],
  ['not since, when a later test failed', verified, failedAt('2026-03-03T14:03:00.000Z'), now, 'not-since'],
  ['verified, when an earlier test failed', verified, failedAt('2026-03-03T13:03:00.000Z'), now, 'verified'],
] as const) {
  test(`the last proof says ${says}`, () => {
    assert.equal(lastProofOf(given, run, at).kind, kind);
  });
}
