import { msg, str } from '@lit/localize';

/** Spans of time, as sentences say them. */

/** `60 seconds`: the time within which something happens. */
export const within = (seconds: number): string => (seconds < 120 ? msg(str`${seconds} seconds`) : msg(str`${Math.round(seconds / 60)} minutes`));

/** `3 s`: the time that something took. */
export const tookOf = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  return seconds < 120 ? msg(str`${seconds} s`) : msg(str`${Math.round(seconds / 60)} min`);
};

const units = [['day', 86_400], ['hour', 3_600], ['minute', 60]] as const;

/** `2 hours ago`. */
export const agoOf = (at: Date, now: Date, tag: string): string => {
  const seconds = Math.max(60, (now.getTime() - at.getTime()) / 1_000);
  const [unit, length] = units.find(([, each]) => seconds >= each) ?? units[2];
  return new Intl.RelativeTimeFormat(tag).format(-Math.round(seconds / length), unit);
};

/** `1 hr, 28 min`. */
export const lengthOf = (from: Date, to: Date, tag: string): string => {
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000));
  const parts = [['day', Math.floor(minutes / 1_440)], ['hour', Math.floor(minutes / 60) % 24], ['minute', minutes % 60]] as const;
  return parts
    .filter(([, count]) => count > 0)
    .slice(0, 2)
    .map(([unit, count]) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
};
