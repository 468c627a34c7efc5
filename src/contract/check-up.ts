import * as z from 'zod/mini';
import { capability } from './capabilities.ts';
import { emailAddress, identifier, instant, locale } from './values.ts';

/**
 * The check-up names what a person set in Gmail that happens to mail by itself, and what follows from it for the tracking
 * of replies. The proof sends one marked mail to the person's own mailbox and sees it come.
 */

/** What a setting does to a mail. */
export const ruleEffectSchema = z.enum(['marks-read', 'skips-inbox', 'trashes', 'calls-spam', 'forwards', 'answers']);
export type RuleEffect = z.infer<typeof ruleEffectSchema>;

/** What follows from it. A mail that nobody deletes for good is found here whatever its labels. */
export const ruleConsequenceSchema = z.enum([
  'found-here', // this product shows the reply all the same
  'hidden-in-gmail', // the person does not come across it there
  'missed-by-others', // products that look at unread mail, or at the inbox alone, do not find it
  'gone-after-30-days', // Gmail deletes it; what its writer said stays here, the whole mail does not
  'answered-elsewhere', // whoever gets the copy may answer in the person's place
  'automatic-mail', // contacts are sent an answer that nobody wrote to them
]);
export type RuleConsequence = z.infer<typeof ruleConsequenceSchema>;

export const findingSchema = z.object({
  /** Changes with the setting: what was ignored comes back once it does something else. */
  key: identifier,
  code: z.enum(['filter', 'auto-forwarding', 'vacation-responder']),
  severity: z.enum(['alarm', 'inform']),
  /** `broad` speaks of no sender, list or subject in particular: any reply may fall under it. */
  breadth: z.enum(['broad', 'narrow']),
  effects: z.array(ruleEffectSchema),
  consequences: z.array(ruleConsequenceSchema),
  /** What a mail has to meet, in the language of Gmail's search box; empty: every mail meets it. */
  criteria: z.string(),
  forwardsTo: z.optional(z.string()),
  /** When a vacation responder answers; without a time it begins, or ends, never. */
  startsAt: z.optional(instant),
  endsAt: z.optional(instant),
  /** Tracked contacts whose mails fall under it, five of them by address, and those of whom that cannot be told. */
  contacts: z.object({ matching: z.array(emailAddress), matchingCount: z.int(), possibleCount: z.int() }),
  ignored: z.boolean(),
  /** Opens the place in Gmail where it is set. */
  openUrl: z.string().check(z.regex(/^https?:\/\/\S+$/)),
});
export type Finding = z.infer<typeof findingSchema>;

/** What Gmail tells no program, so that a check-up without findings promises nothing about it. */
export const notVisibleSchema = z.enum([
  'rules-of-other-programs', // a mail program, a phone
  'workspace-rules', // routing and compliance rules of an administrator
  'delegated-mailboxes', // settings in mailboxes of others that the person works in
  'people', // who reads, moves or deletes by hand
]);

export const checkUpSchema = z.object({
  connectionId: identifier,
  checkedAt: instant,
  filtersRead: z.int(),
  /** How many tracked contacts were held against them, the latest first. */
  contactsCompared: z.int(),
  /** Alarms first, then whatever surely touches a contact. */
  findings: z.array(findingSchema),
  notVisible: z.array(notVisibleSchema),
});
export type CheckUp = z.infer<typeof checkUpSchema>;

export const ignoreFindingSchema = z.object({ key: identifier, ignored: z.boolean() });

/** Why tracking was not proven. */
export const proofFailureSchema = z.discriminatedUnion('code', [
  /** The mail went, or may have gone, and was not seen in time. */
  z.object({ code: z.literal('not-seen') }),
  /** It was seen, but later than promised. */
  z.object({ code: z.literal('late'), tookMs: z.int() }),
  z.object({ code: z.literal('sending-refused') }),
  /** Gmail lets this mailbox send nothing for now; until when, where it says so. */
  z.object({ code: z.literal('sending-limit'), retryAt: z.optional(instant) }),
  z.object({ code: z.literal('permission'), missing: z.array(capability) }),
]);
export type ProofFailure = z.infer<typeof proofFailureSchema>;

export const proofStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('waiting'), since: instant, until: instant }),
  z.object({ kind: z.literal('verified'), at: instant, tookMs: z.int() }),
  z.object({ kind: z.literal('failed'), at: instant, failure: proofFailureSchema }),
]);
export type ProofState = z.infer<typeof proofStateSchema>;

/** What even a proof that succeeded says nothing about. */
export const notProvenSchema = z.enum([
  'mail-of-others', // that what other people send arrives here
  'delivery', // that what is sent from here reaches other people
  'filters', // what filters do with mail of others
  'verdicts', // that each mail is judged right
  'usual-wait', // how long a reply takes when nobody waits for it: the mailbox was read at once
]);

export const proofSchema = z.object({
  connectionId: identifier,
  state: proofStateSchema,
  /** The last success, whatever came after it. */
  verified: z.optional(z.object({ at: instant, tookMs: z.int() })),
  notProven: z.array(notProvenSchema),
});
export type Proof = z.infer<typeof proofSchema>;

/** The language of the mail that is sent. */
export const askProofSchema = z.object({ locale: z.optional(locale) });
