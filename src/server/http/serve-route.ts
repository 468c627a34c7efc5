import type { Failure } from '../../contract/index.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import type { LogFields, Ports } from '../ports.ts';
import { answerApi } from './answer-api.ts';
import { createCrossOrigin } from './cors.ts';
import { errorResponse, jsonHeaders } from './error-response.ts';
import { createRateLimiter } from './rate-limits.ts';
import { eventStream, streamHeaders } from './event-stream.ts';
import type { ApiRoute, OpenRoute, PageRoute } from './route.ts';
import { fromThrown } from './thrown-failure.ts';

/** What one request carries on its way, beside itself. */
export interface Visit {
  readonly request: Request;
  readonly requestId: string;
  /** What it is counted under. */
  readonly address: string;
  /** The route's pattern; `unknown` until one is found. */
  route: string;
  /** What its line in the log will say. */
  fields: LogFields;
}

/** What a person sees when a page of the service fails. Handed in, for pages are served by what stands here and not the other way. */
export interface TroublePages {
  readonly here: (failure: Failure, visit: Pick<Visit, 'request' | 'requestId'>) => Response;
  /** Away from an address that nobody may see, to one that tells the same. */
  readonly elsewhere: (requestId: string) => Response;
}

type Params = Record<string, string>;
type Headers = Readonly<Record<string, string>>;

export interface ServeRoute {
  readonly serve: (route: ApiRoute | PageRoute | OpenRoute, params: Params, visit: Visit) => Promise<Response>;
  readonly preflight: (visit: Visit) => Response;
  /** A refusal as JSON, readable by the page that asked where it may read anything. */
  readonly refuse: (failure: Failure, visit: Visit, headers?: Headers) => Response;
}

/** Answers one request of each kind of route, with the headers, limits and refusals of its kind. */
export const createServeRoute = ({ settings, clock, log }: Ports, troublePages: TroublePages): ServeRoute => {
  const limiter = createRateLimiter(clock);
  const crossOrigin = createCrossOrigin(settings);
  const parts = { authenticate: createAuthenticate(settings, clock), limiter, limits: settings.limits };

  const refuse: ServeRoute['refuse'] = (failure, visit, headers = {}) => {
    visit.fields = { failure: failure.code, ...visit.fields };
    return errorResponse(failure, visit.requestId, { ...crossOrigin.headers(visit.request), ...headers });
  };

  /** Counted before anything is verified: a flood costs one look into a map. */
  const overLimit = (kind: 'address' | 'pages', visit: Visit): Failure | undefined => {
    const wait = limiter.take(`${kind} ${visit.address}`, settings.limits[kind]);
    return wait === undefined ? undefined : { code: 'too-many-requests', retryAfterSeconds: wait };
  };

  const serveApi = async (route: ApiRoute, params: Params, visit: Visit): Promise<Response> => {
    const limited = overLimit('address', visit);
    if (limited !== undefined) return refuse(limited, visit);
    const { request, requestId } = visit;
    const note = (fields: LogFields) => (visit.fields = { ...visit.fields, ...fields });
    // The path goes before the query: nobody names an id twice.
    const given = { ...Object.fromEntries(new URL(request.url).searchParams), ...params };
    const result = await answerApi(route, { request, params: given, requestId, note }, parts);
    if (!result.ok) return refuse(result.failure, visit);
    const headers = { ...jsonHeaders, ...crossOrigin.headers(request) };
    if (route.streams) {
      const failed = (error: unknown): void => log.error('stream-failed', { ...visit.fields, ...fromThrown(error).fields, requestId, route: route.path });
      return new Response(eventStream(result.value, failed), { headers: { ...headers, ...streamHeaders } });
    }
    return route.response === undefined
      ? new Response(null, { status: 204, headers })
      : Response.json(result.value, { headers });
  };

  /** A person looks at this: whatever goes wrong is a page too. */
  const servePage = async (route: PageRoute, params: Params, visit: Visit): Promise<Response> => {
    const { request, requestId } = visit;
    const failed = (failure: Failure): Response => {
      visit.fields = { failure: failure.code, ...visit.fields };
      return route.secretsInAddress ? troublePages.elsewhere(requestId) : troublePages.here(failure, visit);
    };
    const limited = overLimit('pages', visit);
    if (limited !== undefined) return failed(limited);
    try {
      return await route.respond({ request, params, requestId });
    } catch (error) {
      const thrown = fromThrown(error);
      visit.fields = { ...visit.fields, ...thrown.fields };
      return failed(thrown.failure);
    }
  };

  return {
    refuse,
    preflight(visit) {
      const headers = crossOrigin.preflight(visit.request);
      return headers === undefined ? refuse({ code: 'origin-refused' }, visit) : new Response(null, { status: 204, headers });
    },
    async serve(route, params, visit) {
      visit.route = route.path;
      switch (route.kind) {
        case 'api':
          return serveApi(route, params, visit);
        case 'page':
          return servePage(route, params, visit);
        case 'open':
          return (await route.respond(visit.request, params)) ?? refuse({ code: 'route-unknown' }, visit);
      }
    },
  };
};
