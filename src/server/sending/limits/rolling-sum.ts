import { earliestUnder, type Allowance } from './allowance.ts';

/**
 * Counts what was used of one limit of the rate within its window. Time only moves on: what is added comes in order of time,
 * and nothing before it is asked for any more. So each amount goes in once and out once, and `earliest` looks at no more of
 * them than have to leave the window.
 */
export interface RollingSum {
  /** The earliest instant, not before `from`, at which `amount` more fits into the window; Infinity where it never does. */
  earliest(amount: number, from: number): number;
  add(amount: number, at: number): void;
}

export const createRollingSum = (windowMs: number, allowance: Allowance): RollingSum => {
  const amounts: number[] = [];
  const endings: number[] = [];
  let first = 0;
  let used = 0;

  const earliestWithin = (most: number, amount: number, from: number): number => {
    if (amount > most) return Infinity;
    let at = from;
    for (let over = used + amount - most, index = first; over > 0; index += 1) {
      over -= amounts[index] ?? over;
      at = endings[index] ?? at;
    }
    return at > from ? at : from;
  };

  return {
    earliest(amount, from) {
      // Nearly every limit stays the same, and a forecast asks half a million times.
      if (allowance.length === 1) return earliestWithin(allowance[0].most, amount, from);
      return earliestUnder(allowance, from, (most) => earliestWithin(most, amount, from));
    },
    add(amount, at) {
      for (let ending = endings[first]; ending !== undefined && ending <= at; ending = endings[first]) {
        used -= amounts[first] ?? 0;
        first += 1;
      }
      // What left the window is cut off when it is the larger half, so that each cut moves less than it frees.
      if (first > amounts.length / 2) {
        amounts.splice(0, first);
        endings.splice(0, first);
        first = 0;
      }
      amounts.push(amount);
      endings.push(at + windowMs);
      used += amount;
    },
  };
};
