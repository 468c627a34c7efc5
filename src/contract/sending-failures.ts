import * as z from 'zod/mini';
import { instant } from './values.ts';

/** What calls about mail that leaves are refused with, beside what every call may be. */
export const sendingCodes = [
  'outgoing-unknown',
  'outgoing-changed', // in another window, or by the service itself: look at it again
  'outgoing-leaving', // too late: it is on its way to Gmail, or has left
  'order-changed', // the mail beside which it was to stand waits no more, or for something else
  'outgoing-ended', // it failed, was blocked or cancelled
  'batch-unknown',
  'sending-not-permitted', // the permission to send was not given
  'nobody-to-send-to',
  'address-invalid',
  'sender-refused', // not a verified address of this mailbox
  'attachment-unknown',
  'draft-unknown', // deleted, or its mail was queued
  'draft-changed', // in another window
  'drafts-too-many',
  'rules-changed', // in another window: look at them again
  'zone-unknown',
  'date-unknown',
  'time-has-passed',
] as const;
export type SendingFailureCode = (typeof sendingCodes)[number] | z.infer<(typeof sendingFailures)[number]>['code'];

/** One of the two instants that a wall time may mean, and what the clocks show then. */
const offeredTime = z.object({ choice: z.enum(['earlier', 'later']), at: instant, wall: z.string() });

/** Those that carry data. */
export const sendingFailures = [
  /** The clocks show the chosen time twice or never: the person chooses, `usual` is what calendars take unasked. */
  z.object({
    code: z.enum(['hour-occurs-twice', 'hour-does-not-exist']),
    offers: z.array(offeredTime).check(z.length(2)),
    usual: z.enum(['earlier', 'later']),
  }),
  z.object({ code: z.literal('time-too-far'), latest: instant }),
  z.object({ code: z.enum(['recipients-too-many', 'mail-too-large']), most: z.int(), asked: z.int() }),
] as const;

export const sendingFailureSchema = z.discriminatedUnion('code', [z.object({ code: z.enum(sendingCodes) }), ...sendingFailures]);
export type SendingFailure = z.infer<typeof sendingFailureSchema>;
