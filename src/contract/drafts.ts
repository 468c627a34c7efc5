import * as z from 'zod/mini';
import { mailContentSchema, whenSchema } from './outgoing.ts';
import { emailAddress, identifier, instant, zoneName } from './values.ts';

/**
 * Mail that is being written. The page keeps it in its memory and saves it here while the person types; a draft is nobody's
 * mail, is never sent by itself, and goes when its mail is queued. Each save names the version that it was made of: of two
 * windows the second is refused, and nothing that either wrote is lost.
 */

const typed = z.string().check(z.maxLength(20_000), z.regex(/^[^\0]*$/));

/** As far as it is written: without a recipient, a mailbox or a time too. */
export const draftSchema = z.object({
  connectionId: z.optional(identifier),
  mail: mailContentSchema,
  /** What stands in the fields of people and is no address yet. */
  typed: z.optional(z.object({ to: typed, cc: typed, bcc: typed })),
  /** One mail for each in To. */
  separately: z.optional(z.boolean()),
  when: z.optional(whenSchema),
  /** Leaves outside the mailbox's sending hours too. */
  anyHour: z.optional(z.boolean()),
  /** The time is one by the clock of each recipient whose zone is known. */
  byRecipient: z.optional(z.boolean()),
  /** Where recipients live, as far as the host has said. */
  zones: z.optional(z.array(z.object({ address: emailAddress, zone: zoneName })).check(z.maxLength(2_000))),
});
export type MailDraft = z.infer<typeof draftSchema>;

/** `version` as it was last known; 0 for one that was never saved. */
export const saveDraftSchema = z.object({ version: z.int().check(z.minimum(0)), draft: draftSchema });
export const savedDraftSchema = z.object({ id: identifier, version: z.int(), savedAt: instant });
export type SavedDraft = z.infer<typeof savedDraftSchema>;
export const readDraftSchema = z.object({ id: identifier, version: z.int(), savedAt: instant, draft: draftSchema });
export type ReadDraft = z.infer<typeof readDraftSchema>;
/** What was saved last comes first. What they say is asked for one by one. */
export const draftsSchema = z.object({ drafts: z.array(savedDraftSchema) });
