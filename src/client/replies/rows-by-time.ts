import type { Reply } from '../../contract/index.ts';

/** Newest first; of those that came together the one with the greater id. ISO instants sort as texts. */
const byTime = (one: Reply, other: Reply): number => compare(other.receivedAt, one.receivedAt) || compare(other.id, one.id);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Where in a sorted list a row stands, or would. */
export const placeOfRow = <T>(sorted: readonly T[], rowOf: (each: T) => Reply, row: Reply): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there !== undefined && byTime(rowOf(there), row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A sorted list and some more, of which it has none, as one. */
export const mergedByTime = <T>(sorted: readonly T[], more: readonly T[], rowOf: (each: T) => Reply): T[] => {
  const [first, ...others] = more.toSorted((one, other) => byTime(rowOf(one), rowOf(other)));
  if (first === undefined) return [...sorted];
  let at = placeOfRow(sorted, rowOf, rowOf(first));
  // Most of what comes in numbers is older than all that is here, and nothing has to be looked at.
  const all = sorted.slice(0, at);
  all.push(first);
  for (const each of others) {
    for (let next = sorted[at]; next !== undefined && byTime(rowOf(next), rowOf(each)) < 0; next = sorted[at]) {
      all.push(next);
      at += 1;
    }
    all.push(each);
  }
  return all.concat(sorted.slice(at));
};
