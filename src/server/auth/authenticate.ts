import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { decode, fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { Settings, Tenant, TenantKey } from '../settings/settings.ts';
import { readBearer, type BearerRefusal } from './bearer.ts';
import type { Caller } from './caller.ts';
import { allowedOrigin, pageOrigin } from './page-origin.ts';
import { clockSkewSeconds, lifetimeRefusal, tokenClaims, type LifetimeRefusal, type TokenClaims } from './token-claims.ts';

/**
 * Why somebody was not let in. The answer says `token-refused` or `origin-refused` and nothing else; the reason is for
 * the log, so that a host's developer can ask its operator.
 */
export interface Refusal {
  readonly code: 'token-refused' | 'origin-refused';
  readonly reason:
    | BearerRefusal['code']
    | LifetimeRefusal
    | 'expired'
    | 'not-yet-valid'
    | 'issuer-unknown'
    | 'key-unknown'
    | 'algorithm-refused'
    | 'signature-wrong'
    | 'audience-wrong'
    | 'claims-malformed'
    | 'user-token-required'
    | 'server-token-required'
    | 'origin-on-server-token'
    | 'origin-missing'
    | 'origin-not-in-token'
    | 'origin-not-of-tenant';
}

export type Authenticate = (request: Request, wanted: Caller['kind']) => Promise<Outcome<Caller, Refusal>>;

const refuse = (reason: Refusal['reason'], code: Refusal['code'] = 'token-refused') => fail<Refusal>({ code, reason });

export const createAuthenticate = (settings: Settings, clock: Clock): Authenticate => {
  const keys = new Map([...settings.tenants.values()].map((tenant) => [tenant.id, importKeys(tenant.keys)]));

  return async (request, wanted) => {
    const bearer = readBearer(request.headers.get('authorization'));
    if (!bearer.ok) return refuse(bearer.failure.code);
    const { token, issuer, keyId } = bearer.value;
    const tenant = settings.tenants.get(issuer);
    if (tenant === undefined) return refuse('issuer-unknown');
    const key = keys.get(tenant.id)?.get(keyId);
    if (key === undefined) return refuse('key-unknown');

    const verified = await verify(token, key, tenant, settings.serviceOrigin, clock.now());
    if (!verified.ok) return verified;
    const claims = verified.value;
    if (claims.perm !== wanted) return refuse(`${wanted}-token-required`);
    return claims.perm === 'server'
      ? serverCaller(claims, tenant, request)
      : userCaller(claims, tenant, request, settings.serviceOrigin);
  };
};

interface VerificationKey {
  /** The names under which this one algorithm stands in headers; `Ed25519` is RFC 9864's newer name of EdDSA's curve. */
  readonly algorithms: string[];
  readonly key: KeyObject;
}

const importKeys = (keys: readonly TenantKey[]): ReadonlyMap<string, VerificationKey> =>
  new Map(
    keys.map(({ kid, algorithm, material }) => [
      kid,
      algorithm === 'HS256'
        ? { algorithms: ['HS256'], key: createSecretKey(Buffer.from(material, 'base64url')) }
        : { algorithms: ['EdDSA', 'Ed25519'], key: createPublicKey(material) },
    ]),
  );

/** Signature and times by jose; then the audience, the form and the length of the token's life. */
const verify = async (
  token: string,
  { key, algorithms }: VerificationKey,
  tenant: Tenant,
  audience: string,
  now: number,
): Promise<Outcome<TokenClaims, Refusal>> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms,
      issuer: tenant.id,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
      clockTolerance: clockSkewSeconds,
    });
    // One audience exactly: a token that another service may use too could be brought here by that service.
    if (payload.aud !== audience) return refuse('audience-wrong');
    const claims = decode(tokenClaims, payload);
    if (!claims.ok) return refuse('claims-malformed');
    const refusal = lifetimeRefusal(claims.value, now / 1000);
    return refusal === undefined ? succeed(claims.value) : refuse(refusal);
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed) return refuse('algorithm-refused');
    if (error instanceof errors.JWSSignatureVerificationFailed) return refuse('signature-wrong');
    if (error instanceof errors.JWTExpired) return refuse('expired');
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') return refuse('not-yet-valid');
    if (error instanceof errors.JOSEError) return refuse('claims-malformed');
    throw error;
  }
};

const serverCaller = (
  claims: Extract<TokenClaims, { perm: 'server' }>,
  tenant: Tenant,
  request: Request,
): Outcome<Caller, Refusal> => {
  // A backend sends no Origin. A browser does, and a server token in a browser has leaked.
  if (request.headers.has('origin')) return refuse('origin-on-server-token');
  return succeed({ kind: 'server', tenant, jti: claims.jti });
};

const userCaller = (
  claims: Extract<TokenClaims, { perm: 'user' }>,
  tenant: Tenant,
  request: Request,
  serviceOrigin: string,
): Outcome<Caller, Refusal> => {
  const page = pageOrigin(request.method, request.headers);
  if (page.kind === 'missing') return refuse('origin-missing', 'origin-refused');
  const ofTenant = tenant.origins.map(({ origin }) => origin);
  if (page.kind === 'named' && !ofTenant.includes(page.origin)) return refuse('origin-not-of-tenant', 'origin-refused');
  const inBoth = ofTenant.filter((origin) => claims.origins.includes(origin));
  const origin = allowedOrigin(page, inBoth, serviceOrigin);
  if (origin === undefined) return refuse('origin-not-in-token');
  return succeed({
    kind: 'user',
    tenant,
    org: claims.org,
    user: claims.sub,
    origin,
    jti: claims.jti,
    tokenEndsAt: claims.exp * 1_000,
    name: claims.name === '' ? undefined : (claims.name ?? undefined),
    expectedEmail: claims.expectedEmail ?? undefined,
    hostedDomain: claims.hd ?? undefined,
  });
};
