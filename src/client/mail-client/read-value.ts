/**
 * Small readers from which `answer-shapes.ts` puts together what a page understands. Each gives what it reads out of a
 * value that may be anything, without fields that it does not know, or undefined where the value does not fit.
 */
export type Read = (value: unknown) => unknown;

const fitting =
  (fits: (value: unknown) => unknown): Read =>
  (value) =>
    fits(value) ? value : undefined;

const isText = (value: unknown): value is string => typeof value === 'string';

export const text = fitting(isText);
export const truth = fitting((value) => typeof value === 'boolean');
export const integer = fitting(Number.isSafeInteger);
export const number = fitting(Number.isFinite);
export const address: Read = (value) => (isText(value) && URL.canParse(value) ? value.trim() : undefined);
export const matching = (pattern: RegExp): Read => fitting((value) => isText(value) && pattern.test(value));

/** One of the words in this list, which spaces part. */
export const word = (words: string): Read => fitting((value) => words.split(' ').includes(value as string));

/**
 * A code without anything beside it: a hyphened word that is not among those which need more, or one of these few. A code
 * that only a newer service knows is told as it is.
 */
export const code = (others: string, plain: string): Read =>
  fitting((value) => isText(value) && (/^[a-z]+(-[a-z]+)+$/.test(value) ? !others.split(' ').includes(value) : plain.split(' ').includes(value)));

export const list =
  (item: Read): Read =>
  (value) =>
    Array.isArray(value) ? whole(value.map(item)) : undefined;

export const pair =
  (first: Read, second: Read): Read =>
  (value) =>
    Array.isArray(value) && value.length === 2 ? whole([first(value[0]), second(value[1])]) : undefined;

const whole = (read: readonly unknown[]): unknown => (read.includes(undefined) ? undefined : read);

export const either =
  (...options: readonly Read[]): Read =>
  (value) => {
    for (const option of options) {
      const read = option(value);
      if (read !== undefined) return read;
    }
    return undefined;
  };

/** A field whose name here ends in a question mark may be absent. */
export const object =
  (fields: Readonly<Record<string, Read>>): Read =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const read: Record<string, unknown> = {};
    for (const [name, fit] of Object.entries(fields)) {
      const key = name.replace('?', '');
      const field: unknown = (value as Readonly<Record<string, unknown>>)[key];
      const fitted = fit(field);
      if (fitted !== undefined) read[key] = fitted;
      else if (field !== undefined || key === name) return undefined;
    }
    return read;
  };
