import { fail, type Failure, type Outcome } from '../../contract/index.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { LogFields } from '../ports.ts';
import type { Limits } from '../settings/settings.ts';
import type { RateLimiter } from './rate-limits.ts';
import { isJson, readJsonBody } from './read-body.ts';
import type { ApiRoute } from './route.ts';

export interface ApiCallParts {
  readonly authenticate: Authenticate;
  readonly limiter: RateLimiter;
  readonly limits: Limits;
}

export interface ApiVisit {
  readonly request: Request;
  readonly params: unknown;
  readonly requestId: string;
  /** Takes note of who asked and why it was refused, for the line in the log. */
  readonly note: (fields: LogFields) => void;
}

/**
 * Everything that stands between a request and its handler, in this order: who asks, the headers a foreign page cannot
 * send, how often, the body. Nothing has an effect before all of them hold.
 */
export const answerApi = async (
  route: ApiRoute,
  { request, params, requestId, note }: ApiVisit,
  { authenticate, limiter, limits }: ApiCallParts,
): Promise<Outcome<unknown, Failure>> => {
  const authenticated = await authenticate(request, route.caller);
  if (!authenticated.ok) {
    note({ at: authenticated.failure.reason });
    return fail({ code: authenticated.failure.code });
  }
  const caller = authenticated.value;
  note({ tenant: caller.tenant.id, jti: caller.jti });

  if (route.method !== 'GET' && caller.kind === 'user' && !request.headers.has('x-requested-with')) {
    return fail({ code: 'header-missing' });
  }
  const wait = limiter.take(`${route.budget} ${nameOf(caller)}`, limitOf(route, caller, limits));
  if (wait !== undefined) return fail({ code: 'too-many-requests', retryAfterSeconds: wait });

  if (route.request === undefined) {
    return refusesContentType(request)
      ? fail({ code: 'content-type-refused' })
      : route.answer({ caller, params, body: undefined, requestId });
  }
  const body = await readJsonBody(request, route.largestBody);
  return body.ok ? route.answer({ caller, params, body: body.value, requestId }) : body;
};

/** JSON keeps the parts apart: no choice of names makes one user another. */
const nameOf = (caller: Caller): string =>
  JSON.stringify(caller.kind === 'user' ? [caller.tenant.id, caller.org, caller.user] : [caller.tenant.id]);

/** A backend speaks for many users and is counted like an address. What the tenants file says of a tenant goes before what is usual. */
const limitOf = (route: ApiRoute, caller: Caller, limits: Limits): number => {
  const own = caller.tenant.limits;
  if (caller.kind === 'server') return own.backend ?? limits.address;
  return route.budget === 'attempt' ? (own.attempts ?? limits.attempts) : (own.user ?? limits.user);
};

/** A request without a body may leave the type out; one that names a form's type is not from our pages. */
const refusesContentType = (request: Request): boolean => {
  const contentType = request.headers.get('content-type');
  return contentType !== null && !isJson(contentType);
};
