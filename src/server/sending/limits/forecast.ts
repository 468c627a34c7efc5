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
  /** In the order in which they leave; of those that were asked for. */
  readonly departures: readonly Departure[];
  /** What has to be split first. */
  readonly never: readonly { readonly id: string; readonly because: TooMuch }[];
  /** When the last mail leaves that was looked at. */
  readonly lastLeavesAt: number | undefined;
}

/** As a mailbox sends: who comes first of two that are due at once stays first. */
export const inDueOrder = (mails: readonly QueuedMail[]): readonly QueuedMail[] => mails.toSorted((a, b) => a.dueAt - b.dueAt);

/** The mails that wait, which come in order, with others among them, each behind those that are due with it. */
export const queueWith = (waiting: readonly QueuedMail[], others: readonly QueuedMail[]): readonly QueuedMail[] => {
  const added = inDueOrder(others);
  const parts: (readonly QueuedMail[])[] = [];
  let from = 0;
  for (let next = 0, end = 0; next < added.length; next = end) {
    const dueAt = added[next]?.dueAt ?? 0;
    while (added[end]?.dueAt === dueAt) end += 1;
    const until = dueUntil(waiting, dueAt, from);
    parts.push(waiting.slice(from, until), added.slice(next, end));
    from = until;
  }
  // Whole parts at once: what waits may be a hundred thousand mails.
  return new Array<QueuedMail>().concat(...parts, waiting.slice(from));
};

/** How many of the mails are due no later than an instant; at least `known` are. */
const dueUntil = (mails: readonly QueuedMail[], dueAt: number, known: number): number => {
  let [from, until] = [known, mails.length];
  while (from < until) {
    const middle = (from + until) >>> 1;
    if ((mails[middle]?.dueAt ?? Infinity) <= dueAt) from = middle + 1;
    else until = middle;
  }
  return from;
};

/** Which departures somebody wants to know. With ids it ends when the last of them has left. */
export type Wanted = { readonly ids: ReadonlySet<string> } | { readonly before: number };

/**
 * When each mail of a queue, which comes in order of due times, will leave if nothing else happens. The sender keeps the same
 * order: mails leave as they become ready, which is when they are due and their hours are open; where several are, as they
 * were due, and then as they stand in the queue. One that has no room yet holds those behind it, so that a mail to many does
 * not wait forever; only when its hours close before it has room do mails with other hours go first.
 */
export const forecast = (
  history: SentHistory,
  limits: MailboxLimits,
  queue: readonly QueuedMail[],
  times: SendTimes,
  now: number,
  wanted: Wanted = { before: Infinity },
): Forecast => {
  const ids = 'ids' in wanted ? wanted.ids : undefined;
  const before = 'before' in wanted ? wanted.before : Infinity;
  let awaited = ids?.size ?? Infinity;
  const judgeSize = createSizeJudge(limits);
  const ledger = createLedger(history, limits, now, queue.length);
  const turns = createTurns(lanesOf(queue, times, now));
  const departures: Departure[] = [];
  const never: Forecast['never'][number][] = [];
  let lastLeavesAt: number | undefined;
  let clock = Math.max(now, limits.pause?.until ?? now);
  // What those before waited for, for those that wait behind them.
  let heldBy: HeldBy = 'pause';
  for (let lane = turns.first(); lane !== undefined && awaited > 0; lane = turns.first()) {
    const { head: mail, readyAt } = lane;
    const isWanted = ids === undefined || ids.has(mail.id);
    const tooMuch = judgeSize(mail);
    if (tooMuch !== undefined) {
      if (isWanted) never.push({ id: mail.id, because: tooMuch });
      if (isWanted) awaited -= 1;
      turns.changed(lane.advance());
      continue;
    }
    const room = ledger.roomFor(mail, Math.max(readyAt, clock));
    if (room.because !== undefined) heldBy = room.because;
    const leavesAt = lane.opensFor(room.at);
    if (leavesAt > room.at) {
      lane.waitUntil(leavesAt, heldBy);
      turns.changed(true);
      continue;
    }
    if (isWanted && leavesAt < before) {
      const because = room.at > readyAt ? heldBy : (lane.heldBy ?? 'sendHours');
      departures.push({ id: mail.id, leavesAt, because: leavesAt > mail.dueAt && leavesAt > now ? because : undefined });
    }
    if (isWanted) awaited -= 1;
    ledger.record(mail, leavesAt);
    clock = leavesAt;
    lastLeavesAt = leavesAt;
    turns.changed(lane.advance());
  }
  return { departures, never, lastLeavesAt };
};
