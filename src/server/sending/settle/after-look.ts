/** What a look at a mailbox for one mail came to, when the mail was not found. */
export type Looked =
  /** All that left since was read. */
  | 'not-there'
  /** There was too much to read it all. */
  | 'not-all'
  /** Google did not answer, or the connection is lost. */
  | 'could-not'
  /** The permission to read was not given. */
  | 'may-not';

export type AfterLook = { readonly kind: 'again'; readonly at: number } | { readonly kind: 'hold'; readonly lookedFor: boolean };

/** Mail that Gmail took has been seen to come into the mailbox' list minutes later. */
export const lookForMs = 10 * 60_000;
/** Where nobody can look, for an outage or a lost connection, a person is asked in the end. */
export const giveUpMs = 24 * 3_600_000;
const firstMs = 10_000;
const longestMs = 10 * 60_000;

export interface LookedSoFar {
  readonly attemptedAt: number;
  readonly looks: number;
  readonly now: number;
}

/** Looks again at growing intervals, or asks a person: never concludes by itself that a mail did not leave. */
export const afterLook = (looked: Looked, { attemptedAt, looks, now }: LookedSoFar): AfterLook => {
  if (looked === 'may-not') return { kind: 'hold', lookedFor: false };
  const age = now - attemptedAt;
  if (looked === 'not-there' && age >= lookForMs) return { kind: 'hold', lookedFor: true };
  if (age >= giveUpMs) return { kind: 'hold', lookedFor: false };
  return { kind: 'again', at: now + Math.min(firstMs * 2 ** Math.min(looks, 20), longestMs) };
};
