import { cacheVersion, openCacheDatabase, type CacheDatabase } from '../cache/open-database.ts';
import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { LimitsCache, Reading, SavedLimits } from './limits-cache.ts';
import { decodeLimits } from './limits-shapes.ts';

/** One row per person in IndexedDB where the browser allows it, else not at all: the numbers are at the service. */
export const createIdbLimitsCache = (open: () => Promise<CacheDatabase> = openCacheDatabase): LimitsCache => {
  let database: Promise<CacheDatabase | undefined> | undefined;
  // Private windows, blocked storage, a full disk: the meter works without, so no failure leaves this file.
  const within = async <T>(use: (database: CacheDatabase) => Promise<T>): Promise<T | undefined> => {
    try {
      const opened = await (database ??= open().catch(() => undefined));
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  };

  return {
    read: (userKey) =>
      within(async (opened) => {
        const { store, done } = opened.transaction('limits', 'readwrite');
        const keys = await store.getAllKeys();
        await Promise.all(keys.filter((key) => key !== userKey).map((key) => store.delete(key)));
        const value: unknown = await store.get(userKey);
        await done;
        return decodeSaved(value);
      }),
    write: async (userKey, saved) => {
      await within(async (opened) => {
        const { store, done } = opened.transaction('limits', 'readwrite');
        await Promise.all([store.put({ version: cacheVersion, ...saved }, userKey), done]);
      });
    },
  };
};

const decodeSaved = (stored: unknown): SavedLimits | undefined => {
  const { version, view, readings } = fieldsOf(stored);
  if (version !== cacheVersion || !Array.isArray(readings)) return undefined;
  const decoded = decodeAnswer('connectionsView', view);
  return { view: decoded.ok ? decoded.value : undefined, readings: readings.flatMap((each: unknown) => decodeReading(each) ?? []) };
};

/** Also what other tabs tell. */
export const decodeReading = (value: unknown): Reading | undefined => {
  const { heardAt, limits } = fieldsOf(value);
  const decoded = decodeLimits(limits);
  return decoded && typeof heardAt === 'number' ? { limits: decoded, heardAt } : undefined;
};
