import type { FlowStatus } from '../../contract/index.ts';
import { useTicket, withTickets } from './attempt-tickets.ts';
import type { ConnectInput, WorldInput } from './connect-input.ts';
import type { Asking, ConnectState, Goal, PersonInput } from './connect-state.ts';

type AtGoogle = Extract<ConnectState, { at: 'at-google' }>;
type During = AtGoogle | Extract<ConnectState, { at: 'window-blocked' }>;

/** What the window brought, or what the service says of it, while an attempt is under way. */
export const during = (state: During, input: ConnectInput): ConnectState => {
  const attempt = withTickets(state.attempt, input);
  if (attempt !== state.attempt) return { ...state, attempt };
  return 'do' in input ? done(state, input) : heard(state, input);
};

const done = (state: During, input: PersonInput): ConnectState => {
  if (input.do === 'cancel') return { at: 'get-started' };
  if (state.at !== 'at-google') return state;
  switch (input.do) {
    case 'type-code':
      return state.asking.kind === 'code' ? typed(state, state.asking, input.code) : state;
    case 'answer-closed':
      if (state.asking.kind !== 'closed') return state;
      return input.closed ? closed(state.goal) : ask(state, { kind: 'nothing' });
    case 'answer-google-says':
      if (state.asking.kind !== 'google-says') return state;
      if (input.says === 'closed') return closed(state.goal);
      if (input.says === 'still-choosing') return ask(state, { kind: 'nothing' });
      return input.says === state.asking.chosen ? state : ask(state, { kind: 'google-says', chosen: input.says });
    default:
      return state;
  }
};

const heard = (state: During, input: WorldInput): ConnectState => {
  const { goal, attempt } = state;
  if (!('flowId' in input)) return state;
  if (input.heard === 'window-opened' || input.heard === 'left') {
    const used = useTicket(attempt, input.flowId);
    if (used === attempt) return state;
    if (input.heard === 'left') return { at: 'leaving', goal, attempt: used };
    return { at: 'at-google', goal, attempt: used, asking: { kind: 'nothing' } };
  }
  if (input.heard === 'window-blocked') {
    return state.at === 'at-google' ? { at: 'window-blocked', goal, attempt } : state;
  }
  if (input.flowId !== attempt.flow.flowId) return state;
  switch (input.heard) {
    case 'finish':
      return { at: 'claiming', goal, flowId: input.flowId, claim: { attempt, answer: 'awaited' } };
    case 'ended':
      return endOf(goal, { status: input.ended }) ?? state;
    case 'status':
      return informed(state, input.status);
    default:
      return state.at === 'at-google' ? asked(state, input) : state;
  }
};

/** The page asks only while it knows nothing better, and never takes its own question for an answer. */
const asked = (state: AtGoogle, input: WorldInput): ConnectState => {
  const { asking, attempt } = state;
  const isIdle = asking.kind === 'nothing' && !answered(attempt.status);
  switch (input.heard) {
    case 'window-looks-closed':
      return isIdle ? ask(state, { kind: 'closed' }) : state;
    case 'minute-passed':
      return isIdle ? ask(state, { kind: 'google-says', chosen: undefined }) : state;
    case 'finish-missing':
      return asking.kind !== 'code' && attempt.status === 'awaiting-claim'
        ? ask(state, { kind: 'code', triesLeft: 3, wrong: false })
        : state;
    default:
      return state;
  }
};

const informed = (state: During, status: FlowStatus): ConnectState => {
  const { goal, attempt } = state;
  const end = endOf(goal, status);
  if (end) return end;
  // Somebody claimed this flow, and it was not this page: nothing that polling says connects anybody.
  if (status.status === 'connected') return { at: 'failed', goal, failure: { code: 'already-claimed' } };
  if (status.status === attempt.status) return state;
  const told = { ...attempt, status: status.status };
  if (state.at === 'window-blocked') {
    // The window was allowed afterwards, in the browser's own bar: the service has seen it.
    const used = attempt.ticketsUsed === 0 ? 1 : attempt.ticketsUsed;
    return status.status === 'pending'
      ? { ...state, attempt: told }
      : { at: 'at-google', goal, attempt: { ...told, ticketsUsed: used }, asking: { kind: 'nothing' } };
  }
  // The window was loaded anew with the other ticket: no code is shown there any more.
  const codeGone = state.asking.kind === 'code' && !answered(status.status);
  // Google has answered, so a question about its window has lost its point.
  const pointless = state.asking.kind !== 'code' && answered(status.status);
  return { ...state, attempt: told, asking: codeGone || pointless ? { kind: 'nothing' } : state.asking };
};

/** Google sent the person back to the service. */
const answered = (status: FlowStatus['status'] | undefined): boolean =>
  status === 'awaiting-claim' || status === 'connecting';

/** Where a flow ends that did not connect, as the service tells it. */
export const endOf = (goal: Goal, status: FlowStatus): ConnectState | undefined => {
  switch (status.status) {
    case 'denied':
      return { at: 'failed', goal, failure: { code: 'denied' } };
    case 'expired':
      return { at: 'failed', goal, failure: { code: 'flow-expired' } };
    case 'failed':
      return { at: 'failed', goal, failure: status.failure };
    default:
      return undefined;
  }
};

const typed = (state: AtGoogle, asking: Extract<Asking, { kind: 'code' }>, code: string): ConnectState => {
  const { goal, attempt } = state;
  if (!readShortCode(code)) return asking.wrong ? state : ask(state, { ...asking, wrong: true });
  return { at: 'claiming', goal, flowId: attempt.flow.flowId, claim: { attempt, answer: 'awaited' } };
};

/**
 * The eight characters as a person types them: small letters, spaces and hyphens are no mistakes, and neither are 0 and
 * 8, which the alphabet does not have. Undefined when it cannot be a code, which costs no try.
 */
export const readShortCode = (typedText: string): string | undefined => {
  const code = typedText.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('0', 'O').replaceAll('8', 'B');
  return /^[A-Z2-7]{8}$/.test(code) ? code : undefined;
};

const ask = (state: AtGoogle, asking: Asking): ConnectState => ({ ...state, asking });

const closed = (goal: Goal): ConnectState => ({ at: 'failed', goal, failure: { code: 'window-closed' } });
