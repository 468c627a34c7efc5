import { createHash, randomBytes } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { createEmulatedGoogle, type EmulatedGoogle } from '../../demo/google/emulated-google.ts';
import type { OAuthClient } from '../../demo/google/oauth-client.ts';
import { readScope, sendScope } from '../../demo/google/scopes.ts';
import { consentByRobot, type Person } from '../../demo/robot/consent-by-robot.ts';

export const origin = 'http://google.localhost:4402';
export const redirectUri = 'http://connect.localhost:4401/connect/callback';
export const lea = 'lea@northpeak.example';

export const client: OAuthClient = {
  clientId: 'larkspur.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-of-larkspur',
  project: 'larkspur',
  product: 'Larkspur CRM',
  redirectUris: [redirectUri],
  publishing: 'production',
};

/** Another client of the same project, and one of another project. */
export const sibling: OAuthClient = { ...client, clientId: 'larkspur-mobile.apps.googleusercontent.com' };
export const stranger: OAuthClient = { ...client, clientId: 'stranger.apps.googleusercontent.com', project: 'stranger', product: 'Stranger' };
export const testing: OAuthClient = { ...client, clientId: 'testing.apps.googleusercontent.com', project: 'testing', publishing: 'testing' };

export const givenGoogle = (): EmulatedGoogle =>
  createEmulatedGoogle({
    origin,
    clients: [client, sibling, stranger, testing],
    clock: { now: () => Date.now() },
    random: { bytes: (length) => randomBytes(length) },
    controlKey: 'key-of-the-tests',
  });

/** The library that the service uses, with the emulator in the place of the network. */
export const libraryFor = (google: EmulatedGoogle, { clientId, clientSecret }: OAuthClient = client): OAuth2Client =>
  new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: `${origin}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${origin}/token`,
      oauth2RevokeUrl: `${origin}/revoke`,
      oauth2FederatedSignonPemCertsUrl: `${origin}/oauth2/v1/certs`,
    },
    issuers: [origin],
    transporterOptions: {
      retryConfig: { retry: 0 },
      fetchImplementation: (input, init) => google.fetch(new Request(input, init)),
    },
  });

export const codeVerifier = 'v'.repeat(64);
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

/** A whole and right authorization request; a change of `undefined` leaves the parameter out. */
export const authorizationUrl = (changes: Readonly<Record<string, string | undefined>> = {}): string => {
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid email ${sendScope} ${readScope}`,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    access_type: 'offline',
    prompt: 'consent',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) query.set(key, value);
  return `${origin}/o/oauth2/v2/auth?${query.toString()}`;
};

/** What came back in the browser's address after the person was through. */
export const walkedThrough = async (google: EmulatedGoogle, url: string, person: Person = { email: lea }): Promise<URLSearchParams> => {
  const end = await consentByRobot(google.fetch, url, person);
  if (end.kind === 'kept') throw new Error(`Google kept the person: ${String(end.status)}`);
  return end.location.searchParams;
};

export const codeFor = async (google: EmulatedGoogle, url: string = authorizationUrl(), person?: Person): Promise<string> =>
  (await walkedThrough(google, url, person)).get('code') ?? '';

export const askToken = async (google: EmulatedGoogle, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) => {
  const answer = await google.fetch(new Request(`${origin}/token`, { method: 'POST', body: new URLSearchParams(fields), headers }));
  const body: unknown = await answer.json();
  return { status: answer.status, body };
};

export const exchangeFields = (code: string) => ({
  grant_type: 'authorization_code',
  client_id: client.clientId,
  client_secret: client.clientSecret,
  redirect_uri: redirectUri,
  code,
  code_verifier: codeVerifier,
});
