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
