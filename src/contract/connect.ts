import * as z from 'zod/mini';
import { capability } from './capabilities.ts';
import { connectionSchema } from './connections.ts';
import { failureWithoutSendingSchema } from './failures.ts';
import { emailAddress, identifier, instant, locale } from './values.ts';

/**
 * One attempt to connect a mailbox is a *flow*. The page prepares it, Google's window passes through it, and only a
 * *claim* from the page that prepared it (same user, organisation, origin and verifier) completes it.
 */

/** RFC 7636 section 4.2: base64url of a SHA-256 digest, 43 characters. */
const codeChallenge = z.string().check(z.regex(/^[\w-]{43}$/));
/** RFC 7636 section 4.1. */
const codeVerifier = z.string().check(z.regex(/^[\w.~-]{43,128}$/));

export const intentSchema = z.discriminatedUnion('kind', [
  /** A first connection. `expectedEmail` is set when the person chose a named other account explicitly. */
  z.object({ kind: z.literal('connect'), expectedEmail: z.optional(emailAddress) }),
  /** The same mailbox again; the row and its ids are kept. */
  z.object({ kind: z.literal('reconnect'), connectionId: identifier }),
  /** The same mailbox with further permissions. */
  z.object({ kind: z.literal('upgrade'), connectionId: identifier }),
]);
export type Intent = z.infer<typeof intentSchema>;

export const prepareRequestSchema = z.object({
  codeChallenge,
  codeChallengeMethod: z.literal('S256'),
  intent: intentSchema,
  capabilities: z.array(capability).check(z.minLength(1), z.maxLength(2)),
  /** The language of the service's own pages in this flow. */
  locale,
});
export type PrepareRequest = z.infer<typeof prepareRequestSchema>;

export const preparedFlowSchema = z.object({
  flowId: identifier,
  /** Two one-time addresses on the service's origin. The second opens the window again and burns the first. */
  startUrls: z.tuple([z.url(), z.url()]),
  /** When the tickets in `startUrls` end; ten minutes from now. */
  expiresAt: instant,
  /** The host has a return page at its own origin, so the whole trip can be made in this tab. */
  returnPage: z.boolean(),
});
export type PreparedFlow = z.infer<typeof preparedFlowSchema>;

/** A full finish code travels between windows; the short one, eight base32 characters, is typed by a person. */
export const finishCode = z.string().check(z.regex(/^([\w-]{43}|[A-Z2-7]{8})$/));

export const claimRequestSchema = z.object({ flowId: identifier, finishCode, codeVerifier });
export type ClaimRequest = z.infer<typeof claimRequestSchema>;

/** The same claim, forwarded by the host's backend with its server token and the user of *its* session. */
export const backendClaimRequestSchema = z.object({
  flowId: identifier,
  finishCode,
  codeVerifier,
  org: z.string().check(z.minLength(1), z.maxLength(200)),
  user: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type BackendClaimRequest = z.infer<typeof backendClaimRequestSchema>;

export const claimedSchema = z.object({
  connection: connectionSchema,
  /** Asked for in this flow and not granted. Empty when everything was. */
  withheld: z.array(capability),
});
export type Claimed = z.infer<typeof claimedSchema>;

/**
 * How far a flow has come. It informs; it never completes one.
 * `pending` prepared or opened at most; `consenting` Google's window was reached; `awaiting-claim` Google answered and
 * the page has to claim; `connecting` a claim is under way.
 */
export const flowStatusSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending') }),
  z.object({ status: z.literal('consenting') }),
  z.object({ status: z.literal('awaiting-claim') }),
  z.object({ status: z.literal('connecting') }),
  z.object({ status: z.literal('connected'), connectionId: identifier }),
  z.object({ status: z.literal('denied') }),
  z.object({ status: z.literal('expired') }),
  z.object({ status: z.literal('failed'), failure: failureWithoutSendingSchema }),
]);
export type FlowStatus = z.infer<typeof flowStatusSchema>;
