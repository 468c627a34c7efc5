import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { ConnectionsCache, SavedView } from './connections-cache.ts';

/** Of one person alone; another shape of what is saved gets another name. */
export const storedName = 'gck-connections';

type Kept = SavedView & { readonly userKey: string };

/** In `localStorage`, which answers before anything is painted, where the browser allows it, else in memory for as long as the page lives. */
export const createStoredCache = (store: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage): ConnectionsCache => {
  let memory: Kept | undefined;
  // Private windows, blocked storage, a full disk: the page works without, so no failure leaves this file.
  const within = <T>(use: (stored: ReturnType<typeof store>) => T): T | undefined => {
    try {
      return use(store());
    } catch {
      return undefined;
    }
  };

  return {
    read: (userKey) => {
      const kept = within((stored) => decodeKept(JSON.parse(stored.getItem(storedName) ?? ''))) ?? memory;
      if (kept?.userKey === userKey) return kept;
      memory = undefined;
      within((stored) => stored.removeItem(storedName));
      return undefined;
    },
    write: (userKey, saved) => {
      memory = { userKey, ...saved };
      within((stored) => stored.setItem(storedName, JSON.stringify(memory)));
    },
  };
};

const decodeKept = (stored: unknown): Kept | undefined => {
  const { userKey, savedAt, view } = fieldsOf(stored);
  const decoded = decodeAnswer('connectionsView', view);
  return decoded.ok && typeof userKey === 'string' && typeof savedAt === 'number' ? { userKey, view: decoded.value, savedAt } : undefined;
};
