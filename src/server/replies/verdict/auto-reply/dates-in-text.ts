import { anyMonth, anyWeekday, daysAhead, endOfMonth, monthOf, weekAhead, weekdayOf } from './date-words.ts';

/** A day named in a text, and where. Days are counted in UTC, whatever the zone: a day has no time. */
export interface NamedDay {
  readonly start: number;
  readonly end: number;
  readonly day: Date;
  /** Whether it is the end of a period that was written as one, `May 3-14`. */
  readonly endsPeriod: boolean;
}

/** What a text's dates are relative to: when it was sent, and whether its sender writes the month first. */
export interface DateFrame {
  readonly sentOn: Date;
  readonly monthFirst: boolean;
}

const gap = '[\\s\\u00a0]{0,3}';
// A dash between spaces parts two days: `23 Nov - 27 Nov`.
const dash = '(?:[\\s\\u00a0]{0,3}|-)';
const year = "(20\\d\\d|['’]\\d\\d)";
const nth = '(?:st|nd|rd|th|er|ère|º|ª|°|\\.|:a)?';
const notInWord = '(?<![\\p{L}\\d])';
const notBefore = '(?![\\p{L}])';

const iso = /(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu;
const dayMonth = new RegExp(
  `(?<![\\d.,:/])(\\d{1,2})${nth}${dash}(?:of |de |di |d[’']|el )?${gap}(${anyMonth})${notBefore}\\.?(?:,?${dash}(?:de |del )?${year})?(?!\\d)`,
  'giu',
);
const monthDay = new RegExp(
  `${notInWord}(${anyMonth})${notBefore}\\.?${gap}(?:the )?(\\d{1,2})(?!\\d|[:.]\\d)${nth}(?:${gap}(?:-|–|—|to|through|thru|until)${gap}(\\d{1,2})(?!\\d|[:.]\\d)${nth})?,?${gap}${year}?(?!\\d)`,
  'giu',
);
const numbers = /(?<![\d.,:/-])(\d{1,2})([./-])(\d{1,2})(?:\2(20\d\d|\d\d)(?!\d)|(?![\d:/-]|[.,]\d))/gu;
const numberRange = /(?<![\d/])\d{1,2}\/\d{1,2}\s?[-–~〜]\s?(\d{1,2})(\/)(\d{1,2})(?![\d/])/gu;
/** A month alone, and a day alone, mean a time only behind words that lead to one. */
const monthAlone = new RegExp(
  `${notInWord}(?:until|till|in|bis|im|en|em|à|a|jusqu['’]en|hasta|fino a|até|tot)\\s(?:(?:early|mid|anfang|mitte|début|mi|principios de|inizio|início de|begin)[\\s-])?(${anyMonth})${notBefore}(?:\\s(20\\d\\d))?(?!\\s?\\d)`,
  'giu',
);
const dayAlone =
  /(?<![\p{L}\d])(?:on (?=the \d{1,2}(?:st|nd|rd|th))|(?:until|till|through|bis zum|jusqu['’]au|hasta el(?: día)?|fino al|até (?:o )?dia|tot de)\s)(?:the )?(\d{1,2})(?:st|nd|rd|th|er|e|\.)?(?=[\s,.;)]|$)(?!\s*(?:uhr|h\b|pm|am|o['’]clock|days|weeks|\d))/giu;
const weekEnd =
  /\bend of (?:the|this) week\b|\bende (?:der|dieser) woche\b|\bfin de (?:la |cette )?semaine\b|\beinde van (?:de|deze) week\b/giu;
const eastAsian = /(?:(20\d\d)[年년]\s?)?(?<!\d)(\d{1,2})[月월]\s?(\d{1,2})[日号號일]/gu;
const weekday = new RegExp(`${notInWord}(${anyWeekday})${notBefore}`, 'giu');
const ahead =
  /(?<![\p{L}\d])(?:in|dans|en|tra|fra|em|over)\s(\d{1,2}|one|two|three|a|einer?|zwei|drei|une?|deux|trois|dos|tres|due|tre|twee|drie|duas|três)\s(days?|weeks?|tagen?|wochen?|jours?|semaines?|días?|semanas?|giorn[oi]|settiman[ae]|dias?|dagen|dag|weken|week)(?![\p{L}])/giu;

const dayLength = 86_400_000;

export const daysIn = (text: string, frame: DateFrame): readonly NamedDay[] => {
  const found: NamedDay[] = [];
  const add = (match: RegExpMatchArray, day: Date | undefined, endsPeriod = false): void => {
    const start = match.index ?? 0;
    const end = start + match[0].trimEnd().length;
    if (day !== undefined && !found.some((other) => start < other.end && end > other.start))
      found.push({ start, end, day, endsPeriod });
  };
  const around = (month: number, date: number, said: string | undefined): Date | undefined =>
    nearest(frame.sentOn, month, date, said);
  for (const match of text.matchAll(iso)) add(match, dayOf(Number(match[1]), Number(match[2]), Number(match[3])));
  for (const match of text.matchAll(eastAsian)) add(match, around(Number(match[2]), Number(match[3]), match[1]));
  for (const match of text.matchAll(dayMonth)) add(match, around(monthOf(match[2] ?? ''), Number(match[1]), match[3]));
  for (const match of text.matchAll(monthDay))
    add(match, around(monthOf(match[1] ?? ''), Number(match[3] ?? match[2]), match[4]), match[3] !== undefined);
  for (const match of text.matchAll(numberRange)) add(match, twoNumbers(match, frame), true);
  for (const match of text.matchAll(numbers)) add(match, twoNumbers(match, frame));
  for (const match of text.matchAll(endOfMonth)) add(match, lastOf(match[2] ?? match[1] ?? '', frame.sentOn));
  for (const [words, days] of daysAhead) for (const match of text.matchAll(words)) add(match, later(frame.sentOn, days));
  for (const match of text.matchAll(ahead))
    add(match, later(frame.sentOn, countOf(match[1] ?? '') * (/^(?:d|t|j|g)/i.test(match[2] ?? '') ? 1 : 7)));
  for (const match of text.matchAll(weekAhead)) add(match, nextWeekday(frame.sentOn, 1));
  for (const match of text.matchAll(weekEnd)) add(match, nextWeekday(frame.sentOn, 5));
  for (const match of text.matchAll(monthAlone)) add(match, around(monthOf(match[1] ?? ''), 1, match[2]));
  for (const match of text.matchAll(dayAlone)) add(match, nextDate(frame.sentOn, Number(match[1])));
  const dated = [...found];
  for (const match of text.matchAll(weekday)) {
    const start = match.index;
    const end = start + match[0].length;
    // `Monday, 6 May` is one day, and so is `6 May (Monday)`.
    if (dated.some((other) => (other.start >= start && other.start - end < 9) || (start >= other.end && start - other.end < 4)))
      continue;
    if (isWorkingDay(text.slice(Math.max(0, start - 50), start))) continue;
    add(match, nextWeekday(frame.sentOn, weekdayOf(match[1] ?? '')));
  }
  return found.sort((one, other) => one.start - other.start);
};

/** `I work Monday to Thursday` names no day that comes. */
const workingDays = new RegExp(
  `(?:(?<!\\b(?:to|at|from) )\\b(?:works?|working)|\\bhours|arbeit\\p{L}*|öffnungszeiten|travaill\\p{L}*|horaires|trabaj\\p{L}*|lavor\\p{L}*|trabalh\\p{L}*|\\bwerk\\p{L}*)[^.!?\\n]{0,20}(?:${anyWeekday})\\s?(?:to|till|until|through|[-–]|bis|au|à|a|al|t/m|tot)\\s?$`,
  'iu',
);
const isWorkingDay = (before: string): boolean => workingDays.test(before);

const dayOf = (fullYear: number, month: number, date: number): Date | undefined => {
  const day = new Date(Date.UTC(fullYear, month - 1, date));
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day : undefined;
};

const isPast = (day: Date | undefined, sentOn: Date): boolean =>
  day === undefined || day.getTime() < sentOn.getTime() - 60 * dayLength;

/** A day without a year is the one nearest to come, or one that has passed a short while ago. */
const nearest = (sentOn: Date, month: number, date: number, said: string | undefined): Date | undefined => {
  if (said !== undefined) return dayOf(Number(said.length > 3 ? said : `20${said.slice(-2)}`), month, date);
  const thisYear = sentOn.getUTCFullYear();
  const days = [thisYear - 1, thisYear, thisYear + 1].map((each) => dayOf(each, month, date)).filter((day) => day !== undefined);
  return days.find((day) => day.getTime() > sentOn.getTime() - 60 * dayLength);
};

const twoNumbers = (match: RegExpMatchArray, { sentOn, monthFirst }: DateFrame): Date | undefined => {
  const [first, second] = [Number(match[1]), Number(match[3])];
  // Only the stroke is ever written between a month and a day in that order.
  const american = match[2] === '/' && (second > 12 || (monthFirst && first <= 12));
  const [day, other] = [nearest(sentOn, second, first, match[4]), nearest(sentOn, first, second, match[4])];
  const said = american ? other : day;
  // Of two readings with a year, one may lie long ago.
  return match[2] === '/' && isPast(said, sentOn) && !isPast(other, sentOn) ? other : said;
};

const later = (day: Date, days: number): Date =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()) + days * dayLength);

/** The next such weekday, never the day itself. */
const nextWeekday = (day: Date, target: number): Date => later(day, ((target - day.getUTCDay() + 6) % 7) + 1);

/** The next day of the month with this number. */
const nextDate = (sentOn: Date, date: number): Date | undefined => {
  const [year, month] = [sentOn.getUTCFullYear(), sentOn.getUTCMonth() + 1];
  return date > sentOn.getUTCDate() ? dayOf(year, month, date) : dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, date);
};

const lastOf = (name: string, sentOn: Date): Date | undefined => {
  const number = /^\d+$/.test(name)
    ? Number(name)
    : new RegExp(`^(?:${anyMonth})$`, 'iu').test(name)
      ? monthOf(name)
      : sentOn.getUTCMonth() + 1;
  const first = nearest(sentOn, number, 1, undefined);
  return first === undefined ? undefined : new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
};

const counts: Readonly<Record<string, number>> = {
  two: 2,
  zwei: 2,
  deux: 2,
  dos: 2,
  due: 2,
  twee: 2,
  duas: 2,
  three: 3,
  drei: 3,
  trois: 3,
  tres: 3,
  tre: 3,
  drie: 3,
  três: 3,
};
const countOf = (word: string): number => (/^\d+$/.test(word) ? Number(word) : (counts[word.toLowerCase()] ?? 1));
