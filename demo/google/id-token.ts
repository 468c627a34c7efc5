import { createHash, sign } from 'node:crypto';
import type { Account } from './accounts.ts';
import type { SigningKey } from './signing-key.ts';
import type { Switches } from './switches.ts';

export interface IdTokenContent {
  readonly issuer: string;
  readonly clientId: string;
  readonly account: Account;
  readonly nonce: string | undefined;
  readonly accessToken: string;
  readonly withEmail: boolean;
  readonly nowSeconds: number;
}

/** Signs who granted, RS256, as Google does; `flaw` makes it one that must be refused. */
export const createIdToken = (content: IdTokenContent, key: SigningKey, flaw: Switches['idToken']): string | undefined => {
  if (flaw === 'absent') return undefined;
  const { account, nowSeconds } = content;
  const age = flaw === 'expired' ? 7200 : 0;
  const claims = {
    iss: flaw === 'wrong-issuer' ? 'https://accounts.evil.example' : content.issuer,
    azp: content.clientId,
    aud: flaw === 'wrong-audience' ? 'another-client.apps.googleusercontent.com' : content.clientId,
    ...(flaw === 'without-subject' ? {} : { sub: account.sub }),
    ...(account.hostedDomain === undefined ? {} : { hd: account.hostedDomain }),
    ...(content.withEmail && flaw !== 'without-email'
      ? { email: account.email, email_verified: flaw === 'address-unverified' ? false : account.emailVerified }
      : {}),
    at_hash: createHash('sha256').update(content.accessToken).digest().subarray(0, 16).toString('base64url'),
    ...(flaw === 'wrong-nonce' ? { nonce: 'not-the-nonce-that-was-sent' } : content.nonce === undefined ? {} : { nonce: content.nonce }),
    iat: nowSeconds - age,
    exp: nowSeconds - age + 3600,
  };
  return signed(claims, key, flaw === 'wrong-signature');
};

/** A JWT by Google's key, RS256. */
export const signed = (claims: object, key: SigningKey, spoilt = false): string => {
  const content = `${encode({ alg: 'RS256', kid: key.kid, typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(content), key.privateKey);
  if (spoilt) signature.writeUInt8(signature.readUInt8(20) ^ 1, 20);
  return `${content}.${signature.toString('base64url')}`;
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
