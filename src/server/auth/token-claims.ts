import * as z from 'zod/mini';
import { emailAddress } from '../../contract/index.ts';

/** No control characters and no halves of characters: the database has no place for them, and they could pass for others. */
const printable = z.regex(/^[^\p{Cc}\p{Cs}]*$/u);
const name = z.string().check(z.minLength(1), z.maxLength(200), printable);
const seconds = z.number();

const times = {
  exp: seconds,
  nbf: z.optional(seconds),
  iat: z.optional(seconds),
  jti: name,
};

/** A domain as Google writes it in `hd`. */
const domain = z.string().check(z.regex(/^[a-z0-9.-]{1,253}$/i));

/** Speaks for one CRM user on pages of the named origins. What a host does not know it may leave out or set to null. */
const userClaims = z.object({
  ...times,
  perm: z.literal('user'),
  sub: name,
  org: name,
  origins: z.array(z.string()).check(z.minLength(1), z.maxLength(50)),
  name: z.nullish(z.string().check(z.maxLength(200), printable)),
  expectedEmail: z.nullish(emailAddress),
  hd: z.nullish(domain),
});

const absent = z.optional(z.never());

/** Speaks for the tenant's own backend. What belongs to a user is refused in it: a token is one or the other. */
const serverClaims = z.object({
  ...times,
  perm: z.literal('server'),
  sub: absent,
  org: absent,
  origins: absent,
  name: absent,
  expectedEmail: absent,
  hd: absent,
});

export const tokenClaims = z.discriminatedUnion('perm', [userClaims, serverClaims]);
export type TokenClaims = z.infer<typeof tokenClaims>;

/** The longest life of a token. */
const longestLifeSeconds = 600;

/** How far the clocks of the host and of the service may be apart. */
export const clockSkewSeconds = 30;

export type LifetimeRefusal = 'issued-in-future' | 'lifetime-too-long';

/**
 * Judges the life of a token that is valid now: jose has compared `exp` and `nbf` with the clock already.
 */
export const lifetimeRefusal = (
  claims: { readonly exp: number; readonly iat?: number | undefined },
  nowSeconds: number,
): LifetimeRefusal | undefined => {
  const longest = longestLifeSeconds + clockSkewSeconds;
  if (claims.iat !== undefined && claims.iat > nowSeconds + clockSkewSeconds) return 'issued-in-future';
  if (claims.exp > nowSeconds + longest) return 'lifetime-too-long';
  if (claims.iat !== undefined && claims.exp - claims.iat > longest) return 'lifetime-too-long';
  return undefined;
};
