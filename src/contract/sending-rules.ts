import * as z from 'zod/mini';
import { emailAddress, identifier, instant, zoneName } from './values.ts';

/** By which clock and in which hours a mailbox sends, and whom nobody of an organisation writes to. */

const timeOfDay = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));

/** Mail leaves on these days (1 is Monday) between these times, by the sender's clock or by that of each recipient. */
export const sendHoursSchema = z.object({
  clockOf: z.enum(['sender', 'recipient']),
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  from: timeOfDay,
  until: timeOfDay,
});
export type SendHoursGiven = z.infer<typeof sendHoursSchema>;

/** By which a mailbox sends. `zone: null`: none is known yet. `hours: null`: any hour. */
export const sendingRulesSchema = z.object({ zone: z.nullable(zoneName), hours: z.nullable(sendHoursSchema) });
export type SendingRules = z.infer<typeof sendingRulesSchema>;

/** What the person sets. `seen` is how the rules were shown; where they are others by now, nothing is set. */
export const setSendingRulesSchema = z.object({ zone: zoneName, hours: z.nullable(sendHoursSchema), seen: z.optional(sendingRulesSchema) });
export type SetSendingRules = z.infer<typeof setSendingRulesSchema>;

/** The mailbox' own address, and behind it those that Gmail knows as the person's, where the permission to read was given. */
export const sendersSchema = z.object({ addresses: z.array(z.string()) });

/** As a host's tokens have it. The database takes no null character. */
export const organisationName = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\0]*$/));

/** What an administrator sets of a mailbox' limits, by server token: numbers that replace those of Gmail's plan. `null`: as usual. */
export const overrideLimitsSchema = z.object({
  org: organisationName,
  user: organisationName,
  limits: z.nullable(z.record(z.string(), z.unknown())),
});
/** Every problem by where it is. */
export const overrideJudgedSchema = z.object({ problems: z.array(z.object({ where: z.string(), sentence: z.string() })) });

/** Why an address, or a whole domain, is not written to. */
export const suppressionCause = z.enum(['unsubscribed', 'bounced', 'blocked-address', 'blocked-domain']);
export type SuppressionCause = z.infer<typeof suppressionCause>;

/** A domain without its sign, such as `competitor.example`: mail to it and to everything below it. */
const domain = z.string().check(z.regex(/^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,62}$/u));
export const suppressionSchema = z.object({ what: z.union([emailAddress, domain]), cause: suppressionCause, at: instant });
export type Suppression = z.infer<typeof suppressionSchema>;

/** By server token, for a whole organisation. */
export const suppressSchema = z.object({
  org: organisationName,
  entries: z.array(z.object({ what: z.string().check(z.maxLength(320)), cause: suppressionCause, at: z.optional(instant) })).check(z.minLength(1), z.maxLength(10_000)),
});
/** What was not taken, by its place in the list: no address and no domain. */
export const suppressedSchema = z.object({ added: z.int(), known: z.int(), refused: z.array(z.int()) });
export const unsuppressSchema = z.object({ org: organisationName, what: z.array(z.string().check(z.maxLength(320))).check(z.minLength(1), z.maxLength(10_000)) });
export const suppressionPageSchema = z.object({ entries: z.array(suppressionSchema), next: z.optional(z.string()) });

/** Gmail counts what a whole domain sends to personal Gmail addresses in a day, all its tools together; from 5,000 on it is a bulk sender for good. */
export const bulkCountSchema = z.object({
  domain: z.string(),
  /** In the last 24 hours, through this product. */
  toPersonalGmail: z.int(),
  /** Google's number, near which the rules of bulk senders begin. */
  bulkFrom: z.int(),
  connectionIds: z.array(identifier),
});
export const complianceSchema = z.object({ domains: z.array(bulkCountSchema) });
