/**
 * When a mailbox is tried again after Gmail did not answer, or asked to slow down. The waits double from a few seconds;
 * the longest is short enough that a mailbox recovers soon after Google does.
 */
const second = 1_000;
const minute = 60 * second;

const firstWaitMs = 5 * second;
const longestWaitMs = 10 * minute;
/** Google's own times have been wrong: in the past, or moved on at each try. Nobody is believed for longer than this. */
const longestBelievedMs = 60 * minute;

export interface Trouble {
  /** How many polls in a row have failed, this one included. */
  readonly failures: number;
  /** The time that Google named. */
  readonly retryAt: number | undefined;
}

/** `fraction` from 0 to 1 spreads mailboxes that met the same trouble in the same moment. */
export const tryAgainAt = ({ failures, retryAt }: Trouble, now: number, fraction: number): number => {
  const doubled = firstWaitMs * 2 ** Math.min(failures - 1, 20);
  const wait = Math.min(doubled, longestWaitMs) * (0.75 + fraction / 4);
  const named = retryAt === undefined ? 0 : Math.min(retryAt - now, longestBelievedMs);
  return now + Math.ceil(Math.max(wait, named));
};

/** A mail that could not be handled is tried again after these times, then passed over. */
const mailWaitsMs = [1 * minute, 5 * minute, 30 * minute, 120 * minute];
/** What was in hand at the first death nobody knows; a mail that was in hand at two more has killed three processes. */
const mostDeaths = 2;

/** Undefined: it is passed over. */
export const tryMailAgainAt = ({ tries, deaths }: { readonly tries: number; readonly deaths: number }, now: number): number | undefined => {
  const wait = mailWaitsMs[Math.max(tries + deaths - 1, 0)];
  return wait === undefined || deaths >= mostDeaths ? undefined : now + wait;
};
