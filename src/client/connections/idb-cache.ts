import { cacheVersion, type CacheDatabase } from '../cache/open-database.ts';
import { openInTime } from '../cache/open-in-time.ts';
import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { ConnectionsCache, SavedView } from './connections-cache.ts';

/** One row per person, in IndexedDB where the browser allows it, else in memory for as long as the page lives. */
export const createIdbCache = (open: () => Promise<CacheDatabase> = () => openInTime()): ConnectionsCache => {
  const memory = new Map<string, SavedView>();
  let database: Promise<CacheDatabase | undefined> | undefined;
  // Private windows, blocked storage, a full disk: the page works without, so no failure leaves this file.
  const within = async <T>(use: (database: CacheDatabase) => Promise<T>): Promise<T | undefined> => {
    try {
      const opened = await (database ??= open().catch(() => undefined));
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  };

  return {
    read: async (userKey) => {
      for (const key of memory.keys()) if (key !== userKey) memory.delete(key);
      const stored = await within(async (opened) => {
        const { store, done } = opened.transaction('connections', 'readwrite');
        const keys = await store.getAllKeys();
        await Promise.all(keys.filter((key) => key !== userKey).map((key) => store.delete(key)));
        const value: unknown = await store.get(userKey);
        await done;
        return value;
      });
      return decodeSaved(stored) ?? memory.get(userKey);
    },
    write: async (userKey, saved) => {
      memory.set(userKey, saved);
      await within(async (opened) => {
        const { store, done } = opened.transaction('connections', 'readwrite');
        await Promise.all([store.put({ version: cacheVersion, ...saved }, userKey), done]);
      });
    },
  };
};

const decodeSaved = (stored: unknown): SavedView | undefined => {
  const { version: writtenBy, savedAt, view } = fieldsOf(stored);
  const decoded = decodeAnswer('connectionsView', view);
  return decoded.ok && writtenBy === cacheVersion && typeof savedAt === 'number' ? { view: decoded.value, savedAt } : undefined;
};
