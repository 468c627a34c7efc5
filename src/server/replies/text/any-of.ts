/** Many words and phrases, written as lines of alternatives, `one|two`, as the inside of one group of a pattern. */
export const oneOf = (lines: string): string =>
  lines
    .trim()
    .split(/\s*\n\s*/)
    .join('|');

/** A pattern for any of them, whatever their case; `before` and `after` hold for each. */
export const anyOf = (lines: string, before = '', after = ''): RegExp => new RegExp(`${before}(?:${oneOf(lines)})${after}`, 'iu');
