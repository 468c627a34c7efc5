import * as z from 'zod/mini';
import { capability } from './capabilities.ts';
import { sendingCodes, sendingFailures, type SendingFailureCode } from './sending-failures.ts';

/**
 * Every way in which the service refuses or fails, by `code`, each with exactly the data that belongs to it.
 * The words a person reads are chosen where they are shown; `message` on the wire is a plain English sentence for
 * logs and developers. Nothing an upstream said is ever inside.
 */

const plainCodes = [
  // who is asking
  'token-refused', // no token, or one that does not hold: expired, wrong key, wrong audience, a mixture of two kinds
  'origin-refused', // the page's origin is not on the tenant's list, or the request names none
  'claim-by-backend-only', // this tenant lets only its backend claim
  'claim-vetoed', // the host's own backend did not let this claim through; the service itself never says so
  // the request itself
  'request-malformed',
  'content-type-refused',
  'header-missing', // X-Requested-With, which a cross-site form cannot send
  'body-too-large',
  'route-unknown',
  'method-refused',
  // the attempt
  'flow-unknown',
  'flow-expired',
  'flow-cancelled',
  'flow-burned', // three wrong codes, or one wrong verifier
  'flow-not-ready', // a claim before Google answered
  'already-claimed',
  'denied', // the person pressed Cancel at Google
  'exchange-interrupted', // the service or Google's answer was lost between asking and saving
  'google-refused', // Google refused the code, or sent an error we have no better word for
  'google-unavailable', // Google answered 429 or 5xx, or nothing at all
  'google-policy', // the administrator of the Google Workspace blocks this app
  'client-misconfigured', // Google does not accept our client id, secret or redirect URI
  'identity-refused', // Google's ID token does not hold
  'email-unverified',
  'mailbox-taken', // a colleague in the same organisation has connected this mailbox
  'no-lasting-access', // Google gave no refresh token and none is stored
  'no-gmail', // that Google account has no mailbox
  // the connection
  'connection-unknown',
  'connection-changed', // someone else changed it in the meantime
  'reconnect-needed',
  // the service
  'stored-data-unreadable',
  'service-unavailable',
  'internal',
] as const;

/** What only calls about replies are refused with; the wizard makes none and needs no words for these. */
const replyCodes = [
  'reply-unknown',
  'delivery-unknown',
  'mail-gone', // deleted in Gmail since it was found
  'tracking-not-permitted', // the permission to read was not given
] as const;
export type ReplyFailureCode = (typeof replyCodes)[number];

const plainWithoutSending = z.object({ code: z.enum([...plainCodes, ...replyCodes]) });
const plain = z.object({ code: z.enum([...plainCodes, ...replyCodes, ...sendingCodes]) });

/** The person chose another account than the one expected; addresses are shown to that person only. */
const wrongAccount = z.object({
  code: z.literal('wrong-account'),
  /** What did not fit: the address, the Workspace domain, or the Google account behind a kept connection. */
  mismatch: z.enum(['address', 'domain', 'account']),
  /** The address, or the domain, that was expected. */
  expected: z.string(),
  chosen: z.string(),
});

/** What Google's boxes left unticked, when nothing useful was granted or less than the kept grant already has. */
const permissionsWithheld = z.object({
  code: z.literal('permissions-withheld'),
  missing: z.array(capability),
  /** True when an earlier grant stays in use, untouched. */
  earlierGrantKept: z.boolean(),
});

const finishCodeWrong = z.object({ code: z.literal('finish-code-wrong'), triesLeft: z.int() });

const tooManyRequests = z.object({ code: z.literal('too-many-requests'), retryAfterSeconds: z.int() });

const carryingData = [wrongAccount, permissionsWithheld, finishCodeWrong, tooManyRequests] as const;

export const failureSchema = z.discriminatedUnion('code', [plain, ...carryingData, ...sendingFailures]);
export type Failure = z.infer<typeof failureSchema>;
/** Those that a page without mail to send can be answered: it need not load the others. */
export const failureWithoutSendingSchema: z.ZodMiniType<Failure> = z.discriminatedUnion('code', [plainWithoutSending, ...carryingData]);
export type FailureCode = Failure['code'];
export type PlainFailureCode = (typeof plainCodes)[number] | ReplyFailureCode | (typeof sendingCodes)[number];

/** What calls are refused with that a page with the wizard alone never makes. */
export type ElsewhereFailureCode = ReplyFailureCode | SendingFailureCode;

/** The body of every answer that is not 2xx. `requestId` finds the line in the service's log. */
export const errorBodySchema = z.object({
  error: failureSchema,
  message: z.string(),
  requestId: z.string(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
