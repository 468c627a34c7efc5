import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkUpTransition, firstReading, sortedFindings, type CheckUpState } from '../../../src/client/tracking/check-up-state.ts';
import { givenCheckUp, givenFinding, narrow, vacation } from './given-proof.ts';

const checkUp = givenCheckUp(narrow, givenFinding(), vacation);
const shown: CheckUpState = { kind: 'shown', checkUp, refused: undefined };
const failure = { code: 'google-unavailable' } as const;
const { key } = givenFinding();

test('what was read stands while it is read anew, and when that fails', () => {
  assert.deepEqual(checkUpTransition(firstReading, { heard: 'check-up', checkUp }), shown);
  const again = checkUpTransition(shown, { do: 'check-up' });
  assert.deepEqual(again, { kind: 'reading', before: checkUp });
  assert.equal(checkUpTransition(again, { do: 'check-up' }), again);
  assert.deepEqual(checkUpTransition(again, { heard: 'check-up-failed', failure }), { kind: 'failed', before: checkUp, failure });
  assert.deepEqual(checkUpTransition(firstReading, { heard: 'check-up-failed', failure }), { kind: 'failed', before: undefined, failure });
});

test('a finding is ignored at once, and minded again where that was not kept', () => {
  const ignored = checkUpTransition(shown, { do: 'ignore', key, ignored: true });
  assert.deepEqual(ignored, { ...shown, checkUp: givenCheckUp(narrow, givenFinding({ ignored: true }), vacation) });
  assert.deepEqual(checkUpTransition(ignored, { heard: 'not-ignored', key, ignored: true, failure }), { ...shown, refused: failure });
});

test('nothing can be ignored that was not read', () => {
  assert.equal(checkUpTransition(firstReading, { do: 'ignore', key, ignored: true }), firstReading);
});

test('what alarms is told from what informs and from what is ignored', () => {
  const ignored = givenFinding({ key: 'finding-000000009', ignored: true });
  assert.deepEqual(sortedFindings(givenCheckUp(narrow, ignored, givenFinding())), { alarms: [givenFinding()], informs: [narrow], ignored: [ignored] });
});
