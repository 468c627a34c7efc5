import type { ConnectState, Goal } from './connect-state.ts';

/**
 * What goes on for exactly as long as a state lasts. A job is plain data: one that two states in a row ask for in the same
 * words goes on undisturbed, one that is not asked for any more is stopped.
 */
export type ConnectJob =
  | { readonly job: 'prepare'; readonly goal: Goal }
  /** Says when the tickets of this flow are too old, once the page is visible. */
  | { readonly job: 'expire-tickets'; readonly flowId: string }
  /** For the document that comes after this one; `finished`: what the window brought is on its way to the service. */
  | { readonly job: 'leave-trace'; readonly flowId: string; readonly goal: Goal; readonly finished: boolean }
  /** Window messages and the return page's channel. */
  | { readonly job: 'listen'; readonly flowId: string }
  | { readonly job: 'poll'; readonly flowId: string }
  /** `window` is the ticket it was opened with: the browser is believed, as little as it is, once for each. */
  | { readonly job: 'watch-window'; readonly flowId: string; readonly window: number }
  | { readonly job: 'wait-a-minute'; readonly flowId: string; readonly window: number }
  | { readonly job: 'miss-finish'; readonly flowId: string }
  | { readonly job: 'claim'; readonly flowId: string }
  | { readonly job: 'await-return'; readonly flowId: string };

export const jobsOf = (state: ConnectState): readonly ConnectJob[] => {
  switch (state.at) {
    case 'before-google':
      if (state.preparation.kind === 'preparing') return [{ job: 'prepare', goal: state.goal }];
      return state.preparation.kind === 'ready'
        ? [{ job: 'expire-tickets', flowId: state.preparation.flow.flowId }]
        : [];
    case 'window-blocked':
    case 'at-google':
      return duringAttempt(state);
    case 'leaving':
      return [{ job: 'await-return', flowId: state.attempt.flow.flowId }];
    case 'claiming': {
      const { flowId, claim, goal } = state;
      const jobs: ConnectJob[] = [{ job: 'claim', flowId }];
      // A second finish page speaks again and is answered, so that it closes too.
      if (claim.attempt) jobs.push({ job: 'listen', flowId }, { job: 'leave-trace', flowId, goal, finished: true });
      if (claim.answer === 'lost') jobs.push({ job: 'poll', flowId });
      return jobs;
    }
    default:
      return [];
  }
};

const duringAttempt = (state: Extract<ConnectState, { at: 'window-blocked' | 'at-google' }>): readonly ConnectJob[] => {
  const { flow, ticketsUsed, status, next } = state.attempt;
  const { flowId } = flow;
  const jobs: ConnectJob[] = [
    { job: 'listen', flowId },
    { job: 'poll', flowId },
  ];
  if (ticketsUsed < 2) jobs.push({ job: 'expire-tickets', flowId });
  if (next?.kind === 'preparing') jobs.push({ job: 'prepare', goal: state.goal });
  if (next?.kind === 'ready') jobs.push({ job: 'expire-tickets', flowId: next.flow.flowId });
  if (state.at === 'window-blocked') return jobs;
  jobs.push({ job: 'leave-trace', flowId, goal: state.goal, finished: false });
  const answered = status === 'awaiting-claim' || status === 'connecting';
  if (state.asking.kind === 'nothing' && !answered) {
    jobs.push({ job: 'watch-window', flowId, window: ticketsUsed });
    jobs.push({ job: 'wait-a-minute', flowId, window: ticketsUsed });
  }
  if (state.asking.kind !== 'code' && status === 'awaiting-claim') jobs.push({ job: 'miss-finish', flowId });
  return jobs;
};
