import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttemptFailure, ConnectState } from '../../src/client/connect/connect-state.ts';
import { progressOf } from '../../src/components/gmail-connect-wizard/progress.ts';
import { connection, flow, states } from './states.ts';

const marks = (state: ConnectState): string => progressOf(state).join('');
const goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] } as const;
const attempt = { flow, ticketsUsed: 1, status: undefined } as const;
const failed = (failure: AttemptFailure): string => marks({ at: 'failed', goal, failure });

test('steps 1 to 6 are ticked one by one', () => {
  const walk = (['step 1', 'step 2', 'step 3', 'step 4', 'step 5', 'step 6'] as const).map((name) => marks(states[name].connect));
  assert.deepEqual(walk, ['>........', '+>.......', '++>......', '+++>.....', '++++>....', '+++++>...']);
});

test('steps 7 to 9 stay one while Google’s window is open, whatever is asked meanwhile', () => {
  const askings = [{ kind: 'nothing' }, { kind: 'closed' }, { kind: 'code', triesLeft: 3, wrong: false }, { kind: 'google-says', chosen: undefined }] as const;
  assert.deepEqual(askings.map((asking) => marks({ at: 'at-google', goal, attempt, asking })), Array(4).fill('++++++~~~'));
  assert.equal(marks({ at: 'leaving', goal, attempt }), '++++++~~~');
});

test('steps 7 to 9 are ticked together once the answer proves them', () => {
  assert.equal(marks({ at: 'claiming', goal, flowId: flow.flowId, claim: { answer: 'awaited' } }), '+++++++++');
  assert.equal(marks({ at: 'connected', connection, withheld: [] }), '+++++++++');
});

test('a withheld permission stops at step 9', () => {
  assert.equal(marks({ at: 'connected', connection, withheld: ['read'] }), '++++++++!');
  assert.equal(failed({ code: 'permissions-withheld', missing: ['send'], earlierGrantKept: false }), '++++++++!');
});

test('a blocked window and a failed preparation stop at step 6', () => {
  assert.equal(marks({ at: 'window-blocked', goal, attempt }), '+++++!...');
  assert.equal(marks({ at: 'before-google', goal, preparation: { kind: 'failed', failure: { code: 'timed-out' } } }), '+++++!...');
});

test('a wrong account stops at step 7, and nothing is known of the rest', () => {
  assert.equal(failed({ code: 'wrong-account', mismatch: 'address', expected: 'a@b.example', chosen: 'c@b.example' }), '++++++!??');
});

test('after a refusal steps 7 and 8 stay unknown', () => {
  assert.equal(failed({ code: 'denied' }), '++++++??!');
});

test('where the failure says nothing of Google, nothing is claimed of steps 7 to 9', () => {
  assert.deepEqual(['flow-expired', 'attempt-lost', 'window-closed', 'network-failed'].map((code) => failed({ code } as AttemptFailure)), Array(4).fill('++++++???'));
});
