import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeCallback } from '../../../src/server/connect/judge-callback.ts';
import { judgeVisit } from '../../../src/server/connect/judge-finish-visit.ts';
import { mayStart } from '../../../src/server/connect/start-page.ts';
import { statusOf } from '../../../src/server/connect/status-of.ts';
import type { CallbackAnswer } from '../../../src/server/google/read-callback.ts';
import type { Flow } from '../../../src/server/store/flows.ts';
import { noon } from '../given-ports.ts';
import { answered, flowWith, minute } from './given-flow.ts';

const consenting = { progress: { stage: 'consenting' } } as const;
const claiming = { progress: { stage: 'claiming', owner: 'a', leaseEndsAt: noon + minute, finishHash: 'f' } } as const;
const connected = { progress: { stage: 'connected', connectionId: 'connection-0123456789', withheld: [], finishHash: 'f' } } as const;
const failedWith = (code: 'denied' | 'flow-cancelled' | 'flow-burned') => ({ progress: { stage: 'failed', failure: { code }, finishHash: undefined } }) as const;

const code: CallbackAnswer = { state: 's', issuer: undefined, result: { kind: 'code', code: 'code' } };
const issuers = ['https://accounts.google.com', 'accounts.google.com'];
const seen = { cookieHash: 'cookie-hash', issuers, now: noon };

const callbacks: readonly (readonly [string, Partial<Flow>, CallbackAnswer, Partial<typeof seen> | { cookieHash: undefined }, unknown])[] = [
  ['a code for the browser that began is kept', consenting, code, {}, { kind: 'keep-code', code: 'code' }],
  ['a code in a browser without the cookie burns the state', consenting, code, { cookieHash: undefined }, { kind: 'burn-state' }],
  ['a code in a browser with another cookie burns the state', consenting, code, { cookieHash: 'other-hash!' }, { kind: 'burn-state' }],
  ['an answer that names another issuer burns the state', consenting, { ...code, issuer: 'https://evil.example' }, {}, { kind: 'burn-state' }],
  ['an answer that names Google is taken', consenting, { ...code, issuer: 'https://accounts.google.com' }, {}, { kind: 'keep-code', code: 'code' }],
  ['a denial ends the flow', consenting, { ...code, result: { kind: 'refused', failure: 'denied' } }, {}, { kind: 'end', failure: 'denied' }],
  ['a denial in another browser burns the state', consenting, { ...code, result: { kind: 'refused', failure: 'denied' } }, { cookieHash: undefined }, { kind: 'burn-state' }],
  ['an answer after the flow’s time is ignored', consenting, code, { now: noon + 15 * minute }, { kind: 'ignore' }],
  ['a second answer is ignored', { progress: answered }, code, {}, { kind: 'ignore' }],
  ['an answer for a cancelled flow is ignored', failedWith('flow-cancelled'), code, {}, { kind: 'ignore' }],
];

for (const [title, flow, answer, change, expected] of callbacks) {
  test(title, () => assert.deepEqual(judgeCallback(flowWith(flow), answer, { ...seen, ...change }), expected));
}

const places: readonly (readonly [string, Partial<Flow>, number, string, string, boolean])[] = [
  // name, flow, at, status, finish page, may a ticket start it
  ['prepared', {}, noon, 'pending', 'neutral', true],
  ['prepared, tickets over', { endsAt: noon + 10 * minute }, noon + 10 * minute, 'expired', 'ended', false],
  ['at Google', consenting, noon, 'consenting', 'neutral', true],
  ['at Google, tickets over', consenting, noon + 11 * minute, 'consenting', 'neutral', false],
  ['at Google, time over', consenting, noon + 15 * minute, 'expired', 'ended', false],
  ['answered', { progress: answered }, noon, 'awaiting-claim', 'new-finish-code', true],
  ['answered, code over', { progress: answered }, noon + 5 * minute, 'expired', 'ended', false],
  ['being claimed', claiming, noon, 'connecting', 'done', false],
  ['claim lost', claiming, noon + minute, 'failed', 'ended', false],
  ['connected', connected, noon, 'connected', 'done', false],
  ['denied', failedWith('denied'), noon, 'denied', 'ended', false],
  ['burned', failedWith('flow-burned'), noon, 'failed', 'ended', false],
  ['cancelled', failedWith('flow-cancelled'), noon, 'failed', 'neutral', false],
  ['expired', { progress: { stage: 'expired' } }, noon, 'expired', 'ended', false],
];

for (const [name, change, at, status, page, start] of places) {
  test(`a flow that is ${name} is ${status}, its finish page ${page}, and a ticket ${start ? 'starts' : 'does not start'} it`, () => {
    const flow = flowWith(change);
    assert.deepEqual([statusOf(flow, at).status, judgeVisit(flow, 'cookie-hash', at).kind, mayStart(flow, at)], [status, page, start]);
  });
}

test('a finish page opens nothing without the attempt’s own cookie, whatever the flow’s state', () => {
  for (const [, change, at] of places) {
    assert.deepEqual(judgeVisit(flowWith(change), 'other-hash!', at), { kind: 'neutral' });
    assert.deepEqual(judgeVisit(flowWith({ ...change, cookieHash: undefined }), 'cookie-hash', at), { kind: 'neutral' });
  }
});
