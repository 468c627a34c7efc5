import { msg, str } from '@lit/localize';
import { timeOf } from '../shared/when.ts';

/** Times of what leaves: most of them lie ahead, and most of those tomorrow. */

const dayNumber = (at: Date): number => Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);

/** `today`, `tomorrow`, `Thu 5 March`. */
export const dayName = (at: Date, now: Date, tag: string): string => {
  const away = dayNumber(at) - dayNumber(now);
  if (away >= -1 && away <= 1) return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(away, 'day');
  return dateOf(at, now, tag);
};

/** `Thu 5 Mar`, and the year where it is another. */
export const dateOf = (at: Date, now: Date, tag: string): string =>
  new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }) }).format(at);

/** On a button: `Tomorrow 08:00`, `Monday 08:00`. */
export const presetName = (at: Date, now: Date, tag: string): string => {
  const day = dayNumber(at) - dayNumber(now) === 1 ? dayName(at, now, tag) : new Intl.DateTimeFormat(tag, { weekday: 'long' }).format(at);
  return `${capital(day)} ${new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(at)}`;
};

/** In a narrow column: `15:10` today, else `Tomorrow 08:00`. */
export const momentOf = (at: Date, now: Date, tag: string): string => {
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(at);
  return dayNumber(at) === dayNumber(now) ? time : `${capital(dayName(at, now, tag))} ${time}`;
};

/** In a sentence: `at 15:10`, `tomorrow at 08:00`. */
export const momentIn = (at: Date, now: Date, tag: string): string =>
  dayNumber(at) === dayNumber(now) ? msg(str`at ${timeOf(at, tag)}`) : msg(str`${dayName(at, now, tag)} at ${timeOf(at, tag)}`);

export const capital = (words: string): string => words.slice(0, 1).toLocaleUpperCase() + words.slice(1);

/** A wall time as a date that shows it, whatever zone the page is in. */
export const shownWall = (wall: string): Date => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = wall.split(/[-T:]/).map(Number);
  return new Date(year, month - 1, day, hour, minute);
};
