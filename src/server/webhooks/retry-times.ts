const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after each failed attempt. A host that is down over a weekend still hears everything on Monday. */
const waitsMs: readonly number[] = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** The longest that a host's own `Retry-After` is followed. */
const longestWishMs = 24 * hour;

/**
 * When to try again after `attempts` failed ones, in milliseconds from now; undefined when it is enough. Up to a tenth
 * later than the table says, so that what failed together is not retried together.
 */
export const retryAfterMs = (attempts: number, wishedSeconds: number | undefined, fraction: number): number | undefined => {
  const usual = waitsMs[attempts - 1];
  if (usual === undefined) return undefined;
  const wished = Math.min(longestWishMs, (wishedSeconds ?? 0) * second);
  return Math.max(wished, Math.floor(usual * (1 + fraction / 10)));
};
