import { CodeChallengeMethod, OAuth2Client, type Certificates } from 'google-auth-library';
import * as z from 'zod/mini';
import { decode, emailAddress, fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Clock } from '../ports.ts';
import type { GoogleSettings } from '../settings/settings.ts';
import { exchangeFailureOf, isAlreadyWithdrawn, problemOf, profileFailureOf, refreshFailureOf } from './failure-of.ts';
import type {
  AuthorizationRequest,
  ExchangeFailure,
  ExchangeRequest,
  GooglePort,
  Grant,
  Profile,
  ProfileFailure,
  Refreshed,
  RefreshFailure,
} from './google-port.ts';
import { checkIdToken } from './id-token.ts';
import { isFromPubSub } from './push-token.ts';
import { boundedFetch } from './wire.ts';

export interface GoogleClientOptions {
  readonly settings: GoogleSettings;
  readonly redirectUri: string;
  readonly clock: Clock;
}

/** The port over google-auth-library. Nothing here retries: whoever calls knows whether a second try is safe. */
export const createGoogle = ({ settings, redirectUri, clock }: GoogleClientOptions): GooglePort => {
  const client = new RefreshingClient(clientOptions(settings, redirectUri));
  const profileUrl = new URL('gmail/v1/users/me/profile', withSlash(settings.gmailUrl)).href;

  const authorizationUrl = (request: AuthorizationRequest): string =>
    client.generateAuthUrl({
      access_type: 'offline',
      prompt: request.prompt,
      scope: [...request.scopes],
      state: request.state,
      nonce: request.nonce,
      code_challenge: request.codeChallenge,
      code_challenge_method: CodeChallengeMethod.S256,
      ...(request.loginHint === undefined ? {} : { login_hint: request.loginHint }),
      ...(request.hostedDomain === undefined ? {} : { hd: request.hostedDomain }),
      ...(request.language === undefined ? {} : { hl: request.language }),
    });

  const exchange = async (request: ExchangeRequest): Promise<Outcome<Grant, ExchangeFailure>> => {
    // The keys that judge the ID token are fetched (or found in the cache) before the code is spent: without them a
    // good grant would have to be thrown away.
    const certificates = await fetchCertificates(client);
    if (certificates === undefined) return fail({ code: 'google-unavailable' });
    const answer = await readTokens(() => client.getToken({ code: request.code, codeVerifier: request.codeVerifier }));
    if (!answer.ok) {
      if (answer.failure === 'unreadable') return fail({ code: 'exchange-interrupted' });
      return fail(exchangeFailureOf(problemOf(answer.failure.thrown)));
    }
    const tokens = answer.value;
    const expected = { certificates, audience: settings.clientId, nonceHash: request.nonceHash };
    const identity = await checkIdToken(client, tokens.id_token ?? '', expected);
    if (!identity.ok) {
      const token = tokens.refresh_token ?? tokens.access_token;
      return fail({ code: 'identity-refused', discarded: { token, googleSub: identity.failure.googleSub } });
    }
    return succeed({
      ...identity.value,
      scopes: scopesIn(tokens.scope) ?? [],
      accessToken: tokens.access_token,
      accessTokenExpiresAt: expiryOf(tokens),
      refreshToken: tokens.refresh_token,
    });
  };

  const refresh = async (refreshToken: string): Promise<Outcome<Refreshed, RefreshFailure>> => {
    const answer = await readTokens(() => client.refreshOnce(refreshToken));
    if (!answer.ok) {
      if (answer.failure === 'unreadable') return fail({ code: 'google-unavailable' });
      return fail(refreshFailureOf(problemOf(answer.failure.thrown)));
    }
    const tokens = answer.value;
    return succeed({
      accessToken: tokens.access_token,
      accessTokenExpiresAt: expiryOf(tokens),
      refreshToken: tokens.refresh_token,
      scopes: scopesIn(tokens.scope),
    });
  };

  const revoke = async (token: string): Promise<Outcome<undefined, { readonly code: 'google-unavailable' }>> => {
    try {
      await client.revokeToken(token);
      return succeed(undefined);
    } catch (error) {
      return isAlreadyWithdrawn(problemOf(error)) ? succeed(undefined) : fail({ code: 'google-unavailable' });
    }
  };

  const profile = async (accessToken: string): Promise<Outcome<Profile, ProfileFailure>> => {
    try {
      const headers = { authorization: `Bearer ${accessToken}` };
      const answer = await client.transporter.request<unknown>({ url: profileUrl, headers, responseType: 'json' });
      const decoded = decode(profileAnswer, answer.data);
      if (!decoded.ok) return fail({ code: 'google-unavailable' });
      return succeed({ email: decoded.value.emailAddress, historyId: decoded.value.historyId });
    } catch (error) {
      return fail(profileFailureOf(problemOf(error)));
    }
  };

  let keysAskedForAgainAt = 0;
  const checkPush: GooglePort['checkPush'] = async (token, sender) => {
    // Anybody may send a token: while Google's keys are not to be had, not each of them asks for the keys.
    if (clock.now() < keysAskedForAgainAt) return fail({ code: 'google-unavailable' });
    const certificates = await fetchCertificates(client);
    if (certificates === undefined) {
      keysAskedForAgainAt = clock.now() + keysRestMs;
      return fail({ code: 'google-unavailable' });
    }
    return (await isFromPubSub(client, token, certificates, sender)) ? succeed(undefined) : fail({ code: 'token-refused' });
  };

  const reachable = async (): Promise<boolean> =>
    // A client of its own, so that no cached answer speaks for Google.
    (await fetchCertificates(new OAuth2Client(clientOptions(settings, redirectUri)))) !== undefined;

  const expiryOf = (tokens: z.infer<typeof tokenAnswer>): number =>
    // The library turns `expires_in` into an instant of the machine's clock; the service lives by its own.
    clock.now() + Math.max(0, (tokens.expiry_date ?? Date.now()) - Date.now());

  return { authorizationUrl, exchange, refresh, revoke, profile, checkPush, reachable };
};

const keysRestMs = 5_000;

const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.optional(z.string().check(z.minLength(1))),
  id_token: z.optional(z.string()),
  scope: z.optional(z.string()),
  expiry_date: z.optional(z.number()),
});

const profileAnswer = z.object({ emailAddress, historyId: z.string() });

type TokenCall = () => Promise<{ readonly tokens: unknown }>;
type TokenAnswer = Outcome<z.infer<typeof tokenAnswer>, 'unreadable' | { readonly thrown: unknown }>;

const readTokens = async (call: TokenCall): Promise<TokenAnswer> => {
  try {
    const decoded = decode(tokenAnswer, (await call()).tokens);
    return decoded.ok ? succeed(decoded.value) : fail('unreadable');
  } catch (thrown) {
    return fail({ thrown });
  }
};

const scopesIn = (scope: string | undefined): readonly string[] | undefined =>
  // Google also answers with the long name of `email`; the capabilities are judged by Gmail's scopes alone.
  scope?.split(' ').filter((each) => each !== '');

/** The library's public ways to refresh put the old refresh token over a new one; this opens the way beneath them. */
class RefreshingClient extends OAuth2Client {
  refreshOnce(refreshToken: string): Promise<{ readonly tokens: unknown }> {
    return this.refreshTokenNoCache(refreshToken);
  }
}

const fetchCertificates = async (client: OAuth2Client): Promise<Certificates | undefined> => {
  try {
    return (await client.getFederatedSignonCertsAsync()).certs;
  } catch {
    // Whatever stood in the way, Google's keys are not to be had now.
    return undefined;
  }
};

const clientOptions = (settings: GoogleSettings, redirectUri: string) => ({
  clientId: settings.clientId,
  clientSecret: settings.clientSecret,
  redirectUri,
  endpoints: {
    oauth2AuthBaseUrl: settings.authorizationUrl,
    oauth2TokenUrl: settings.tokenUrl,
    oauth2RevokeUrl: settings.revocationUrl,
    oauth2FederatedSignonPemCertsUrl: settings.certificatesUrl,
  },
  issuers: [...settings.issuers],
  transporterOptions: {
    timeout: settings.timeoutMs,
    // The library asks for three retries per request; a deep merge leaves this zero in its way.
    retryConfig: { retry: 0 },
    fetchImplementation: boundedFetch,
  },
});

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
