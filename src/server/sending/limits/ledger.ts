import { dayLimitNames, type MailboxLimits, type RollingLimit } from './mailbox-limits.ts';
import { createRollingDay, type DayLimit, type Room } from './rolling-day.ts';
import { createRollingSum } from './rolling-sum.ts';
import type { QuotaUse, Recipients, SentHistory } from './sent-history.ts';

/** All limits of one mailbox, counted on. Time only moves on: nothing before the last record may be asked for any more. */
export interface Ledger {
  /** The earliest instant, not before `from`, at which a mail fits into every limit; Infinity where it never does. */
  roomFor(mail: Recipients, from: number): Room;
  record(mail: Recipients, at: number): void;
}

/**
 * A ledger that holds what a mailbox did until `now`. What is recorded for later, by a machine whose clock is ahead, counts
 * as of now.
 */
export const createLedger = (history: SentHistory, limits: MailboxLimits, now: number): Ledger => {
  const day = createRollingDay(limits.rolling.filter(isDayLimit));
  for (const mail of history.mails) day.add(mail, Math.min(mail.at, now));
  const rates = limits.rolling.filter((limit) => !isDayLimit(limit)).map(({ name, counts, windowMs, allowance }) => {
    const sum = createRollingSum(windowMs, allowance);
    const perMail = counts === 'quotaUnits' ? limits.quotaUnitsPerMail : 1;
    const past = counts === 'quotaUnits' ? quotaUses(history, perMail) : history.mails.map(({ at }) => ({ at, units: perMail }));
    for (const { at, units } of past) sum.add(units, Math.min(at, now));
    return { name, sum, perMail };
  });
  return {
    roomFor(mail, from) {
      let { at, because } = day.roomFor(mail, from);
      for (const { name, sum, perMail } of rates) {
        const room = sum.earliest(perMail, at);
        if (room > at) [at, because] = [room, name];
      }
      return { at, because };
    },
    record(mail, at) {
      day.add(mail, at);
      for (const { sum, perMail } of rates) sum.add(perMail, at);
    },
  };
};

const isDayLimit = (limit: RollingLimit): limit is DayLimit => dayLimitNames.some((name) => name === limit.name);

/** What the person sends elsewhere costs nothing of our project's quota. */
const quotaUses = ({ mails, calls }: SentHistory, quotaUnitsPerMail: number): readonly QuotaUse[] => {
  const sending = mails.filter(({ origin }) => origin === 'ours').map(({ at }) => ({ at, units: quotaUnitsPerMail }));
  return [...sending, ...calls].sort((a, b) => a.at - b.at);
};
