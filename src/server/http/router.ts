import { Hono } from 'hono';
import type { ConnectionInfo } from '../app.ts';
import type { Ports } from '../ports.ts';
import { clientAddress } from './client-address.ts';
import type { OpenRoute, Route } from './route.ts';
import { createServeRoute, type TroublePages, type Visit } from './serve-route.ts';
import { fromThrown } from './thrown-failure.ts';

type Env = { Bindings: { visit: Visit } };

export type Serve = (request: Request, info: ConnectionInfo) => Promise<Response>;

const requestIdBytes = 12;

/** Finds the route of a request, and gives every request its id, its line in the log and its place in the metrics. */
export const createRouter = (ports: Ports, routes: readonly (Route | OpenRoute)[], troublePages: TroublePages): Serve => {
  const { settings, clock, random, log, metrics } = ports;
  const { serve, preflight, refuse } = createServeRoute(ports, troublePages);
  const hono = new Hono<Env>({ strict: true });

  for (const route of routes) {
    hono.on(route.method, route.path, (context) => serve(route, context.req.param(), context.env.visit));
  }
  hono.options('/v1/*', ({ env: { visit } }) => {
    visit.route = '/v1/*';
    return preflight(visit);
  });
  for (const [path, methods] of methodsByPath(routes)) {
    hono.all(path, ({ env: { visit } }) => {
      visit.route = path;
      return refuse({ code: 'method-refused' }, visit, { Allow: methods.join(', ') });
    });
  }
  hono.notFound(({ env: { visit } }) => refuse({ code: 'route-unknown' }, visit));
  // Hono lets through what is thrown and no Error; this way both arrive at the one place below.
  hono.onError((error) => {
    throw error;
  });

  const answer = async (visit: Visit): Promise<Response> => {
    try {
      return await hono.fetch(visit.request, { visit });
    } catch (error) {
      const thrown = fromThrown(error);
      visit.fields = { ...visit.fields, ...thrown.fields };
      return refuse(thrown.failure, visit);
    }
  };

  /** Probes and files come by the thousand; they are counted, and written down only when they fail. */
  const quiet = new Set(routes.filter(({ kind }) => kind === 'open').map(({ path }) => path));

  const record = ({ request, requestId, route, fields }: Visit, status: number, durationMs: number): void => {
    const method = methodLabel(request.method);
    metrics.requestAnswered(route, method, status, durationMs / 1000);
    const line = { ...fields, requestId, route, method, status, durationMs };
    if (status >= 500) log.error('request-failed', line);
    else if (status >= 400 || !quiet.has(route)) log.info('request-answered', line);
  };

  return async (request, info) => {
    const startedAt = clock.now();
    const visit: Visit = {
      request,
      requestId: Buffer.from(random.bytes(requestIdBytes)).toString('base64url'),
      address: clientAddress(info.remoteAddress, request.headers.get('x-forwarded-for'), settings.trustedProxies),
      route: 'unknown',
      fields: {},
    };
    const response = await answer(visit);
    record(visit, response.status, clock.now() - startedAt);
    response.headers.set('X-Request-Id', visit.requestId);
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
