import { SignJWT } from 'jose';
import { acme, hostSecret, noon, serviceOrigin } from './given-ports.ts';

/** Claims as a host may get them wrong: anything at all. */
type Claims = Readonly<Record<string, unknown>>;

export interface Signing {
  readonly kid?: string;
  readonly alg?: string;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

const secret = Buffer.from(hostSecret, 'base64url');

const at = (milliseconds: number): number => Math.floor(milliseconds / 1000);

export const userClaims = (change: Claims = {}): Claims => ({
  iss: acme.id,
  aud: serviceOrigin,
  sub: 'user-1',
  org: 'org-1',
  exp: at(noon) + 300,
  jti: 'token-1',
  perm: 'user',
  origins: ['https://crm.acme.example'],
  ...change,
});

export const serverClaims = (change: Claims = {}): Claims => ({
  iss: acme.id,
  aud: serviceOrigin,
  exp: at(noon) + 300,
  jti: 'token-2',
  perm: 'server',
  ...change,
});

export const mint = (claims: Claims, { kid = 'k1', alg = 'HS256', key = secret }: Signing = {}): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key);
