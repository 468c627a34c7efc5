import type { When } from '../../contract/index.ts';

/** Times of day by the clocks of a zone, as the page reckons with them. Which of them exist is the service's to say. */

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const options = { timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', options);
  formats.set(zone, format);
  return format;
};

/** `2026-03-29T02:30`: what the clocks of the zone show at that instant. */
export const wallOf = (instant: number, zone: string): string => {
  const parts = Object.fromEntries(formatIn(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
};

/** The same instant as a person would choose it; where the clocks show that time twice, which of the two is said, too. */
export const whenAt = (instant: number, zone: string): When => {
  const wall = wallOf(instant, zone);
  const shows = (minutes: number): boolean => wallOf(instant + minutes * 60_000, zone) === wall;
  // Clocks go back by an hour everywhere but on Lord Howe Island, where it is half of one.
  const again = [30, 60].some(shows) ? 'earlier' : [-30, -60].some(shows) ? 'later' : undefined;
  return { kind: 'at', wall, zone, ...(again && { choice: again }) };
};

/** Two times that people choose most, as the clocks show them: tomorrow, and Monday where that is not tomorrow. */
export const presetsAt = (now: number, zone: string): readonly [string, string] => {
  const today = Date.parse(`${wallOf(now, zone).slice(0, 10)}T00:00Z`);
  const on = (days: number, time: string): string => `${new Date(today + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
  const untilMonday = (8 - new Date(today).getUTCDay()) % 7 || 7;
  return [on(1, '08:00'), untilMonday === 1 ? on(1, '14:00') : on(untilMonday, '08:00')];
};

/** Tomorrow at nine: what is offered for a mail whose time went by. */
export const tomorrowAtNine = (now: number, zone: string): Extract<When, { readonly kind: 'at' }> => ({ kind: 'at', wall: `${presetsAt(now, zone)[0].slice(0, 10)}T09:00`, zone });
