import { anyOf } from '../../text/any-of.ts';
import { headerOf, type Mail } from '../../mail/mail.ts';
import { daysIn, type NamedDay } from './dates-in-text.ts';

const dayLength = 86_400_000;
const longestText = 4_000;

const returns = anyOf(String.raw`
  \b(?:back|return(?:ing|s)?|resum(?:e|ing)|again|re-?join|re-?open(?:s|ing)?)\b
  (?:zurück|wieder\b|rückkehr|retour\b|reprend|reprise|revien|rentr[eé]|à nouveau|de nouveau|vuelta|vuelv|regres|volver
  reincorpor|de nuevo|nuevamente|rientr|torn(?:o|a|er)|di nuovo|nuovamente|regress|volt(?:o|a|ar)|retorn|de novo|novamente
  \bterug|\bweer\b|tillbaka|tilbake|tilbage|palaa|takaisin|wr[aó]c|powr[oó]t|ponownie|zpět|vrátím|верн|возвращ|снова в
  riapr|reabr|reapert|r[ée]?ouv(?:r|ert)|heropen|n(?:ä|ae)chster arbeitstag|prochain jour|next working day
  戻|出社|復帰|再開|出勤|帰|通常|営業(?:いたし|し|を|開始)|回来|返回|복귀|돌아|출근)
`);
/** Whoever answers on a day is there again. */
const answers = anyOf(String.raw`
  \b(?:reply|respond|answer|get back to|read your|attend to)\b|\b(?:lese|antworte|beantworte|melde mich|r[ée]pondrai|traiterai|lirai|reviendrai
  responder[ée]|contestar[ée]|risponder[òo]|responderei|beantwoord|reageer)|返信|回答|対応|ご連絡
`);
const until = anyOf(String.raw`
  (?:\b(?:until|till|til|untill|through|thru|up to|ending|ends|endet|to|and|bis(?: zum| einschließlich| einschl\.?
  \sinkl\.?(?: dem)?| incl\.?)?|jusqu['’]?(?:au|à|en)|au|et le|hasta(?: el)?(?: día)?|al?|y el|fino al?|sino al?
  até(?: ao?)?(?: dia)?|e o|tot(?: en met)?|t/m|tm|til(?: og med)?|till(?: och med)?|t\.?o\.?m\.?)|[–—~〜～至到-])\s*(?:and including|including|inclusive|einschließlich|inclus
  incluido|the week of|the|on|am|el|le|den|dem|il|dia|día|o|de)?\s*(?:\p{L}{2,13}[-\p{L}]*[,.]?\s*(?:the|den|dem|der|le|el|il|dia|de)?\s*)?$
`);
const slavic = /[ąęłńśźżěřůťďа-яё]/iu;
const slavicUntil = /(?<!\p{L})(?:do|до|по)\s+(?:dnia\s+)?$/iu;
const leads = /^(?:until|till|through|bis|jusqu|hasta|fino|até|tot)/iu;
const denies = /\b(?:not|n['’]t|nicht|pas|no|non|não|niet)\b/iu;
const untilAfter = /^[\s.]*(?:[(（][^)）]{1,4}[)）])?\s*(?:まで|迄|까지|asti|saakka|（?inclus|\(?inklusive|\(?einschließlich)/iu;
const sinceAfter = /^\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:から|より|以降|[〜～])/iu;

/** The day somebody who is away says to be back, or to be away until, as `2026-09-08`. */
export const returnDateOf = (mail: Mail, said: string, receivedAt: Date | undefined): string | undefined => {
  // Apple's server writes the period of its vacation answers into a header.
  const apple = /endDate=(20\d\d-\d\d-\d\d)/.exec(headerOf(mail, 'x-apple-criteria') ?? '')?.[1];
  const sentOn = mail.date ?? receivedAt;
  if (apple !== undefined || sentOn === undefined) return apple;
  // Full-width figures become the usual ones.
  const text = `${mail.subject}\n\n${said}`.slice(0, longestText).normalize('NFKC');
  const days = daysIn(text, { sentOn, monthFirst: writesMonthFirst(mail, text) });
  const weighed = days
    .map((day, index) => ({ day: day.day, weight: weightOf(text, days, index) }))
    .filter(({ day, weight }) => weight > 0 && isPlausible(day, sentOn));
  const [best] = weighed.sort(
    (one, other) => other.weight - one.weight || (one.weight >= 4 ? 0 : other.day.getTime() - one.day.getTime()),
  );
  return best?.day.toISOString().slice(0, 10);
};

/** 4: a day of return. 3: the end of an absence. 2: a day on which somebody answers. 0: anything else, the beginning of an absence above all. */
const weightOf = (text: string, days: readonly NamedDay[], index: number): number => {
  const day = days[index];
  if (day === undefined) return 0;
  const before = sentenceBefore(text.slice(Math.max(days[index - 1]?.end ?? 0, day.start - 90), day.start));
  const next = days[index + 1];
  const nextIsNear = next !== undefined && next.start - day.end < 45;
  // What is said behind a day belongs to the next one, if that follows soon.
  const after = text.slice(day.end, nextIsNear ? Math.max(day.end, next.start) : day.end + 60).replace(/^\./, '');
  const comesBack = !nextIsNear && returns.test(sentenceAfter(after));
  if (sinceAfter.test(after)) return comesBack ? 4 : answers.test(sentenceAfter(after)) ? 2 : 0;
  if (untilAfter.test(after) || day.endsPeriod) return 3;
  // Elsewhere these two letters are a word of another sense.
  if (slavic.test(text) && slavicUntil.test(before)) return 3;
  // A month or a day alone brings its word with it.
  if (until.test(before) || leads.test(text.slice(day.start, day.end)))
    return returns.test(before) && !denies.test(before) ? 4 : 3;
  if (returns.test(before) || comesBack) return 4;
  return answers.test(before) || (!nextIsNear && answers.test(sentenceAfter(after))) ? 2 : 0;
};

const sentenceBefore = (text: string): string => text.slice(Math.max(text.lastIndexOf('\n\n'), lastEnd(text)) + 1);
/** A dot behind an abbreviation or a number ends nothing. */
const lastEnd = (text: string): number => {
  const ended = text.replaceAll(/(?<=\b(?:incl|inkl|einschl|\p{L}))\.(?= )|(?<=\b\d{1,2})\.(?= $)/gu, ',');
  return Math.max(...['. ', '! ', '? ', '。', '.\n'].map((end) => ended.lastIndexOf(end)));
};
const sentenceAfter = (text: string): string => /^[^!?。\n]*?(?=[!?。\n]|\.\s|$)/u.exec(text)?.[0] ?? '';

const isPlausible = (day: Date, sentOn: Date): boolean =>
  Math.abs(day.getTime() - sentOn.getTime() - 170 * dayLength) < 230 * dayLength;

/** East Asia and North America write the month first; the latter's clocks are behind Greenwich by four hours or more. */
const writesMonthFirst = (mail: Mail, text: string): boolean => {
  // A day above twelve in one date tells how all of them are written.
  if (/(?<![\d/])\d{1,2}\/(?:1[3-9]|2\d|3[01])(?!\d)/.test(text)) return true;
  if (/(?<![\d/])(?:1[3-9]|2\d|3[01])\/\d{1,2}(?!\d)/.test(text)) return false;
  if (/[\p{Script=Hiragana}\p{Script=Han}\p{Script=Hangul}]/u.test(text)) return true;
  const zone = /([+-]\d{4})\s*(?:\([^)]*\))?\s*$/.exec(headerOf(mail, 'date') ?? '')?.[1] ?? '+0000';
  return Number(zone) <= -400;
};
