import type { Attribution } from './attributions.ts';
import { beginningAt, type Beginning } from './quote-separators.ts';
import { blank, quotationFrom, quoted } from './quoted-lines.ts';
import { separatesSignature } from './sign-offs.ts';

/** Where another mail begins that goes on to the end. */
export interface Place {
  readonly at: number;
  readonly kind: Beginning['kind'];
}

export const firstBeginning = (lines: readonly string[], code: ReadonlySet<string>): Place | undefined => {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (blank(line) || code.has(line)) continue;
    // Apple Mail quotes the whole forwarded mail, its headers included; other quoted headers belong to quotations.
    if (quoted(line) && (!blank(lines[at - 1]) || quoted(lines[at - 1]))) continue;
    const found = beginningAt(lines, at);
    if (found === undefined || (quoted(line) && found.kind !== 'forwarded')) continue;
    if (found.kind !== 'headers' || !isAnsweredBelow(lines, at + found.lines)) return { at, kind: found.kind };
  }
  return undefined;
};

/** Some write headers instead of an attribution, and their answer below the quotation. */
const isAnsweredBelow = (lines: readonly string[], from: number): boolean => {
  const end = quotationFrom(lines, from);
  return end !== undefined && lines.slice(end).some((line) => !blank(line) && !quoted(line) && !separatesSignature(line));
};

/** Headers of another mail, quoted or above a quotation, that do what an attribution does. */
export const headersAt = (lines: readonly string[], at: number): Attribution | undefined => {
  const [line, above] = [lines[at], lines[at - 1]];
  if (blank(line) || (!blank(above) && quoted(above)) || (quoted(line) && lines.slice(0, at).some((each) => !blank(each)))) return undefined;
  const found = beginningAt(lines, at);
  if (found === undefined || found.kind === 'forwarded') return undefined;
  if (quoted(line)) return { start: at, end: at, sure: true, runsOn: false };
  return found.kind === 'headers' && isAnsweredBelow(lines, at + found.lines)
    ? { start: at, end: at + found.lines, sure: true, runsOn: false }
    : undefined;
};
