import * as z from 'zod/mini';
import { mostFiles } from './file-limits.ts';
import { feedEra } from './replies.ts';
import { emailAddress, identifier, instant, senderZone, wallTime, zoneName } from './values.ts';

/**
 * Mail that leaves through the user's Gmail. The service keeps it until its time has come: Gmail's interface cannot
 * schedule, and nothing lies in Gmail's own Scheduled folder meanwhile. One row per mail, and each row is always in one
 * state that says what happens next and the one thing a person may do about it.
 *
 *     waiting -> sending -> sent | failed | checking -> sent | held
 *     waiting -> held | blocked | cancelled;  held -> waiting | cancelled | sent
 */

const line = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[^\0\r\n]*$/));
const text = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[^\0]*$/));

export const recipientSchema = z.object({ name: z.optional(line(200)), address: emailAddress });
export type Recipient = z.infer<typeof recipientSchema>;

/** Many more than Gmail takes, so that too many are counted instead of refused as nonsense. */
const people = z.array(recipientSchema).check(z.maxLength(2_000));

/** What a person writes. One of `text` and `html` is enough: the other is made of it. */
export const mailContentSchema = z.object({
  to: people,
  cc: z.optional(people),
  bcc: z.optional(people),
  /** One of the mailbox's verified send-as addresses; absent: its own. */
  from: z.optional(emailAddress),
  subject: line(998),
  text: z.optional(text(2_000_000)),
  html: z.optional(text(2_000_000)),
  /** Ids of files that were uploaded before. */
  attachments: z.optional(z.array(identifier).check(z.maxLength(mostFiles))),
  /** Answers this reply in its conversation. */
  answersReply: z.optional(identifier),
  /** Follows this outgoing mail in its conversation. */
  follows: z.optional(identifier),
  /** Mail that was subscribed to: it carries a one-click unsubscribe (RFC 8058). */
  marketing: z.optional(z.boolean()),
  /** What the host calls it; opaque to us. */
  reference: z.optional(line(200)),
});
export type MailContent = z.infer<typeof mailContentSchema>;

/** When a mail leaves: as soon as it may, or at a time of day by the clocks of a zone. `choice` answers a question about that time. */
export const whenSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('at'), wall: wallTime, zone: zoneName, choice: z.optional(z.enum(['earlier', 'later'])) }),
]);
export type When = z.infer<typeof whenSchema>;

/** Chosen by whoever asks, anew for each mail: the same key again is the same mail, never a second one. */
export const requestKey = z.string().check(z.regex(/^[\w-]{8,64}$/));

/** The draft that the mail was written as: gone with its being queued, unless another window has saved more since. */
const writtenAs = z.object({ id: identifier, version: z.int().check(z.minimum(0), z.maximum(1_000_000_000)) });

export const queueMailSchema = z.object({
  connectionId: identifier,
  key: requestKey,
  mail: mailContentSchema,
  when: whenSchema,
  /** Where the recipient lives, for hours by the recipient's clock. */
  recipientZone: z.optional(zoneName),
  /** Leaves outside the mailbox's sending hours too. */
  anyHour: z.optional(z.boolean()),
  zone: senderZone,
  draft: z.optional(writtenAs),
});
export type QueueMail = z.infer<typeof queueMailSchema>;

/** What makes a mail leave later than now. Limits are named as in `limitName`. */
export const waitReasonSchema = z.enum([
  'due-time',
  'undo', // the seconds in which it can be taken back
  'turn', // others leave before it
  'messagesPerDay',
  'recipientsPerDay',
  'externalRecipientsPerDay',
  'uniqueRecipientsPerDay',
  'uniqueExternalRecipientsPerDay',
  'messagesPerBatch',
  'quotaUnitsPerMinute',
  'pause', // Google asked this mailbox to wait
  'sendHours',
  'google-away',
  'reconnection',
  'permission', // to send was not given
  'google-policy', // the administrator of the Google Workspace stands between
  'no-gmail', // the account has no Gmail, or not any more
]);
export type WaitReason = z.infer<typeof waitReasonSchema>;

export const holdReasonSchema = z.discriminatedUnion('code', [
  /** The service was away when it was due, or the mailbox was not connected. It would leave too late to be sent unasked. */
  z.object({ code: z.enum(['came-due-while-down', 'came-due-while-disconnected']), dueAt: instant, backAt: instant }),
  /** Gmail did not say whether it took the mail, and the mailbox did not show it. It may have left. */
  z.object({ code: z.literal('unclear'), attemptedAt: instant, /** False: without the permission to read nobody could look. */ lookedFor: z.boolean() }),
]);
export type HoldReason = z.infer<typeof holdReasonSchema>;

export const blockReasonSchema = z.object({
  code: z.enum(['unsubscribed', 'bounced', 'blocked-address', 'blocked-domain']),
  addresses: z.array(z.string()),
});
export type BlockReason = z.infer<typeof blockReasonSchema>;

export const cancelReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('by-person') }),
  z.object({ code: z.literal('answered'), address: z.string(), at: instant, replyId: identifier }),
  z.object({ code: z.literal('bounced'), address: z.string(), at: instant, replyId: identifier }),
]);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

export const failReasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'address-invalid',
      'nobody', // no recipient
      'refused-by-gmail',
      'sender-refused', // not a verified address of this mailbox
      'attachment-gone',
      'thread-gone', // what it answers is not known any more
      'content-unreadable',
    ]),
  }),
  z.object({ code: z.enum(['recipients-too-many', 'mail-too-large', 'limit-too-small']), most: z.number(), asked: z.number() }),
  /** Fields of a template that stayed empty, by their names. */
  z.object({ code: z.literal('fields-empty'), fields: z.array(z.string()) }),
]);
export type FailReason = z.infer<typeof failReasonSchema>;

export const outgoingStateSchema = z.discriminatedUnion('kind', [
  /** `leavesAt` is when it is expected to leave; absent while nothing tells, as with a lost connection. */
  z.object({ kind: z.literal('waiting'), because: waitReasonSchema, leavesAt: z.optional(instant) }),
  z.object({ kind: z.literal('sending'), since: instant }),
  /** Gmail's answer was lost: the mailbox is looked through for it, and it is never sent again by itself. */
  z.object({ kind: z.literal('checking'), since: instant }),
  z.object({ kind: z.literal('sent'), at: instant, openUrl: z.optional(z.string().check(z.regex(/^https?:\/\/\S+$/))) }),
  z.object({ kind: z.literal('held'), since: instant, reason: holdReasonSchema }),
  z.object({ kind: z.literal('blocked'), at: instant, reason: blockReasonSchema }),
  z.object({ kind: z.literal('cancelled'), at: instant, reason: cancelReasonSchema }),
  z.object({ kind: z.literal('failed'), at: instant, reason: failReasonSchema }),
]);
export type OutgoingState = z.infer<typeof outgoingStateSchema>;

/** The one thing to offer first. */
export const outgoingActionSchema = z.enum(['cancel', 'decide', 'edit', 'reconnect', 'permit', 'split', 'see-rule', 'send-anyway', 'open-in-gmail', 'none']);
export type OutgoingAction = z.infer<typeof outgoingActionSchema>;

/** A row of what leaves. It carries no body: that is asked for by itself, by whoever edits it. */
export const outgoingMailSchema = z.object({
  id: identifier,
  connectionId: identifier,
  batchId: z.optional(identifier),
  /** Grows with every edit; name it when you change the mail. */
  version: z.int(),
  to: z.array(recipientSchema),
  /** All recipients, Cc and Bcc among them. */
  recipients: z.int(),
  subject: z.string(),
  createdAt: instant,
  dueAt: instant,
  /** Of those that are due at one time the one with the lower number leaves first. */
  place: z.number(),
  /** As it was chosen, where it was. */
  chosen: z.optional(z.object({ wall: wallTime, zone: z.string() })),
  reference: z.optional(z.string()),
  state: outgoingStateSchema,
  action: outgoingActionSchema,
  /** Its place in the feed, as of a reply. */
  change: z.int(),
});
export type OutgoingMail = z.infer<typeof outgoingMailSchema>;

export const changedOutgoingSchema = z.object({ mail: outgoingMailSchema });
export const outgoingPageSchema = z.object({
  mails: z.array(outgoingMailSchema),
  next: z.optional(z.string()),
  change: z.int(),
  era: feedEra,
});
export type OutgoingPage = z.infer<typeof outgoingPageSchema>;
/** As with replies: a `change` below `since` says that the feed is another one. */
export const outgoingChangesSchema = z.object({ mails: z.array(outgoingMailSchema), change: z.int(), era: feedEra, more: z.boolean() });
export type OutgoingChanges = z.infer<typeof outgoingChangesSchema>;

/** Each mail is judged by itself, so that one that is nonsense fails alone. */
export const queueBatchSchema = z.object({
  connectionId: identifier,
  key: requestKey,
  when: whenSchema,
  anyHour: z.optional(z.boolean()),
  zone: senderZone,
  draft: z.optional(writtenAs),
  mails: z.array(z.unknown()).check(z.minLength(1), z.maxLength(1_000)),
});
/** The same by server token, for a user of the host. */
export const forUser = { org: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\0]*$/)), user: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\0]*$/)) };
export const queueMailForSchema = z.extend(queueMailSchema, forUser);
export const queueBatchForSchema = z.extend(queueBatchSchema, forUser);
/** One of a batch. `when` and `zone` as for the whole batch where they are absent. */
export const batchMailSchema = z.object({
  mail: mailContentSchema,
  when: z.optional(whenSchema),
  recipientZone: z.optional(zoneName),
  /**
   * What stands where the subject, the text and the HTML have `{{First name}}`, by name. A mail whose field is missing or
   * empty fails with `fields-empty`. Absent: braces are words like others.
   */
  fields: z.optional(z.record(line(60), line(2_000))),
});
export type BatchMail = z.infer<typeof batchMailSchema>;
export type QueueBatch = Omit<z.infer<typeof queueBatchSchema>, 'mails'> & { readonly mails: readonly BatchMail[] };

/** `sent + waiting + blocked + failed` is always the number of mails: what was cancelled counts as blocked, all that is open as waiting. */
export const batchSchema = z.object({
  id: identifier,
  total: z.int(),
  sent: z.int(),
  waiting: z.int(),
  blocked: z.int(),
  failed: z.int(),
  /** In the order in which they were given. */
  mails: z.array(outgoingMailSchema),
});
export type Batch = z.infer<typeof batchSchema>;

/** What is given changes; what is absent stays. Refused as `outgoing-changed` when `version` is not the mail's. */
export const editMailSchema = z.object({ version: z.int(), mail: z.optional(mailContentSchema), when: z.optional(whenSchema) });
export type EditMail = z.infer<typeof editMailSchema>;
export const versionedSchema = z.object({ version: z.int() });
/** What a person says of a mail that is held. `sent`: it was found in Gmail, and counts as sent. */
export const decideMailSchema = z.object({
  version: z.int(),
  decision: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['send', 'cancel', 'sent']) }),
    z.object({ kind: z.literal('reschedule'), when: whenSchema }),
  ]),
});
export type Decision = z.infer<typeof decideMailSchema>['decision'];
/** For whoever edits it. */
export const outgoingContentSchema = z.object({ mail: outgoingMailSchema, content: mailContentSchema });
export type OutgoingContent = z.infer<typeof outgoingContentSchema>;
