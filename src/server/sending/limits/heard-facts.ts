import { longestPauseHours } from '../gmail-limits.ts';
import { lowerUntil } from './allowance.ts';
import type { LimitName, MailboxLimits, RollingLimit } from './mailbox-limits.ts';
import type { SentHistory } from './sent-history.ts';

/**
 * What Google said of a mailbox's sending, with its times in milliseconds. Facts may be heard in any order; those of the last
 * week matter. `counted` is what we had counted in the 24 hours before (`countedBefore`), as it was known then.
 */
export type HeardFact =
  /** 429 or 403 rateLimitExceeded, userRateLimitExceeded. `retryAt` is what its text says, if it says anything. */
  | { readonly kind: 'too-fast'; readonly heardAt: number; readonly retryAt: number | undefined }
  /** 429 "Too many concurrent requests for user". */
  | { readonly kind: 'too-many-at-once'; readonly heardAt: number; readonly retryAt: undefined }
  /** 429 "(Mail sending)": perhaps the limit of the day, perhaps less. */
  | { readonly kind: 'sending-paused'; readonly heardAt: number; readonly retryAt: number | undefined; readonly counted: number }
  /** The limit of the day, said in so many words by an answer, or by a bounce that names a mail of ours sent at `reachedAt`. */
  | {
      readonly kind: 'limit-reached';
      readonly heardAt: number;
      readonly retryAt: number | undefined;
      readonly reachedAt: number;
      readonly limit: 'messages' | 'recipients';
      readonly counted: number;
    };

/** Nothing leaves before `until`. */
export interface Pause {
  readonly until: number;
  readonly because: HeardFact['kind'];
  /** When Google first said so. */
  readonly since: number;
  /** How often it said so again after the time it had named was over. */
  readonly slides: number;
}

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** A pause is at most as long as Google's own, however long its text makes it. */
const longestPause = longestPauseHours * 60 * minute;
/** How far ahead the times that Google names are, typically; where they slide, the first pause that is doubled. */
const usualPause = 15 * minute;
/**
 * Google asks for growing pauses that begin at one second or more.
 * https://developers.google.com/workspace/gmail/api/guides/handle-errors
 */
const shortestPause = second;

/** How long Google's refusal lowers the limit. Flagged accounts are flagged for days, and nothing tells when it is over. */
export const learnedForDays = 7;
/** A refusal teaches no lower limit than this: what the person sent elsewhere may not be known. */
export const learnedAtLeast = 25;

/**
 * How long Google wants a mailbox to wait, as all it said comes to; undefined where it said nothing. Each time that it says so
 * again after a pause was over, and nothing of ours was accepted in between, the next pause is at least twice as long.
 */
export const pauseOf = (facts: readonly HeardFact[], history: SentHistory): Pause | undefined => {
  const [longest] = weigh(facts, history).sort((a, b) => b.pause.until - a.pause.until);
  return longest?.pause;
};

/** The limits of a mailbox after what Google said: nothing leaves while it pauses, and what it refused at lowers the estimate. */
export const heed = (limits: MailboxLimits, facts: readonly HeardFact[], history: SentHistory): MailboxLimits => {
  const lessons = weigh(facts, history).flatMap(lessonsOf);
  const taught = (limit: RollingLimit, { name, most, until }: Lesson): RollingLimit =>
    name === limit.name ? { ...limit, allowance: lowerUntil(limit.allowance, until, most, 'heard') } : limit;
  return { ...limits, pause: pauseOf(facts, history), rolling: limits.rolling.map((limit) => lessons.reduce(taught, limit)) };
};

/** What was counted in the 24 hours before an instant, for a fact heard then. A mail that was refused at it does not count. */
export const countedBefore = (history: SentHistory, at: number): { readonly messages: number; readonly recipients: number } => {
  const within = history.mails.filter((mail) => mail.at < at && mail.at > at - day);
  const recipients = within.reduce((sum, mail) => sum + mail.inside.length + mail.outside.length + mail.unnamed, 0);
  return { messages: within.length, recipients };
};

interface Lesson {
  readonly name: LimitName;
  readonly most: number;
  readonly until: number;
}

const lessonsOf = ({ fact, pause }: Weighed): Lesson[] => {
  if (fact.kind === 'limit-reached') return [lesson(fact.limit, fact.counted, fact.reachedAt)];
  // One pause may be over in minutes. Only when Google says so again after its own time was it the day's limit.
  return fact.kind === 'sending-paused' && pause.slides > 0 ? [lesson('messages', fact.counted, fact.heardAt)] : [];
};

const lesson = (limit: 'messages' | 'recipients', counted: number, at: number): Lesson => ({
  name: limit === 'messages' ? 'messagesPerDay' : 'recipientsPerDay',
  most: Math.max(learnedAtLeast, counted),
  until: at + learnedForDays * day,
});

interface Weighed {
  readonly fact: HeardFact;
  /** What it makes of the pauses of its kind before it. */
  readonly pause: Pause;
}

/** Follows the facts in order of time. A burst of refusals is no sign that the times Google names slide: each counts its own. */
const weigh = (facts: readonly HeardFact[], history: SentHistory): Weighed[] => {
  const latest = new Map<Waiting, Pause>();
  return inOrder(facts).map((fact) => {
    const waiting = waitingFor(fact);
    const before = latest.get(waiting);
    const again = before !== undefined && fact.heardAt >= before.until;
    const anew = again && (fact.heardAt - before.until > longestPause || acceptedBetween(history, before.until, fact.heardAt));
    const streak = anew ? undefined : before;
    const pause = nextPause(fact, streak, (streak?.slides ?? 0) + (again && !anew ? 1 : 0));
    latest.set(waiting, pause);
    return { fact, pause };
  });
};

const nextPause = (fact: HeardFact, before: Pause | undefined, slides: number): Pause => {
  const until = fact.heardAt + waitOf(fact, slides);
  if (before === undefined) return { until, because: fact.kind, since: fact.heardAt, slides };
  return before.until >= until ? { ...before, slides } : { until, because: fact.kind, since: before.since, slides };
};

/** Until a time that Google named; until it allows more calls; until a day is over. */
type Waiting = 'named-time' | 'rate' | 'day';

const waitingFor = (fact: HeardFact): Waiting => {
  if (toldWait(fact) !== undefined) return 'named-time';
  return fact.kind === 'too-fast' || fact.kind === 'too-many-at-once' ? 'rate' : 'day';
};

/** A time that is over when it is heard tells nothing. */
const toldWait = ({ heardAt, retryAt }: HeardFact): number | undefined =>
  retryAt !== undefined && retryAt > heardAt ? Math.min(retryAt - heardAt, longestPause) : undefined;

/** How long to wait from when a fact was heard. */
const waitOf = (fact: HeardFact, slides: number): number => {
  switch (waitingFor(fact)) {
    case 'named-time':
      // The first time Google names is believed; where it slides, it is not enough.
      if (slides === 0) return Math.max(toldWait(fact) ?? 0, shortestPause);
      return Math.max(toldWait(fact) ?? 0, Math.min(usualPause * 2 ** (slides - 1), longestPause));
    case 'rate':
      return Math.min(shortestPause * 2 ** slides, usualPause);
    case 'day':
      if (fact.kind === 'limit-reached') return Math.max(shortestPause, fact.reachedAt + longestPause - fact.heardAt);
      return Math.min(usualPause * 2 ** slides, longestPause);
  }
};

const inOrder = (facts: readonly HeardFact[]): HeardFact[] =>
  [...facts].sort((a, b) => a.heardAt - b.heardAt || (a.retryAt ?? 0) - (b.retryAt ?? 0) || a.kind.localeCompare(b.kind));

const acceptedBetween = ({ mails }: SentHistory, from: number, to: number): boolean =>
  mails.some(({ at, origin }) => origin === 'ours' && at >= from && at < to);
