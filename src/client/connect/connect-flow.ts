import { during, endOf } from './at-google.ts';
import type { ConnectInput, WorldInput } from './connect-input.ts';
import type { Attempt, ConnectState, PersonInput } from './connect-state.ts';
import { prepare, walk } from './walk.ts';

/**
 * The whole walk as one pure function. An input without meaning in a state gives back the very same object.
 *
 * A finish from a believed window, a typed code or a trip's return leads to `claiming`, and only the service's answer to
 * that claim leads to `connected`. What polling says informs: it never connects anybody, except when our own claim was
 * sent and its answer was lost.
 */
export const transition = (state: ConnectState, input: ConnectInput): ConnectState => {
  const walked = 'do' in input ? walk(state, input) : state;
  if (walked !== state) return walked;
  switch (state.at) {
    case 'window-blocked':
    case 'at-google':
      return during(state, input);
    case 'failed':
      return 'do' in input ? afterFailure(state, input) : state;
    case 'connected':
      return 'do' in input && input.do === 'finish' ? { at: 'get-started' } : state;
    case 'claiming':
      return claiming(state, input);
    case 'before-google':
      return 'heard' in input ? prepared(state, input) : state;
    case 'leaving':
      return 'heard' in input ? leaving(state, input) : state;
    default:
      return 'heard' in input ? recalled(state, input) : state;
  }
};

type At<A extends ConnectState['at']> = Extract<ConnectState, { at: A }>;

/** What this tab still knew of an attempt when the page was loaded. */
const recalled = (state: ConnectState, input: WorldInput): ConnectState => {
  switch (input.heard) {
    case 'trip-finished':
      return { at: 'claiming', goal: input.goal, flowId: input.flowId, claim: { answer: 'awaited' } };
    case 'trip-ended':
      return { at: 'failed', goal: input.goal, failure: input.failure };
    case 'attempt-lost':
      return { at: 'failed', goal: input.goal, failure: { code: 'attempt-lost' } };
    default:
      return state;
  }
};

const prepared = (state: At<'before-google'>, input: WorldInput): ConnectState => {
  const { goal, preparation } = state;
  if (preparation.kind === 'preparing') {
    if (input.heard === 'prepared') return { ...state, preparation: { kind: 'ready', flow: input.flow } };
    if (input.heard === 'prepare-failed') return { ...state, preparation: { kind: 'failed', failure: input.failure } };
  }
  if (preparation.kind !== 'ready' || !('flowId' in input) || input.flowId !== preparation.flow.flowId) return state;
  const unused: Attempt = { flow: preparation.flow, ticketsUsed: 0, status: undefined };
  switch (input.heard) {
    case 'tickets-expired':
      return prepare(goal);
    case 'window-opened':
      return { at: 'at-google', goal, attempt: { ...unused, ticketsUsed: 1 }, asking: { kind: 'nothing' } };
    case 'window-blocked':
      return { at: 'window-blocked', goal, attempt: unused };
    default:
      return state;
  }
};

/** The browser may keep this page whole while its tab is at Google, and show it again when the person goes back. */
const leaving = (state: At<'leaving'>, input: WorldInput): ConnectState =>
  input.heard === 'came-back' && input.flowId === state.attempt.flow.flowId
    ? { at: 'at-google', goal: state.goal, attempt: state.attempt, asking: { kind: 'closed' } }
    : state;

const claiming = (state: At<'claiming'>, input: ConnectInput): ConnectState => {
  const { goal, flowId, claim } = state;
  if ('do' in input) return input.do === 'cancel' && claim.answer === 'lost' ? { at: 'get-started' } : state;
  if (!('flowId' in input) || input.flowId !== flowId) return state;
  switch (input.heard) {
    case 'claimed':
      return { at: 'connected', ...input.claimed };
    case 'claim-refused':
      if (input.failure.code === 'finish-code-wrong' && claim.attempt) {
        const asking = { kind: 'code', triesLeft: input.failure.triesLeft, wrong: true } as const;
        return { at: 'at-google', goal, attempt: claim.attempt, asking };
      }
      return { at: 'failed', goal, failure: input.failure };
    case 'claim-unanswered':
      return claim.answer === 'lost' ? state : { ...state, claim: { ...claim, answer: 'lost' } };
    case 'status':
      if (claim.answer === 'awaited') return state;
      return endOf(goal, input.status) ?? state;
    case 'connection-read': {
      if (claim.answer === 'awaited') return state;
      const { connection } = input;
      const withheld = goal.capabilities.filter((capability) => !connection.granted.includes(capability));
      return { at: 'connected', connection, withheld };
    }
    default:
      return state;
  }
};

const afterFailure = (state: At<'failed'>, input: PersonInput): ConnectState => {
  const { goal, failure } = state;
  switch (input.do) {
    case 'try-again':
      return prepare(goal);
    case 'use-chosen-account':
      // An account outside the expected domain stays refused however often it is asked for.
      return failure.code === 'wrong-account' && failure.mismatch !== 'domain'
        ? prepare({ ...goal, intent: { kind: 'connect', expectedEmail: failure.chosen } })
        : state;
    case 'cancel':
      return { at: 'get-started' };
    default:
      return state;
  }
};
