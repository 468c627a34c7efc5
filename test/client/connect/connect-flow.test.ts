import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transition } from '../../../src/client/connect/connect-flow.ts';
import type { ConnectInput } from '../../../src/client/connect/connect-input.ts';
import type { Attempt, Asking, ConnectState, Goal } from '../../../src/client/connect/connect-state.ts';
import { givenConnection, givenFlow } from '../given-mail-client.ts';

const goal: Goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] };
const flow = givenFlow(1);
const { flowId } = flow;
const nextFlow = givenFlow(2);
const connection = givenConnection();
const code = 'f'.repeat(43);

const preparing: ConnectState = { at: 'before-google', goal, preparation: { kind: 'preparing' } };
const ready: ConnectState = { at: 'before-google', goal, preparation: { kind: 'ready', flow } };
const attempt = (change: Partial<Attempt> = {}): Attempt => ({ flow, ticketsUsed: 1, status: undefined, ...change });
const atGoogle = (change: Partial<Attempt> = {}, asking: Asking = { kind: 'nothing' }): ConnectState => ({
  at: 'at-google',
  goal,
  attempt: attempt(change),
  asking,
});
const blocked: ConnectState = { at: 'window-blocked', goal, attempt: attempt({ ticketsUsed: 0 }) };
const claiming = (answer: 'awaited' | 'lost'): ConnectState => ({
  at: 'claiming',
  goal,
  flowId,
  claim: { attempt: attempt(), answer },
});
const failed = (failure: Extract<ConnectState, { at: 'failed' }>['failure']): ConnectState => ({ at: 'failed', goal, failure });
const asksCode = (triesLeft: number, wrong: boolean): Asking => ({ kind: 'code', triesLeft, wrong });

interface Row {
  readonly title: string;
  readonly from: ConnectState;
  readonly input: ConnectInput;
  /** Left out where the input means nothing: the very same object is expected. */
  readonly to?: ConnectState;
}

const rows: readonly Row[] = [
  { title: 'the gear leads to the settings', from: { at: 'settings' }, input: { do: 'open-settings' }, to: { at: 'email-settings' } },
  {
    title: 'email settings lead to the connection tab',
    from: { at: 'email-settings' },
    input: { do: 'open-email-settings' },
    to: { at: 'email-connection' },
  },
  {
    title: 'the connection tab leads to Get Started',
    from: { at: 'email-connection' },
    input: { do: 'open-email-connection' },
    to: { at: 'get-started' },
  },
  { title: 'Get Started leads to the provider', from: { at: 'get-started' }, input: { do: 'get-started' }, to: { at: 'provider' } },
  { title: 'Next prepares the attempt', from: { at: 'provider' }, input: { do: 'next' }, to: preparing },
  { title: 'Next means nothing before the provider is asked for', from: { at: 'get-started' }, input: { do: 'next' } },
  { title: 'back from the provider is Get Started', from: { at: 'provider' }, input: { do: 'back' }, to: { at: 'get-started' } },
  { title: 'back from step 6 is the provider', from: ready, input: { do: 'back' }, to: { at: 'provider' } },
  {
    title: 'Reconnect on the card prepares the same mailbox again',
    from: { at: 'get-started' },
    input: { do: 'reconnect', connectionId: connection.id },
    to: {
      at: 'before-google',
      goal: { intent: { kind: 'reconnect', connectionId: connection.id }, capabilities: ['send', 'read'] },
      preparation: { kind: 'preparing' },
    },
  },
  {
    title: 'a withheld permission is asked for as an upgrade of its connection',
    from: { at: 'connected', connection, withheld: ['read'] },
    input: { do: 'choose-permissions', connectionId: connection.id },
    to: {
      at: 'before-google',
      goal: { intent: { kind: 'upgrade', connectionId: connection.id }, capabilities: ['send', 'read'] },
      preparation: { kind: 'preparing' },
    },
  },
  { title: 'the card cannot take an open window away', from: atGoogle(), input: { do: 'reconnect', connectionId: connection.id } },
  { title: 'a prepared flow makes OK ready', from: preparing, input: { heard: 'prepared', flow }, to: ready },
  {
    title: 'a preparation that failed says why',
    from: preparing,
    input: { heard: 'prepare-failed', failure: { code: 'network-failed' } },
    to: { at: 'before-google', goal, preparation: { kind: 'failed', failure: { code: 'network-failed' } } },
  },
  {
    title: 'a failed preparation can be tried again',
    from: { at: 'before-google', goal, preparation: { kind: 'failed', failure: { code: 'network-failed' } } },
    input: { do: 'try-again' },
    to: preparing,
  },
  { title: 'tickets that are too old are prepared anew', from: ready, input: { heard: 'tickets-expired', flowId }, to: preparing },
  {
    title: 'the age of another flow does not concern this one',
    from: ready,
    input: { heard: 'tickets-expired', flowId: nextFlow.flowId },
  },
  { title: 'OK itself changes nothing until the browser has opened a window', from: ready, input: { do: 'open-google' } },
  { title: 'an opened window begins the attempt', from: ready, input: { heard: 'window-opened', flowId }, to: atGoogle() },
  { title: 'a blocked window stops at step 6', from: ready, input: { heard: 'window-blocked', flowId }, to: blocked },
  { title: 'a window that opens at last begins the attempt', from: blocked, input: { heard: 'window-opened', flowId }, to: atGoogle() },
  {
    title: 'a window allowed afterwards in the browser bar is believed when the service has seen it',
    from: blocked,
    input: { heard: 'status', flowId, status: { status: 'consenting' } },
    to: atGoogle({ status: 'consenting' }),
  },
  {
    title: 'a tab that cannot remember its trip is not offered one',
    from: blocked,
    input: { heard: 'trip-refused', flowId },
    to: { at: 'window-blocked', goal, attempt: attempt({ ticketsUsed: 0, flow: { ...flow, returnPage: false } }) },
  },
  {
    title: 'going on in this tab leaves for Google',
    from: blocked,
    input: { heard: 'left', flowId },
    to: { at: 'leaving', goal, attempt: attempt({ ticketsUsed: 1 }) },
  },
  {
    title: 'whoever comes back from a trip is asked whether it ended',
    from: { at: 'leaving', goal, attempt: attempt() },
    input: { heard: 'came-back', flowId },
    to: atGoogle({}, { kind: 'closed' }),
  },
  {
    title: 'the second ticket forgets what was heard of the first and prepares the next flow',
    from: atGoogle({ status: 'awaiting-claim' }, asksCode(2, true)),
    input: { heard: 'window-opened', flowId },
    to: atGoogle({ ticketsUsed: 2, next: { kind: 'preparing' } }),
  },
  {
    title: 'the next flow waits beside the one under way',
    from: atGoogle({ ticketsUsed: 2, next: { kind: 'preparing' } }),
    input: { heard: 'prepared', flow: nextFlow },
    to: atGoogle({ ticketsUsed: 2, next: { kind: 'ready', flow: nextFlow } }),
  },
  {
    title: 'a window on the next flow replaces the attempt',
    from: atGoogle({ ticketsUsed: 2, next: { kind: 'ready', flow: nextFlow } }),
    input: { heard: 'window-opened', flowId: nextFlow.flowId },
    to: atGoogle({ flow: nextFlow }),
  },
  {
    title: 'a next flow that could not be prepared is asked for again',
    from: atGoogle({ ticketsUsed: 2, next: { kind: 'failed', failure: { code: 'timed-out' } } }),
    input: { do: 'open-google-again' },
    to: atGoogle({ ticketsUsed: 2, next: { kind: 'preparing' } }),
  },
  {
    title: 'a second ticket that is too old is replaced by the next flow',
    from: atGoogle(),
    input: { heard: 'tickets-expired', flowId },
    to: atGoogle({ ticketsUsed: 2, next: { kind: 'preparing' } }),
  },
  {
    title: 'a window blocked the second time is shown as blocked',
    from: atGoogle(),
    input: { heard: 'window-blocked', flowId },
    to: { at: 'window-blocked', goal, attempt: attempt() },
  },
  { title: 'cancelling goes back to where it began', from: atGoogle(), input: { do: 'cancel' }, to: { at: 'get-started' } },
  {
    title: 'a window that looks closed raises a question and nothing else',
    from: atGoogle(),
    input: { heard: 'window-looks-closed', flowId },
    to: atGoogle({}, { kind: 'closed' }),
  },
  {
    title: 'a window that looks closed after Google answered is no question',
    from: atGoogle({ status: 'awaiting-claim' }),
    input: { heard: 'window-looks-closed', flowId },
  },
  {
    title: 'a window the person closed ends the attempt',
    from: atGoogle({}, { kind: 'closed' }),
    input: { do: 'answer-closed', closed: true },
    to: failed({ code: 'window-closed' }),
  },
  {
    title: 'a window the person did not close is waited for',
    from: atGoogle({}, { kind: 'closed' }),
    input: { do: 'answer-closed', closed: false },
    to: atGoogle(),
  },
  {
    title: 'a minute without an answer asks what the window says',
    from: atGoogle({ status: 'consenting' }),
    input: { heard: 'minute-passed', flowId },
    to: atGoogle({ status: 'consenting' }, { kind: 'google-says', chosen: undefined }),
  },
  {
    title: 'a minute passes unnoticed while another question stands',
    from: atGoogle({}, { kind: 'closed' }),
    input: { heard: 'minute-passed', flowId },
  },
  {
    title: 'the words that were chosen stay in view',
    from: atGoogle({}, { kind: 'google-says', chosen: undefined }),
    input: { do: 'answer-google-says', says: 'administrator-must-review' },
    to: atGoogle({}, { kind: 'google-says', chosen: 'administrator-must-review' }),
  },
  {
    title: 'whoever is still choosing is left in peace',
    from: atGoogle({}, { kind: 'google-says', chosen: 'internal-app' }),
    input: { do: 'answer-google-says', says: 'still-choosing' },
    to: atGoogle(),
  },
  {
    title: 'an answer of Google takes back a question about its window',
    from: atGoogle({ status: 'consenting' }, { kind: 'closed' }),
    input: { heard: 'status', flowId, status: { status: 'awaiting-claim' } },
    to: atGoogle({ status: 'awaiting-claim' }),
  },
  {
    title: 'a finish that does not come asks for the code',
    from: atGoogle({ status: 'awaiting-claim' }),
    input: { heard: 'finish-missing', flowId },
    to: atGoogle({ status: 'awaiting-claim' }, asksCode(3, false)),
  },
  {
    title: 'a code is not asked for before Google answered',
    from: atGoogle({ status: 'consenting' }),
    input: { heard: 'finish-missing', flowId },
  },
  {
    title: 'a window loaded anew takes back the question for the code',
    from: atGoogle({ status: 'awaiting-claim' }, asksCode(3, false)),
    input: { heard: 'status', flowId, status: { status: 'consenting' } },
    to: atGoogle({ status: 'consenting' }),
  },
  {
    title: 'a typed code is redeemed, spaces and small letters forgiven',
    from: atGoogle({ status: 'awaiting-claim' }, asksCode(3, false)),
    input: { do: 'type-code', code: ' abcd-2345 ' },
    to: { at: 'claiming', goal, flowId, claim: { attempt: attempt({ status: 'awaiting-claim' }), answer: 'awaited' } },
  },
  {
    title: 'a text that cannot be a code costs no try',
    from: atGoogle({ status: 'awaiting-claim' }, asksCode(2, false)),
    input: { do: 'type-code', code: 'ABC' },
    to: atGoogle({ status: 'awaiting-claim' }, asksCode(2, true)),
  },
  { title: 'a code nobody asked for is not taken', from: atGoogle(), input: { do: 'type-code', code: 'ABCD2345' } },
  { title: 'a finish is redeemed', from: atGoogle(), input: { heard: 'finish', flowId, code }, to: claiming('awaited') },
  {
    title: 'a finish of another flow is not redeemed',
    from: atGoogle(),
    input: { heard: 'finish', flowId: nextFlow.flowId, code },
  },
  { title: 'a second finish changes nothing', from: claiming('awaited'), input: { heard: 'finish', flowId, code } },
  {
    title: 'a denial is told',
    from: atGoogle(),
    input: { heard: 'ended', flowId, ended: 'denied' },
    to: failed({ code: 'denied' }),
  },
  {
    title: 'a failure the service tells is shown as it is',
    from: atGoogle(),
    input: { heard: 'status', flowId, status: { status: 'failed', failure: { code: 'client-misconfigured' } } },
    to: failed({ code: 'client-misconfigured' }),
  },
  {
    title: 'a flow that somebody else claimed connects nobody here',
    from: atGoogle({ status: 'awaiting-claim' }),
    input: { heard: 'status', flowId, status: { status: 'connected', connectionId: connection.id } },
    to: failed({ code: 'already-claimed' }),
  },
  {
    title: 'the answer to the claim connects',
    from: claiming('awaited'),
    input: { heard: 'claimed', flowId, claimed: { connection, withheld: ['read'] } },
    to: { at: 'connected', connection, withheld: ['read'] },
  },
  {
    title: 'a wrong code is asked for again, with the tries that are left',
    from: claiming('awaited'),
    input: { heard: 'claim-refused', flowId, failure: { code: 'finish-code-wrong', triesLeft: 2 } },
    to: atGoogle({}, asksCode(2, true)),
  },
  {
    title: 'a refused claim fails with its reason',
    from: claiming('awaited'),
    input: { heard: 'claim-refused', flowId, failure: { code: 'mailbox-taken' } },
    to: failed({ code: 'mailbox-taken' }),
  },
  { title: 'a claim without an answer is not a failure', from: claiming('awaited'), input: { heard: 'claim-unanswered', flowId }, to: claiming('lost') },
  {
    title: 'polling is not believed while the answer is awaited',
    from: claiming('awaited'),
    input: { heard: 'status', flowId, status: { status: 'failed', failure: { code: 'internal' } } },
  },
  {
    title: 'a connection read after a lost answer is shown, with what it lacks',
    from: claiming('lost'),
    input: { heard: 'connection-read', flowId, connection: givenConnection({ granted: ['send'] }) },
    to: { at: 'connected', connection: givenConnection({ granted: ['send'] }), withheld: ['read'] },
  },
  {
    title: 'an interrupted exchange is told after a lost answer',
    from: claiming('lost'),
    input: { heard: 'status', flowId, status: { status: 'failed', failure: { code: 'exchange-interrupted' } } },
    to: failed({ code: 'exchange-interrupted' }),
  },
  { title: 'a claim under way cannot be cancelled', from: claiming('awaited'), input: { do: 'cancel' } },
  { title: 'trying again keeps the goal', from: failed({ code: 'denied' }), input: { do: 'try-again' }, to: preparing },
  {
    title: 'the other account is connected only as a new flow that names it',
    from: failed({ code: 'wrong-account', mismatch: 'address', expected: 'a@x.example', chosen: 'b@x.example' }),
    input: { do: 'use-chosen-account' },
    to: {
      at: 'before-google',
      goal: { intent: { kind: 'connect', expectedEmail: 'b@x.example' }, capabilities: ['send', 'read'] },
      preparation: { kind: 'preparing' },
    },
  },
  {
    title: 'an account of another domain cannot be insisted on',
    from: failed({ code: 'wrong-account', mismatch: 'domain', expected: 'x.example', chosen: 'b@y.example' }),
    input: { do: 'use-chosen-account' },
  },
  { title: 'not now goes back to where it began', from: failed({ code: 'denied' }), input: { do: 'cancel' }, to: { at: 'get-started' } },
  { title: 'the outcome leads to the card', from: { at: 'connected', connection, withheld: [] }, input: { do: 'finish' }, to: { at: 'get-started' } },
  {
    title: 'a trip that came back is redeemed',
    from: { at: 'settings' },
    input: { heard: 'trip-finished', flowId, code, goal },
    to: { at: 'claiming', goal, flowId, claim: { answer: 'awaited' } },
  },
  {
    title: 'an attempt that a reload ended is said to have ended',
    from: { at: 'get-started' },
    input: { heard: 'attempt-lost', goal },
    to: failed({ code: 'attempt-lost' }),
  },
  {
    title: 'a trip has no code to ask for again',
    from: { at: 'claiming', goal, flowId, claim: { answer: 'awaited' } },
    input: { heard: 'claim-refused', flowId, failure: { code: 'finish-code-wrong', triesLeft: 2 } },
    to: failed({ code: 'finish-code-wrong', triesLeft: 2 }),
  },
];

for (const { title, from, input, to } of rows) {
  test(title, () => {
    const after = transition(from, input);
    if (to) assert.deepEqual(after, to);
    else assert.equal(after, from);
  });
}
