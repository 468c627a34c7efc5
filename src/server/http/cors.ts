import { readBearer } from '../auth/bearer.ts';
import type { Settings } from '../settings/settings.ts';

/** How long a browser may keep the answer to a preflight. */
const preflightSeconds = 600;

/**
 * Which origins may read which answers. There is never a wildcard and never `Access-Control-Allow-Credentials`: the
 * service knows its callers by their token alone.
 */
export interface CrossOrigin {
  /** The answer to a preflight; undefined when no tenant lists the origin. */
  preflight(request: Request): Readonly<Record<string, string>> | undefined;
  /** Headers of every other answer. */
  headers(request: Request): Readonly<Record<string, string>>;
}

export const createCrossOrigin = (settings: Settings): CrossOrigin => {
  const tenantsByOrigin = new Map<string, Set<string>>();
  for (const tenant of settings.tenants.values()) {
    for (const { origin } of tenant.origins) {
      tenantsByOrigin.set(origin, (tenantsByOrigin.get(origin) ?? new Set()).add(tenant.id));
    }
  }
  const allow = (origin: string) => ({
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
  });

  return {
    // A preflight carries no token, so its tenant is unknown: whoever any tenant lists may ask. The request that
    // follows is judged by the list of its token's own tenant.
    preflight(request) {
      const origin = request.headers.get('origin') ?? '';
      if (!tenantsByOrigin.has(origin)) return undefined;
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'GET, POST, DELETE',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Requested-With',
        'Access-Control-Max-Age': String(preflightSeconds),
      };
    },
    // The tenant that the token names decides, verified or not: a page must be able to read that its token has
    // expired, and a refusal contains nothing else. Without a readable token there is only such a refusal to read.
    headers(request) {
      const origin = request.headers.get('origin') ?? '';
      const tenants = tenantsByOrigin.get(origin);
      const bearer = readBearer(request.headers.get('authorization'));
      const allowed = tenants !== undefined && (!bearer.ok || tenants.has(bearer.value.issuer));
      return allowed ? allow(origin) : { Vary: 'Origin' };
    },
  };
};
