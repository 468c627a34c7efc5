import { pageClock, type Clock } from '../page/clock.ts';
import { openCacheDatabase, type CacheDatabase } from './open-database.ts';

const waitsMs = 2_000;

/** An earlier version that a sleeping tab holds open lets nobody in, and some browsers forget to answer: who waited in vain does without. */
export const openInTime = async (clock: Clock = pageClock, open: () => Promise<CacheDatabase> = openCacheDatabase): Promise<CacheDatabase> => {
  const opened = new AbortController();
  const waited = clock.sleep(waitsMs, opened.signal).then(() => {
    throw new TypeError('Failed to open: no answer');
  });
  try {
    // Forbidden storage throws at once, and `waited` must be heard all the same.
    return await Promise.race([Promise.resolve().then(open), waited]);
  } finally {
    opened.abort();
  }
};
