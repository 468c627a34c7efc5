import { earliestUnder, type Allowance } from './allowance.ts';
import { createDifferentAddresses, peopleIn, type CountedPeople, type DifferentAddresses } from './different-addresses.ts';
import type { Counted, LimitName, RollingLimit } from './mailbox-limits.ts';
import type { Recipients } from './sent-history.ts';

const day = 24 * 60 * 60_000;

/** The earliest instant for a mail, and the limit that keeps it from leaving before; undefined where none does. */
export interface Room {
  readonly at: number;
  readonly because: LimitName | undefined;
}

/** A limit whose window is a day: all but those of the rate. */
export type DayLimit = RollingLimit & { readonly counts: Exclude<Counted, 'quotaUnits'> };

/** All limits of one mailbox that share a window of a day, counted on. Time only moves on. */
export interface RollingDay {
  /** Infinity where the mail never fits. */
  roomFor(mail: Recipients, from: number): Room;
  /** Nothing before `at` may be asked for any more. */
  add(mail: Recipients, at: number): void;
}

type Sum = 'messages' | CountedPeople;

interface Check {
  readonly name: LimitName;
  readonly allowance: Allowance;
  /** What it counts or, where it counts different addresses, what is never less. */
  readonly sum: Sum;
  /** For different addresses: the earliest instant by who they are. */
  readonly exactly: ((mail: Recipients, from: number) => number) | undefined;
}

/**
 * The limits share one log of mails and one sum for each thing they count, so a mail goes in once and out once. While all
 * recipients together fit into a limit of different addresses, nobody needs to know who they are, so that is found out
 * only from then on.
 */
export const createRollingDay = (limits: readonly DayLimit[]): RollingDay => {
  const mails: Recipients[] = [];
  const endings: number[] = [];
  let first = 0;
  // How many were cut off the log's beginning.
  let gone = 0;
  const used: Record<Sum, number> = { messages: 0, everybody: 0, outside: 0 };

  const count = (mail: Recipients, sign: 1 | -1): void => {
    used.messages += sign;
    used.everybody += sign * peopleIn(mail, 'everybody');
    used.outside += sign * peopleIn(mail, 'outside');
  };

  const amountOf = (mail: Recipients, sum: Sum): number => (sum === 'messages' ? 1 : peopleIn(mail, sum));

  const earliestBy = ({ allowance, sum }: Check, mail: Recipients, from: number): number => {
    const amount = amountOf(mail, sum);
    if (amount === 0) return from;
    return earliestUnder(allowance, from, (most) => {
      if (amount > most) return Infinity;
      let at = from;
      for (let over = used[sum] + amount - most, index = first; over > 0; index += 1) {
        const oldest = mails[index];
        over -= oldest === undefined ? over : amountOf(oldest, sum);
        at = endings[index] ?? at;
      }
      return at;
    });
  };

  const knowing = (different: DifferentAddresses): Check['exactly'] => {
    // How much of all mail it was told; what left the window before anybody asked it never hears of.
    let told = 0;
    return (mail, from) => {
      different.forget((endings.at(-1) ?? -Infinity) - day);
      for (told = Math.max(told, gone + first); told < gone + mails.length; told += 1) {
        const [next, endsAt] = [mails[told - gone], endings[told - gone]];
        if (next !== undefined && endsAt !== undefined) different.add(next, endsAt);
      }
      return different.earliest(mail, from);
    };
  };

  const checks = limits.map(({ name, counts, allowance }): Check => {
    const check = { name, allowance };
    switch (counts) {
      case 'messages':
        return { ...check, sum: 'messages', exactly: undefined };
      case 'recipients':
        return { ...check, sum: 'everybody', exactly: undefined };
      case 'externalRecipients':
        return { ...check, sum: 'outside', exactly: undefined };
      case 'uniqueRecipients':
        return { ...check, sum: 'everybody', exactly: knowing(createDifferentAddresses('everybody', allowance)) };
      case 'uniqueExternalRecipients':
        return { ...check, sum: 'outside', exactly: knowing(createDifferentAddresses('outside', allowance)) };
    }
  });

  return {
    roomFor(mail, from) {
      let at = from;
      let because: LimitName | undefined;
      for (const check of checks) {
        const [step] = check.allowance;
        // What fits at the lowest step fits now: by far the most often, and all that a forecast has time for.
        if (used[check.sum] + amountOf(mail, check.sum) <= step.most) continue;
        let room = earliestBy(check, mail, at);
        if (room > at && check.exactly !== undefined) room = check.exactly(mail, at);
        if (room > at) [at, because] = [room, check.name];
      }
      return { at, because };
    },
    add(mail, at) {
      for (let ending = endings[first]; ending !== undefined && ending <= at; ending = endings[first]) {
        const oldest = mails[first];
        if (oldest !== undefined) count(oldest, -1);
        first += 1;
      }
      // Cut off when it is the larger half, so that each cut moves less than it frees.
      if (first > mails.length / 2) {
        mails.splice(0, first);
        endings.splice(0, first);
        [gone, first] = [gone + first, 0];
      }
      mails.push(mail);
      endings.push(at + day);
      count(mail, 1);
    },
  };
};
