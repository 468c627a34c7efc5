const minute = 60_000;

/** How long things of a flow last, in milliseconds. */
export const ticketLasts = 10 * minute;
/** From the first ticket that was used. */
export const flowLasts = 15 * minute;
/** Google's own codes last ten minutes; ours waits for its claim half as long. */
export const codeLasts = 5 * minute;
/** An ended flow still tells how it ended, then it is forgotten. */
export const endedFlowLasts = 24 * 60 * minute;
/** How long Google is asked to withdraw a grant before it is given up. */
export const withdrawalLasts = 24 * 60 * minute;
/** A withdrawal that was given up is shown that long, unless the person connects again. */
export const givenUpLasts = 30 * 24 * 60 * minute;

export const triesPerFlow = 3;

/** How far the clocks of two processes may be apart: whoever waits for another's lease waits that much longer. */
export const clocksApart = 10_000;

/** What a database may take beside Google. */
const databaseTakes = 5_000;

/** The lease of one call to Google, as others see it. */
export const callLeaseMs = (googleTimeoutMs: number): number => googleTimeoutMs + databaseTakes + clocksApart;
/**
 * The lease of a claim, as others see it: keys, exchange and profile may each take Google's whole time limit, and storing
 * may have to wait for a withdrawal of the same Google account.
 */
export const claimLeaseMs = (googleTimeoutMs: number): number =>
  3 * googleTimeoutMs + callLeaseMs(googleTimeoutMs) + databaseTakes + clocksApart;
