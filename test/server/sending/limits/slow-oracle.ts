import fc from 'fast-check';
import type { Allowance } from '../../../../src/server/sending/limits/allowance.ts';
import type { QueuedMail } from '../../../../src/server/sending/limits/forecast.ts';
import type { Pause } from '../../../../src/server/sending/limits/heard-facts.ts';
import type { Counted, LimitName, MailboxLimits, RollingLimit } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import { historyOf, type QuotaUse, type Recipients, type SentHistory, type SentMail } from '../../../../src/server/sending/limits/sent-history.ts';

/** Everything counted anew for every question, by going through all that was ever sent. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const namesIn = ({ inside, outside }: Recipients, counts: Counted): readonly string[] =>
  counts === 'uniqueRecipients' ? [...inside, ...outside] : outside;

const amountOf = ({ inside, outside, unnamed }: Recipients, counts: Counted, units: number): number => {
  const external = outside.length + unnamed;
  const all = inside.length + external;
  const amounts = { messages: 1, recipients: all, externalRecipients: external, quotaUnits: units };
  return { ...amounts, uniqueRecipients: all, uniqueExternalRecipients: external }[counts];
};

/** What a limit has counted at an instant, with one more mail or without it. */
export const countedAt = (history: SentHistory, { counts, windowMs }: RollingLimit, units: number, at: number, more?: Recipients): number => {
  const mails = history.mails.filter((mail) => mail.at + windowMs > at);
  if (counts === 'uniqueRecipients' || counts === 'uniqueExternalRecipients') {
    const all: readonly Recipients[] = more === undefined ? mails : [...mails, more];
    const named = new Set(all.flatMap((mail) => namesIn(mail, counts)));
    return named.size + all.reduce((sum, { unnamed }) => sum + unnamed, 0);
  }
  const used = mails.reduce((sum, mail) => sum + amountOf(mail, counts, mail.origin === 'ours' ? units : 0), 0);
  const calls = counts === 'quotaUnits' ? history.calls.filter((call) => call.at + windowMs > at).reduce((sum, call) => sum + call.units, 0) : 0;
  return used + calls + (more === undefined ? 0 : amountOf(more, counts, units));
};

export const allowedAt = (allowance: Allowance, at: number): number =>
  Math.max(...allowance.filter(({ from }) => from <= at).map(({ most }) => most));

export const fitsAt = (history: SentHistory, limits: MailboxLimits, mail: Recipients, at: number): boolean =>
  limits.rolling.every(
    (limit) =>
      amountOf(mail, limit.counts, limits.quotaUnitsPerMail) === 0 ||
      countedAt(history, limit, limits.quotaUnitsPerMail, at, mail) <= allowedAt(limit.allowance, at),
  );

/** Tries every instant at which anything changes. Undefined where none will do. */
export const slowNextRoom = (history: SentHistory, limits: MailboxLimits, mail: Recipients, from: number): number | undefined => {
  if (mail.inside.length + mail.outside.length + mail.unnamed > limits.recipientsPerMessage) return undefined;
  const pausedUntil = limits.pause?.until ?? from;
  const changes = limits.rolling.flatMap(({ windowMs, allowance }) => [
    ...[...history.mails, ...history.calls].map(({ at }) => at + windowMs),
    ...allowance.map((step) => step.from),
  ]);
  const instants = [from, pausedUntil, ...changes].filter((at) => at >= from && at >= pausedUntil).sort((a, b) => a - b);
  return instants.find((at) => fitsAt(history, limits, mail, at));
};

/** What machines whose clocks are ahead recorded counts as of now. */
export const asOf = (history: SentHistory, now: number): SentHistory => ({
  mails: history.mails.map((mail) => ({ ...mail, at: Math.min(mail.at, now) })),
  calls: history.calls.map((call) => ({ ...call, at: Math.min(call.at, now) })),
});

/** Times before `now` on a coarse grid, so that many are equal and many lie exactly on the edge of a window. */
const aTimeBefore = (now: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: -2, max: 30 }).map((hours) => now - hours * hour),
    fc.constantFrom(0, 1, -1, 30_000, 45_000, 60_000, day, day - 1, day + 1).map((before) => now - before),
    fc.integer({ min: 0, max: 2 * day }).map((before) => now - before),
  );

const someOf = (names: readonly string[], most: number): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...names), { maxLength: most });

const recipients = {
  inside: someOf(['ann@own.example', 'bob@own.example'], 2),
  outside: someOf(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example'], 3),
  unnamed: fc.oneof(fc.constant(0), fc.nat({ max: 2 })),
};

export const someRecipients: fc.Arbitrary<Recipients> = fc
  .record(recipients)
  .filter(({ inside, outside, unnamed }) => inside.length + outside.length + unnamed > 0);

export const aHistory = (now: number, most = 12): fc.Arbitrary<SentHistory> => {
  const origin = fc.constantFrom('ours' as const, 'elsewhere' as const);
  const mail = fc.record({ ...recipients, id: fc.constant(''), at: aTimeBefore(now), origin });
  const call = fc.record({ at: aTimeBefore(now), units: fc.constantFrom(2, 20, 100) });
  return fc.tuple(fc.array(mail, { maxLength: most }), fc.array(call, { maxLength: 4 })).map(([mails, calls]: [SentMail[], QuotaUse[]]) =>
    historyOf(mails.map((each, index) => ({ ...each, id: `sent-${index}` })), calls),
  );
};

const anAllowance = (now: number, lowest: number, highest: number): fc.Arbitrary<Allowance> =>
  fc
    .tuple(
      fc.integer({ min: lowest, max: highest }),
      fc.array(fc.tuple(fc.integer({ min: -30, max: 60 }), fc.integer({ min: 1, max: highest })), { maxLength: 3 }),
    )
    .map(([most, rises]): Allowance => {
      let reached = most;
      const steps = rises
        .sort(([a], [b]) => a - b)
        .map(([hours, by]) => ({ from: now + hours * hour, most: (reached += by), by: 'slow-start' as const }))
        .filter(({ from }, index, all) => all[index + 1]?.from !== from);
      return [{ from: -Infinity, most, by: 'plan' }, ...steps];
    });

interface Drawn {
  readonly name: LimitName;
  readonly counts: Counted;
  readonly windowMs: number;
  readonly least: number;
  readonly most: number;
}

const windows: readonly Drawn[] = [
  { name: 'messagesPerDay', counts: 'messages', windowMs: day, least: 1, most: 8 },
  { name: 'recipientsPerDay', counts: 'recipients', windowMs: day, least: 2, most: 20 },
  { name: 'externalRecipientsPerDay', counts: 'externalRecipients', windowMs: day, least: 1, most: 14 },
  { name: 'uniqueRecipientsPerDay', counts: 'uniqueRecipients', windowMs: day, least: 1, most: 9 },
  { name: 'uniqueExternalRecipientsPerDay', counts: 'uniqueExternalRecipients', windowMs: day, least: 1, most: 7 },
  { name: 'messagesPerBatch', counts: 'messages', windowMs: 45_000, least: 1, most: 3 },
  { name: 'quotaUnitsPerMinute', counts: 'quotaUnits', windowMs: 60_000, least: 60, most: 400 },
];

const aLimit = (now: number, { name, counts, windowMs, least, most }: Drawn): fc.Arbitrary<RollingLimit[]> => {
  const limit = anAllowance(now, least, most).map((allowance): RollingLimit => ({ name, counts, windowMs, allowance, mostAtBest: most }));
  // Every mailbox has a limit of messages; each of the others is there half of the time.
  return fc.tuple(fc.boolean(), limit).map(([present, drawn]) => (present || name === 'messagesPerDay' ? [drawn] : []));
};

/** Limits so low that each of them binds now and then, some of them absent, some of them rising. */
export const someLimits = (now: number): fc.Arbitrary<MailboxLimits> => {
  const pause = fc
    .integer({ min: -60, max: 600 })
    .map((minutes): Pause => ({ until: now + minutes * minute, because: 'too-fast', since: now - hour, slides: 0 }));
  return fc.record({
    rolling: fc.tuple(...windows.map((drawn) => aLimit(now, drawn))).map((all) => all.flat()),
    recipientsPerMessage: fc.integer({ min: 1, max: 8 }),
    quotaUnitsPerMail: fc.constant(120),
    pause: fc.option(pause, { nil: undefined }),
  });
};

export const aQueue = (now: number, zones: readonly string[], most = 14): fc.Arbitrary<QueuedMail[]> => {
  const zone = fc.option(fc.constantFrom(...zones), { nil: undefined });
  const mail = fc.tuple(someRecipients, fc.integer({ min: -3, max: 40 }), zone);
  return fc.array(mail, { maxLength: most }).map((mails) =>
    mails
      .map(([recipientsOfIt, hours, recipientZone], index) => ({ ...recipientsOfIt, id: `queued-${index}`, dueAt: now + hours * hour, recipientZone }))
      .sort((one, other) => one.dueAt - other.dueAt),
  );
};
