import * as z from 'zod/mini';
import { largestFileBytes } from './file-limits.ts';
import { forUser } from './outgoing.ts';
import { identifier, instant } from './values.ts';

/**
 * Files are uploaded before the mail that they belong to, one by one, and named in it by their ids. The same file may belong to
 * many mails. One that belongs to none is forgotten after some days, and so is one whose mails all left long ago.
 */

const fileName = z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[^\0\r\n]*$/));

export const uploadAttachmentSchema = z.object({
  name: fileName,
  /** A media type such as `application/pdf`; one that is none counts as unknown bytes. */
  type: z.string().check(z.maxLength(200), z.regex(/^[^\0\r\n]*$/)),
  /** Base64. */
  content: z.string().check(z.maxLength(Math.ceil(largestFileBytes / 3) * 4), z.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
});
/** The same by server token, for a user of the host. */
export const uploadAttachmentForSchema = z.extend(uploadAttachmentSchema, forUser);
export type UploadAttachment = z.infer<typeof uploadAttachmentSchema>;

export const attachmentSchema = z.object({
  id: identifier,
  name: z.string(),
  type: z.string(),
  /** In bytes, before it is encoded for a mail. */
  size: z.int(),
  /** Until then it stays though no mail has it; every mail that is made with it puts that off. */
  keptUntil: instant,
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const uploadedAttachmentSchema = z.object({ attachment: attachmentSchema });
/** Those of the ids that were asked for which are still there, in their order. */
export const attachmentsSchema = z.object({ attachments: z.array(attachmentSchema) });
