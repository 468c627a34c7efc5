import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { effectsOf, flowsOf } from '../../../src/client/connect/connect-effects.ts';
import { transition } from '../../../src/client/connect/connect-flow.ts';
import type { ConnectInput } from '../../../src/client/connect/connect-input.ts';
import { jobsOf } from '../../../src/client/connect/connect-jobs.ts';
import type { ConnectState, Goal } from '../../../src/client/connect/connect-state.ts';
import type { FlowStatus } from '../../../src/contract/index.ts';
import { givenConnection, givenFlow } from '../given-mail-client.ts';

const goal: Goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] };
const flows = [1, 2, 3].map((number) => givenFlow(number));
const secretCode = 'Secret-finish-code-0123456789-0123456789-ab';
const typedCode = 'SECR2ETS';
const connection = givenConnection();

const plain = (...inputs: readonly ConnectInput[]): fc.Arbitrary<ConnectInput> => fc.constantFrom(...inputs);
const statuses: readonly FlowStatus[] = [
  { status: 'pending' },
  { status: 'consenting' },
  { status: 'awaiting-claim' },
  { status: 'connecting' },
  { status: 'connected', connectionId: connection.id },
  { status: 'denied' },
  { status: 'expired' },
  { status: 'failed', failure: { code: 'google-refused' } },
];

const persons = plain(
  { do: 'get-started' },
  { do: 'next' },
  { do: 'back' },
  { do: 'open-google' },
  { do: 'open-google-again' },
  { do: 'focus-google' },
  { do: 'continue-in-this-tab' },
  { do: 'cancel' },
  { do: 'type-code', code: typedCode },
  { do: 'type-code', code: 'no' },
  { do: 'answer-closed', closed: true },
  { do: 'answer-closed', closed: false },
  { do: 'answer-google-says', says: 'closed' },
  { do: 'answer-google-says', says: 'internal-app' },
  { do: 'try-again' },
  { do: 'use-chosen-account' },
  { do: 'finish' },
  { do: 'reconnect', connectionId: connection.id },
);

const worlds = fc
  .record({ flow: fc.constantFrom(...flows), status: fc.constantFrom(...statuses) })
  .chain(({ flow, status }) => {
    const { flowId } = flow;
    return plain(
      { heard: 'prepared', flow },
      { heard: 'prepare-failed', failure: { code: 'timed-out' } },
      { heard: 'tickets-expired', flowId },
      { heard: 'window-opened', flowId },
      { heard: 'window-blocked', flowId },
      { heard: 'left', flowId },
      { heard: 'trip-refused', flowId },
      { heard: 'came-back', flowId },
      { heard: 'window-looks-closed', flowId },
      { heard: 'minute-passed', flowId },
      { heard: 'finish-missing', flowId },
      { heard: 'finish', flowId, code: secretCode },
      { heard: 'ended', flowId, ended: 'denied' },
      { heard: 'status', flowId, status },
      { heard: 'status', flowId, status },
      { heard: 'claimed', flowId, claimed: { connection, withheld: [] } },
      { heard: 'claim-refused', flowId, failure: { code: 'finish-code-wrong', triesLeft: 2 } },
      { heard: 'claim-unanswered', flowId },
      { heard: 'connection-read', flowId, connection },
    );
  });

/** Mostly what moves on, so that the deep states are reached, and anything at all in between. */
const inputs = fc.array(fc.oneof({ weight: 2, arbitrary: worlds }, { weight: 1, arbitrary: persons }), { maxLength: 60 });
const attempt = { flow: givenFlow(1), ticketsUsed: 1, status: undefined } as const;
const starts: fc.Arbitrary<ConnectState> = fc.constantFrom<ConnectState>(
  { at: 'get-started' },
  { at: 'before-google', goal, preparation: { kind: 'preparing' } },
  { at: 'at-google', goal, attempt, asking: { kind: 'nothing' } },
  { at: 'claiming', goal, flowId: attempt.flow.flowId, claim: { attempt, answer: 'awaited' } },
  { at: 'claiming', goal, flowId: attempt.flow.flowId, claim: { attempt, answer: 'lost' } },
);

interface Step {
  readonly before: ConnectState;
  readonly input: ConnectInput;
  readonly after: ConnectState;
}

const everyStep = (check: (step: Step) => void): void => {
  fc.assert(
    fc.property(starts, inputs, (start, sequence) => {
      let before = start;
      for (const input of sequence) {
        const after = transition(before, input);
        check({ before, input, after });
        before = after;
      }
    }),
    { numRuns: 3_000 },
  );
};

test('only the answer to our own claim connects, or a connection read after that answer was lost', () => {
  const reached = new Set<string>();
  everyStep(({ before, input, after }) => {
    if (after.at !== 'connected' || before.at === 'connected') return;
    if ('heard' in input) reached.add(input.heard);
    assert.ok(before.at === 'claiming' && 'heard' in input && 'flowId' in input && input.flowId === before.flowId);
    assert.ok(input.heard === 'claimed' || (input.heard === 'connection-read' && before.claim.answer === 'lost'));
  });
  assert.deepEqual([...reached].sort(), ['claimed', 'connection-read']);
});

test('nothing is claimed for what polling said', () => {
  everyStep(({ before, input, after }) => {
    if (after.at !== 'claiming' || before.at === 'claiming') return;
    const finished = 'heard' in input && input.heard === 'finish' && input.flowId === after.flowId;
    assert.ok(finished || ('do' in input && input.do === 'type-code'));
  });
});

test('no state ever holds a finish code', () => {
  everyStep(({ after }) => {
    const written = JSON.stringify(after);
    assert.ok(!written.includes(secretCode) && !written.includes(typedCode));
  });
});

test('every claim has its code kept first', () => {
  everyStep(({ before, input, after }) => {
    if (after.at !== 'claiming' || before.at === 'claiming') return;
    const kept = effectsOf(before, input, after).filter((effect) => effect.effect === 'keep-code');
    assert.deepEqual(kept.map(({ flowId }) => flowId), [after.flowId]);
  });
});

test('a flow is dropped exactly when no state counts on it any more', () => {
  everyStep(({ before, input, after }) => {
    const dropped = effectsOf(before, input, after).flatMap((effect) => (effect.effect === 'drop' ? [effect.flowId] : []));
    const gone = flowsOf(before).filter((flowId) => !flowsOf(after).includes(flowId));
    assert.deepEqual(dropped, gone);
  });
});

test('whatever a person gives up is burned at the service', () => {
  everyStep(({ before, input, after }) => {
    if (!('do' in input)) return;
    for (const effect of effectsOf(before, input, after)) if (effect.effect === 'drop') assert.equal(effect.burn, true);
  });
});

test('an input that leaves the state as it is is the very same object', () => {
  everyStep(({ before, after }) => {
    if (before !== after) assert.notDeepEqual(after, before);
  });
});

test('a window is listened to for as long as its finish would be believed', () => {
  everyStep(({ after }) => {
    if (after.at !== 'at-google' && after.at !== 'window-blocked') return;
    const listens = jobsOf(after).some((job) => job.job === 'listen' && job.flowId === after.attempt.flow.flowId);
    assert.equal(listens, true);
  });
});

test('no job is asked for twice in one state', () => {
  everyStep(({ after }) => {
    const jobs = jobsOf(after).map((job) => JSON.stringify(job));
    assert.equal(new Set(jobs).size, jobs.length);
  });
});

test('a start address is opened at most once, however the person clicks', () => {
  const clicks = plain({ do: 'open-google' }, { do: 'open-google-again' }, { do: 'continue-in-this-tab' }, { do: 'focus-google' });
  fc.assert(
    fc.property(fc.array(fc.oneof(clicks, fc.constant('prepare' as const)), { maxLength: 40 }), (sequence) => {
      const opened: string[] = [];
      let prepared = 1;
      let state: ConnectState = { at: 'before-google', goal, preparation: { kind: 'preparing' } };
      for (const each of sequence) {
        // The service never gives the same flow twice, and only whoever asks gets one.
        const waits = jobsOf(state).some(({ job }) => job === 'prepare');
        if (each === 'prepare' && !waits) continue;
        const input: ConnectInput = each === 'prepare' ? { heard: 'prepared', flow: givenFlow(prepared++) } : each;
        for (const effect of effectsOf(state, input, state)) {
          if (effect.effect !== 'open-window') continue;
          opened.push(effect.url);
          state = transition(state, { heard: 'window-opened', flowId: effect.flowId });
        }
        state = transition(state, input);
      }
      assert.equal(new Set(opened).size, opened.length);
    }),
  );
});

