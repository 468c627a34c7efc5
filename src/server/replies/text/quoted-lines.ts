/** Lines that quote another mail by the sign in front of them. */
export const blank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
export const quoted = (line: string | undefined): boolean => line !== undefined && /^\s{0,3}(?:>|\|(?!\s*-{2,}\|)\s?[^|]*$)/u.test(line);

/** The line behind the quotation that begins here; undefined where none does. */
export const quotationFrom = (lines: readonly string[], from: number): number | undefined => {
  let at = from;
  while (blank(lines[at]) && at < Math.min(from + 3, lines.length)) at += 1;
  if (!quoted(lines[at])) return undefined;
  while (at < lines.length && (quoted(lines[at]) || (blank(lines[at]) && quoted(nextFilled(lines, at))))) at += 1;
  return at;
};

const nextFilled = (lines: readonly string[], from: number): string | undefined => {
  for (let at = from; at < Math.min(from + 6, lines.length); at += 1) if (!blank(lines[at])) return lines[at];
  return undefined;
};

/** Quotations behind the last words answer nothing. A mail of nothing else keeps them: then they are its words. */
export const withoutLastQuotation = (lines: readonly string[]): readonly string[] => {
  let end = lines.length;
  while (end > 0 && (blank(lines[end - 1]) || quoted(lines[end - 1]))) end -= 1;
  return end === 0 ? lines : lines.slice(0, end);
};

const longQuoted = /^\s{0,3}>.{55,}[^.!?:。]$/u;
const goesOnSmall = /^(?![-*>|])[\p{Ll}\d(][^>]*$/u;

/** A program that breaks long lines leaves the sign of quotation out of their rest. */
export const withWrappedQuotations = (lines: readonly string[]): readonly string[] =>
  lines.map((line, at) =>
    goesOnSmall.test(line) && longQuoted.test(lines[at - 1] ?? '') && /^\s{0,3}>/.test(lines[at + 1] ?? '') ? `> ${line}` : line,
  );
