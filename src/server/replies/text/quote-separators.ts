import { anyOf } from './any-of.ts';
import { anyLabel, labelOf, type LabelKind } from './header-labels.ts';

/** Where a quoted or forwarded mail begins: a separator, a block of its headers, or both. */
export type Beginning = {
  readonly kind: 'forwarded' | 'original' | 'headers';
  /** Lines that belong to the separator and the headers. */
  readonly lines: number;
};

const forwardedWords = anyOf(String.raw`
  forward|reenvia|retransmis|transféré|transfere|réexpédi|weitergeleitet|weiterleit|inoltrat|encaminhad|reencaminhad
  doorgestuurd|videresend|vidarebefordra|välitetty|edelleenlähet|przekaz|przesłan|переслан|перенаправ|переадрес|пересил
  přepos[ií]l|přeposl|preposlan|preposiel|továbbít|redirecţionat|redirecționat|transmis|[iİ]letilen|[iİ]letilmiş
  [iİ]leti başlangıcı|proslijeđ|prosljeđ|posredovano|προωθημέν|προώθηση|препратен|הועבר|معاد توجيه|ส่งต่อ|chuyển tiếp
  diteruskan|edastatud|pārsūtīt|persiųst|转发|轉寄|轉發|転送|전달
`);

const originalWords = anyOf(String.raw`
  original|originel|origine|ursprüngliche|ursprungligt|ursprünglich|oorspronkelijk|oryginaln|исходное|оригинал|початкове
  оригінал|alkuperäinen|původní|pôvodná|oprindelig|opprinnelig|eredeti|orijinal|izvorn|izvirn|αρχικό|αρχικ|מקור|الأصلية
  ต้นฉบับ|gốc|asli|algne|原始|元のメッセージ|元のメール|オリジナル|원본|邮件原件|reply message|message|nachricht|mensaje|messaggio|mensagem|bericht
  wiadomo|сообщение|повідомлення|письмо
`);

const between = /^[\s>|]*[-‐‑_=*~—–─]{2,}[ \t]*([^\s\-‐‑_=*~—–─][^\n]{1,60}?)[ \t]*[:：]?[ \t]*[-‐‑_=*~—–─]{2,}/u;

/** `-----Original Message-----` and its kind: a few words between two rows of dashes. */
const wordsBetween = (line: string): 'forwarded' | 'original' | 'unknown' | undefined => {
  const words = between.exec(line.slice(0, 400))?.[1];
  if (words === undefined || words.split(/\s+/).length > 7) return undefined;
  if (forwardedWords.test(words)) return 'forwarded';
  return originalWords.test(words) ? 'original' : 'unknown';
};

/** Apple Mail's words in full need no headers below them. */
const announced = anyOf(
  String.raw`
  begin forwarded message|début du message (?:transféré|réexpédié)|anfang der weitergeleiteten (?:nachricht|e-mail)
  inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato|início da mensagem (?:re)?encaminhada|begin doorgestuurd bericht
`,
  '^[\\s>]*',
  '\\s?:\\s*$',
);

/** Its way: a sentence that ends in a colon, the headers below it. */
const announces = (line: string): boolean => line.length < 90 && forwardedWords.test(line);
const endsInColon = /[:：]\s*$/u;

const rule = /^[\s>|]*[-_=*─—]{5,}\s*$/u;

/** A row of dashes or underscores, as Outlook puts above the headers. */
export const isRule = (line: string): boolean => rule.test(line);

const longestBlock = 16;

interface Block {
  readonly lines: number;
  readonly kinds: ReadonlySet<LabelKind>;
  /** Whether a value has an address in it, and whether one has a day with its time. */
  readonly addressed: boolean;
  readonly timed: boolean;
}

/** How many header lines stand together here, and of how many different kinds. Values may run over to the next line. */
const headerBlock = (lines: readonly string[], start: number): Block => {
  const kinds = new Set<LabelKind>();
  let addressed = false;
  let timed = false;
  let last = start;
  let gap = 0;
  for (let at = start; at < Math.min(start + longestBlock, lines.length); at += 1) {
    const line = lines[at] ?? '';
    const label = labelOf(line);
    const fresh = label?.kinds.find((kind) => !kinds.has(kind));
    if (fresh !== undefined) {
      kinds.add(fresh);
      addressed ||= line.includes('@');
      timed ||= fresh === 'date' && /\b(?:19|20)\d\d\b.*\d{1,2}[:.]\d{2}/.test(line.slice(0, 200));
      last = at + 1;
      gap = 0;
    } else if (label === undefined) {
      // The first line is a header or there is no block; later ones may be empty or the rest of a long value.
      gap += 1;
      if (at === start || gap > (kinds.size >= 3 && line.trim() === '' ? 0 : 2)) break;
    }
  }
  return { lines: last - start, kinds, addressed, timed };
};

/** Two labels are enough below words that announce a mail. A journey has a from, a to and a date as well, but no subject. */
const isMail = ({ kinds, addressed, timed }: Block, above: 'words' | 'rule' | 'nothing'): boolean => {
  if (above === 'words') return kinds.size >= 2 && (kinds.has('from') || kinds.has('date'));
  // A sender's address and the time of sending are a mail's without more.
  if (addressed && timed && kinds.has('from')) return true;
  const headers = kinds.has('from') || (kinds.has('date') && (above === 'rule' || kinds.has('subject')));
  return headers && kinds.size >= (above === 'rule' ? 2 : 3) && (addressed || kinds.has('subject'));
};

// Yahoo and some scripts write the whole block in one line.
const runTogether = new RegExp(
  `(?:^|[\\s*>-])(?:${anyLabel('from')})\\s*[:：].{0,300}(?:${anyLabel('date')}|${anyLabel('to')})\\s*[:：]`,
  'iu',
);

const allInOneLine = new RegExp(
  `^[^:：]{1,20}[:：].{3,200}\\s(?:${anyLabel('date')})\\s*[:：].{3,100}\\s(?:${anyLabel('to')})\\s*[:：].{1,200}\\s(?:${anyLabel('subject')})\\s*[:：]`,
  'iu',
);

// What help desks and notifications put on top of their mails, for cutting there.
const replyAbove = /(?:reply|response|respond|write|answer)s? above this line/i;

/** The beginning of another mail at this line, if one begins here. */
export const beginningAt = (lines: readonly string[], at: number): Beginning | undefined => {
  const line = lines[at] ?? '';
  if (line.trim() === '') return undefined;
  if (replyAbove.test(line)) return { kind: 'original', lines: 1 };
  const words = wordsBetween(line);
  const below = words !== undefined || endsInColon.test(line) ? nextFilled(lines, at + 1, 4) : undefined;
  if (words !== undefined || (below !== undefined && labelOf(lines[below] ?? '') !== undefined && announces(line))) {
    // In a language that is not known here the headers below have to say it.
    const kind = words === 'unknown' ? 'original' : (words ?? 'forwarded');
    const block = below === undefined ? undefined : headerBlock(lines, below);
    if (below !== undefined && block !== undefined && isMail(block, 'words')) return { kind, lines: below + block.lines - at };
    if (words !== undefined && runTogether.test(line.slice(0, 800))) return { kind, lines: 1 };
    // Dashes and the words alone are enough; a sentence that only says "forwarded" is not.
    return words === undefined || words === 'unknown' || !/[-‐‑_=*]{3,}/u.test(line) ? undefined : { kind, lines: 1 };
  }
  if (announced.test(line)) return { kind: 'forwarded', lines: 1 };
  const ruled = isRule(line);
  const start = ruled ? nextFilled(lines, at + 1, 2) : at;
  const label = start === undefined ? undefined : labelOf(lines[start] ?? '');
  if (start === undefined || label === undefined) return undefined;
  if (label.kinds.includes('from') && allInOneLine.test((lines[start] ?? '').slice(0, 600)))
    return { kind: 'headers', lines: start + 1 - at };
  const block = headerBlock(lines, start);
  return isMail(block, ruled ? 'rule' : 'nothing') ? { kind: 'headers', lines: start + block.lines - at } : undefined;
};

const nextFilled = (lines: readonly string[], from: number, within: number): number | undefined => {
  for (let at = from; at < Math.min(from + within, lines.length); at += 1) if (!/^[\s>|]*$/.test(lines[at] ?? '')) return at;
  return undefined;
};
