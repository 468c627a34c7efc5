import { nextOpening, type Opening } from '../schedule/next-opening.ts';
import { windowFor } from '../schedule/send-window.ts';
import { allowedInTheEnd } from './allowance.ts';
import { forecast, queueWith, type QueuedMail } from './forecast.ts';
import { daysOf, type DayOfDepartures } from './forecast-days.ts';
import type { MailboxLimits } from './mailbox-limits.ts';
import type { SendTimes } from './send-lanes.ts';
import type { SentHistory } from './sent-history.ts';

/** Another way to send a batch: with these due times its mails leave on these days. */
export interface Alternative {
  /** Evenly over the open hours of several days, or all on the first later day that has room for all. */
  readonly kind: 'spread' | 'another-day';
  readonly due: readonly { readonly id: string; readonly dueAt: number }[];
  readonly days: readonly DayOfDepartures[];
}

/** What waits in a mailbox already, and what somebody is about to add. */
export interface Batch {
  readonly waiting: readonly QueuedMail[];
  readonly added: readonly QueuedMail[];
}

/** How many openings from now on are tried for a day that has room; what was sent before is over after one. */
const openingsToTry = 8;
const day = 24 * 60 * 60_000;

/**
 * What may be offered beside sending a batch as soon as it may leave: to spread it, over two days or as many as it takes
 * anyway, and, where it takes more than one, to send it on another day. `asSoonAsItMay`: the days without any of this.
 */
export const alternativesOf = (
  history: SentHistory,
  limits: MailboxLimits,
  batch: Batch,
  times: SendTimes,
  now: number,
  asSoonAsItMay: readonly DayOfDepartures[],
): Alternative[] => {
  const ids = new Set(batch.added.map(({ id }) => id));
  const daysWith = (added: readonly QueuedMail[]): DayOfDepartures[] => {
    const { departures } = forecast(history, limits, queueWith(batch.waiting, added), times, now, { ids });
    return daysOf(departures, times.rules, times.zone);
  };
  const alternative = (kind: Alternative['kind'], added: readonly QueuedMail[]): Alternative => ({
    kind,
    due: added.map(({ id, dueAt }) => ({ id, dueAt })),
    days: daysWith(added),
  });
  const daysToSpread = Math.max(2, asSoonAsItMay.length);
  const spreadMails = spread(batch.added, openingsOf(times, now, daysToSpread), now);
  const found = batch.added.length > 1 ? [alternative('spread', spreadMails)] : [];
  const messages = limits.rolling.find(({ name }) => name === 'messagesPerDay');
  const mostADay = messages === undefined ? Infinity : allowedInTheEnd(messages.allowance);
  if (asSoonAsItMay.length < 2 || batch.added.length > mostADay) return found;
  for (const { opensAt } of openingsOf(times, now, openingsToTry).slice(1)) {
    const another = alternative('another-day', batch.added.map((mail) => ({ ...mail, dueAt: Math.max(mail.dueAt, opensAt) })));
    if (another.days.length === 1) return [...found, another];
  }
  return found;
};

/** By the sender's clock, from now on; without hours each stretch of 24 hours is one. */
const openingsOf = ({ rules, zone, hours }: SendTimes, now: number, count: number): Opening[] => {
  const openings: Opening[] = [];
  const window = hours && windowFor(hours, zone, undefined);
  for (let from = now; openings.length < count; from = openings.at(-1)?.closesAt ?? from) {
    openings.push(window === undefined ? { opensAt: from, closesAt: from + day } : nextOpening(rules, window, from));
  }
  return openings;
};

/** Gives mails their due times in equal steps of open time; none before it was due anyway. */
const spread = (mails: readonly QueuedMail[], openings: readonly Opening[], now: number): QueuedMail[] => {
  const open = openings.map(({ opensAt, closesAt }) => ({ from: Math.max(opensAt, now), until: closesAt }));
  const step = open.reduce((sum, { from, until }) => sum + until - from, 0) / mails.length;
  let index = 0;
  // How much open time lies before the opening.
  let before = 0;
  return mails.map((mail, position) => {
    let stretch = open[index];
    while (stretch !== undefined && position * step >= before + stretch.until - stretch.from) {
      before += stretch.until - stretch.from;
      index += 1;
      stretch = open[index];
    }
    return { ...mail, dueAt: Math.max(mail.dueAt, Math.floor((stretch?.from ?? now) + position * step - before)) };
  });
};
