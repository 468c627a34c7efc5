import * as z from 'zod/mini';
import { identifier } from './values.ts';

/**
 * Where a mail that waits stands in the line of its mailbox. A line are those that are due already, or at one and the same
 * time: whoever is due earlier than another leaves before it, wherever anybody puts it.
 */
export const linePlaceSchema = z.discriminatedUnion('kind', [
  /** Before all others of its line. */
  z.object({ kind: z.literal('first') }),
  z.object({ kind: z.enum(['before', 'after']), mailId: identifier }),
]);
export type LinePlace = z.infer<typeof linePlaceSchema>;

/** Refused as `order-changed` where the other mail has left that line meanwhile. */
export const orderMailSchema = z.object({ version: z.int(), place: linePlaceSchema });
