/**
 * A query of Gmail's search box as a tree. Blank space joins by *and*, `OR` and `|` bind closer, braces hold alternatives, a
 * minus turns what follows around, and an operator before a bracket belongs to everything in it.
 * https://support.google.com/mail/answer/7190
 */
export type Search =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Search[] }
  | { readonly kind: 'not'; readonly of: Search }
  /** `operator` is empty for words, which are looked for anywhere in a mail. */
  | { readonly kind: 'term'; readonly operator: string; readonly value: string }
  /** What nobody can read here. */
  | { readonly kind: 'unclear' };

export const all = (of: readonly Search[]): Search => (of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'and', of });
export const any = (of: readonly Search[]): Search => {
  if (of.length === 0) return { kind: 'unclear' };
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'or', of };
};
export const not = (of: Search): Search => (of.kind === 'not' ? of.of : { kind: 'not', of });

/** Gmail takes some thousand characters at most; longer ones were not written by a person. */
const longestQuery = 20_000;
const deepest = 40;

const names =
  'from|to|cc|bcc|subject|list|deliveredto|rfc822msgid|has|filename|in|is|label|category|after|before|older|newer|older_than|newer_than|size|larger|smaller';
const token = new RegExp(String.raw`(?<opened>[({])|(?<closed>[)}])|(?<minus>-(?=\S))|"(?<quoted>[^"]*)"?|(?<name>${names}):\s*(?=[^\s)}])|(?<mark>[,|])|(?<word>[^\s(){}"|,]+)`, 'gi');

type Token = NonNullable<RegExpMatchArray['groups']>;

/** `operator` belongs to the whole of the query, as that of a filter's field does. */
export const readSearch = (query: string, operator = ''): Search =>
  query.length > longestQuery ? { kind: 'unclear' } : createReader(query).group(operator, undefined, 0);

/** One pass over the tokens. A bracket that is never closed ends with the query; one that was never opened is passed over. */
const createReader = (query: string) => {
  const tokens = query.matchAll(token);
  const take = (): Token | undefined => tokens.next().value?.groups;

  const group = (operator: string, closing: string | undefined, depth: number): Search => {
    const parts: Search[] = [];
    let joins = false;
    for (let found = take(); found !== undefined; found = take()) {
      if (found['closed'] !== undefined) {
        if (found['closed'] === closing) break;
      } else if (isOr(found, operator)) {
        joins = parts.length > 0;
      } else if (found['word'] !== 'AND' && found['mark'] === undefined) {
        const part = one(found, operator, depth);
        const before = joins ? parts.pop() : undefined;
        parts.push(before === undefined ? part : any([...(before.kind === 'or' ? before.of : [before]), part]));
        joins = false;
      }
    }
    return closing === '}' ? any(parts) : all(parts);
  };

  const one = (found: Token, operator: string, depth: number): Search => {
    if (found['opened'] !== undefined) return depth < deepest ? group(operator, found['opened'] === '{' ? '}' : ')', depth + 1) : skip();
    if (found['minus'] === undefined && found['name'] === undefined) {
      return { kind: 'term', operator, value: (found['quoted'] ?? found['word'] ?? '').replace(/^\+(?=.)/, '') };
    }
    const next = depth < deepest ? take() : undefined;
    if (next === undefined) return { kind: 'unclear' };
    return found['name'] === undefined ? not(one(next, operator, depth + 1)) : one(next, found['name'].toLowerCase(), depth + 1);
  };

  /** A bracket in too many others, to its end. */
  const skip = (): Search => {
    let open = 1;
    for (let found = take(); found !== undefined && open > 0; ) {
      open += found['opened'] !== undefined ? 1 : found['closed'] !== undefined ? -1 : 0;
      if (open > 0) found = take();
    }
    return { kind: 'unclear' };
  };

  return { group };
};

const addressed: ReadonlySet<string> = new Set(['from', 'to', 'cc', 'bcc', 'list', 'deliveredto']);

/** People list addresses with commas, and mean any of them. */
const isOr = ({ word, mark }: Token, operator: string): boolean => word === 'OR' || mark === '|' || (mark === ',' && addressed.has(operator));
