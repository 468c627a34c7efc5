import { allowedAt, type AllowedBy } from './allowance.ts';
import type { Pause } from './heard-facts.ts';
import { dayLimitNames, type Counted, type LimitName, type MailboxLimits, type RollingLimit } from './mailbox-limits.ts';
import { recipientCount, type SentHistory, type SentMail } from './sent-history.ts';

/** How full a limit is: free, near from 80 %, very near from 95 %, reached. */
export type Fullness = 'free' | 'near' | 'very-near' | 'reached';

/** At one instant some of a limit comes back, or the limit itself rises (then `amount` may be 0). */
export interface ComingBack {
  readonly at: number;
  readonly amount: number;
  /** What is left from then on, if nothing is sent until then. */
  readonly leftThen: number;
}

export interface LimitState {
  readonly name: LimitName;
  readonly windowMs: number;
  /** What is allowed within the window now; decides. */
  readonly most: number;
  /** The same under the most generous plan the mailbox may have: with `most` the range to show while the plan is not known. */
  readonly mostAtBest: number;
  readonly by: AllowedBy;
  readonly used: number;
  /** How much of `used` was sent elsewhere than through this product. */
  readonly usedElsewhere: number;
  /** Never below 0. */
  readonly left: number;
  readonly leftAtBest: number;
  readonly fullness: Fullness;
  /** In order of time, everything that comes back within one window. */
  readonly comesBack: readonly ComingBack[];
}

export interface Remaining {
  readonly at: number;
  readonly limits: readonly LimitState[];
  /** The limit of a day that mail to one new recipient outside reaches first. */
  readonly binding: LimitName;
  readonly pause: Pause | undefined;
}

type UniqueCounted = 'uniqueRecipients' | 'uniqueExternalRecipients';

const nearFrom = 0.8;
const veryNearFrom = 0.95;

/** What is left of every limit of a mailbox at an instant, what binds, and what comes back when. */
export const remaining = (history: SentHistory, limits: MailboxLimits, now: number): Remaining => {
  const states = limits.rolling.map((limit) => stateOf(usesOf(history, limits, limit, now), limit, now));
  const binding = states.filter(isOfDay).reduce((least, state) => (state.left < least.left ? state : least));
  const { pause } = limits;
  return { at: now, limits: states, binding: binding.name, pause: pause !== undefined && pause.until > now ? pause : undefined };
};

const isOfDay = ({ name }: LimitState): boolean => dayLimitNames.some((each) => each === name);

/** A part of what a limit counts at an instant. */
interface Use {
  readonly endsAt: number;
  readonly amount: number;
  readonly elsewhere: boolean;
}

const stateOf = (uses: readonly Use[], { name, windowMs, allowance, mostAtBest }: RollingLimit, now: number): LimitState => {
  const { most, by } = allowedAt(allowance, now);
  const used = sum(uses);
  const best = by === 'plan' ? mostAtBest : most;
  const rises = allowance.filter(({ from }) => from > now && from <= now + windowMs).map(({ from }) => from);
  const amounts = new Map(rises.map((at) => [at, 0]));
  for (const { endsAt, amount } of uses) amounts.set(endsAt, (amounts.get(endsAt) ?? 0) + amount);
  let still = used;
  const comesBack = [...amounts].sort(([a], [b]) => a - b).map(([at, amount]): ComingBack => {
    still -= amount;
    return { at, amount, leftThen: Math.max(0, allowedAt(allowance, at).most - still) };
  });
  return {
    name,
    windowMs,
    most,
    mostAtBest: best,
    by,
    used,
    usedElsewhere: sum(uses.filter(({ elsewhere }) => elsewhere)),
    left: Math.max(0, most - used),
    leftAtBest: Math.max(0, best - used),
    fullness: fullnessOf(used, most),
    comesBack,
  };
};

const sum = (uses: readonly Use[]): number => uses.reduce((total, { amount }) => total + amount, 0);

const fullnessOf = (used: number, most: number): Fullness => {
  if (used >= most) return 'reached';
  if (used >= most * veryNearFrom) return 'very-near';
  return used >= most * nearFrom ? 'near' : 'free';
};

const usesOf = (history: SentHistory, limits: MailboxLimits, { counts, windowMs }: RollingLimit, now: number): Use[] => {
  if (counts === 'uniqueRecipients' || counts === 'uniqueExternalRecipients') return latestUses(history, counts, windowMs, now);
  const mails = history.mails.map((mail) => ({
    at: mail.at,
    amount: amountOf(mail, counts, limits),
    elsewhere: mail.origin === 'elsewhere',
  }));
  const calls = counts === 'quotaUnits' ? history.calls.map(({ at, units }) => ({ at, amount: units, elsewhere: false })) : [];
  return [...mails, ...calls]
    .map(({ at, ...use }) => ({ ...use, endsAt: Math.min(at, now) + windowMs }))
    .filter(({ endsAt, amount }) => endsAt > now && amount > 0);
};

const amountOf = (mail: SentMail, counts: Exclude<Counted, UniqueCounted>, { quotaUnitsPerMail }: MailboxLimits): number => {
  switch (counts) {
    case 'messages':
      return 1;
    case 'recipients':
      return recipientCount(mail);
    case 'externalRecipients':
      return mail.outside.length + mail.unnamed;
    case 'quotaUnits':
      return mail.origin === 'ours' ? quotaUnitsPerMail : 0;
  }
};

/** An address counts once, from the latest mail to it; an address without a name counts by itself. */
const latestUses = ({ mails }: SentHistory, counts: UniqueCounted, windowMs: number, now: number): Use[] => {
  const named = new Map<string, Use>();
  const unnamed: Use[] = [];
  for (const mail of mails) {
    const endsAt = Math.min(mail.at, now) + windowMs;
    if (endsAt <= now) continue;
    const use = { endsAt, amount: 1, elsewhere: mail.origin === 'elsewhere' };
    for (const address of counts === 'uniqueRecipients' ? [...mail.inside, ...mail.outside] : mail.outside) named.set(address, use);
    if (mail.unnamed > 0) unnamed.push({ ...use, amount: mail.unnamed });
  }
  return [...named.values(), ...unnamed];
};

/** Mail comes back in batches as it left: puts together what comes within `withinMs` of the one before, when all of it is back. */
export const groupReturns = (returns: readonly ComingBack[], withinMs: number): ComingBack[] => {
  const groups: ComingBack[] = [];
  for (const next of returns) {
    const last = groups.at(-1);
    const joins = last !== undefined && next.at - last.at <= withinMs;
    if (joins) groups.pop();
    groups.push(joins ? { ...next, amount: last.amount + next.amount } : next);
  }
  return groups;
};
