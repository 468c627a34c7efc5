import type { PollSettings } from '../../settings/settings.ts';
import { clocksApartMs } from '../../store/leases.ts';

const second = 1_000;
const day = 86_400 * second;

/** How long others wait for a process that does not say that its poll goes on. Their clocks may be ahead. */
export const leaseMs = 5 * second + clocksApartMs;

/**
 * A mailbox is polled this much before its bound is over: a process that dies in a poll leaves the mailbox to its lease,
 * and whoever comes then has a few seconds to keep the bound all the same.
 */
const spareMs = leaseMs + 5 * second;

/** What decides how often Gmail is asked about a mailbox. */
export interface Pace {
  readonly lastSentAt: number | undefined;
  /** Until when Gmail tells of changes by itself. */
  readonly watchEndsAt: number | undefined;
}

/**
 * The time within which a reply is found, in seconds, as people are told it: answers come soonest to mail that was sent
 * today. A watch counts while it lasts longer than the time that it would allow.
 */
export const boundSeconds = (settings: PollSettings, { lastSentAt, watchEndsAt }: Pace, now: number): number => {
  if (lastSentAt !== undefined && now - lastSentAt < day) return settings.activeSeconds;
  const watched = watchEndsAt !== undefined && watchEndsAt >= now + settings.idleWithPushSeconds * second;
  return watched ? settings.idleWithPushSeconds : settings.idleSeconds;
};

/** When a mailbox that was polled at `now` is polled again, if nothing calls before. */
export const nextPollAt = (settings: PollSettings, pace: Pace, now: number): number => {
  const bound = boundSeconds(settings, pace, now) * second;
  return now + Math.max(bound - spareMs, Math.ceil(bound / 2));
};
