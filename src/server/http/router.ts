import { Hono } from 'hono';
import type { Failure } from '../../contract/index.ts';
import type { ConnectionInfo } from '../app.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { LogFields, Ports } from '../ports.ts';
import { answerApi } from './answer-api.ts';
import { clientAddress } from './client-address.ts';
import { createCrossOrigin } from './cors.ts';
import { errorPage } from './error-page.ts';
import { errorResponse, jsonHeaders } from './error-response.ts';
import { createRateLimiter } from './rate-limits.ts';
import type { ApiRoute, PageRoute, Route } from './route.ts';
import { fromThrown } from './thrown-failure.ts';

/** What one request carries through the router beside itself. */
export interface Visit {
  readonly requestId: string;
  readonly address: string;
  readonly startedAt: number;
  /** The route's pattern; `unknown` until one is found. */
  route: string;
  fields: LogFields;
}

type Env = { Bindings: { visit: Visit } };

/** A plain address of the service itself, such as `/healthz`. */
export interface OpenRoute {
  readonly kind: 'open';
  readonly method: 'GET';
  readonly path: string;
  readonly respond: (request: Request, params: Readonly<Record<string, string>>) => Promise<Response>;
}

export type Serve = (request: Request, info: ConnectionInfo) => Promise<Response>;

const requestIdBytes = 12;

export const createRouter = (ports: Ports, routes: readonly (Route | OpenRoute)[]): Serve => {
  const { settings, clock, random, log, metrics } = ports;
  const limiter = createRateLimiter(clock);
  const crossOrigin = createCrossOrigin(settings);
  const api = { authenticate: createAuthenticate(settings, clock), limiter, limits: settings.limits };
  const hono = new Hono<Env>({ strict: true });
  const quiet = new Set(routes.filter(({ kind }) => kind === 'open').map(({ path }) => path));

  const failed = (failure: Failure, visit: Visit, request: Request, headers: Readonly<Record<string, string>> = {}) => {
    visit.fields = { failure: failure.code, ...visit.fields };
    return errorResponse(failure, visit.requestId, { ...crossOrigin.headers(request), ...headers });
  };

  /** The address is counted before anything is verified: a flood costs one look into a map. */
  const overLimit = (kind: 'address' | 'pages', visit: Visit): Failure | undefined => {
    const wait = limiter.take(`${kind} ${visit.address}`, settings.limits[kind]);
    return wait === undefined ? undefined : { code: 'too-many-requests', retryAfterSeconds: wait };
  };

  const serveApi = async (route: ApiRoute, request: Request, params: unknown, visit: Visit): Promise<Response> => {
    const refused = overLimit('address', visit);
    if (refused !== undefined) return failed(refused, visit, request);
    const note = (fields: LogFields) => (visit.fields = { ...visit.fields, ...fields });
    const result = await answerApi(route, { request, params, requestId: visit.requestId, note }, api);
    if (!result.ok) return failed(result.failure, visit, request);
    const headers = { ...jsonHeaders, ...crossOrigin.headers(request) };
    return route.response === undefined
      ? new Response(null, { status: 204, headers })
      : Response.json(result.value, { headers });
  };

  const servePage = async (route: PageRoute, request: Request, params: Record<string, string>, visit: Visit) => {
    const refused = overLimit('pages', visit);
    if (refused !== undefined) return failedPage(refused, visit, request);
    try {
      return await route.respond({ request, params, requestId: visit.requestId });
    } catch (error) {
      const thrown = fromThrown(error);
      visit.fields = { ...visit.fields, ...thrown.fields };
      return failedPage(thrown.failure, visit, request);
    }
  };
  const failedPage = (failure: Failure, visit: Visit, request: Request): Response => {
    visit.fields = { failure: failure.code, ...visit.fields };
    return errorPage(failure, visit.requestId, request.headers.get('accept-language'), settings.serviceOrigin);
  };

  for (const route of routes) {
    hono.on(route.method, route.path, async (context) => {
      const { visit } = context.env;
      const request = context.req.raw;
      visit.route = route.path;
      switch (route.kind) {
        case 'api':
          return serveApi(route, request, context.req.param(), visit);
        case 'page':
          return servePage(route, request, context.req.param(), visit);
        case 'open':
          return route.respond(request, context.req.param());
      }
    });
  }
  hono.options('/v1/*', (context) => {
    const headers = crossOrigin.preflight(context.req.raw);
    context.env.visit.route = '/v1/*';
    return headers === undefined
      ? failed({ code: 'origin-refused' }, context.env.visit, context.req.raw)
      : new Response(null, { status: 204, headers });
  });
  for (const [path, methods] of methodsByPath(routes)) {
    hono.all(path, (context) => {
      context.env.visit.route = path;
      return failed({ code: 'method-refused' }, context.env.visit, context.req.raw, { Allow: methods.join(', ') });
    });
  }
  hono.notFound((context) => failed({ code: 'route-unknown' }, context.env.visit, context.req.raw));
  // Hono lets through what is thrown and no Error; this way both arrive at the one place below.
  hono.onError((error) => {
    throw error;
  });

  const answer = async (request: Request, visit: Visit): Promise<Response> => {
    try {
      return await hono.fetch(request, { visit });
    } catch (error) {
      const thrown = fromThrown(error);
      visit.fields = { ...visit.fields, ...thrown.fields };
      return failed(thrown.failure, visit, request);
    }
  };

  return async (request, info) => {
    const visit: Visit = {
      requestId: Buffer.from(random.bytes(requestIdBytes)).toString('base64url'),
      address: clientAddress(info.remoteAddress, request.headers.get('x-forwarded-for'), settings.trustedProxies),
      startedAt: clock.now(),
      route: 'unknown',
      fields: {},
    };
    const response = await answer(request, visit);
    const durationMs = clock.now() - visit.startedAt;
    const { requestId, route } = visit;
    metrics.requestAnswered(route, methodLabel(request.method), response.status, durationMs / 1000);
    const line = { ...visit.fields, requestId, route, method: methodLabel(request.method), status: response.status, durationMs };
    if (response.status >= 500) log.error('request-failed', line);
    // Probes and files come by the thousand; they are counted above.
    else if (!quiet.has(route) || response.status >= 400) log.info('request-answered', line);
    response.headers.set('X-Request-Id', requestId);
    return response;
  };
};

/** A client may invent methods; labels and log lines know these. */
const methodLabel = (method: string): string =>
  ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH'].includes(method) ? method : 'other';

const methodsByPath = (routes: readonly (Route | OpenRoute)[]): ReadonlyMap<string, readonly string[]> => {
  const methods = new Map<string, string[]>();
  for (const route of routes) methods.set(route.path, [...(methods.get(route.path) ?? []), route.method]);
  return methods;
};
