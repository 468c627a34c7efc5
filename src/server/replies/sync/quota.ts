import type { Clock } from '../../ports.ts';

/**
 * Gmail's quota units as this process spends them, per mailbox and for all of them together. Google counts by the minute
 * without saying when one begins, so what was spent in any minute keeps to the limit: a bucket that fills up again while
 * it is emptied would let twice as much through. Mailboxes that are at rest take no memory.
 */
export interface Quota {
  /** How long it would have to be waited before these units may be spent, 0 for now. */
  waitMs(mailbox: string, units: number): number;
  /** Waits as long, spends them, and says whether it could: false when the signal was aborted. */
  spend(mailbox: string, units: number, signal: AbortSignal): Promise<boolean>;
  /** Nothing is spent by any mailbox before then: Google said that the whole project is too fast. */
  pauseUntil(time: number): void;
}

export interface UnitsPerMinute {
  readonly mailbox: number;
  readonly project: number;
}

const minute = 60_000;
const stepMs = 1_000;

interface Spent {
  /** Oldest first, one entry per second in which something was spent. */
  readonly entries: { at: number; units: number }[];
  total: number;
}

export const createQuota = (clock: Clock, limits: UnitsPerMinute): Quota => {
  const mailboxes = new Map<string, Spent>();
  const project: Spent = { entries: [], total: 0 };
  let pausedUntil = 0;
  let sweptAt = 0;

  /** Forgets mailboxes that have spent nothing for a minute. */
  const sweep = (now: number): void => {
    if (now - sweptAt < minute) return;
    sweptAt = now;
    for (const [key, spent] of mailboxes) {
      forgetOld(spent, now);
      if (spent.entries.length === 0) mailboxes.delete(key);
    }
  };

  const quota: Quota = {
    waitMs(mailbox, units) {
      const now = clock.now();
      return Math.max(
        pausedUntil - now,
        waitOf(mailboxes.get(mailbox), limits.mailbox, units, now),
        waitOf(project, limits.project, units, now),
        0,
      );
    },
    async spend(mailbox, units, signal) {
      for (;;) {
        if (signal.aborted) return false;
        const wait = quota.waitMs(mailbox, units);
        if (wait === 0) break;
        await clock.sleep(wait, signal);
      }
      const now = clock.now();
      sweep(now);
      const own = mailboxes.get(mailbox) ?? { entries: [], total: 0 };
      mailboxes.set(mailbox, own);
      note(own, units, now);
      note(project, units, now);
      return true;
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
    },
  };
  return quota;
};

const note = (spent: Spent, units: number, now: number): void => {
  const last = spent.entries.at(-1);
  if (last !== undefined && now - last.at < stepMs) last.units += units;
  else spent.entries.push({ at: now, units });
  spent.total += units;
};

const forgetOld = (spent: Spent, now: number): void => {
  const kept = spent.entries.findIndex(({ at }) => now - at < minute + stepMs);
  const old = spent.entries.splice(0, kept < 0 ? spent.entries.length : kept);
  for (const { units } of old) spent.total -= units;
};

/** A call that costs more than the whole limit goes when nothing else was spent. */
const waitOf = (spent: Spent | undefined, limit: number, units: number, now: number): number => {
  if (spent === undefined) return 0;
  forgetOld(spent, now);
  let over = spent.total + units - limit;
  if (over <= 0) return 0;
  for (const { at, units: old } of spent.entries) {
    over -= old;
    if (over <= 0) return at + minute + stepMs - now;
  }
  const last = spent.entries.at(-1);
  return last === undefined ? 0 : last.at + minute + stepMs - now;
};
