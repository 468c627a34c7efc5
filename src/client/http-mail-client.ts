import * as z from 'zod/mini';
import {
  checkedSchema,
  claimedSchema,
  connectionsViewSchema,
  decode,
  disconnectedSchema,
  endpoints,
  errorBodySchema,
  fail,
  flowStatusSchema,
  preparedFlowSchema,
  type Outcome,
} from '../contract/index.ts';
import { claimAddress } from './claim-address.ts';
import { pageClock, type Clock } from './clock.ts';
import type { ElementSettings } from './element-deps.ts';
import type { ClientFailure, MailClient } from './mail-client.ts';
import { askHostForToken, createSessionToken } from './session-token.ts';

/** What the client needs of the world: the browser's own, or a test's. */
export interface Net {
  readonly fetch: typeof globalThis.fetch;
  readonly pageUrl: () => string;
  readonly clock: Clock;
}

const pageNet: Net = { fetch: (...ask) => fetch(...ask), pageUrl: () => location.href, clock: pageClock };

/** Longer than the service waits for Google, so that its own words arrive and not our impatience. */
const claimWithin = 60_000;
const answerWithin = 15_000;

/** An answer without a body. */
const nothing = z.undefined();

interface Ask<S extends z.core.$ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly schema: S;
  readonly body?: unknown;
  readonly within?: number;
  /** Outlives the page: the answer is not waited for when the tab closes. */
  readonly keepalive?: boolean;
}

export const createHttpMailClient = (
  serviceOrigin: string | undefined,
  settings: Omit<ElementSettings, 'endpoint'>,
  net: Net = pageNet,
): MailClient => {
  const session = createSessionToken(settings, net.clock, askHostForToken(net.fetch, net.pageUrl));

  /** One call with the person's token, renewed once when the service refuses it. */
  const askService = async <S extends z.core.$ZodType>(
    ask: Ask<S>,
    signal: AbortSignal,
  ): Promise<Outcome<z.core.output<S>, ClientFailure>> => {
    if (serviceOrigin === undefined) return fail({ code: 'endpoint-missing' });
    const token = await session.current();
    if (!token.ok) return token;
    const first = await exchange(net, ask, { credentials: 'omit', token: token.value }, signal);
    if (first.ok || first.failure.code !== 'token-refused' || signal.aborted) return first;
    const renewed = await session.renewed(token.value);
    return renewed.ok ? exchange(net, ask, { credentials: 'omit', token: renewed.value }, signal) : renewed;
  };
  const at = (path: string): string => `${serviceOrigin ?? ''}${path}`;

  return {
    userKey: async () => {
      const user = serviceOrigin === undefined ? undefined : await session.userKey();
      return user && JSON.stringify([serviceOrigin, user]);
    },
    connections: (signal) =>
      askService({ method: 'GET', url: at(endpoints.connections), schema: connectionsViewSchema }, signal),
    prepare: async (body, signal) => {
      const prepared = await askService(
        { method: 'POST', url: at(endpoints.flows), schema: preparedFlowSchema, body },
        signal,
      );
      // The window will be trusted because it stands on the service's origin, so it must begin there.
      const elsewhere = prepared.ok && prepared.value.startUrls.some((url) => new URL(url).origin !== serviceOrigin);
      return elsewhere ? fail({ code: 'answer-unreadable' }) : prepared;
    },
    poll: (flowId, signal) =>
      askService({ method: 'GET', url: at(endpoints.flow(flowId)), schema: flowStatusSchema }, signal),
    cancel: (flowId, signal) =>
      askService({ method: 'POST', url: at(endpoints.flowCancel(flowId)), schema: nothing, keepalive: true }, signal),
    claim: async (body, signal) => {
      if (serviceOrigin === undefined) return fail({ code: 'endpoint-missing' });
      const address = claimAddress(settings.tokenEndpoint, serviceOrigin, net.pageUrl());
      if (!address.ok) return address;
      const ask = {
        method: 'POST',
        url: address.value.url,
        schema: claimedSchema,
        body,
        within: claimWithin,
        keepalive: true,
      } as const;
      return address.value.speaks === 'token'
        ? askService(ask, signal)
        : exchange(net, ask, { credentials: 'same-origin' }, signal);
    },
    disconnect: (id, signal) =>
      askService({ method: 'DELETE', url: at(endpoints.connection(id)), schema: disconnectedSchema }, signal),
    check: (id, signal) =>
      askService({ method: 'POST', url: at(endpoints.connectionCheck(id)), schema: checkedSchema }, signal),
  };
};

/** Who speaks: a token, which never travels with cookies, or the host's own session. */
type Speaker = { readonly credentials: 'omit'; readonly token: string } | { readonly credentials: 'same-origin' };

const exchange = async <S extends z.core.$ZodType>(
  net: Net,
  ask: Ask<S>,
  speaker: Speaker,
  signal: AbortSignal,
): Promise<Outcome<z.core.output<S>, ClientFailure>> => {
  const enough = new AbortController();
  const answered = new AbortController();
  void net.clock.sleep(ask.within ?? answerWithin, answered.signal).then(() => {
    if (!answered.signal.aborted) enough.abort();
  });
  try {
    const response = await net.fetch(ask.url, {
      method: ask.method,
      headers: {
        Accept: 'application/json',
        'X-Requested-With': 'gmail-connect-kit',
        ...(ask.method !== 'GET' && { 'Content-Type': 'application/json' }),
        ...('token' in speaker && { Authorization: `Bearer ${speaker.token}` }),
      },
      credentials: speaker.credentials,
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      keepalive: ask.keepalive ?? false,
      signal: AbortSignal.any([signal, enough.signal]),
      ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
    });
    if (!response.ok) return fail(await toFailure(response));
    const decoded = decode(ask.schema, response.status === 204 ? undefined : await response.json());
    return decoded.ok ? decoded : fail({ code: 'answer-unreadable' });
  } catch (reason) {
    if (enough.signal.aborted) return fail({ code: 'timed-out' });
    return fail({ code: reason instanceof SyntaxError ? 'answer-unreadable' : 'network-failed' });
  } finally {
    answered.abort();
  }
};

/** A refusal in the service's own words, or what the bare status says when a proxy answered in its place. */
const toFailure = async (response: Response): Promise<ClientFailure> => {
  const decoded = decode(errorBodySchema, await response.json().catch(() => undefined));
  if (decoded.ok) return decoded.value.error;
  if (response.status === 429) {
    const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return { code: 'too-many-requests', retryAfterSeconds: seconds > 0 ? seconds : 30 };
  }
  if (response.status === 401) return { code: 'token-refused' };
  return { code: response.status >= 500 ? 'service-unavailable' : 'answer-unreadable' };
};
