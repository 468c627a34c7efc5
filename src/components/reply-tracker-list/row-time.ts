/** Times as narrow columns have them; a formatter is dear to make and is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

const format = (tag: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${tag} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, known);
  return known;
};

/** `8 Sept`, and the year where it is another. */
export const shortDay = (at: Date, now: Date, tag: string): string =>
  at.getFullYear() === now.getFullYear()
    ? format(tag, 'day', { day: 'numeric', month: 'short' }).format(at)
    : format(tag, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** `14:02` today, else the day. */
export const rowTime = (at: Date, now: Date, tag: string): string =>
  at.toDateString() === now.toDateString() ? format(tag, 'time', { hour: 'numeric', minute: '2-digit' }).format(at) : shortDay(at, now, tag);

export const wholeTime = (at: Date, tag: string): string => format(tag, 'whole', { dateStyle: 'full', timeStyle: 'short' }).format(at);

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
