import { allowedInTheEnd, lowerUntil } from './allowance.ts';
import type { RollingLimit } from './mailbox-limits.ts';

/** How a mailbox that never sent much begins: receivers and Google mistrust one that starts with a thousand mails. */
export interface SlowStart {
  readonly messagesOnFirstDay: number;
  /** How many more each day, counted in 24 hours from the start. */
  readonly growthPerDay: number;
}

const day = 24 * 60 * 60_000;

/** After as many days every mailbox has had its start, however slowly it grew. */
export const longestSlowStartDays = 60;

/** Lets a limit grow day by day from `startedAt` (milliseconds) until it is what it would be anyway. */
export const slowStart = (limit: RollingLimit, start: SlowStart, startedAt: number): RollingLimit => {
  const { messagesOnFirstDay, growthPerDay } = start;
  const goal = allowedInTheEnd(limit.allowance);
  const days = Math.min(longestSlowStartDays, Math.max(0, Math.ceil((goal - messagesOnFirstDay) / growthPerDay)));
  let { allowance } = limit;
  // From the last day to the first, each lowering what holds until its end.
  for (let index = days - 1; index >= 0; index -= 1) {
    allowance = lowerUntil(allowance, startedAt + (index + 1) * day, messagesOnFirstDay + index * growthPerDay, 'slow-start');
  }
  return { ...limit, allowance };
};
