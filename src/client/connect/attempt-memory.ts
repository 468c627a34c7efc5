import type { OpenedWindow } from '../page/browser-page.ts';
import type { ConnectState } from './connect-state.ts';

/** What a flow needs and no state, event or storage may hold. It dies with the document. */
export interface RememberedFlow {
  readonly verifier: string;
  /** When the start addresses end, by this computer's clock. */
  readonly ticketsEndAt: number;
  finishCode?: string;
  window?: OpenedWindow;
  /** The person was asked about this window once; the browser's word is not worth more. */
  askedWhetherClosed?: boolean;
}

export interface Parked {
  readonly serviceOrigin: string | undefined;
  readonly flowId: string;
  readonly state: ConnectState;
}

/**
 * The memory of the module, not of an element: an element that a router takes away and makes anew in the same document
 * goes on where the old one stood.
 */
export interface AttemptMemory {
  readonly flows: Map<string, RememberedFlow>;
  park(parked: Parked): void;
  /** The state of an attempt that no element attends to: a certain one, or any at this service. */
  takeParked(serviceOrigin: string | undefined, flowId?: string): ConnectState | undefined;
}

export const createAttemptMemory = (): AttemptMemory => {
  const flows = new Map<string, RememberedFlow>();
  let waiting: readonly Parked[] = [];
  return {
    flows,
    park: (parked) => {
      waiting = [...waiting, parked];
    },
    takeParked: (serviceOrigin, flowId) => {
      waiting = waiting.filter((parked) => flows.has(parked.flowId));
      const found = waiting.find(
        (parked) => parked.serviceOrigin === serviceOrigin && (flowId === undefined || parked.flowId === flowId),
      );
      waiting = waiting.filter((parked) => parked !== found);
      return found?.state;
    },
  };
};

export const pageMemory = createAttemptMemory();
