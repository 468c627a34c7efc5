import type * as z from 'zod/mini';
import { decode, fail, succeed, type Failure, type FailureCode, type Outcome } from '../../contract/index.ts';
import type { Caller, ServerCaller, UserCaller } from '../auth/caller.ts';

/**
 * A route says who may call it, what it takes and what it gives; `serve-route.ts` serves it and `openapi.ts` describes it from
 * this one declaration. Paths come from `endpoints`, with `:name` where an id stands: `endpoints.flow(':flowId')`.
 */
export type Route = ApiRoute | PageRoute;

export type Schema = z.core.$ZodType;
type Output<S extends Schema | undefined> = S extends Schema ? z.core.output<S> : undefined;
type Answer<S extends Schema | undefined> = S extends Schema ? z.core.input<S> : undefined;

/** What a call costs: reads are polled; attempts are rare, and ask Google, change something or are worth guessing at. */
export type Budget = 'read' | 'attempt';

interface Declaration<R extends Schema | undefined> {
  /** The operation's name in OpenAPI, for example `prepareFlow`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly budget: Budget;
  /** Absent: the answer is 204 without a body. */
  readonly response: R;
  /** What this route itself may refuse with, beside what every route may. */
  readonly failures: readonly FailureCode[];
}

interface Taking<P extends Schema | undefined, B extends Schema | undefined> {
  /** An object of the parameters in the path and, as texts, in the query. */
  readonly params: P;
  /** The JSON body. */
  readonly request: B;
  /** In bytes, where the usual bound is too small for what the schema allows. */
  readonly largestBody?: number;
}

export interface Call<C extends Caller, P, B> {
  readonly caller: C;
  readonly params: P;
  readonly body: B;
  readonly requestId: string;
}

type Handler<C extends Caller, P extends Schema | undefined, B extends Schema | undefined, R extends Schema | undefined> = (
  call: Call<C, Output<P>, Output<B>>,
) => Promise<Outcome<Answer<R>, Failure>>;

export interface ApiRoute extends Declaration<Schema | undefined>, Taking<Schema | undefined, Schema | undefined> {
  readonly kind: 'api';
  readonly caller: 'user' | 'server';
  /** Absent: JSON, or nothing. */
  readonly streams?: true;
  /** Decodes what came, asks the handler, and lets out only what the response schema names. */
  readonly answer: (call: Call<Caller, unknown, unknown>) => Promise<Outcome<unknown, Failure>>;
}

/** A route for a user's page, by user token. */
export const userRoute = <
  P extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  declaration: Declaration<R> & Taking<P, B> & { readonly handle: Handler<UserCaller, P, B, R> },
): ApiRoute => ({
  ...declaration,
  kind: 'api',
  caller: 'user',
  answer: async (call) => {
    const { caller } = call;
    return caller.kind === 'user' ? answer(declaration, declaration.handle, { ...call, caller }) : refused;
  },
});

/** Events that begin once somebody listens. */
export interface EventSource {
  listen(signal: AbortSignal): AsyncIterable<string>;
}

/**
 * A route whose answer goes on: events for a user's page, for as long as the handler makes them, the page listens and
 * the token lasts. What it may be refused with is answered as everywhere; after that there are only events.
 */
export const streamRoute = <P extends Schema | undefined>(
  declaration: Omit<Declaration<undefined>, 'method' | 'response'> & {
    readonly params: P;
    /** The signal is aborted when nobody listens any more. */
    readonly open: (call: Call<UserCaller, Output<P>, undefined>, signal: AbortSignal) => AsyncIterable<string>;
  },
): ApiRoute => ({
  ...declaration,
  kind: 'api',
  caller: 'user',
  method: 'GET',
  request: undefined,
  response: undefined,
  streams: true,
  answer: async (call) => {
    const { caller } = call;
    if (caller.kind !== 'user') return refused;
    const params = decodeOptional(declaration.params, call.params);
    if (!params.ok) return fail({ code: 'request-malformed' });
    const streaming = { ...call, caller, params: params.value, body: undefined };
    return succeed<EventSource>({ listen: (signal) => declaration.open(streaming, signal) });
  },
});

/** A route for the host's backend, by server token. */
export const serverRoute = <
  P extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  declaration: Declaration<R> & Taking<P, B> & { readonly handle: Handler<ServerCaller, P, B, R> },
): ApiRoute => ({
  ...declaration,
  kind: 'api',
  caller: 'server',
  answer: async (call) => {
    const { caller } = call;
    return caller.kind === 'server' ? answer(declaration, declaration.handle, { ...call, caller }) : refused;
  },
});

const refused = fail<Failure>({ code: 'token-refused' });

const answer = async <
  C extends Caller,
  P extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  declaration: Declaration<R> & Taking<P, B>,
  handle: Handler<C, P, B, R>,
  call: Call<C, unknown, unknown>,
): Promise<Outcome<unknown, Failure>> => {
  const params = decodeOptional(declaration.params, call.params);
  const body = decodeOptional(declaration.request, call.body);
  if (!params.ok || !body.ok) return fail({ code: 'request-malformed' });
  const result = await handle({ ...call, params: params.value, body: body.value });
  if (!result.ok) return result;
  const encoded = decodeOptional(declaration.response, result.value);
  if (!encoded.ok) throw new TypeError(`Failed to answer ${declaration.name}: the answer does not fit at ${encoded.failure.at}`);
  return succeed(encoded.value);
};

const decodeOptional = <S extends Schema | undefined>(
  schema: S,
  input: unknown,
): Outcome<Output<S>, { readonly at: string }> => {
  // TypeScript does not narrow a conditional type by its parameter's value.
  const none = succeed(undefined) as Outcome<Output<S>, never>;
  return schema === undefined ? none : (decode(schema, input) as Outcome<Output<S>, { readonly at: string }>);
};

/** A page of the service itself, or a file of such a page, opened by a browser. */
export interface PageRoute {
  readonly kind: 'page';
  readonly method: 'GET';
  readonly path: string;
  /** The address carries what nobody may read there: what goes wrong is told at another one. */
  readonly secretsInAddress: boolean;
  /** `request.method` may be HEAD. Headers that every page carries come from `pages/html-page.ts`. */
  readonly respond: (visit: PageVisit) => Promise<Response>;
}

export interface PageVisit {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
}

export const pageRoute = (
  path: string,
  respond: PageRoute['respond'],
  { secretsInAddress = false }: Partial<Pick<PageRoute, 'secretsInAddress'>> = {},
): PageRoute => ({ kind: 'page', method: 'GET', path, secretsInAddress, respond });

/** What anyone may read: an operator's tools, the description of the API, the script-tag bundle; and what Google tells. */
export interface OpenRoute {
  readonly kind: 'open';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Undefined when there is nothing under these parameters. */
  readonly respond: (request: Request, params: Readonly<Record<string, string>>) => Promise<Response | undefined>;
}

export const openRoute = (path: string, respond: OpenRoute['respond']): OpenRoute => ({ kind: 'open', method: 'GET', path, respond });
