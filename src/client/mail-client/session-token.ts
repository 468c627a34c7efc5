import type { Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ElementSettings } from '../element-deps.ts';
import type { Clock } from '../page/clock.ts';
import { fieldsOf } from './decode-answer.ts';

/** Where a token comes from: the host's callback, else its `session-url`. */
export type TokenSettings = Pick<ElementSettings, 'getSessionToken' | 'sessionUrl'>;

type SessionFailure = { readonly code: 'session-failed' | 'network-failed' };

/** In place of a token: the host could not be reached, which says nothing about who is signed in. */
const unreached = {};

/** The person's token, kept in memory until shortly before it ends. However many ask, the host is asked once. */
export interface SessionToken {
  current(): Promise<Outcome<string, SessionFailure>>;
  /** A new one, when the given one was refused and nobody has renewed it since. */
  renewed(refused: string): Promise<Outcome<string, SessionFailure>>;
  /** Who is signed in now: asks the host unless it answered within the last seconds. */
  userKey(): Promise<string | undefined>;
}

const askWithinMs = 15_000;
/** A token that ends sooner than this is not worth sending. */
const renewBeforeMs = 30_000;
/** A token without a readable end is not one of ours; the service will say so. */
const unreadableLastsMs = 60_000;
/** How old an answer may be to the question who is signed in: someone else may have signed in at another tab. */
const sameUserForMs = 5_000;

interface Held {
  readonly token: string;
  readonly from: readonly [unknown, unknown];
  readonly askedAt: number;
  readonly goodUntil: number;
}

export const createSessionToken = (
  settings: TokenSettings,
  clock: Clock,
  ask: (settings: TokenSettings, signal: AbortSignal) => Promise<unknown>,
): SessionToken => {
  let held: Held | undefined;
  let asking: Promise<Outcome<string, SessionFailure>> | undefined;

  const fresh = (): Promise<Outcome<string, SessionFailure>> =>
    (asking ??= askHost().finally(() => {
      asking = undefined;
    }));

  const askHost = async (): Promise<Outcome<string, SessionFailure>> => {
    held = undefined;
    const from = [settings.getSessionToken, settings.sessionUrl] as const;
    const stop = new AbortController();
    const askedAt = clock.now();
    try {
      const token = await Promise.race([ask(settings, stop.signal), clock.sleep(askWithinMs, stop.signal)]);
      if (token === unreached) return fail({ code: 'network-failed' });
      if (typeof token !== 'string' || !token) return fail({ code: 'session-failed' });
      const { exp } = readClaims(token);
      const goodUntil = typeof exp === 'number' ? exp * 1000 - renewBeforeMs : askedAt + unreadableLastsMs;
      held = { token, from, askedAt, goodUntil };
      return succeed(token);
    } catch {
      return fail({ code: 'session-failed' }); // The host's own exception; its page has its own log.
    } finally {
      stop.abort();
    }
  };

  const current = async (): Promise<Outcome<string, SessionFailure>> => {
    const sameSource = held?.from[0] === settings.getSessionToken && held?.from[1] === settings.sessionUrl;
    return held && sameSource && clock.now() < held.goodUntil ? succeed(held.token) : fresh();
  };

  return {
    current,
    renewed: async (refused) => (held && held.token !== refused ? current() : fresh()),
    userKey: async () => {
      const outcome = held && clock.now() - held.askedAt < sameUserForMs ? await current() : await fresh();
      const { iss, org, sub } = outcome.ok ? readClaims(outcome.value) : {};
      const isWhole = [iss, org, sub].every((each) => typeof each === 'string');
      return isWhole ? JSON.stringify([iss, org, sub]) : undefined;
    },
  };
};

/** What the token says of itself. Nothing here trusts it: the service verifies, the page only names its cache. */
const readClaims = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {}; // Not a JWT.
  }
};

/** Asks the page's own host. A `session-url` elsewhere would hand the person's session to a stranger. */
export const askHostForToken =
  (fetch: typeof globalThis.fetch, pageUrl: () => string) =>
  async ({ getSessionToken, sessionUrl }: TokenSettings, signal: AbortSignal): Promise<unknown> => {
    if (getSessionToken) return getSessionToken();
    if (!sessionUrl) return undefined;
    const url = new URL(sessionUrl, pageUrl());
    if (url.origin !== new URL(pageUrl()).origin) return undefined;
    const headers = { Accept: 'application/json', 'X-Requested-With': 'gmail-connect-kit' };
    const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', headers, signal }).catch(() => undefined);
    if (!response) return unreached;
    return response.ok ? fieldsOf(await response.json())['token'] : undefined;
  };
