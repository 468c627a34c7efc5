import { createHmac, randomUUID } from 'node:crypto';

/**
 * How a host's backend makes the tokens by which the service knows who asks. Nothing but an HMAC is needed; the secret
 * stays on the backend and the token lives a few minutes.
 */
export interface TenantSecret {
  readonly tenant: string;
  readonly kid: string;
  /** Base64url of 32 random bytes or more. */
  readonly secret: string;
}

export interface UserTokenContent {
  readonly user: string;
  readonly org: string;
  /** Origins of the pages that may use the token. */
  readonly origins: readonly string[];
  readonly name?: string;
  /** The mailbox that this person is expected to connect. */
  readonly expectedEmail?: string;
  /** The Workspace domain that the mailbox has to belong to. */
  readonly hd?: string;
}

const lifeSeconds = 300;

export const mintUserToken = (content: UserTokenContent, { tenant, kid, secret }: TenantSecret, serviceOrigin: string, now: number): string => {
  const { user, ...rest } = content;
  return sign({ perm: 'user', iss: tenant, aud: serviceOrigin, sub: user, ...rest }, kid, secret, now);
};

/** Speaks for the host itself, from backend to service; it never reaches a browser. */
export const mintServerToken = ({ tenant, kid, secret }: TenantSecret, serviceOrigin: string, now: number): string =>
  sign({ perm: 'server', iss: tenant, aud: serviceOrigin }, kid, secret, now);

const sign = (claims: object, kid: string, secret: string, now: number): string => {
  const seconds = Math.floor(now / 1000);
  const header = { alg: 'HS256', typ: 'JWT', kid };
  const signed = [header, { ...claims, jti: randomUUID(), iat: seconds, exp: seconds + lifeSeconds }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64url')).update(signed).digest('base64url')}`;
};
