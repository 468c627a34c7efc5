import {
  gmailLimits,
  quotaUnits,
  quotaUnitsPerMinute,
  recipientsPerMessage,
  usualBatch,
  type GmailLimits,
  type GmailPlan,
} from '../gmail-limits.ts';
import { always, type Allowance, type AllowanceStep } from './allowance.ts';
import type { LimitOverride } from './limit-override.ts';
import type { Pause } from './heard-facts.ts';
import { slowStart } from './slow-start.ts';

/**
 * What one mailbox may send when, as decisions without a database, a clock or Gmail: the sender passes in what it knows.
 *
 *     limitsOf(plan, override)            numbers of a plan or an administrator
 *       -> heed(limits, facts, history)   lowered by what Google said
 *       -> remaining, nextRoom, forecast  what is left, when the next mail may leave, when all of them will
 *
 * A limit counts something within a window that rolls. Its allowance is how much of it fits, now and later. The history is
 * what left the mailbox, through this product or not. Room is where every limit has some. A lane is the part of a queue that
 * shares its hours. All instants are milliseconds since 1970 UTC, so a change of clocks moves hours and never a window.
 */

/** What a limit counts. */
export type Counted =
  | 'messages'
  | 'recipients'
  /** Outside the mailbox's own organisation. */
  | 'externalRecipients'
  /** Different addresses, however many mails each gets. */
  | 'uniqueRecipients'
  | 'uniqueExternalRecipients'
  /** Google's price of a call of its interface. */
  | 'quotaUnits';

export type DayLimitName = keyof GmailLimits;
export type LimitName = DayLimitName | 'messagesPerBatch' | 'quotaUnitsPerMinute';

/** One limit over a window that rolls: what was used at `t` counts until `t + windowMs`, and no longer. */
export interface RollingLimit {
  readonly name: LimitName;
  readonly counts: Counted;
  readonly windowMs: number;
  /** Decides. */
  readonly allowance: Allowance;
  /** What it would be with the most generous plan that the mailbox may have; only ever shown. */
  readonly mostAtBest: number;
}

/** Everything that decides what one mailbox may send when. */
export interface MailboxLimits {
  /** The limits of a day first, then those of the rate. */
  readonly rolling: readonly RollingLimit[];
  readonly recipientsPerMessage: number;
  /** What one mail of ours costs of the quota: sending it and reading it back. */
  readonly quotaUnitsPerMail: number;
  /** Google told us to wait. */
  readonly pause: Pause | undefined;
}

/** What is known of a mailbox's plan. No field of Gmail's tells it, so an administrator may. */
export type KnownPlan = GmailPlan | 'workspace-or-trial' | 'unknown';

const possiblePlans: Readonly<Record<KnownPlan, readonly GmailPlan[]>> = {
  personal: ['personal'],
  workspace: ['workspace'],
  'workspace-trial': ['workspace-trial'],
  'workspace-or-trial': ['workspace', 'workspace-trial'],
  unknown: ['personal', 'workspace', 'workspace-trial'],
};

/** What may be presumed of a plan: Google names the domain of a Workspace account (`hd` of the ID token), never its payment. */
export const presumedPlan = (hostedDomain: string | undefined, address: string): KnownPlan => {
  if (hostedDomain !== undefined) return 'workspace-or-trial';
  return /@(gmail|googlemail)\.com$/i.test(address) ? 'personal' : 'unknown';
};

/**
 * How much of Google's numbers is left to the person at the keyboard, in per cent: mail from a phone is heard of minutes
 * after it left, and nobody should be locked out of their mailbox by a campaign.
 */
export const usuallyKeptFree = 10;

const day = 24 * 60 * 60_000;

/**
 * The limits of a mailbox: by its plan, less what is kept free, where an administrator set nothing else. A plan that is not
 * known is decided by its lowest possible numbers. `connectedAt` (milliseconds) is where a slow start begins.
 */
export const limitsOf = (presumed: KnownPlan, override: LimitOverride, connectedAt: number): MailboxLimits => {
  const plans = possiblePlans[override.plan ?? presumed].map((plan) => gmailLimits[plan]);
  const keepFreePercent = override.keepFreePercent ?? usuallyKeptFree;
  const kept = (most: number): number => Math.max(1, Math.floor((most * (100 - keepFreePercent)) / 100));
  const days = dayLimitNames.flatMap((name): RollingLimit[] => {
    const set = override[name];
    const limit = { name, counts: countedBy[name], windowMs: day };
    if (set !== undefined) return [{ ...limit, allowance: always(set, 'administrator'), mostAtBest: set }];
    // A number that no possible plan has is one that Google does not count by; recipients it counts everywhere.
    if (name !== 'recipientsPerDay' && plans.every((plan) => plan[name] === undefined)) return [];
    const possible = plans.map((plan) => kept(numberOf(plan, name)));
    return [{ ...limit, allowance: always(Math.min(...possible), 'plan'), mostAtBest: Math.max(...possible) }];
  });
  return {
    rolling: [...days.map((limit) => startingSlowly(limit, override, connectedAt)), batchLimit(override), quotaLimit(override)],
    recipientsPerMessage: override.recipientsPerMessage ?? recipientsPerMessage,
    quotaUnitsPerMail: quotaUnits.send + quotaUnits.readMessage,
    pause: undefined,
  };
};

/**
 * The same limits under the most generous plan that the mailbox may have: a forecast by these is the hopeful end of a range
 * that is shown while the plan is not known. Nothing is sent by them.
 */
export const atBest = (limits: MailboxLimits): MailboxLimits => ({
  ...limits,
  rolling: limits.rolling.map((limit) => {
    const [first, ...rest] = limit.allowance;
    const best = (step: AllowanceStep): AllowanceStep => (step.by === 'plan' ? { ...step, most: limit.mostAtBest } : step);
    return { ...limit, allowance: [best(first), ...rest.map(best)] };
  }),
});

const startingSlowly = (limit: RollingLimit, { slowStart: start }: LimitOverride, connectedAt: number): RollingLimit =>
  limit.name === 'messagesPerDay' && start !== undefined ? slowStart(limit, start, connectedAt) : limit;

const batchLimit = ({ batch }: LimitOverride): RollingLimit => {
  const { messages, seconds } = batch ?? usualBatch;
  const allowance = always(messages, batch === undefined ? 'plan' : 'administrator');
  return { name: 'messagesPerBatch', counts: 'messages', windowMs: seconds * 1000, allowance, mostAtBest: messages };
};

const quotaLimit = ({ quotaUnitsPerMinute: set }: LimitOverride): RollingLimit => {
  const units = set ?? quotaUnitsPerMinute;
  const allowance = always(units, set === undefined ? 'plan' : 'administrator');
  return { name: 'quotaUnitsPerMinute', counts: 'quotaUnits', windowMs: 60_000, allowance, mostAtBest: units };
};

const countedBy: Readonly<Record<DayLimitName, Counted>> = {
  messagesPerDay: 'messages',
  recipientsPerDay: 'recipients',
  externalRecipientsPerDay: 'externalRecipients',
  uniqueRecipientsPerDay: 'uniqueRecipients',
  uniqueExternalRecipientsPerDay: 'uniqueExternalRecipients',
};

/** Messages first, for every mail is one. */
export const dayLimitNames: readonly DayLimitName[] = [
  'messagesPerDay',
  'recipientsPerDay',
  'externalRecipientsPerDay',
  'uniqueRecipientsPerDay',
  'uniqueExternalRecipientsPerDay',
];

/** Where Google gives no number the next wider one holds; for recipients, as many as messages, which is careful. */
const numberOf = (plan: GmailLimits, name: DayLimitName): number => {
  const found = plan[name];
  if (found !== undefined) return found;
  const wider = nextWider[name];
  return wider === undefined ? plan.messagesPerDay : numberOf(plan, wider);
};

const nextWider: Readonly<Record<DayLimitName, DayLimitName | undefined>> = {
  messagesPerDay: undefined,
  recipientsPerDay: 'messagesPerDay',
  externalRecipientsPerDay: 'recipientsPerDay',
  uniqueRecipientsPerDay: 'recipientsPerDay',
  uniqueExternalRecipientsPerDay: 'externalRecipientsPerDay',
};
