import { attributionsIn, withBrokenLines, type Attribution } from './attributions.ts';
import { firstBeginning, headersAt } from './other-mail.ts';
import { isRule } from './quote-separators.ts';
import { blank, quotationFrom, quoted, withWrappedQuotations, withoutLastQuotation } from './quoted-lines.ts';
import { beginsFooter, beginsSignature, isOrnament, isPhoneLine, separatesSignature } from './sign-offs.ts';

/**
 * The words a person wrote in a plain-text mail, without what was quoted and signed. What is found decides the cut:
 *
 *   a separator or headers of another mail     everything below it is that mail
 *   an attribution above a quotation           both go; an answer below stays, with the next quotations it stands between
 *   an attribution above plain text            the text below is the other mail, unless nothing stands above
 *   quotations without an attribution          go at the end, stay between and above answers
 *   a signature separator, phone lines         go, with what is below
 */
export interface OwnWords {
  readonly text: string;
  /** Whether anything was cut off. */
  readonly separated: boolean;
  /** Whether the mail is nothing but another one, passed on. */
  readonly onlyForwarded: boolean;
  /** Whether an earlier mail is quoted, and whether one is passed on. */
  readonly quotes: boolean;
  readonly forwards: boolean;
}

/** Stands where the markup of a mail showed a quotation: it counts as one and is never shown. */
export const quotedHere = '>\u2063';

const mostLines = 3_000;

export const ownWords = (whole: string): OwnWords => {
  const lines = withBrokenLines(withWrappedQuotations(withoutArmour(whole.split('\n', mostLines).map(tidy))));
  const code = fenced(lines);
  const beginning = firstBeginning(lines, code);
  const above = beginning === undefined ? lines : lines.slice(0, beginning.at);
  const answered = withoutQuotations(above, code);
  const signed = withoutSignature(answered.lines, code);
  const text = trimmed(withoutPlaces(signed)).join('\n');
  return {
    text,
    separated: text !== trimmed(lines).join('\n'),
    onlyForwarded: text === '' && (beginning !== undefined || answered.quotedAll) && trimmed(lines).length > 0,
    quotes: beginning !== undefined || answered.attributed || above.some((line) => line.startsWith('>') && !code.has(line)),
    forwards: beginning?.kind === 'forwarded',
  };
};

const tidy = (line: string): string =>
  line
    .replaceAll(/[\u200b\ufeff\u2060]/gu, '')
    .replaceAll(/[\u00a0\u202f]/gu, ' ')
    .trimEnd();

/** Signed mail stands between marks that say nothing to a reader. */
const withoutArmour = (lines: readonly string[]): readonly string[] => {
  const begin = lines.findIndex((line) => line.startsWith('-----BEGIN PGP SIGNED MESSAGE'));
  const signature = lines.findIndex((line) => line.startsWith('-----BEGIN PGP SIGNATURE'));
  if (begin < 0 && signature < 0) return lines;
  const end = lines.findIndex((line) => line.startsWith('-----END PGP SIGNATURE'));
  return lines.filter((line, at) => {
    if (signature >= 0 && at >= signature && (end < 0 || at <= end)) return false;
    return begin < 0 || at < begin || at > begin + 2 || (at > begin && !/^(?:Hash:.*)?$/.test(line));
  });
};

/** Lines between ``` fences: nobody's quotation and nobody's signature. */
const fenced = (lines: readonly string[]): ReadonlySet<string> => {
  const inside = new Set<string>();
  let open: string[] | undefined;
  for (const line of lines) {
    if (/^\s*```/.test(line)) {
      for (const each of open ?? []) inside.add(each);
      open = open === undefined ? [] : undefined;
    } else open?.push(line);
  }
  return inside;
};

interface Answered {
  readonly lines: readonly string[];
  readonly attributed: boolean;
  /** Whether nothing but quotations with their attributions stood here. */
  readonly quotedAll: boolean;
}

const withoutQuotations = (lines: readonly string[], code: ReadonlySet<string>): Answered => {
  const all = attributionsIn(lines);
  const attributionAt = (at: number): Attribution | undefined =>
    code.has(lines[at] ?? '') ? undefined : quoted(lines[at]) ? headersAt(lines, at) : (all.get(at) ?? headersAt(lines, at));
  const kept: string[] = [];
  let hasText = false;
  const keep = (more: readonly string[]): void => {
    kept.push(...more);
    hasText ||= more.some((line) => !blank(line) && !quoted(line));
  };
  let attributed = false;
  let at = 0;
  while (at < lines.length) {
    const found = attributionAt(at);
    if (found === undefined) {
      keep([lines[at] ?? '']);
      at += 1;
      continue;
    }
    attributed = true;
    if (found.runsOn) return { lines: kept, attributed, quotedAll: !hasText };
    const quotation = quotationFrom(lines, found.end);
    if (quotation === undefined) {
      // Plain text below: the other mail, unless the answer itself must be down there.
      if (!found.sure) {
        keep(lines.slice(at, found.end));
      } else if (hasText) {
        return { lines: kept, attributed, quotedAll: false };
      }
      at = found.end;
      continue;
    }
    const rest = lines.slice(quotation);
    const answers = rest.findIndex((line) => !blank(line) && !quoted(line) && !separatesSignature(line) && !isPhoneLine(line));
    const later = answers < 0 ? undefined : rest[answers];
    if (later === undefined || beginsFooter(later) || onlySignature(rest)) {
      // Nothing was answered below it.
      at = lines.length;
    } else if (rest.some((line) => quoted(line)) && !attributesNext(lines, quotation, attributionAt)) {
      // Answers stand between quotations, which say what they answer.
      keep(lines.slice(found.end, quotation));
      at = quotation;
    } else {
      if (hasText) keep(lines.slice(found.end, quotation));
      at = quotation;
    }
  }
  return { lines: withoutLastQuotation(kept), attributed, quotedAll: attributed && kept.every(blank) };
};

/** Whether the next quotation has an attribution of its own. */
const attributesNext = (
  lines: readonly string[],
  from: number,
  attributionAt: (at: number) => Attribution | undefined,
): boolean => {
  const next = lines.findIndex((line, at) => at >= from && quoted(line));
  for (let at = Math.max(from, next - 7); at < next; at += 1) if (attributionAt(at) !== undefined) return true;
  return false;
};

const onlySignature = (rest: readonly string[]): boolean => {
  const first = rest.find((line) => !blank(line));
  return first !== undefined && (separatesSignature(first) || isPhoneLine(first));
};

const longestSignature = 25;

const withoutSignature = (lines: readonly string[], code: ReadonlySet<string>): readonly string[] => {
  let kept = lines;
  const firstText = lines.findIndex((line) => !blank(line) && !quoted(line));
  const cutAt = (ends: (line: string, below: readonly string[]) => boolean, longest: number): void => {
    if (firstText < 0) return;
    let below = filled(kept.slice(firstText + 1));
    for (let at = firstText + 1; at < kept.length; at += 1) {
      const line = kept[at] ?? '';
      if (!blank(line)) below -= 1;
      if (below <= longest && ends(line, kept.slice(at + 1)) && !code.has(line)) {
        kept = kept.slice(0, at);
        return;
      }
    }
  };
  cutAt(beginsSignature, longestSignature);
  cutAt(isOrnament, 4);
  let end = kept.length;
  while (end > 0 && (blank(kept[end - 1]) || isPhoneLine(kept[end - 1] ?? '') || isRule(kept[end - 1] ?? ''))) end -= 1;
  return withoutLastQuotation(kept.slice(0, end));
};

const withoutPlaces = (lines: readonly string[]): readonly string[] =>
  lines.includes(quotedHere)
    ? lines.filter((line, at) => line !== quotedHere && !(blank(line) && lines[at - 1] === quotedHere))
    : lines;

const filled = (lines: readonly string[]): number => lines.filter((line) => !blank(line)).length;

const trimmed = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => !blank(line));
  if (first < 0) return [];
  const last = lines.findLastIndex((line) => !blank(line));
  return lines.slice(first, last + 1);
};
