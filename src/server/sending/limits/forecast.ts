import { createLedger } from './ledger.ts';
import type { MailboxLimits } from './mailbox-limits.ts';
import { createSizeJudge, type HeldBy, type TooMuch } from './next-room.ts';
import { createTurns, lanesOf, type Due, type SendTimes } from './send-lanes.ts';
import type { Recipients, SentHistory } from './sent-history.ts';

export interface QueuedMail extends Recipients, Due {
  readonly id: string;
}

export interface Departure {
  readonly id: string;
  readonly leavesAt: number;
  /** What makes it, or those before it, leave later than it is due; undefined where it leaves then. */
  readonly because: HeldBy | 'sendHours' | undefined;
}

export interface Forecast {
  /** In the order in which they leave. */
  readonly departures: readonly Departure[];
  /** What has to be split first. */
  readonly never: readonly { readonly id: string; readonly because: TooMuch }[];
}

/**
 * When each mail of a queue will leave if nothing else happens. The sender keeps the same order: mails leave as they become
 * ready, which is when they are due and their hours are open; where several are, as they were due, and then as they stand in
 * the queue. One that has no room yet holds those behind it, so that a mail to many does not wait forever; only when its hours
 * close before it has room do mails with other hours go first. Whoever wants to know of some mails alone names them: then it
 * ends when the last of them has left.
 */
export const forecast = (
  history: SentHistory,
  limits: MailboxLimits,
  queue: readonly QueuedMail[],
  times: SendTimes,
  now: number,
  wanted?: ReadonlySet<string>,
): Forecast => {
  const { fitting, never } = sortOut(queue, limits);
  let awaited = wanted === undefined ? Infinity : wanted.size - never.filter(({ id }) => wanted.has(id)).length;
  const ledger = createLedger(history, limits, now);
  const turns = createTurns(lanesOf(fitting, times, now));
  const departures: Departure[] = [];
  let clock = Math.max(now, limits.pause?.until ?? now);
  // What those before waited for, for those that wait behind them.
  let heldBy: HeldBy = 'pause';
  for (let lane = turns.first(); lane !== undefined && awaited > 0; lane = turns.first()) {
    const { head: mail, readyAt } = lane;
    const room = ledger.roomFor(mail, Math.max(readyAt, clock));
    if (room.because !== undefined) heldBy = room.because;
    const leavesAt = lane.opensFor(room.at);
    if (leavesAt > room.at) {
      lane.waitUntil(leavesAt, heldBy);
      turns.changed(true);
      continue;
    }
    const because = room.at > readyAt ? heldBy : (lane.heldBy ?? 'sendHours');
    departures.push({ id: mail.id, leavesAt, because: leavesAt > mail.dueAt && leavesAt > now ? because : undefined });
    if (wanted?.has(mail.id) === true) awaited -= 1;
    ledger.record(mail, leavesAt);
    clock = leavesAt;
    turns.changed(lane.advance());
  }
  return { departures, never };
};

interface SortedOut {
  readonly fitting: readonly QueuedMail[];
  readonly never: Forecast['never'];
}

const sortOut = (queue: readonly QueuedMail[], limits: MailboxLimits): SortedOut => {
  const judgeSize = createSizeJudge(limits);
  const never = new Map<QueuedMail, TooMuch>();
  for (const mail of queue) {
    const because = judgeSize(mail);
    if (because !== undefined) never.set(mail, because);
  }
  const fitting = never.size === 0 ? queue : queue.filter((mail) => !never.has(mail));
  return { fitting, never: [...never].map(([{ id }, because]) => ({ id, because })) };
};
