import * as z from 'zod/mini';
import { finishCode } from './connect.ts';
import { identifier } from './values.ts';

/**
 * What the service's finish page and the host's return page say to the page that waits. They carry a flow's id with a
 * finish code, or with the name of how it ended; never text.
 */
export const windowMessageSchema = z.union([
  z.object({ gck: z.literal('finish'), flowId: identifier, finishCode }),
  z.object({ gck: z.literal('ended'), flowId: identifier, ended: z.enum(['denied', 'expired', 'failed']) }),
]);
export type WindowMessage = z.infer<typeof windowMessageSchema>;

/** The waiting page's answer: the message was taken, the window may close. */
export type WindowAcknowledgement = { readonly gck: 'taken'; readonly flowId: string };
