import type { Random } from '../ports.ts';

const hour = 3_600_000;

/** A grant that nobody used for about a day is tried, so that its loss is noticed before mail is due. */
const checkEveryMs = 24 * hour;
/** Spread, so that thousands of mailboxes that were connected in one morning are not checked in one minute. */
const spreadMs = 4 * hour;

export const nextCheckAt = (now: number, random: Random): number => now + checkEveryMs + Math.floor(fractionOf(random) * spreadMs);

/** After trouble at Google a connection is tried again soon, so that "slow" does not stay on a page for a day. */
export const nextCheckAfterTrouble = (now: number, random: Random): number => now + 120_000 + Math.floor(fractionOf(random) * 120_000);

/** Between 0 and 1. */
export const fractionOf = (random: Random): number => {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
};
