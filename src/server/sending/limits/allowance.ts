/** Why a limit is what it is. */
export type AllowedBy =
  /** Google's published number for the plan, less what is kept free. */
  | 'plan'
  | 'administrator'
  /** The mailbox is new and grows day by day. */
  | 'slow-start'
  /** Google said, by an answer or a bounce, that less than its published number may be sent. */
  | 'heard';

/** How much may be used from an instant on, until the next step. */
export interface AllowanceStep {
  /** Milliseconds since 1970 UTC; the first step holds since ever. */
  readonly from: number;
  readonly most: number;
  readonly by: AllowedBy;
}

/**
 * How much of something a mailbox may use within one window, as time goes on: steps in order of time that never fall. So
 * what fits at some instant fits at every later one, and the earliest instant of each limit can be looked for alone.
 */
export type Allowance = readonly [AllowanceStep, ...AllowanceStep[]];

export const always = (most: number, by: AllowedBy): Allowance => [{ from: -Infinity, most, by }];

export const allowedAt = (allowance: Allowance, at: number): AllowanceStep =>
  allowance.findLast(({ from }) => from <= at) ?? allowance[0];

/** The most that will ever be allowed. */
export const allowedInTheEnd = (allowance: Allowance): number => allowedAt(allowance, Infinity).most;

/** Allows at most `most` until an instant, and from then on what was allowed before. */
export const lowerUntil = (allowance: Allowance, until: number, most: number, by: AllowedBy): Allowance => {
  const lower = (step: AllowanceStep): AllowanceStep => (step.most > most ? { ...step, most, by } : step);
  const [first, ...rest] = allowance;
  const before = rest.filter(({ from }) => from < until).map(lower);
  const after = rest.filter(({ from }) => from > until);
  return [lower(first), ...before, { ...allowedAt(allowance, until), from: until }, ...after];
};

/**
 * The earliest instant, not before `from`, at which something fits; `fitsFrom(most)` tells it for an allowance that stays the
 * same. Infinity where it never fits.
 */
export const earliestUnder = (allowance: Allowance, from: number, fitsFrom: (most: number) => number): number => {
  for (let index = 0; ; index += 1) {
    const step = allowance[index];
    if (step === undefined) return Infinity;
    const next = allowance[index + 1]?.from ?? Infinity;
    const at = Math.max(from, step.from, fitsFrom(step.most));
    if (at < next || next === Infinity) return at;
  }
};
