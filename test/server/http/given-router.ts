import * as z from 'zod/mini';
import { decode, errorBodySchema, fail, succeed, type Failure } from '../../../src/contract/index.ts';
import { createTroublePages } from '../../../src/server/pages/error-page.ts';
import { htmlPage } from '../../../src/server/pages/html-page.ts';
import { createRouter } from '../../../src/server/http/router.ts';
import { pageRoute, serverRoute, userRoute, type Route } from '../../../src/server/http/route.ts';
import type { Ports } from '../../../src/server/ports.ts';
import { givenPorts, serviceOrigin, type TestPorts } from '../given-ports.ts';
import { mint, serverClaims, userClaims } from '../mint-token.ts';

export const page = 'https://crm.acme.example';

/** Routes of no product: they repeat, refuse and throw what a test asks for. */
const routesThat = (handled: string[], thrown: () => unknown): readonly Route[] => [
  userRoute({
    name: 'readThing',
    method: 'GET',
    path: '/v1/things/:id',
    summary: 'Reads a thing.',
    budget: 'read',
    params: z.object({ id: z.string().check(z.regex(/^\w{1,8}$/)) }),
    request: undefined,
    response: z.object({ id: z.string(), user: z.string() }),
    failures: ['connection-unknown'],
    handle: async ({ params, caller }) => {
      handled.push('readThing');
      if (params.id === 'missing') return fail({ code: 'connection-unknown' });
      if (params.id === 'throw') throw thrown();
      const secretBeside = { id: params.id, user: caller.user, refreshToken: 'CANARY-beside' };
      return succeed(secretBeside);
    },
  }),
  userRoute({
    name: 'makeThing',
    method: 'POST',
    path: '/v1/things',
    summary: 'Makes a thing.',
    budget: 'attempt',
    params: undefined,
    request: z.object({ word: z.string() }),
    response: z.object({ word: z.string() }),
    failures: [],
    handle: async ({ body }) => {
      handled.push('makeThing');
      return succeed(body);
    },
  }),
  userRoute({
    name: 'endThing',
    method: 'DELETE',
    path: '/v1/things/:id',
    summary: 'Ends a thing.',
    budget: 'read',
    params: undefined,
    request: undefined,
    response: undefined,
    failures: [],
    handle: async () => {
      handled.push('endThing');
      return succeed(undefined);
    },
  }),
  serverRoute({
    name: 'makeForUser',
    method: 'POST',
    path: '/v1/backend/things',
    summary: 'Makes a thing for a user.',
    budget: 'attempt',
    params: undefined,
    request: z.object({ word: z.string() }),
    response: z.object({ word: z.string() }),
    failures: [],
    handle: async ({ body }) => {
      handled.push('makeForUser');
      return succeed(body);
    },
  }),
  pageRoute('/connect/show/:what', async ({ params, request }) => {
    handled.push(`${request.method} show`);
    if (params['what'] === 'throw') throw thrown();
    return htmlPage({ html: '<!doctype html>', scripts: ['/connect/finish.js'] }, serviceOrigin);
  }),
];

export interface TestRouter extends TestPorts {
  /** The names of the handlers that ran. */
  readonly handled: readonly string[];
  readonly ask: (path: string, init?: RequestInit & { readonly duplex?: 'half' }, remoteAddress?: string) => Promise<Response>;
}

export const givenRouter = (change: Partial<Ports> = {}, thrown: () => unknown = () => new Error('CANARY-message')): TestRouter => {
  const given = givenPorts(undefined, change);
  const handled: string[] = [];
  const serve = createRouter(given.ports, routesThat(handled, thrown), createTroublePages(serviceOrigin));
  return {
    ...given,
    handled,
    ask: (path, init = {}, remoteAddress = '203.0.113.9') => serve(new Request(`${serviceOrigin}${path}`, init), { remoteAddress }),
  };
};

export const asUser = async (change: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await mint(userClaims(change))}`,
  origin: page,
  ...headers,
});

export const asServer = async (headers: Record<string, string> = {}): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await mint(serverClaims())}`,
  ...headers,
});

export const writing = { 'content-type': 'application/json', 'x-requested-with': 'gmail-connect-kit' } as const;

/** Status and failure of an answer, as a client sees them. */
export const refusalOf = async (response: Response): Promise<readonly [number, Failure]> => {

  const body = decode(errorBodySchema, await response.json());
  if (!body.ok) throw new TypeError(`Failed to read the refusal: ${body.failure.at}`);
  return [response.status, body.value.error];
};
