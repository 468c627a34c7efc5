import * as z from 'zod/mini';
import {
  capability,
  decode,
  finishCode,
  identifier,
  intentSchema,
  tripKey,
  type DecodeFailure,
  type Outcome,
} from '../contract/index.ts';
import type { SessionStore } from './browser-page.ts';
import type { Goal } from './connect-state.ts';

/**
 * What this tab keeps in `sessionStorage` about attempts. A *trip* lets the whole tab go to Google and come back: it holds
 * the verifier, for one trip, and is deleted before anything else happens. A *trace* of an open window holds no secret: after
 * a reload it tells that there was an attempt, so that the page can say that it ended.
 */
const goalSchema = z.object({ intent: intentSchema, capabilities: z.readonly(z.array(capability)) });

const tripSchema = z.object({
  verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
  path: z.string(),
  goal: goalSchema,
  service: z.string(),
  finish: z.optional(finishCode),
  ended: z.optional(z.enum(['denied', 'expired', 'failed'])),
});
export type Trip = z.infer<typeof tripSchema>;

const traceSchema = z.object({ goal: goalSchema, service: z.string() });

const traceKey = (flowId: string): string => `gck-open-${flowId}`;

/** False where the browser does not keep it: then the trip must not begin. */
export const keepTrip = (store: SessionStore | undefined, flowId: string, trip: Trip): boolean =>
  keep(store, tripKey(flowId), trip);

export const keepTrace = (store: SessionStore | undefined, flowId: string, goal: Goal, service: string): void => {
  keep(store, traceKey(flowId), { goal, service });
};

export const forgetTraces = (store: SessionStore | undefined, flowId: string): void => {
  try {
    store?.removeItem(tripKey(flowId));
    store?.removeItem(traceKey(flowId));
  } catch {
    // Nothing was kept where nothing may be removed.
  }
};

interface Search {
  readonly service: string;
  /** A flow that an element of this document attends to is left where it is. */
  readonly isAttended: (flowId: string) => boolean;
}

/** Takes the trip that came back to this page. It is gone from the storage when this returns. */
export const takeTrip = (
  store: SessionStore | undefined,
  search: Search,
): { readonly flowId: string; readonly found: Trip } | undefined =>
  take(store, tripKey(''), (input) => decode(tripSchema, input), search);

export const takeTrace = (store: SessionStore | undefined, search: Search): { readonly goal: Goal } | undefined =>
  take(store, traceKey(''), (input) => decode(traceSchema, input), search)?.found;

const keep = (store: SessionStore | undefined, key: string, value: unknown): boolean => {
  try {
    store?.setItem(key, JSON.stringify(value));
    return store !== undefined;
  } catch {
    return false; // Full, or forbidden.
  }
};

const take = <T extends { readonly service: string }>(
  store: SessionStore | undefined,
  prefix: string,
  read: (input: unknown) => Outcome<T, DecodeFailure>,
  { service, isAttended }: Search,
): { readonly flowId: string; readonly found: T } | undefined => {
  if (!store) return undefined;
  try {
    for (let index = store.length - 1; index >= 0; index -= 1) {
      const key = store.key(index);
      const flowId = decode(identifier, key?.startsWith(prefix) ? key.slice(prefix.length) : undefined);
      if (!key || !flowId.ok || isAttended(flowId.value)) continue;
      const decoded = read(parse(store.getItem(key)));
      // Another element's attempt at another service is not ours to take. What cannot be read is nobody's.
      if (decoded.ok && decoded.value.service !== service) continue;
      store.removeItem(key);
      if (decoded.ok) return { flowId: flowId.value, found: decoded.value };
    }
  } catch {
    // Forbidden: then nothing was kept either.
  }
  return undefined;
};

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};
