import type { ReplyFact } from './reply-fact.ts';
import type { ReplyRows } from './reply-rows.ts';

/** Tells how many there are, and how many are unread, whenever that is another number than before. */
export const createTellCounts = (rows: ReplyRows, onFact: (fact: ReplyFact) => void): (() => void) => {
  let told = '';
  return () => {
    const { all, unread } = rows.counts();
    const counted = `${all} ${unread}`;
    if (counted !== told) onFact({ fact: 'counted', all, unread });
    told = counted;
  };
};
