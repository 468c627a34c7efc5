import { firstInstantOf } from './instants-of.ts';
import type { SendWindow } from './send-window.ts';
import { wallAt, type ZoneRules } from './zone-rules.ts';

/** A stretch of time in which mail may leave: from `opensAt` on, before `closesAt`. Milliseconds since 1970 UTC. */
export interface Opening {
  readonly opensAt: number;
  readonly closesAt: number;
}

const day = 24 * 60 * 60_000;
const minute = 60_000;

/** A window open on one day of the week may lose one week's opening to a change of clocks, so two weeks are enough. */
const daysToLook = 15;

/**
 * The opening that holds an instant, else the next one after it. There is at most one a day: it begins when the day's clock
 * first shows `fromMinute` or more, and ends when it first shows `untilMinute` or more. So an hour that does not exist makes
 * it shorter, an hour that occurs twice within makes it longer, and one that a gap swallows whole is left out.
 */
export const nextOpening = (rules: ZoneRules, window: SendWindow, at: number): Opening => {
  const today = Math.floor(wallAt(rules, window.zone, at) / day);
  for (let date = today; date <= today + daysToLook; date += 1) {
    if (!window.days.some((weekday) => weekday === weekdayOf(date))) continue;
    const closesAt = firstInstantOf(rules, window.zone, date * day + window.untilMinute * minute);
    if (closesAt <= at) continue;
    const opensAt = firstInstantOf(rules, window.zone, date * day + window.fromMinute * minute);
    if (opensAt < closesAt) return { opensAt, closesAt };
  }
  throw new TypeError('Failed to find the next opening: the window has no day');
};

/** Of a day counted from 1 January 1970, which was a Thursday. */
const weekdayOf = (date: number): number => ((((date + 3) % 7) + 7) % 7) + 1;

/** The instant from which a window, or none, lets a mail leave that is ready at `at`. */
export const opensFor = (rules: ZoneRules, window: SendWindow | undefined, at: number): number =>
  window === undefined ? at : Math.max(at, nextOpening(rules, window, at).opensAt);
