import { earliestUnder } from './allowance.ts';
import { createDifferentAddresses, peopleIn, type CountedPeople } from './different-addresses.ts';
import type { Counted, LimitName, MailboxLimits, RollingLimit } from './mailbox-limits.ts';
import type { Recipients, SentHistory } from './sent-history.ts';

/** The earliest instant for a mail, and the limit that keeps it from leaving before; undefined where none does. */
export interface Room {
  readonly at: number;
  readonly because: LimitName | undefined;
}

/** All limits of one mailbox, counted on. Time only moves on: nothing before the last record may be asked for any more. */
export interface Ledger {
  /** The earliest instant, not before `from`, at which a mail fits into every limit; Infinity where it never does. */
  roomFor(mail: Recipients, from: number): Room;
  record(mail: Recipients, at: number): void;
}

type Sum = 'messages' | CountedPeople | 'quotaUnits';

/** What was used of something until each of the ledger's rows, that row's own included. */
interface Totals {
  readonly until: Float64Array;
  whole: number;
}

/** How one limit judges. */
interface Check {
  readonly name: LimitName;
  /** What it counts or, where it counts different addresses, what is never less. */
  readonly sum: Sum;
  /** The earliest instant by how much there was of the sum. */
  readonly bySum: (amount: number, from: number) => number;
  /** For different addresses: the earliest instant by who they are. */
  readonly exactly: ((mail: Recipients, from: number) => number) | undefined;
}

/**
 * A ledger that holds what a mailbox did until `now`, with space for `more` mails. What is recorded for later, by a machine
 * whose clock is ahead, counts as of now.
 *
 * It keeps one row for each mail, with what was used of everything until then. A mail has room in a limit when a certain row
 * has left the limit's window: the one behind which, with this mail, there is just as much as fits. As mails leave, that row
 * only moves on, so each limit goes through the rows once.
 */
export const createLedger = (history: SentHistory, limits: MailboxLimits, now: number, more = 0): Ledger => {
  const past = pastOf(history, limits.quotaUnitsPerMail);
  const space = past.length + more;
  const instants = new Float64Array(space);
  const mails: Recipients[] = [];
  const totals = (): Totals => ({ until: new Float64Array(space), whole: 0 });
  const used: Readonly<Record<Sum, Totals>> = { messages: totals(), everybody: totals(), outside: totals(), quotaUnits: totals() };
  const { messages, everybody, outside, quotaUnits } = used;

  const add = (mail: Recipients, at: number, count: number, units: number): void => {
    const row = mails.push(mail) - 1;
    instants[row] = at;
    messages.until[row] = messages.whole += count;
    everybody.until[row] = everybody.whole += peopleIn(mail, 'everybody');
    outside.until[row] = outside.whole += peopleIn(mail, 'outside');
    quotaUnits.until[row] = quotaUnits.whole += units;
  };

  const amountOf = (mail: Recipients, sum: Sum): number => {
    if (sum === 'messages') return 1;
    return sum === 'quotaUnits' ? limits.quotaUnitsPerMail : peopleIn(mail, sum);
  };

  const underOne = (of: Totals, windowMs: number, most: number): Check['bySum'] => {
    const { until } = of;
    let row = 0;
    return (amount, from) => {
      if (amount > most) return Infinity;
      const needed = of.whole + amount - most;
      if (needed <= 0) return from;
      // Where mails of other sizes asked in between it is a little further back.
      while (row > 0 && (until[row - 1] ?? 0) >= needed) row -= 1;
      while ((until[row] ?? Infinity) < needed) row += 1;
      const leaves = (instants[row] ?? 0) + windowMs;
      return leaves > from ? leaves : from;
    };
  };

  const bySum = (sum: Sum, { windowMs, allowance }: RollingLimit): Check['bySum'] => {
    const [first, ...rest] = allowance.map(({ most }) => [most, underOne(used[sum], windowMs, most)] as const);
    // Nearly every limit stays the same, and a forecast asks half a million times.
    if (first !== undefined && rest.length === 0) return first[1];
    const steps = new Map(first === undefined ? rest : [first, ...rest]);
    return (amount, from) => earliestUnder(allowance, from, (most) => steps.get(most)?.(amount, from) ?? Infinity);
  };

  /** While all recipients together fit, nobody needs to know who they are, so that is found out only from then on. */
  const knowing = (people: CountedPeople, { allowance, windowMs }: RollingLimit): NonNullable<Check['exactly']> => {
    const different = createDifferentAddresses(people, allowance);
    let told = 0;
    return (mail, from) => {
      for (; told < mails.length; told += 1) different.add(mails[told] ?? nobody, (instants[told] ?? 0) + windowMs);
      different.forget(instants[mails.length - 1] ?? -Infinity);
      return different.earliest(mail, from);
    };
  };

  const checkOf = (limit: RollingLimit, sum: Sum, people?: CountedPeople): Check => ({
    name: limit.name,
    sum,
    bySum: bySum(sum, limit),
    exactly: people && knowing(people, limit),
  });

  const binding = limits.rolling.filter((limit) => !limits.rolling.some((other) => binds(other, limit)));
  const checks = binding.map((limit): Check => {
    switch (limit.counts) {
      case 'messages':
      case 'quotaUnits':
        return checkOf(limit, limit.counts);
      case 'recipients':
        return checkOf(limit, 'everybody');
      case 'externalRecipients':
        return checkOf(limit, 'outside');
      case 'uniqueRecipients':
        return checkOf(limit, 'everybody', 'everybody');
      case 'uniqueExternalRecipients':
        return checkOf(limit, 'outside', 'outside');
    }
  });

  for (const { mail, at, count, units } of past) add(mail, Math.min(at, now), count, units);

  return {
    roomFor(mail, from) {
      let at = from;
      let because: LimitName | undefined;
      for (const check of checks) {
        const amount = amountOf(mail, check.sum);
        if (amount === 0) continue;
        let room = check.bySum(amount, at);
        if (room > at && check.exactly !== undefined) room = check.exactly(mail, at);
        if (room > at) [at, because] = [room, check.name];
      }
      return { at, because };
    },
    record(mail, at) {
      if (mails.length === space) throw new RangeError('Failed to record a mail: the ledger is full');
      add(mail, at, 1, limits.quotaUnitsPerMail);
    },
  };
};

/** What is never less than another count, and stands before it among the limits. */
const wider: Readonly<Partial<Record<Counted, readonly Counted[]>>> = {
  recipients: ['externalRecipients', 'uniqueRecipients', 'uniqueExternalRecipients'],
  externalRecipients: ['uniqueExternalRecipients'],
  uniqueRecipients: ['uniqueExternalRecipients'],
};

/** Whether what fits into one limit always fits into another: with a plan that is not known most limits are alike. */
const binds = (one: RollingLimit, other: RollingLimit): boolean => {
  const isWider = wider[one.counts]?.includes(other.counts) ?? false;
  const staySame = one.allowance.length === 1 && other.allowance.length === 1;
  return isWider && staySame && one.windowMs === other.windowMs && one.allowance[0].most <= other.allowance[0].most;
};

interface Past {
  readonly mail: Recipients;
  readonly at: number;
  readonly count: number;
  readonly units: number;
}

const nobody: Recipients = { inside: [], outside: [], unnamed: 0 };

/** Mails and other calls in one order of time. What the person sends elsewhere costs nothing of our project's quota. */
const pastOf = ({ mails, calls }: SentHistory, quotaUnitsPerMail: number): readonly Past[] => {
  const past = mails.map((mail): Past => ({ mail, at: mail.at, count: 1, units: mail.origin === 'ours' ? quotaUnitsPerMail : 0 }));
  if (calls.length === 0) return past;
  return [...past, ...calls.map(({ at, units }): Past => ({ mail: nobody, at, count: 0, units }))].sort((a, b) => a.at - b.at);
};
