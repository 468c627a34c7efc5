const hour = 3_600_000;

/** How long Google is asked to withdraw a grant before it is given up. */
export const withdrawalLastsMs = 24 * hour;
/** A withdrawal that was given up is shown that long, unless the person connects again. */
export const givenUpLastsMs = 30 * 24 * hour;

/** Doubles from half a minute to an hour, up to a quarter sooner, so that what failed together is not retried together. */
export const retryDelayMs = (attempts: number, fraction: number): number => {
  const full = Math.min(hour, 30_000 * 2 ** Math.min(attempts, 10));
  return full - Math.floor((full / 4) * fraction);
};
