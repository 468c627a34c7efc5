/** Instants in the reader's language and time zone. `tag` is a BCP 47 tag; `now` decides what goes without saying. */

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** `15:10`; in French `15 h 10`, as sentences write it, with spaces that do not break. */
export const timeOf = (at: Date, tag: string): string => {
  if (!/^fr\b/i.test(tag)) return new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(at);
  const minutes = String(at.getMinutes()).padStart(2, '0');
  return `${at.getHours()}\u00a0h\u00a0${minutes}`;
};

/** `3 March`, and the year where it is not this one. */
export const dayOf = (at: Date, now: Date, tag: string): string =>
  new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);

/** `15:10` today, else `3 March, 15:10`. */
export const whenOf = (at: Date, now: Date, tag: string): string =>
  sameDay(at, now) ? timeOf(at, tag) : `${dayOf(at, now, tag)}, ${timeOf(at, tag)}`;
