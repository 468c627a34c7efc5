import * as z from 'zod/mini';
import { emailAddress, identifier, instant } from './values.ts';

/**
 * What came back on a mail that is tracked. A *verdict* says what kind of mail it is; *evidence* says why, as codes with
 * their data, which each language turns into words. A person may overrule a verdict; the rules' own stays beside it.
 */
export const verdictSchema = z.enum([
  'reply',
  'possible-reply', // somebody we wrote to, in a new thread, without a reference
  'bounce',
  'delay-notice',
  'auto-reply',
  'calendar-answer',
  'read-receipt',
  'list',
  'forward',
  'own',
  'other',
]);
export type ReplyVerdict = z.infer<typeof verdictSchema>;

/** What a person may call a mail. */
export const correctionSchema = z.enum(['reply', 'auto-reply', 'bounce', 'calendar-answer', 'forward', 'other']);
export type Correction = z.infer<typeof correctionSchema>;

/** One reason of a verdict: a code in kebab-case, and where it has one the value it speaks of (a status code, an address, a subject). */
export const evidenceSchema = z.object({
  code: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,60}$/)),
  value: z.optional(z.string().check(z.maxLength(320))),
});
export type ReplyEvidence = z.infer<typeof evidenceSchema>;

export const bounceSchema = z.object({
  /** `hard`: this address will not work again. `soft`: it may. */
  kind: z.enum(['hard', 'soft']),
  /** RFC 3463, for example `5.1.1`, where the report has one. */
  status: z.optional(z.string().check(z.regex(/^[245]\.\d{1,3}\.\d{1,3}$/))),
  recipients: z.array(emailAddress),
});
export type ReplyBounce = z.infer<typeof bounceSchema>;

/** The mail of the user that this one belongs to. */
export const answeredMailSchema = z.object({
  id: identifier,
  subject: z.string(),
  sentAt: instant,
  /** What the host called this mail when it registered it; opaque to us. */
  reference: z.optional(z.string()),
});
export type AnsweredMail = z.infer<typeof answeredMailSchema>;

/** A row of the list of replies. It carries no text of the mail: that is asked for by itself. */
export const replySchema = z.object({
  id: identifier,
  connectionId: identifier,
  /** Equal for everything in one conversation of one mailbox. */
  threadId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  receivedAt: instant,
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  /** What holds: the person's word where there is one, else the rules'. */
  verdict: verdictSchema,
  /** 0 to 1, of the rules' verdict. */
  confidence: z.number(),
  evidence: z.array(evidenceSchema),
  /** Set when a person overruled the rules. */
  corrected: z.optional(z.object({ judged: verdictSchema, at: instant })),
  /** Absent where no mail of the user is known to be meant, as with an unattributed bounce. */
  answers: z.optional(answeredMailSchema),
  bounce: z.optional(bounceSchema),
  /** The day somebody who is away is back, as `2026-09-08`. */
  returnDate: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
  meeting: z.optional(z.enum(['accepted', 'declined', 'tentative', 'counter', 'cancelled'])),
  /** Where Gmail had put the mail when it was found. */
  foundIn: z.enum(['inbox', 'archive', 'spam', 'trash']),
  /** Not seen in this product. What Gmail calls read is of no account here. */
  unread: z.boolean(),
  handled: z.boolean(),
  /** Opens the conversation in Gmail. */
  openUrl: z.string().check(z.regex(/^https?:\/\/\S+$/)),
  /** Grows with every change of any row of this user: the place in the feed. */
  change: z.int(),
});
export type Reply = z.infer<typeof replySchema>;

/**
 * How the replies of one mailbox are being found. `checkedAt` is when Gmail's record of changes was last read to its end.
 */
export const trackedMailboxSchema = z.object({
  connectionId: identifier,
  email: emailAddress,
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('starting') }),
    z.object({ kind: z.literal('following') }),
    /** Gmail no longer has its record of changes that far back: the mails since are read again, none is lost. */
    z.object({ kind: z.literal('catching-up'), since: instant, read: z.int(), found: z.int() }),
    /** The last check is older than the bound allows. */
    z.object({ kind: z.literal('late') }),
    /** Nothing is read while the connection waits for the person. */
    z.object({ kind: z.literal('stopped'), since: instant }),
    /** Google was not asked for, or did not give, the permission to read. */
    z.object({ kind: z.literal('not-permitted') }),
  ]),
  checkedAt: z.optional(instant),
  /** A reply is found at most this long after it arrived, while the state is `following`. */
  boundSeconds: z.int(),
  /** Whether Gmail tells us of changes; without it they are asked for. */
  push: z.boolean(),
  /** How many of the user's mails are watched. */
  watched: z.int(),
  /** After a reconnection: how long nothing could be read, and what was found for that time. */
  gap: z.optional(z.object({ from: instant, to: instant, replies: z.int() })),
  /** Mails that could not be read at all and were passed over, after several tries. */
  skipped: z.int(),
  /** When a mail to oneself was last sent and seen to come, and how long that took. */
  verifiedAt: z.optional(instant),
  tookMs: z.optional(z.int()),
});
export type TrackedMailbox = z.infer<typeof trackedMailboxSchema>;

export const trackingSchema = z.object({ product: z.string(), mailboxes: z.array(trackedMailboxSchema) });
export type Tracking = z.infer<typeof trackingSchema>;

/** Names the time in which the feed's numbers are one sequence; it goes with every number that is given back. */
export const feedEra = z.string().check(z.regex(/^\w{1,64}$/));

/** Newest first. */
export const replyPageSchema = z.object({
  replies: z.array(replySchema),
  /** Give it as `before` to get the next page; absent at the end. */
  next: z.optional(z.string()),
  /** The feed's head when this page was read: everything older than it is in the pages, everything newer in the changes. */
  change: z.int(),
  era: feedEra,
});
export type ReplyPage = z.infer<typeof replyPageSchema>;

/** Rows that changed after `since`, in the order of their change. A `change` below `since`: the feed is another one, and what is known of it is void. */
export const replyChangesSchema = z.object({ replies: z.array(replySchema), change: z.int(), era: feedEra, more: z.boolean() });
export type ReplyChanges = z.infer<typeof replyChangesSchema>;

export const correctReplySchema = z.object({ verdict: z.union([correctionSchema, z.literal('as-judged')]) });
export const markHandledSchema = z.object({ handled: z.boolean() });
export const markSeenSchema = z.object({ ids: z.array(identifier).check(z.minLength(1), z.maxLength(500)) });
export const changedReplySchema = z.object({ reply: replySchema });
export const seenRepliesSchema = z.object({ change: z.int() });

/** What the person wrote, without quotes and signature; and the mail's whole text on request. Read from Gmail, not kept in any browser. */
export const replyTextSchema = z.object({
  text: z.string(),
  /** False when nothing could be told apart: then the whole is shown. */
  separated: z.boolean(),
  whole: z.string(),
});
export type ReplyText = z.infer<typeof replyTextSchema>;

/**
 * The events of the live stream, one JSON object per `data:` line. `change` is the stream's id to resume from. Where the era
 * is not the one that a page knows, it asks for the changes first, and learns there whether its rows are still the feed's.
 */
export const replyEventSchema = z.discriminatedUnion('type', [
  /** The first of every stream: what changed after this number is told. Whoever shares the stream and knows less asks for the changes. */
  z.object({ type: z.literal('begun'), era: feedEra, change: z.int() }),
  z.object({ type: z.literal('reply'), era: feedEra, reply: replySchema }),
  z.object({ type: z.literal('tracking'), era: feedEra, tracking: trackingSchema }),
  /** Something changed of the mail that leaves, or of the mailboxes that it leaves by: whoever shows it asks for the changes. */
  z.object({ type: z.literal('outgoing'), era: feedEra, change: z.int() }),
]);
export type ReplyEvent = z.infer<typeof replyEventSchema>;

// What a host's backend says and hears, by server token.

/** What a database can hold: any text but the null character. */
const kept = z.regex(/^[^\0]*$/);

/** A mail that the host sent through the user's mailbox. One of the three ids is enough; the Message-ID finds most. */
export const trackMailSchema = z.object({
  user: z.string().check(z.minLength(1), z.maxLength(200), kept),
  org: z.string().check(z.minLength(1), z.maxLength(200), kept),
  connectionId: identifier,
  gmailId: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  threadId: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  messageId: z.optional(z.string().check(z.minLength(3), z.maxLength(998), kept)),
  subject: z.string().check(z.maxLength(998), kept),
  recipients: z.array(emailAddress).check(z.minLength(1), z.maxLength(500)),
  sentAt: instant,
  reference: z.optional(z.string().check(z.maxLength(200), kept)),
});
export type TrackMail = z.infer<typeof trackMailSchema>;
export const mailTrackedSchema = z.object({ id: identifier, known: z.boolean() });

/** What became of a mail that leaves through a mailbox: who it is and when, and nothing that is written in it. */
export const mailEventTypes = ['mail.sent', 'mail.held', 'mail.failed', 'mail.cancelled', 'mail.blocked'] as const;
const mailTold = z.object({
  id: identifier,
  connectionId: identifier,
  batchId: z.optional(identifier),
  reference: z.optional(z.string()),
  createdAt: instant,
  dueAt: instant,
  /** When it became so: when it was sent, held, … */
  at: instant,
  /** Why, by the codes of the mail's state; a mail that was sent has none. */
  reason: z.optional(z.string()),
  /** The reply that made it senseless. */
  replyId: z.optional(identifier),
  /** As Gmail has it, once it was sent. */
  gmailId: z.optional(z.string()),
  threadId: z.optional(z.string()),
});

/** What a host's webhook is sent, in the Standard Webhooks format. */
export const webhookEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['reply.found', 'reply.corrected']),
    timestamp: instant,
    data: z.object({ org: z.string(), user: z.string(), reply: replySchema }),
  }),
  z.object({
    type: z.literal('tracking.gap-closed'),
    timestamp: instant,
    data: z.object({ org: z.string(), user: z.string(), connectionId: identifier, from: instant, to: instant, replies: z.int() }),
  }),
  z.object({ type: z.enum(mailEventTypes), timestamp: instant, data: z.object({ org: z.string(), user: z.string(), mail: mailTold }) }),
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** One line of the log of what a host was sent. */
export const deliverySchema = z.object({
  id: z.string(),
  type: z.string(),
  createdAt: instant,
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting'), attempts: z.int(), nextAttemptAt: instant, lastStatus: z.optional(z.int()) }),
    z.object({ kind: z.literal('delivered'), at: instant, attempts: z.int() }),
    z.object({ kind: z.literal('given-up'), at: instant, attempts: z.int(), lastStatus: z.optional(z.int()) }),
  ]),
});
export type Delivery = z.infer<typeof deliverySchema>;
export const deliveriesSchema = z.object({ deliveries: z.array(deliverySchema), next: z.optional(z.string()) });
