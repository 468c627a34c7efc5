import * as z from 'zod/mini';
import { recipientSchema, waitReasonSchema, whenSchema } from './outgoing.ts';
import { emailAddress, identifier, instant, senderZone, zoneName } from './values.ts';

/** The limits of a day, over any 24 hours; then those of the pace. */
export const limitName = z.enum([
  'messagesPerDay',
  'recipientsPerDay',
  'externalRecipientsPerDay',
  'uniqueRecipientsPerDay',
  'uniqueExternalRecipientsPerDay',
  'messagesPerBatch',
  'quotaUnitsPerMinute',
]);

export const limitStateSchema = z.object({
  name: limitName,
  windowSeconds: z.int(),
  /** Decides. */
  most: z.int(),
  /** What it may be under the most generous plan that the mailbox may have: with `most` a range, while the plan is not known. */
  mostAtBest: z.int(),
  by: z.enum(['plan', 'administrator', 'slow-start', 'heard']),
  used: z.int(),
  /** How much of it was sent elsewhere: from a phone, from Gmail itself. */
  usedElsewhere: z.int(),
  left: z.int(),
  leftAtBest: z.int(),
  fullness: z.enum(['free', 'near', 'very-near', 'reached']),
  /** In order of time, what left together put together. */
  comesBack: z.array(z.object({ at: instant, amount: z.int(), leftThen: z.int() })),
});
export type LimitStateView = z.infer<typeof limitStateSchema>;

export const sendingPauseSchema = z.object({
  until: instant,
  because: z.enum(['too-fast', 'too-many-at-once', 'sending-paused', 'limit-reached']),
  since: instant,
});

export const sendingLimitsSchema = z.object({
  connectionId: identifier,
  email: emailAddress,
  at: instant,
  /** The sender's zone, by which days are counted in words. */
  zone: z.string(),
  plan: z.enum(['personal', 'workspace', 'workspace-trial', 'workspace-or-trial', 'unknown']),
  limits: z.array(limitStateSchema),
  /** The limit of a day that is reached first. */
  binding: limitName,
  recipientsPerMessage: z.int(),
  pause: z.optional(sendingPauseSchema),
  /** Whether mail sent elsewhere is heard of: without the permission to read it is not, and the true number may be higher. */
  hearsElsewhere: z.boolean(),
  /** 48 hours, hour by hour: the 24 before `at` and the 24 after it. */
  picture: z.array(
    z.object({ from: instant, until: instant, ours: z.int(), elsewhere: z.int(), planned: z.int(), countedThen: z.int() }),
  ),
  /** What waits in this mailbox, and when the last of it is expected to leave. */
  waiting: z.int(),
  lastLeavesAt: z.optional(instant),
});
export type SendingLimits = z.infer<typeof sendingLimitsSchema>;

/** Mails that somebody is about to send. */
export const askForecastSchema = z.object({
  when: whenSchema,
  anyHour: z.optional(z.boolean()),
  zone: senderZone,
  mails: z
    .array(z.object({ recipients: z.array(z.pick(recipientSchema, { address: true })).check(z.maxLength(2_000)), recipientZone: z.optional(zoneName), /** Where it is another than that of all. */ when: z.optional(whenSchema) }))
    .check(z.minLength(1), z.maxLength(1_000)),
});
export type AskForecast = z.infer<typeof askForecastSchema>;

/** "120 today from 14:05 to 15:20": the mails of one day of the sender's calendar. */
export const daySchema = z.object({ date: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)), mails: z.int(), firstAt: instant, lastAt: instant });
export type ForecastDay = z.infer<typeof daySchema>;

export const forecastSchema = z.object({
  at: instant,
  zone: z.string(),
  days: z.array(daySchema),
  /** Under the most generous plan, where that makes a difference. */
  daysAtBest: z.optional(z.array(daySchema)),
  /** What makes the last of them leave later than asked. */
  because: z.optional(waitReasonSchema),
  /** Expected departures, in the order of the mails that were asked for; absent for one that never fits. */
  leaves: z.array(z.object({ at: z.optional(instant) })),
  /** Mails that no waiting makes fit: they have to be split. */
  never: z.array(z.object({ index: z.int(), limit: z.string(), most: z.int(), asked: z.int() })),
  /** Recipients that are not written to, by name. */
  blocked: z.array(z.object({ index: z.int(), address: z.string(), code: z.enum(['unsubscribed', 'bounced', 'blocked-address', 'blocked-domain']) })),
  /** Other ways to send the same mails, with the due time of each in the order of the mails. */
  alternatives: z.array(z.object({ kind: z.enum(['spread', 'another-day']), days: z.array(daySchema), dueAt: z.array(instant) })),
});
export type SendingForecast = z.infer<typeof forecastSchema>;
