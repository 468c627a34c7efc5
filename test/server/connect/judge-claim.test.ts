import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeClaim, type Shown } from '../../../src/server/connect/judge-claim.ts';
import type { Flow } from '../../../src/server/store/flows.ts';
import { noon } from '../given-ports.ts';
import { answered, flowWith, minute } from './given-flow.ts';

const right: Shown = { finishHash: 'finish-hash', codeChallenge: 'challenge' };
const wrongCode: Shown = { ...right, finishHash: 'another-hash' };
const voidedCode: Shown = { ...right, finishHash: 'older-hash' };
const wrongVerifier: Shown = { ...right, codeChallenge: 'another' };

const claiming: Flow['progress'] = { stage: 'claiming', owner: 'a', leaseEndsAt: noon + minute, finishHash: 'finish-hash' };
const connected: Flow['progress'] = { stage: 'connected', connectionId: 'c', withheld: ['read'], finishHash: 'finish-hash' };
const wrongAccount = { code: 'wrong-account', mismatch: 'address', expected: 'a@x.example', chosen: 'b@x.example' } as const;
const failed: Flow['progress'] = { stage: 'failed', failure: wrongAccount, finishHash: 'finish-hash' };
const denied: Flow['progress'] = { stage: 'failed', failure: { code: 'denied' }, finishHash: undefined };

const refuse = (code: string) => ({ kind: 'refuse', failure: { code } });

const cases: readonly (readonly [string, Partial<Flow>, Shown, number, unknown])[] = [
  ['a claim before anybody used a ticket is not ready', {}, right, noon, refuse('flow-not-ready')],
  ['a claim while Google is being asked is not ready', { progress: { stage: 'consenting' } }, right, noon, refuse('flow-not-ready')],
  ['a claim after the flow’s time has expired', { progress: { stage: 'consenting' } }, right, noon + 15 * minute, refuse('flow-expired')],
  ['the right code and verifier are exchanged', { progress: answered }, right, noon, { kind: 'exchange', sealedCode: 'sealed' }],
  ['Google’s code is not used once it has lain too long', { progress: answered }, right, noon + 5 * minute, refuse('flow-expired')],
  ['one wrong verifier destroys the code', { progress: answered }, wrongVerifier, noon, { kind: 'end', failure: { code: 'flow-burned' } }],
  ['a wrong code counts', { progress: answered }, wrongCode, noon, { kind: 'count-try', failure: { code: 'finish-code-wrong', triesLeft: 2 } }],
  ['a second wrong code counts', { progress: answered, wrongTries: 1 }, wrongCode, noon, { kind: 'count-try', failure: { code: 'finish-code-wrong', triesLeft: 1 } }],
  ['a third wrong code burns the flow', { progress: answered, wrongTries: 2 }, wrongCode, noon, { kind: 'end', failure: { code: 'flow-burned' } }],
  ['a code that a reload made void is no wrong try', { progress: answered, wrongTries: 2 }, voidedCode, noon, { kind: 'refuse', failure: { code: 'finish-code-wrong', triesLeft: 1 } }],
  ['a code guessed before any was shown counts', { progress: { ...answered, finishHash: undefined } }, right, noon, { kind: 'count-try', failure: { code: 'finish-code-wrong', triesLeft: 2 } }],
  ['the same claim twice waits for the first', { progress: claiming }, right, noon, { kind: 'wait' }],
  ['another code during a claim is refused without a try', { progress: claiming }, wrongCode, noon, refuse('already-claimed')],
  ['another verifier during a claim is refused', { progress: claiming }, wrongVerifier, noon, refuse('already-claimed')],
  ['a claim whose process is gone is never exchanged again', { progress: claiming }, right, noon + minute, { kind: 'end', failure: { code: 'exchange-interrupted' } }],
  ['the one who claimed hears the outcome again', { progress: connected }, right, noon, { kind: 'connected', connectionId: 'c', withheld: ['read'] }],
  ['nobody else hears the outcome', { progress: connected }, wrongCode, noon, refuse('already-claimed')],
  ['another verifier does not hear the outcome', { progress: connected }, wrongVerifier, noon, refuse('already-claimed')],
  ['the outcome is kept to the flow’s end', { progress: connected }, right, noon + 15 * minute, refuse('flow-expired')],
  ['the one who claimed hears the failure again', { progress: failed }, right, noon, { kind: 'refuse', failure: wrongAccount }],
  ['the address that was chosen is told to no other claim', { progress: failed }, wrongVerifier, noon, refuse('already-claimed')],
  ['a denial is no secret of a claim', { progress: denied }, wrongCode, noon, refuse('denied')],
  ['an expired flow says so', { progress: { stage: 'expired' } }, right, noon, refuse('flow-expired')],
];

for (const [title, change, shown, now, expected] of cases) {
  test(title, () => assert.deepEqual(judgeClaim(flowWith(change), shown, now), expected));
}

test('whatever is shown in whatever order, a code is exchanged only for the right code and verifier within three tries', () => {
  const shown = fc.record({
    finishHash: fc.constantFrom('finish-hash', 'older-hash', 'guess-1', 'guess-2'),
    codeChallenge: fc.constantFrom('challenge', 'another'),
  });
  fc.assert(
    fc.property(fc.array(shown, { maxLength: 8 }), (claims) => {
      // The slow oracle: walk the claims by the sentences of the rule.
      let guesses = 0;
      let over = false;
      let flow = flowWith({ progress: answered });
      for (const claim of claims) {
        const verdict = judgeClaim(flow, claim, noon);
        const isRight = claim.finishHash === 'finish-hash';
        const expected: string = over
          ? 'refuse'
          : isRight
            ? claim.codeChallenge === 'challenge' ? 'exchange' : 'end'
            : claim.finishHash === 'older-hash' ? 'refuse' : ++guesses === 3 ? 'end' : 'count-try';
        assert.equal(verdict.kind, expected);
        if (verdict.kind === 'exchange') return;
        if (verdict.kind === 'count-try') flow = { ...flow, wrongTries: flow.wrongTries + 1 };
        if (verdict.kind === 'end') {
          over = true;
          flow = { ...flow, progress: { stage: 'failed', failure: verdict.failure, finishHash: 'finish-hash' } };
        }
      }
    }),
  );
});
