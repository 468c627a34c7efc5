import * as z from 'zod/mini';
import { capability } from './capabilities.ts';
import { emailAddress, identifier, instant } from './values.ts';

/** Whether the stored grant works, as far as the service has seen. */
export const connectionHealthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working') }),
  /** Google answers with errors or not at all. Nothing is disconnected; the service keeps trying. */
  z.object({ kind: z.literal('slow'), since: instant }),
  /**
   * Google refused the grant for good. It names a cause only for a session policy (`invalid_rapt`) and an
   * administrator's policy; everything else arrives as one and the same `invalid_grant`.
   */
  z.object({
    kind: z.literal('reconnect-needed'),
    since: instant,
    cause: z.enum(['unnamed', 'session-policy', 'administrator-policy']),
  }),
]);
export type ConnectionHealth = z.infer<typeof connectionHealthSchema>;

export const connectionSchema = z.object({
  id: identifier,
  email: emailAddress,
  connectedAt: instant,
  /** When Google last accepted this grant. */
  lastWorkedAt: instant,
  granted: z.array(capability),
  health: connectionHealthSchema,
  /**
   * How many lasting accesses this Google account has been asked for through this app. Google keeps 100 per account
   * and client and drops the oldest silently; from 90 on the page warns.
   * https://developers.google.com/identity/protocols/oauth2#expiration
   */
  grantsIssued: z.int(),
  /** Mails that wait to leave through this mailbox. They are kept while it is lost or disconnected. */
  mailsWaiting: z.int(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** A mailbox that was disconnected here while Google has not confirmed the withdrawal yet. */
export const withdrawalSchema = z.object({
  connectionId: identifier,
  email: emailAddress,
  disconnectedAt: instant,
  /** `given-up` after 24 hours without an answer: the person has to remove the access at Google. */
  state: z.enum(['waiting', 'given-up']),
});
export type Withdrawal = z.infer<typeof withdrawalSchema>;

export const connectionsViewSchema = z.object({
  /** The name of the host's product, as the tenant's settings give it. */
  product: z.string(),
  /** The CRM user's name and the address the host expects, when the host's token carries them. */
  user: z.object({ name: z.optional(z.string()), expectedEmail: z.optional(emailAddress) }),
  /** Google's client id of this service: what an administrator has to allow. It is public. */
  clientId: z.string(),
  /** Where Google lists the apps that have access to an account, and takes it from them. */
  connectedAppsUrl: z.string().check(z.regex(/^https?:\/\/\S+$/)),
  connections: z.array(connectionSchema),
  withdrawals: z.array(withdrawalSchema),
});
export type ConnectionsView = z.infer<typeof connectionsViewSchema>;

/** `confirmed` Google has withdrawn the access; `waiting` it will be asked again; `kept` another connection uses it. */
export const disconnectedSchema = z.object({ withdrawal: z.enum(['confirmed', 'waiting', 'kept']) });
export type Disconnected = z.infer<typeof disconnectedSchema>;

export const checkedSchema = z.object({ connection: connectionSchema });
export type Checked = z.infer<typeof checkedSchema>;
