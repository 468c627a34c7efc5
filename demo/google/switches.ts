import * as z from 'zod/mini';

/** How the emulator behaves until it is told otherwise. What a test or the test panel changes, it changes here. */
export const switchesSchema = z.strictObject({
  /** Token, revocation, certificates and Gmail answer 503. */
  outage: z.boolean(),
  /** The consent page answers Cancel by itself. */
  consent: z.enum(['asked', 'denied']),
  /** These boxes stay empty whatever the person ticks. */
  withheldScopes: z.array(z.string()),
  /** The chooser is passed over with this account. */
  chosenAccount: z.optional(z.string()),
  /** A page of Google's own that ends there and never comes back. */
  blockedBy: z.enum([
    'nothing',
    'administrator',
    'internal-app',
    'not-verified',
    'test-users-only',
    'redirect-uri-mismatch',
    'in-app-browser',
  ]),
  refreshToken: z.enum(['as-documented', 'withheld']),
  idToken: z.enum([
    'right',
    'absent',
    'wrong-nonce',
    'wrong-signature',
    'wrong-audience',
    'wrong-issuer',
    'expired',
    'without-subject',
    'without-email',
    'address-unverified',
  ]),
  /** The `iss` of the answer that goes through the browser (RFC 9207). */
  callbackIssuer: z.enum(['sent', 'absent', 'wrong']),
  callbackState: z.enum(['returned', 'stale', 'absent', 'doubled']),
  /** Which of its two kinds of names Gmail gives an error. */
  errorShape: z.enum(['both', 'reason', 'status']),
  /** What Gmail does with the Message-ID of a mail that is sent through it. */
  messageIds: z.enum(['replaced', 'kept']),
  /** Cross-Origin-Opener-Policy of Google's pages. */
  openerPolicy: z.enum(['unsafe-none', 'same-origin-allow-popups', 'same-origin', 'noopener-allow-popups']),
});
export type Switches = z.infer<typeof switchesSchema>;

export const usualSwitches: Switches = {
  outage: false,
  consent: 'asked',
  withheldScopes: [],
  blockedBy: 'nothing',
  refreshToken: 'as-documented',
  idToken: 'right',
  callbackIssuer: 'sent',
  callbackState: 'returned',
  errorShape: 'both',
  messageIds: 'replaced',
  openerPolicy: 'unsafe-none',
};

/** Why Google refuses to refresh for an account, although the grant still stands. */
export const refreshRefusal = z.enum(['session-policy', 'administrator-policy']);
export type RefreshRefusal = z.infer<typeof refreshRefusal>;
