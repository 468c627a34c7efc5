import type { Clock } from '../ports.ts';

/** A token bucket: as many tokens as requests are left, refilled evenly. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export type Taken =
  | { readonly taken: true; readonly bucket: Bucket }
  | { readonly taken: false; readonly bucket: Bucket; readonly retryAfterSeconds: number };

/** Takes one token at `now`, from a bucket that holds `perMinute` and gains as many in a minute. */
export const takeToken = (bucket: Bucket | undefined, perMinute: number, now: number): Taken => {
  const perMillisecond = perMinute / 60_000;
  const elapsed = bucket === undefined ? 0 : Math.max(0, now - bucket.at);
  const tokens = bucket === undefined ? perMinute : Math.min(perMinute, bucket.tokens + elapsed * perMillisecond);
  if (tokens >= 1) return { taken: true, bucket: { tokens: tokens - 1, at: now } };
  const retryAfterSeconds = Math.max(1, Math.ceil((1 - tokens) / perMillisecond / 1000));
  return { taken: false, bucket: { tokens, at: now }, retryAfterSeconds };
};

export interface RateLimiter {
  /** Undefined when the request may go on, else after how many seconds it is worth asking again. */
  take(key: string, perMinute: number): number | undefined;
}

/** More buckets than busy clients; each takes about a hundred bytes. */
const mostBuckets = 50_000;

/**
 * Counts in the memory of one process: behind a balancer each process allows its own share. When there are too many
 * buckets the one that was not asked for longest goes; it is the fullest of them all.
 */
export const createRateLimiter = (clock: Clock, most = mostBuckets): RateLimiter => {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, perMinute) {
      const result = takeToken(buckets.get(key), perMinute, clock.now());
      // Set anew, so that the map's order is the order of last use.
      buckets.delete(key);
      buckets.set(key, result.bucket);
      if (buckets.size > most) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return result.taken ? undefined : result.retryAfterSeconds;
    },
  };
};
