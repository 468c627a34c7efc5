import { createHash, timingSafeEqual } from 'node:crypto';
import type { Certificates, OAuth2Client } from 'google-auth-library';
import * as z from 'zod/mini';
import { decode, emailAddress, fail, succeed, type Outcome } from '../../contract/index.ts';

/** Who granted, as Google's signed word has it. */
export interface Identity {
  readonly googleSub: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly hostedDomain: string | undefined;
}

export interface ExpectedIdentity {
  readonly certificates: Certificates;
  readonly audience: string;
  readonly nonceHash: string;
}

/** `googleSub` is given when the signature holds and only a later check failed. */
export type IdentityFailure = { readonly googleSub: string | undefined };

const claims = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  nonce: z.string(),
  email: emailAddress,
  // Google writes a boolean; its older documents say that a string may come.
  email_verified: z.optional(z.union([z.boolean(), z.string()])),
  hd: z.optional(z.string()),
});

/**
 * Signature, issuer, audience and expiry are google-auth-library's work; the nonce, the subject and the address ours.
 * The nonce itself is not kept anywhere: its hash decides.
 */
export const checkIdToken = async (
  client: OAuth2Client,
  idToken: string,
  expected: ExpectedIdentity,
): Promise<Outcome<Identity, IdentityFailure>> => {
  const verified = await verifySignature(client, idToken, expected);
  if (verified === undefined) return fail({ googleSub: undefined });
  const subject = decode(z.object({ sub: claims.shape.sub }), verified);
  const decoded = decode(claims, verified);
  if (!decoded.ok || !isHashOf(expected.nonceHash, decoded.value.nonce)) {
    return fail({ googleSub: subject.ok ? subject.value.sub : undefined });
  }
  const { sub, email, email_verified: emailVerified, hd } = decoded.value;
  return succeed({
    googleSub: sub,
    email,
    emailVerified: emailVerified === true || emailVerified === 'true',
    hostedDomain: hd === '' ? undefined : hd,
  });
};

const verifySignature = async (client: OAuth2Client, idToken: string, expected: ExpectedIdentity): Promise<unknown> => {
  const { certificates, audience } = expected;
  try {
    return (await client.verifySignedJwtWithCertsAsync(idToken, certificates, audience, client.issuers)).getPayload();
  } catch {
    // The library says why only in prose that quotes the token. Whatever it was, this identity does not hold.
    return undefined;
  }
};

const isHashOf = (expectedHash: string, value: string): boolean => {
  const actual = createHash('sha256').update(value).digest();
  const expected = Buffer.from(expectedHash, 'base64url');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
