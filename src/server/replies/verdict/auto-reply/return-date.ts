import { headerOf, type Mail } from '../../mail/mail.ts';
import { daysIn, type NamedDay } from './dates-in-text.ts';

const dayLength = 86_400_000;
const longestText = 4_000;

const returns =
  /\b(?:back|return(?:ing|s)?|resum(?:e|ing)|again|re-?join)\b|(?:zurück|wieder\b|rückkehr|retour\b|reprend|reprise|revien|rentr[eé]|à nouveau|de nouveau|vuelta|vuelv|regres|volver|reincorpor|de nuevo|nuevamente|rientr|torn(?:o|a|er)|di nuovo|nuovamente|regress|volt(?:o|a|ar)|retorn|de novo|novamente|\bterug|\bweer\b|戻|出社|復帰|再開|出勤|帰)/iu;
const until = /(?:\b(?:until|till|til|untill|through|thru|up to|ending|ends|to|and|bis(?: zum| einschließlich| einschl\.?| inkl\.?(?: dem)?| incl\.?)?|jusqu['’]?(?:au|à|en)|au|et le|hasta(?: el)?(?: día)?|al?|y el|fino al?|sino al?|até(?: ao?)?(?: dia)?|e o|tot(?: en met)?|t\/m|tm)|[–—~〜～-])\s*(?:and including|including|inclusive|einschließlich|inclus|incluido|the|el|le|den|dem|il|dia|día|o|de)?\s*(?:\p{L}{2,13}[-\p{L}]*[,.]?\s*(?:the|den|dem|der|le|el|il|dia|de)?\s*)?$/iu;
const since = /(?:\b(?:from|starting|beginning|as of|as from|since|ab(?: dem)?|vom|von|seit(?: dem)?|du|à (?:partir|compter) du|dès le|depuis(?: le)?|del?|desde(?: el)?|a partir (?:del?|do)|dal?|do|vanaf|van|sinds))\s*(?:the|den|dem|le|el|il|dia)?\s*(?:\p{L}{2,13}[-\p{L}]*[,.]?\s*(?:the|den|dem|der|le|el|il)?\s*)?$/iu;
const untilAfter = /^\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:まで|迄|（?inclus|\(?inklusive|\(?einschließlich)/iu;
const sinceAfter = /^\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:から|より|以降|[〜～])/iu;

/** The day somebody who is away says to be back, or to be away until, as `2026-09-08`. */
export const returnDateOf = (mail: Mail, said: string, receivedAt: Date | undefined): string | undefined => {
  // Apple's server writes the period of its vacation answers into a header.
  const apple = /endDate=(20\d\d-\d\d-\d\d)/.exec(headerOf(mail, 'x-apple-criteria') ?? '')?.[1];
  const sentOn = mail.date ?? receivedAt;
  if (apple !== undefined || sentOn === undefined) return apple;
  const text = `${mail.subject}\n\n${said}`.slice(0, longestText);
  const days = daysIn(text, { sentOn, monthFirst: writesMonthFirst(mail) });
  const weighed = days.map((day, index) => ({ day: day.day, weight: weightOf(text, days, index) })).filter(({ day, weight }) => weight > 0 && isPlausible(day, sentOn));
  const [best] = weighed.sort((one, other) => other.weight - one.weight || (one.weight >= 4 ? 0 : other.day.getTime() - one.day.getTime()));
  return best?.day.toISOString().slice(0, 10);
};

/** 4: a day of return. 3: the end of an absence. 0: anything else, the beginning of an absence above all. */
const weightOf = (text: string, days: readonly NamedDay[], index: number): number => {
  const day = days[index];
  if (day === undefined) return 0;
  const before = sentenceBefore(text.slice(Math.max(days[index - 1]?.end ?? 0, day.start - 90), day.start));
  const rest = text.slice(day.end, day.end + 60);
  const next = days[index + 1];
  // What is said behind a day belongs to the next one, if that follows soon.
  const after = next !== undefined && next.start - day.end < 45 ? rest.slice(0, Math.max(0, next.start - day.end)) : rest;
  const nextIsNear = next !== undefined && next.start - day.end < 45;
  if (sinceAfter.test(after)) return returns.test(sentenceAfter(after)) && !nextIsNear ? 4 : 0;
  if (untilAfter.test(after)) return 3;
  if (until.test(before) && !/\b(?:back|zurück|de retour|vuelta|terug)\b.{0,12}$/iu.test(before)) return /\b(?:not|nicht|pas|no|non|não|niet)\b/iu.test(before) || !returns.test(before) ? 3 : 4;
  if (returns.test(before)) return 4;
  const starts = since.test(before);
  if (!nextIsNear && returns.test(sentenceAfter(after))) return 4;
  return starts ? 0 : 0;
};

const sentenceBefore = (text: string): string => text.slice(Math.max(text.lastIndexOf('\n\n'), lastEnd(text)) + 1);
const lastEnd = (text: string): number => Math.max(...['. ', '! ', '? ', '。', '.\n'].map((end) => (end === '. ' && /\b(?:incl|inkl|einschl|\p{L}|\d{1,2})\. $/u.test(text) ? text.slice(0, -2).lastIndexOf(end) : text.lastIndexOf(end))));
const sentenceAfter = (text: string): string => /^[^!?。\n]*?(?=[!?。\n]|\.\s|$)/u.exec(text)?.[0] ?? '';

const isPlausible = (day: Date, sentOn: Date): boolean => Math.abs(day.getTime() - sentOn.getTime() - 170 * dayLength) < 230 * dayLength;

/** North America writes the month first; its clocks are behind Greenwich by four hours or more. */
const writesMonthFirst = (mail: Mail): boolean => {
  const zone = /([+-]\d{4})\s*(?:\([^)]*\))?\s*$/.exec(headerOf(mail, 'date') ?? '')?.[1] ?? '+0000';
  return Number(zone) <= -400;
};
