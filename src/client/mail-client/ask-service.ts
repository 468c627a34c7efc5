import type { Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ElementSettings } from '../element-deps.ts';
import { pageClock, type Clock } from '../page/clock.ts';
import { decodeAnswer } from './decode-answer.ts';
import type { ClientFailure } from './mail-client.ts';
import { askHostForToken, createSessionToken } from './session-token.ts';

/** What the client needs of the world: the browser's own, or a test's. */
export interface Net {
  readonly fetch: typeof globalThis.fetch;
  readonly pageUrl: () => string;
  readonly clock: Clock;
}

export const pageNet: Net = { fetch: (...ask) => fetch(...ask), pageUrl: () => location.href, clock: pageClock };

const answerWithinMs = 15_000;

export interface Ask<T> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly read: (response: Response) => Promise<Outcome<T, unknown>>;
  /** Reads a refusal that only calls of this kind meet; undefined where it is none of these. */
  readonly readRefusal?: (body: unknown) => ClientFailure | undefined;
  readonly body?: unknown;
  readonly withinMs?: number;
  /** Outlives the page: the answer is not waited for when the tab closes. */
  readonly keepalive?: boolean;
  /** Another way to the network, as where somebody watches how far an upload is. */
  readonly fetch?: Net['fetch'];
}

export const nothing = (): Promise<Outcome<undefined, unknown>> => Promise.resolve(succeed(undefined));

/** The way to the service that all elements go: with the person's token, in time, and every trouble a failure with a code. */
export interface ServiceCalls {
  /** One call with the person's token, renewed once when the service refuses it. */
  readonly ask: <T>(ask: Ask<T>, signal: AbortSignal) => Promise<Outcome<T, ClientFailure>>;
  readonly at: (path: string) => string;
  readonly userKey: () => Promise<string | undefined>;
}

export const createServiceCalls = (serviceOrigin: string | undefined, settings: Omit<ElementSettings, 'endpoint'>, net: Net = pageNet): ServiceCalls => {
  const session = createSessionToken(settings, net.clock, askHostForToken(net.fetch, net.pageUrl));

  const ask = async <T>(asked: Ask<T>, signal: AbortSignal): Promise<Outcome<T, ClientFailure>> => {
    if (serviceOrigin === undefined) return fail({ code: 'endpoint-missing' });
    // In a frame sandboxed without `allow-same-origin`: no tenant may list that origin, and no host knows its user there.
    if (globalThis.origin === 'null') return fail({ code: 'origin-refused' });
    const token = await session.current();
    if (!token.ok) return token;
    const first = await exchange(net, asked, { credentials: 'omit', token: token.value }, signal);
    if (first.ok || first.failure.code !== 'token-refused' || signal.aborted) return first;
    const renewed = await session.renewed(token.value);
    return renewed.ok ? exchange(net, asked, { credentials: 'omit', token: renewed.value }, signal) : renewed;
  };

  return {
    ask,
    at: (path) => `${serviceOrigin ?? ''}${path}`,
    userKey: async () => {
      const user = serviceOrigin === undefined ? undefined : await session.userKey();
      return user && JSON.stringify([serviceOrigin, user]);
    },
  };
};

/** Who speaks: a token, which never travels with cookies, or the host's own session. */
type Speaker = { readonly credentials: 'omit'; readonly token: string } | { readonly credentials: 'same-origin' };

export const exchange = async <T>(
  net: Net,
  ask: Ask<T>,
  speaker: Speaker,
  signal: AbortSignal,
): Promise<Outcome<T, ClientFailure>> => {
  const enough = new AbortController();
  const answered = new AbortController();
  void net.clock.sleep(ask.withinMs ?? answerWithinMs, answered.signal).then(() => {
    if (!answered.signal.aborted) enough.abort();
  });
  try {
    const response = await (ask.fetch ?? net.fetch)(ask.url, {
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
    if (!response.ok) return fail(await toFailure(response, 'token' in speaker ? 'service' : 'host', ask.readRefusal));
    const answer = await ask.read(response);
    return answer.ok ? answer : fail({ code: 'answer-unreadable' });
  } catch (reason) {
    if (enough.signal.aborted) return fail({ code: 'timed-out' });
    return fail({ code: reason instanceof SyntaxError ? 'answer-unreadable' : 'network-failed' });
  } finally {
    answered.abort();
  }
};

/** A refusal in the service's own words, or what the bare status says when somebody else answered in its place. */
const toFailure = async (response: Response, asked: 'service' | 'host', readRefusal: Ask<unknown>['readRefusal']): Promise<ClientFailure> => {
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = readRefusal?.(body);
  if (refusal !== undefined) return refusal;
  const decoded = decodeAnswer('errorBody', body);
  if (decoded.ok) return decoded.value.error;
  if (response.status === 429) {
    const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return { code: 'too-many-requests', retryAfterSeconds: seconds > 0 ? seconds : 30 };
  }
  if (response.status === 401) return { code: 'token-refused' };
  // The host's backend need not know our form to say no.
  if (asked === 'host' && (response.status === 403 || response.status === 409)) return { code: 'claim-vetoed' };
  return { code: response.status >= 500 ? 'service-unavailable' : 'answer-unreadable' };
};
