import type { Certificates, OAuth2Client } from 'google-auth-library';
import * as z from 'zod/mini';
import { decode } from '../../contract/index.ts';

export interface PushSender {
  /** What the subscription was told to write into its tokens. */
  readonly audience: string;
  /** The e-mail address of the service account that it was told to use. */
  readonly account: string;
}

const claims = z.object({ email: z.string(), email_verified: z.literal(true) });

/**
 * Whether Google's Pub/Sub sent this, for our subscription: signature, issuer, audience and expiry are
 * google-auth-library's work. Without the account anybody with a Google Cloud project could choose our audience.
 * https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
export const isFromPubSub = async (client: OAuth2Client, token: string, certificates: Certificates, { audience, account }: PushSender): Promise<boolean> => {
  try {
    const ticket = await client.verifySignedJwtWithCertsAsync(token, certificates, audience, client.issuers);
    const decoded = decode(claims, ticket.getPayload());
    return decoded.ok && decoded.value.email === account;
  } catch {
    // The library says why only in prose that quotes the token.
    return false;
  }
};
