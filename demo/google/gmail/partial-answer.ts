/**
 * Google's `fields`: `a,b(c,d),e/f`, and `*` for everything below. What is not named is left out of the answer.
 * https://developers.google.com/workspace/gmail/api/guides/performance#partial
 */
type Mask = Map<string, Mask>;

/** Undefined when the mask cannot be read. */
export const readMask = (fields: string): Mask | undefined => {
  const tokens = fields.match(/[\w*]+|[(),/]/g) ?? [];
  if (tokens.join('') !== fields.replaceAll(' ', '')) return undefined;
  let at = 0;
  const list = (): Mask | undefined => {
    const mask: Mask = new Map<string, Mask>();
    for (;;) {
      let inner = mask;
      for (;;) {
        const name = tokens[at++];
        if (name === undefined || !/^[\w*]+$/.test(name)) return undefined;
        const next: Mask = inner.get(name) ?? new Map<string, Mask>();
        inner.set(name, next);
        inner = next;
        if (tokens[at] !== '/') break;
        at += 1;
      }
      if (tokens[at] === '(') {
        at += 1;
        const below = list();
        if (below === undefined || tokens[at++] !== ')') return undefined;
        for (const [key, value] of below) inner.set(key, value);
      }
      if (tokens[at] !== ',') return mask;
      at += 1;
    }
  };
  const mask = list();
  return at === tokens.length ? mask : undefined;
};

export const masked = (answer: unknown, mask: Mask): unknown => {
  if (mask.size === 0 || typeof answer !== 'object' || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((each) => masked(each, mask)).filter((each) => !isEmpty(each));
  const kept = Object.entries(answer).flatMap(([name, value]): [string, unknown][] => {
    const below = mask.get(name) ?? mask.get('*');
    return below === undefined ? [] : [[name, masked(value, below)]];
  });
  return Object.fromEntries(kept);
};

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
