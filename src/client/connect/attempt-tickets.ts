import type { PreparedFlow } from '../../contract/index.ts';
import type { ConnectInput } from './connect-input.ts';
import type { Attempt, ConnectState } from './connect-state.ts';

/** The address that a click opens now, with the flow it belongs to; undefined while there is none. */
export const openable = (state: ConnectState): { readonly flow: PreparedFlow; readonly url: string } | undefined => {
  switch (state.at) {
    case 'before-google':
      return state.preparation.kind === 'ready' ? ticket(state.preparation.flow, 0) : undefined;
    case 'window-blocked':
    case 'at-google': {
      const { flow, ticketsUsed, next } = state.attempt;
      if (ticketsUsed < 2) return ticket(flow, ticketsUsed === 0 ? 0 : 1);
      return next?.kind === 'ready' ? ticket(next.flow, 0) : undefined;
    }
    default:
      return undefined;
  }
};

const ticket = (flow: PreparedFlow, index: 0 | 1): { flow: PreparedFlow; url: string } => ({
  flow,
  url: flow.startUrls[index],
});

/**
 * The attempt after its next ticket was used. The service forgets what the first ticket made as soon as the second is
 * used, so nothing that was heard of it holds any more. The same attempt when the flow has no ticket to use.
 */
export const useTicket = (attempt: Attempt, flowId: string): Attempt => {
  const { flow, ticketsUsed, next } = attempt;
  if (flow.flowId === flowId && ticketsUsed < 2) {
    return ticketsUsed === 0
      ? { flow, ticketsUsed: 1, status: undefined }
      : { flow, ticketsUsed: 2, status: undefined, next: { kind: 'preparing' } };
  }
  if (next?.kind === 'ready' && next.flow.flowId === flowId) {
    return { flow: next.flow, ticketsUsed: 1, status: undefined };
  }
  return attempt;
};

/** What is heard, or asked, of the tickets of an attempt under way. The same attempt when it is none of their business. */
export const withTickets = (attempt: Attempt, input: ConnectInput): Attempt => {
  const { flow, ticketsUsed, next } = attempt;
  const renew: Attempt = { ...attempt, ticketsUsed: 2, next: { kind: 'preparing' } };
  if ('do' in input) return input.do === 'open-google-again' && next?.kind === 'failed' ? renew : attempt;
  switch (input.heard) {
    case 'prepared':
      return next?.kind === 'preparing' ? { ...attempt, next: { kind: 'ready', flow: input.flow } } : attempt;
    case 'prepare-failed':
      return next?.kind === 'preparing' ? { ...attempt, next: { kind: 'failed', failure: input.failure } } : attempt;
    case 'tickets-expired': {
      const ownTooOld = input.flowId === flow.flowId && ticketsUsed < 2;
      const nextTooOld = next?.kind === 'ready' && input.flowId === next.flow.flowId;
      return ownTooOld || nextTooOld ? renew : attempt;
    }
    case 'trip-refused':
      return input.flowId === flow.flowId && flow.returnPage
        ? { ...attempt, flow: { ...flow, returnPage: false } }
        : attempt;
    default:
      return attempt;
  }
};
