import { assertNever } from '../contract/outcome.ts';
import { during, endOf } from './at-google.ts';
import type { Attempt, ConnectState, Goal } from './connect-state.ts';
import type { ConnectInput } from './connect-input.ts';

/**
 * The whole walk as one pure function. An input without meaning in a state gives back the very same object.
 *
 * A finish from a believed window, a typed code or a trip's return leads to `claiming`, and only the service's answer to
 * that claim leads to `connected`. What polling says informs: it never connects anybody, except when our own claim was
 * sent and its answer was lost.
 */
export const transition = (state: ConnectState, input: ConnectInput): ConnectState => {
  switch (state.at) {
    case 'settings':
    case 'email-settings':
    case 'email-connection':
    case 'get-started':
    case 'provider':
      return walking(state, input);
    case 'before-google':
      return beforeGoogle(state, input);
    case 'window-blocked':
    case 'at-google':
      return fromCard(state, during(state, input), input);
    case 'leaving':
      return leaving(state, input);
    case 'claiming':
      return claiming(state, input);
    case 'connected':
      return fromCard(state, 'do' in input && input.do === 'finish' ? { at: 'get-started' } : state, input);
    case 'failed':
      return fromCard(state, failed(state, input), input);
    default:
      return assertNever(state);
  }
};

type At<A extends ConnectState['at']> = Extract<ConnectState, { at: A }>;

const everything = ['send', 'read'] as const;

const prepare = (goal: Goal): ConnectState => ({ at: 'before-google', goal, preparation: { kind: 'preparing' } });

/**
 * The standing card asks for a connection that exists already: the same mailbox again, or with more permissions. It may
 * do so wherever no window is open; there, and where the input meant something already, nothing is added.
 */
const fromCard = (before: ConnectState, after: ConnectState, input: ConnectInput): ConnectState => {
  if (after !== before || before.at === 'at-google' || !('do' in input)) return after;
  if (input.do !== 'reconnect' && input.do !== 'choose-permissions') return after;
  const intent = {
    kind: input.do === 'reconnect' ? 'reconnect' : 'upgrade',
    connectionId: input.connectionId,
  } as const;
  // The second of two quick clicks.
  const isSame = before.at === 'before-google' && JSON.stringify(before.goal.intent) === JSON.stringify(intent);
  return isSame ? before : prepare({ intent, capabilities: everything });
};

type Walking = At<'settings' | 'email-settings' | 'email-connection' | 'get-started' | 'provider'>;

const steps: Readonly<Record<string, Walking['at']>> = {
  'settings open-settings': 'email-settings',
  'email-settings open-email-settings': 'email-connection',
  'email-settings back': 'settings',
  'email-connection open-email-connection': 'get-started',
  'email-connection back': 'email-settings',
  'get-started get-started': 'provider',
  'provider back': 'get-started',
};

const walking = (state: Walking, input: ConnectInput): ConnectState => {
  if ('do' in input) {
    if (state.at === 'provider' && input.do === 'next') {
      return prepare({ intent: { kind: 'connect' }, capabilities: everything });
    }
    const at = steps[`${state.at} ${input.do}`];
    return fromCard(state, at ? { at } : state, input);
  }
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

const beforeGoogle = (state: At<'before-google'>, input: ConnectInput): ConnectState => {
  const { goal, preparation } = state;
  if ('do' in input) {
    switch (input.do) {
      case 'back':
        return { at: goal.intent.kind === 'connect' ? 'provider' : 'get-started' };
      case 'cancel':
        return { at: 'get-started' };
      case 'try-again':
        return preparation.kind === 'failed' ? prepare(goal) : state;
      default:
        return fromCard(state, state, input);
    }
  }
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
const leaving = (state: At<'leaving'>, input: ConnectInput): ConnectState =>
  'heard' in input && input.heard === 'came-back' && input.flowId === state.attempt.flow.flowId
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

const failed = (state: At<'failed'>, input: ConnectInput): ConnectState => {
  const { goal, failure } = state;
  if (!('do' in input)) return state;
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
