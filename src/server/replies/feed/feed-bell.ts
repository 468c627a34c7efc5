import type { Owner } from '../../store/connections.ts';

/**
 * Tells this process that something changed in a user's feed: whoever waits looks at the database, where the truth is. A
 * ring that nobody hears is lost, and nothing with it.
 */
export interface FeedBell {
  ring(owner: Owner): void;
  /** Something changed that no user's feed shows. */
  ringAll(): void;
  /** Resolves at the next ring for this user, or when the signal is aborted. */
  next(owner: Owner, signal: AbortSignal): Promise<void>;
  /** Takes a place among those who listen for this user, until it is given back or the signal is aborted. */
  enter(owner: Owner, signal: AbortSignal): () => void;
  /** How many listen for this user now, whether they wait or are slow to read. */
  count(owner: Owner): number;
  /** Whose rings somebody waits for now. */
  waitingFor(): readonly Owner[];
  /** Calls back at every ring, whoever it is for. */
  onAnyRing(listener: () => void): void;
  /** The service stops: every wait ends, and none begins. */
  close(): void;
  readonly closed: AbortSignal;
}

export const createFeedBell = (): FeedBell => {
  const waiting = new Map<string, { readonly owner: Owner; readonly resolves: Set<() => void> }>();
  const places = new Map<string, Set<symbol>>();
  const listeners: (() => void)[] = [];
  const closing = new AbortController();
  return {
    ring(owner) {
      for (const resolve of waiting.get(keyOf(owner))?.resolves ?? []) resolve();
      for (const listener of listeners) listener();
    },
    ringAll() {
      for (const listener of listeners) listener();
    },
    next(owner, unwanted) {
      const signal = AbortSignal.any([unwanted, closing.signal]);
      const key = keyOf(owner);
      return new Promise((resolve) => {
        const place = waiting.get(key) ?? { owner, resolves: new Set() };
        waiting.set(key, place);
        const end = (): void => {
          place.resolves.delete(end);
          if (place.resolves.size === 0) waiting.delete(key);
          signal.removeEventListener('abort', end);
          resolve();
        };
        place.resolves.add(end);
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
    },
    enter(owner, signal) {
      const key = keyOf(owner);
      const mine = Symbol(key);
      const taken = places.get(key) ?? new Set();
      places.set(key, taken.add(mine));
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        taken.delete(mine);
        if (taken.size === 0 && places.get(key) === taken) places.delete(key);
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave);
      return leave;
    },
    count: (owner) => places.get(keyOf(owner))?.size ?? 0,
    waitingFor: () => [...waiting.values()].map(({ owner }) => owner),
    onAnyRing(listener) {
      listeners.push(listener);
    },
    close: () => closing.abort(),
    closed: closing.signal,
  };
};

/** JSON keeps the parts apart: no choice of names makes one user another. */
const keyOf = ({ tenant, org, user }: Owner): string => JSON.stringify([tenant, org, user]);
