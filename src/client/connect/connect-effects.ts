import { readShortCode } from './at-google.ts';
import { openable } from './attempt-tickets.ts';
import type { ConnectFact } from './connect-fact.ts';
import type { ConnectInput } from './connect-input.ts';
import type { ConnectState, Goal } from './connect-state.ts';

/** What is to be done once, because of one input. What lasts as long as a state lasts is in `connect-jobs.ts`. */
export type ConnectEffect =
  /** Inside the very call that the click made, or the browser takes it for an advertisement. */
  | { readonly effect: 'open-window'; readonly flowId: string; readonly url: string }
  | { readonly effect: 'focus-window'; readonly flowId: string }
  | { readonly effect: 'leave'; readonly flowId: string; readonly url: string; readonly goal: Goal }
  /** The finish code, for the claim that follows. It is in no state. */
  | { readonly effect: 'keep-code'; readonly flowId: string; readonly code: string }
  /** Nothing more is expected of this flow: its window, verifier and traces go. `burn`: the service is told, too. */
  | { readonly effect: 'drop'; readonly flowId: string; readonly burn: boolean }
  /** After a lost answer: the service says that our claim was saved. */
  | { readonly effect: 'read-connection'; readonly flowId: string; readonly connectionId: string }
  | { readonly effect: 'tell'; readonly fact: ConnectFact };

/** What one step of `transition` asks for. */
export const effectsOf = (before: ConnectState, input: ConnectInput, after: ConnectState): readonly ConnectEffect[] => [
  ...asked(before, input),
  ...codes(before, input, after),
  ...dropped(before, input, after),
  ...facts(before, after).map((fact) => ({ effect: 'tell', fact }) as const),
];

const asked = (before: ConnectState, input: ConnectInput): readonly ConnectEffect[] => {
  if ('heard' in input) {
    const saved =
      before.at === 'claiming' &&
      before.claim.answer === 'lost' &&
      input.heard === 'status' &&
      input.flowId === before.flowId &&
      input.status.status === 'connected';
    return saved
      ? [{ effect: 'read-connection', flowId: before.flowId, connectionId: input.status.connectionId }]
      : [];
  }
  const open = openable(before);
  switch (input.do) {
    case 'open-google':
    case 'focus-google':
      // The second of two quick clicks: there is a window already.
      if (before.at === 'at-google') return [{ effect: 'focus-window', flowId: before.attempt.flow.flowId }];
      return open && input.do === 'open-google' ? [opening(open)] : [];
    case 'open-google-again':
      return open && before.at !== 'before-google' ? [opening(open)] : [];
    case 'continue-in-this-tab':
      return open?.flow.returnPage && (before.at === 'window-blocked' || before.at === 'at-google')
        ? [{ effect: 'leave', flowId: open.flow.flowId, url: open.url, goal: before.goal }]
        : [];
    default:
      return [];
  }
};

const opening = ({ flow, url }: NonNullable<ReturnType<typeof openable>>): ConnectEffect => ({
  effect: 'open-window',
  flowId: flow.flowId,
  url,
});

const codes = (before: ConnectState, input: ConnectInput, after: ConnectState): readonly ConnectEffect[] => {
  if (before.at === 'claiming' || after.at !== 'claiming') return [];
  const heard = 'heard' in input && (input.heard === 'finish' || input.heard === 'trip-finished');
  const code = heard ? input.code : 'do' in input && input.do === 'type-code' && readShortCode(input.code);
  return code ? [{ effect: 'keep-code', flowId: after.flowId, code }] : [];
};

const dropped = (before: ConnectState, input: ConnectInput, after: ConnectState): readonly ConnectEffect[] => {
  const kept = flowsOf(after);
  // What a person gives up, and what another window replaces, must not be completed later by anybody.
  const burn = 'do' in input || input.heard === 'window-opened' || input.heard === 'left';
  return flowsOf(before)
    .filter((flowId) => !kept.includes(flowId))
    .map((flowId) => ({ effect: 'drop', flowId, burn }));
};

/** Every flow that a state still counts on. */
export const flowsOf = (state: ConnectState): readonly string[] => {
  switch (state.at) {
    case 'before-google':
      return state.preparation.kind === 'ready' ? [state.preparation.flow.flowId] : [];
    case 'window-blocked':
    case 'at-google':
    case 'leaving': {
      const { flow, next } = state.attempt;
      return next?.kind === 'ready' ? [flow.flowId, next.flow.flowId] : [flow.flowId];
    }
    case 'claiming': {
      const next = state.claim.attempt?.next;
      return next?.kind === 'ready' ? [state.flowId, next.flow.flowId] : [state.flowId];
    }
    default:
      return [];
  }
};

const facts = (before: ConnectState, after: ConnectState): readonly ConnectFact[] => {
  if (before === after) return [];
  const flowId = flowsOf(before)[0];
  switch (after.at) {
    case 'at-google':
    case 'leaving': {
      const { flow } = after.attempt;
      const begins =
        before.at === 'before-google' ||
        ('attempt' in before && (before.attempt.ticketsUsed === 0 || before.attempt.flow.flowId !== flow.flowId));
      return begins ? [{ fact: 'started', flowId: flow.flowId }] : [];
    }
    case 'window-blocked':
      return before.at === 'window-blocked' ? [] : [{ fact: 'failed', flowId, code: 'window-blocked' }];
    case 'before-google':
      return after.preparation.kind === 'failed'
        ? [{ fact: 'failed', flowId: undefined, code: after.preparation.failure.code }]
        : [];
    case 'failed':
      return [{ fact: 'failed', flowId, code: after.failure.code }];
    case 'connected': {
      const { connection, withheld } = after;
      if (flowId === undefined) return [];
      return withheld.length === 0
        ? [{ fact: 'connected', flowId, connection }]
        : [{ fact: 'partially-connected', flowId, connection, withheld }];
    }
    default:
      return [];
  }
};
