import { tripKey } from '../../contract/flow-names.ts';
import type { WindowMessage } from '../../contract/index.ts';
import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { SessionStore } from '../page/browser-page.ts';
import { readWindowMessage } from '../windows/read-window-message.ts';
import type { Goal } from './connect-state.ts';

/**
 * What this tab keeps in `sessionStorage` about attempts. A *trip* lets the whole tab go to Google and come back: it holds
 * the verifier, for one trip, and is deleted before anything else happens. A *trace* of an open window holds no secret: to
 * the page that comes after, it tells that there was an attempt, so that it can say that it ended.
 */
interface Kept {
  /** Origin of the service: an element takes back only what belongs to its own. */
  readonly service: string;
  readonly goal: Goal;
}

export interface Trace extends Kept {
  /** The page went from this tab. A copy of the tab finds its trace without: there the attempt may go on in the first. */
  readonly left: boolean;
}

export interface Trip extends Kept {
  readonly verifier: string;
  readonly path: string;
}

export interface Recalled {
  readonly flowId: string;
  readonly goal: Goal;
  /** Nobody else attends to it: the page that did, in this very tab, is gone. */
  readonly wasLeft: boolean;
  /** What the return page added, with the verifier that it can be claimed with. */
  readonly back: { readonly verifier: string; readonly message: WindowMessage } | undefined;
}

interface Search {
  readonly service: string;
  /** A flow that an element of this document attends to is left where it is. */
  readonly isAttended: (flowId: string) => boolean;
}

const traceKey = (flowId: string): string => `gck-open-${flowId}`;

/** False where the browser does not keep it: then the trip must not begin. */
export const keepTrip = (store: SessionStore | undefined, flowId: string, trip: Trip): boolean =>
  keep(store, tripKey(flowId), trip);

export const keepTrace = (store: SessionStore | undefined, flowId: string, trace: Trace): boolean =>
  keep(store, traceKey(flowId), trace);

const keep = (store: SessionStore | undefined, key: string, value: unknown): boolean => {
  try {
    store?.setItem(key, JSON.stringify(value));
    return store !== undefined;
  } catch {
    return false; // Full, or forbidden.
  }
};

export const forgetTraces = (store: SessionStore | undefined, flowId: string): void => {
  try {
    store?.removeItem(tripKey(flowId));
    store?.removeItem(traceKey(flowId));
  } catch {
    // Nothing was kept where nothing may be removed.
  }
};

/** Takes what this tab knew of an attempt when the page was loaded. It is gone from the storage when this returns. */
export const recallAttempt = (store: SessionStore | undefined, search: Search): Recalled | undefined => {
  try {
    return store && (take(store, tripKey(''), search) ?? take(store, traceKey(''), search));
  } catch {
    return undefined; // Forbidden: then nothing was kept either.
  }
};

const take = (store: SessionStore, prefix: string, { service, isAttended }: Search): Recalled | undefined => {
  for (let index = store.length - 1; index >= 0; index -= 1) {
    const key = store.key(index);
    if (!key?.startsWith(prefix)) continue;
    const flowId = key.slice(prefix.length);
    if (isAttended(flowId)) continue;
    const kept = fieldsOf(parse(store.getItem(key)));
    const goal = decodeGoal(kept['goal']);
    // Another element's attempt at another service is not ours to take. What cannot be read is nobody's.
    if (goal && kept['service'] !== service) continue;
    forgetTraces(store, flowId);
    if (goal) return { flowId, goal, wasLeft: 'verifier' in kept || kept['left'] === true, back: decodeBack(flowId, kept) };
  }
  return undefined;
};

const decodeBack = (flowId: string, { verifier, finish, ended }: Readonly<Record<string, unknown>>): Recalled['back'] => {
  const message = readWindowMessage({ gck: finish ? 'finish' : 'ended', flowId, finishCode: finish, ended });
  return message && typeof verifier === 'string' ? { verifier, message } : undefined;
};

const decodeGoal = (input: unknown): Goal | undefined => {
  const { intent, capabilities } = fieldsOf(input);
  const decoded = decodeAnswer('intent', intent);
  if (!decoded.ok || !Array.isArray(capabilities)) return undefined;
  return { intent: decoded.value, capabilities: (['send', 'read'] as const).filter((each) => capabilities.includes(each)) };
};

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // Not written by us, or not whole.
  }
};
