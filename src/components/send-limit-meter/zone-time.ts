import { msg, str } from '@lit/localize';

/** Instants, in milliseconds since 1970 UTC, by the clocks of a zone and in the reader's language. A formatter is dear to make and is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

const format = (tag: string, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${tag} ${zone} ${name}`;
  const known = formats.get(key) ?? make(tag, zone, options);
  formats.set(key, known);
  return known;
};

const make = (tag: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(tag, options); // A zone that this browser does not know: its own clocks are better than none.
  }
};

/** `15:10`, as axes and tables have it. */
export const clockTime = (at: number, zone: string, tag: string): string => format(tag, zone, 'time', { timeStyle: 'short' }).format(at);

/** `15:10`, `3:10 PM`; in French `15 h 10`, as sentences write it: with spaces that do not break. */
export const timeIn = (at: number, zone: string, tag: string): string => {
  const time = clockTime(at, zone, tag).replace(/\s/, '\u00a0');
  return /^fr\b/i.test(tag) ? time.replace(/^0?(\d+):/, '$1\u00a0h\u00a0') : time;
};

/** `15:10` today, `15:10 tomorrow`, else `5 March, 15:10`: days as the calendar of the zone counts them. */
export const whenIn = (at: number, now: number, zone: string, tag: string): string => {
  const time = timeIn(at, zone, tag);
  const days = dayIn(at, zone) - dayIn(now, zone);
  if (days === 0) return time;
  if (days === 1) return msg(str`${time} tomorrow`);
  if (days === -1) return msg(str`${time} yesterday`);
  return `${format(tag, zone, 'day', { day: 'numeric', month: 'long' }).format(at)}, ${time}`;
};

export interface Mark {
  readonly at: number;
  readonly words: string;
  /** Where there is little room, mornings and evenings are left out. */
  readonly kind: 'day' | 'noon' | 'minor';
}

const minute = 60_000;

/** Every sixth hour of the zone's clocks between two instants, as an axis names them: midnight by the day that begins then. */
export const marksBetween = (from: number, until: number, zone: string, tag: string): readonly Mark[] => {
  const marks: Mark[] = [];
  for (let at = Math.ceil(from / minute) * minute; at < until; ) {
    const [hour, minutes] = hourIn(at, zone);
    if (minutes === 0 && hour % 6 === 0) {
      const midnight = hour === 0;
      const words = midnight ? format(tag, zone, 'weekday', { weekday: 'short' }).format(at) : clockTime(at, zone, tag).replace(/:00(?=\s*[ap]\.?m)/i, '');
      marks.push({ at, words, kind: midnight ? 'day' : hour === 12 ? 'noon' : 'minor' });
    }
    // Clocks may change by half an hour, so each hour is asked for anew.
    at += (60 - minutes) * minute;
  }
  return marks;
};

const hourIn = (at: number, zone: string): readonly [number, number] => {
  const parts = format('en', zone, 'hour', { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return [part('hour'), part('minute')];
};

/** The number of the day on the zone's calendar. */
const dayIn = (at: number, zone: string): number => {
  const parts = format('en', zone, 'date', { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000;
};
