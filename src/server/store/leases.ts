/** How far the clocks of two processes may be apart: whoever waits for another's lease waits that much longer. */
export const clocksApartMs = 10_000;

/** What a database may take beside Google. */
const databaseTakesMs = 5_000;

/** The lease of one call to Google, in milliseconds, as others see it. */
export const callLeaseMs = (googleTimeoutMs: number): number => googleTimeoutMs + databaseTakesMs + clocksApartMs;

/**
 * The lease of a claim, as others see it: keys, exchange and profile may each take Google's whole time limit, and storing
 * may have to wait for a withdrawal of the same Google account.
 */
export const claimLeaseMs = (googleTimeoutMs: number): number =>
  3 * googleTimeoutMs + callLeaseMs(googleTimeoutMs) + databaseTakesMs + clocksApartMs;
