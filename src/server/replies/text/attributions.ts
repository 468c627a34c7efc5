import { oneOf } from './any-of.ts';

/** The line above a quotation that says who wrote it when: `On Monday, Ann wrote:`, in whatever language. */
export interface Attribution {
  /** The first of its lines. */
  readonly start: number;
  /** The line behind its last. */
  readonly end: number;
  /** Sure by itself; otherwise only a quotation below makes it one. */
  readonly sure: boolean;
  /** Whether the other mail goes on in the same line, as Yahoo's programs for phones write it. */
  readonly runsOn: boolean;
}

const verbs = oneOf(String.raw`
  wrote|writes|a écrit|à écrit|ecrit|schrieb|hat geschrieben|geschrieben|escribió|escribio|ha escrito|ha scritto|scrisse
  scrive|escreveu|schrieben sie|schriebst du|schreef|geschreven|napisał|napisała|napisał\(a\)|napisała/ł|pisze|написал|написала|написал\(а\)
  написал\(-а\)|пишет|написав|написав\(ла\)|написала|пише|написа|напісаў|skrev|skrev følgende|skrev följande|kirjoitti
  napsal|napsala|napsal\(a\)|napísal|napísal\(a\)|píše|írta|ezt írta|a scris|yazdı|şunu yazdı|έγραψε|napisao|napisala
  je napisao|je napisala|napisao/la|je napisal|je napisal/a|parašė|rašė|rakstīja|kirjutas|va escriure|escribiu|đã viết
  menulis|เขียนว่า|כתב|כתבה|‏כתב/ה|כתב/ה|كتب|写道|寫道|写到|写于|书写|書きました|のメール|さんは書きました|wrote|님이 작성|작성|님이 씀|has written
  shared this
`);

const verb = new RegExp(`(?:^|[\\s.,>)"'\\]]|[\\p{Script=Han}\\p{Script=Hiragana}\\d])(?:${verbs})(?=$|[\\s.,:：<("'\\[-])`, 'iu');

const leads =
  /^[\s>]*(?:[-–—*_]+\s*)?(?:on|in article|le|am|el|il|il giorno|in data|em|a|op|w dniu|dnia|в|у|den|på|pe|în|la|na|dne|dňa|στις|vào|pada|em|el día|al|ngày|во|на|днес|tarihinde|ב|בתאריך|في|เมื่อ|於|于|在|u)\s/iu;

const timeOfDay = /\d{1,2}\s?[:.h時点시]\s?\d{2}|\b(?:am|pm)\b/iu;
const yearOrDay = /\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\s*[月월]/u;
const address = /[^\s<>()"]{1,80}@[^\s<>()"]{1,200}/u;

/** Ends as an attribution ends: in a colon, or in the dashes of Zoho. */
const ends = /(?:[:：]|wrote\s*-{2,}|wrote\s*\.{3}|>)\s*$/iu;

const telling = /[\d@]/;

/** `Kate Smith <kate@example.com> wrote:` needs no day. */
const named = new RegExp(`^[^<>()\\n]{1,80}[<(][^<>()\\s]{1,80}@[^<>()\\s]{1,200}[>)]\\s+(?:${verbs})\\s?[:：]$`, 'iu');
/** `On Monday, 23 November 2026, Kate wrote:`: a whole date, and the word for writing last. */
const endsInVerb = new RegExp(`\\s(?:${verbs})\\s?[:：]$`, 'iu');
const wholeDate = /(?<!\d)\d{1,2}(?!\d).{1,20}(?:19|20)\d\d(?!\d)/u;
/** Other programs' lines of their own: of news, of Horde, of forums, of lists, and Gmail's of many years ago. */
const ofOneProgram = new RegExp(
  [
    `^in (?:message|article) <[^<>\\s]+@[^<>\\s]+>,? .{1,120} (?:writes|wrote):$`,
    `^(?:quoting|zitat von|citando(?: a)?|selon|citat från|citeren) [^\\n]{1,80}<[^<>\\s]+@[^<>\\s]+>\\s?:$`,
    `^posted by .{1,60} on \\d{1,2}/\\d{1,2}/\\d{4}$`,
    `^20\\d\\d-\\d\\d-\\d\\d \\d{1,2}:\\d\\d GMT[+-]\\d\\d:\\d\\d [^:\\n]{1,60}$`,
    `^20\\d\\d/\\d{1,2}/\\d{1,2} [^:\\n<>]{1,60}<[^<>\\s]+@[^<>\\s]+>:?$`,
  ].join('|'),
  'iu',
);
const viaList = /^\S{1,30}(?: \S{1,30}){0,2} via \p{Lu}[\p{L}\d ]{1,40} (?:wrote|schrieb|a écrit|escribió|ha scritto):$/u;

const mostLines = 7;
const longest = 500;

/** Without quotation marks and without the marks that turn the direction of writing. */
const stripped = (line: string): string =>
  line
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/^[\s>|]+/u, '')
    .trimEnd();

const sharedLine =
  /^(?!\s*>)(.{1,400}?)(\s*-{2,}\s?|[.!?…)]\s|\s)(?=On (?:\p{Lu}\p{Ll}{2},? |\d)[^\n]{4,60}\d{4}[^\n]{1,160} wrote:\s*$)/u;

/** Lines that some converters of HTML forgot to break: an answer and the attribution behind it. */
export const withBrokenLines = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line, at) => {
    if (!line.endsWith(' wrote:') || line.length > longest) return [line];
    const [shared, own = '', parted = ''] = sharedLine.exec(line) ?? [];
    // Without a quotation below, a sentence has to end before it.
    if (shared === undefined || own.trim() === '' || (/^\s$/.test(parted) && !/^\s{0,3}>/.test(lines[at + 1] ?? ''))) return [line];
    return [`${own}${/^[.!?…)]/u.exec(parted)?.[0] ?? ''}`.trimEnd(), line.slice(shared.length)];
  });

/** Every attribution of a text by its first line. */
export const attributionsIn = (lines: readonly string[]): ReadonlyMap<number, Attribution> => {
  const found = new Map<number, Attribution>();
  lines.forEach((line, last) => {
    const attribution =
      attributionEndingAt(lines, last) ?? (runsOn(line) ? { start: last, end: last + 1, sure: true, runsOn: true } : undefined);
    if (attribution !== undefined && !found.has(attribution.start)) found.set(attribution.start, attribution);
  });
  return found;
};

const runsOn = (line: string): boolean => {
  const head = /^.{12,240}?[:：](?=\s+\S)/u.exec(stripped(line.slice(0, longest)))?.[0];
  return head !== undefined && verb.test(head) && address.test(head) && judge(head, head) === 'sure';
};

/** The attribution whose last line is this one, if it is one. */
const attributionEndingAt = (lines: readonly string[], last: number): Attribution | undefined => {
  const end = stripped(lines[last] ?? '');
  if (end === '' || end.length > longest) return undefined;
  if (end.length < 240 && (ofOneProgram.test(end) || viaList.test(end))) return { start: last, end: last + 1, sure: true, runsOn: false };
  if (!ends.test(end)) return undefined;
  // Every attribution has a day, an address or a word for writing; most lines that end in a colon have none.
  const near = lines.slice(Math.max(0, last - mostLines + 1), last + 1).join(' ');
  if (!telling.test(near.slice(-longest)) && !verb.test(end)) return undefined;
  let joined = '';
  let likely: Attribution | undefined;
  for (let start = last; start >= 0 && start > last - mostLines; start -= 1) {
    const line = stripped(lines[start] ?? '');
    // A sentence that ends above is somebody's text; an empty line inside is a converter's, around a bare `wrote:` only.
    if (start < last && (endsSentence(line) || (line === '' && likely !== undefined && end.includes(' ')))) break;
    joined = joined === '' ? line : `${line} ${joined}`.trim();
    if (joined.length > longest) break;
    const found = judge(joined, line);
    if (found === 'sure') return { start, end: last + 1, sure: true, runsOn: false };
    // Its day may stand in the line above.
    if (found !== undefined) likely ??= { start, end: last + 1, sure: found === 'named', runsOn: false };
  }
  return likely;
};

/** Not after an abbreviation or a number: `Fr., 28.` goes on. */
const endsSentence = (line: string): boolean => /[.!?。]$/u.test(line) && !/(?:^|[\s(])[\p{L}\d]{1,6}\.$/u.test(line);

/** Whether the joined lines say who wrote and when; `first` is the line they would begin with. */
const judge = (joined: string, first: string): 'sure' | 'named' | 'likely' | undefined => {
  if (first === '') return undefined;
  const colon = /[:：]\s*$/u.test(joined) || /wrote\s*(?:-{2,}|\.{3})\s*$/iu.test(joined);
  const says = verb.test(joined);
  const timed = timeOfDay.test(joined);
  const dated = yearOrDay.test(joined);
  const addressed = address.test(joined);
  const led = leads.test(`${first} `) || /^\S{0,12}\s*\d|^-{2,}/u.test(first) || /^\p{L}{2,12}\.?,?\s+\d/u.test(first);
  // Mail programs for Android put the name between dashes and no day.
  if (says && /^-{2,}.+[^\s-]\s*-{2,}$/u.test(joined)) return 'sure';
  if (says && colon) {
    if (led && (timed || (dated && addressed))) return 'sure';
    if (((addressed && (timed || dated)) || (timed && dated)) && beginsWithName(first)) return 'sure';
    if (joined === first && led && wholeDate.test(joined) && endsInVerb.test(joined)) return 'sure';
    if (joined === first && named.test(joined)) return 'named';
    // A line of its own such as `Ann Example wrote:`; longer ones may be a sentence.
    if ((led && (dated || addressed)) || (joined === first && joined.length < 80)) return 'likely';
    return undefined;
  }
  // Languages whose Gmail has no verb: `2026年5月1日(金) 10:00 Ann <ann@example.com>:`
  if (colon && addressed && (timed || dated) && (led || (timed && dated && /<[^<>\s]+@[^<>\s]+>/.test(joined)))) return 'sure';
  // Old Gmail had no colon either.
  return !colon && addressed && dated && /^\d{4}[/-]\d{1,2}[/-]\d{1,2}\s/u.test(first) && joined === first ? 'likely' : undefined;
};

const beginsWithName = (first: string): boolean =>
  /^["'“„«]?\p{Lu}/u.test(first) || /^[\p{Lo}]/u.test(first) || address.test(first);
