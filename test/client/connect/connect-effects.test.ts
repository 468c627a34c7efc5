import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from '../../../src/client/connect/connect-effects.ts';
import { transition } from '../../../src/client/connect/connect-flow.ts';
import type { ConnectInput } from '../../../src/client/connect/connect-input.ts';
import type { Attempt, ConnectState, Goal } from '../../../src/client/connect/connect-state.ts';
import { givenConnection, givenFlow } from '../given-mail-client.ts';

const goal: Goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] };
const flow = givenFlow(1);
const next = givenFlow(2);
const { flowId } = flow;
const connection = givenConnection();

const ready: ConnectState = { at: 'before-google', goal, preparation: { kind: 'ready', flow } };
const attempt = (change: Partial<Attempt> = {}): Attempt => ({ flow, ticketsUsed: 1, status: undefined, ...change });
const atGoogle = (change: Partial<Attempt> = {}): ConnectState => ({
  at: 'at-google',
  goal,
  attempt: attempt(change),
  asking: { kind: 'nothing' },
});
const blocked: ConnectState = { at: 'window-blocked', goal, attempt: attempt({ ticketsUsed: 0 }) };
const claiming: ConnectState = { at: 'claiming', goal, flowId, claim: { attempt: attempt(), answer: 'lost' } };

const effects = (from: ConnectState, input: ConnectInput) => effectsOf(from, input, transition(from, input));

test('OK opens the first start address', () => {
  assert.deepEqual(effects(ready, { do: 'open-google' }), [{ effect: 'open-window', flowId, url: flow.startUrls[0] }]);
});

test('OK waits while the attempt is being prepared', () => {
  assert.deepEqual(effects({ ...ready, preparation: { kind: 'preparing' } }, { do: 'open-google' }), []);
});

test('the second of two quick clicks brings the window to the front', () => {
  assert.deepEqual(effects(atGoogle(), { do: 'open-google' }), [{ effect: 'focus-window', flowId }]);
});

test('opening the window again uses the second start address', () => {
  assert.deepEqual(effects(atGoogle(), { do: 'open-google-again' }), [
    { effect: 'open-window', flowId, url: flow.startUrls[1] },
  ]);
});

test('with both start addresses used nothing opens until the next flow is there', () => {
  const spent = atGoogle({ ticketsUsed: 2, next: { kind: 'preparing' } });
  assert.deepEqual(effects(spent, { do: 'open-google-again' }), []);
});

test('a window on the next flow burns the one before', () => {
  const spent = atGoogle({ ticketsUsed: 2, next: { kind: 'ready', flow: next } });
  assert.deepEqual(effects(spent, { heard: 'window-opened', flowId: next.flowId }), [
    { effect: 'drop', flowId, burn: true },
    { effect: 'tell', fact: { fact: 'started', flowId: next.flowId } },
  ]);
});

test('an opened window is told to the host once, however often it is opened again', () => {
  assert.deepEqual(effects(ready, { heard: 'window-opened', flowId }), [
    { effect: 'tell', fact: { fact: 'started', flowId } },
  ]);
  assert.deepEqual(effects(atGoogle(), { heard: 'window-opened', flowId }), []);
});

test('a blocked window is told to the host', () => {
  assert.deepEqual(effects(ready, { heard: 'window-blocked', flowId }), [
    { effect: 'tell', fact: { fact: 'failed', flowId, code: 'window-blocked' } },
  ]);
});

test('going on in this tab is not offered without a return page', () => {
  const without = { ...blocked, attempt: attempt({ ticketsUsed: 0, flow: { ...flow, returnPage: false } }) };
  assert.deepEqual(effects(without, { do: 'continue-in-this-tab' }), []);
  assert.deepEqual(effects(blocked, { do: 'continue-in-this-tab' }), [
    { effect: 'leave', flowId, url: flow.startUrls[0], goal },
  ]);
});

test('cancelling burns the flow and whatever was prepared after it', () => {
  const spent = atGoogle({ ticketsUsed: 2, next: { kind: 'ready', flow: next } });
  assert.deepEqual(effects(spent, { do: 'cancel' }), [
    { effect: 'drop', flowId, burn: true },
    { effect: 'drop', flowId: next.flowId, burn: true },
  ]);
});

test('a flow that ended by itself is dropped and told, and the service is not asked to burn it', () => {
  assert.deepEqual(effects(atGoogle(), { heard: 'ended', flowId, ended: 'denied' }), [
    { effect: 'drop', flowId, burn: false },
    { effect: 'tell', fact: { fact: 'failed', flowId, code: 'denied' } },
  ]);
});

test('a connection with everything that was asked for is told as connected', () => {
  const claimed = { connection, withheld: [] };
  assert.deepEqual(effects(claiming, { heard: 'claimed', flowId, claimed }), [
    { effect: 'drop', flowId, burn: false },
    { effect: 'tell', fact: { fact: 'connected', flowId, connection } },
  ]);
});

test('a connection that lacks a permission is told as partial, with what it lacks', () => {
  const claimed = { connection, withheld: ['read' as const] };
  assert.deepEqual(effects(claiming, { heard: 'claimed', flowId, claimed }), [
    { effect: 'drop', flowId, burn: false },
    { effect: 'tell', fact: { fact: 'partially-connected', flowId, connection, withheld: ['read'] } },
  ]);
});

test('after a lost answer a flow that the service calls connected is read, not believed', () => {
  assert.deepEqual(effects(claiming, { heard: 'status', flowId, status: { status: 'connected', connectionId: connection.id } }), [
    { effect: 'read-connection', flowId, connectionId: connection.id },
  ]);
});
