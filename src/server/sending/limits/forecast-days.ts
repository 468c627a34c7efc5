import { firstInstantOf } from '../schedule/instants-of.ts';
import { toWallDate } from '../schedule/wall-time.ts';
import { wallAt, type ZoneRules } from '../schedule/zone-rules.ts';
import type { Departure } from './forecast.ts';

/** The mails that leave on one day of the sender's calendar. */
export interface DayOfDepartures {
  /** `2026-11-23`, in the sender's zone. */
  readonly date: string;
  readonly mails: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

const day = 24 * 60 * 60_000;

/** "120 today 14:05 to 15:20, 60 tomorrow from 08:00", as data. The departures come in order of time, all or some of them. */
export const daysOf = (departures: readonly Departure[], rules: ZoneRules, zone: string): DayOfDepartures[] => {
  const days: DayOfDepartures[] = [];
  for (let start = 0, end = 0; start < departures.length; start = end) {
    const firstAt = departures[start]?.leavesAt ?? 0;
    const wall = wallAt(rules, zone, firstAt);
    const endsAt = firstInstantOf(rules, zone, (Math.floor(wall / day) + 1) * day);
    while (end < departures.length && (departures[end]?.leavesAt ?? endsAt) < endsAt) end += 1;
    days.push({ date: toWallDate(wall), mails: end - start, firstAt, lastAt: departures[end - 1]?.leavesAt ?? firstAt });
  }
  return days;
};
