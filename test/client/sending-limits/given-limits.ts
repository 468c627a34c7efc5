import type { SendingLimits } from '../../../src/contract/index.ts';
import type { Departure } from '../../../src/server/sending/limits/forecast.ts';
import { heed, type HeardFact } from '../../../src/server/sending/limits/heard-facts.ts';
import { nothingSet, type LimitOverride } from '../../../src/server/sending/limits/limit-override.ts';
import { limitsOf, type KnownPlan } from '../../../src/server/sending/limits/mailbox-limits.ts';
import { pictureOfDays } from '../../../src/server/sending/limits/picture-of-days.ts';
import { groupReturns, remaining } from '../../../src/server/sending/limits/remaining.ts';
import { historyOf, type SentMail } from '../../../src/server/sending/limits/sent-history.ts';

export const hour = 60 * 60_000;
/** In winter, at 14:06 in Paris. */
export const givenNow = Date.parse('2026-03-03T13:06:00.000Z');

let count = 0;

/** So many mails to as many people, one every second from an instant on. */
export const mailsFrom = (at: number, howMany: number, origin: SentMail['origin'] = 'ours', people = 1): readonly SentMail[] =>
  Array.from({ length: howMany }, (_, index) => {
    count += 1;
    const outside = Array.from({ length: people }, (_each, person) => `person-${count}-${person}@globex.example`);
    return { id: `mail-${count}`, at: at + index * 1_000, origin, inside: [], outside, unnamed: 0 };
  });

export interface GivenMailbox {
  readonly connectionId?: string;
  readonly email?: string;
  readonly zone?: string;
  readonly plan?: KnownPlan;
  readonly set?: Partial<LimitOverride>;
  readonly mails?: readonly SentMail[];
  readonly facts?: readonly HeardFact[];
  /** When each mail that waits is to leave. */
  readonly departures?: readonly number[];
  readonly waiting?: number;
  readonly hearsElsewhere?: boolean;
  readonly connectedAt?: number;
  /** Milliseconds within which what comes back is told as one. */
  readonly togetherMs?: number;
}

/** What the service would say of such a mailbox, put together from its own decisions. */
export const givenLimits = (given: GivenMailbox = {}, now = givenNow): SendingLimits => {
  const { connectionId = 'connection-000001', email = 'lea@northpeak.example', zone = 'Europe/Paris', plan = 'personal', departures = [] } = given;
  const history = historyOf((given.mails ?? []).filter(({ at }) => at <= now));
  const limits = heed(limitsOf(plan, { ...nothingSet, ...given.set }, given.connectedAt ?? now - 30 * 60_000), given.facts ?? [], history);
  const left = remaining(history, limits, now);
  const instant = (at: number): string => new Date(at).toISOString();
  const planned = departures.map((leavesAt, index): Departure => ({ id: `planned-${index}`, leavesAt, because: undefined }));
  const last = departures.at(-1);
  return {
    connectionId,
    email,
    at: instant(now),
    zone,
    plan,
    limits: left.limits.map(({ windowMs, comesBack, ...limit }) => ({
      ...limit,
      windowSeconds: windowMs / 1_000,
      comesBack: groupReturns(comesBack, given.togetherMs ?? 60_000).map(({ at, amount, leftThen }) => ({ at: instant(at), amount, leftThen })),
    })),
    binding: left.binding,
    recipientsPerMessage: limits.recipientsPerMessage,
    ...(left.pause && { pause: { until: instant(left.pause.until), because: left.pause.because, since: instant(left.pause.since) } }),
    hearsElsewhere: given.hearsElsewhere ?? true,
    picture: pictureOfDays(history, planned, now).map(({ from, until, ...counts }) => ({ from: instant(from), until: instant(until), ...counts })),
    waiting: given.waiting ?? departures.length,
    ...(last !== undefined && { lastLeavesAt: instant(last) }),
  };
};
