import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GoogleSettings } from '../../../src/server/settings/settings.ts';

/**
 * Google at the HTTP wire, as strict as the real one about what a client sends, with a script: each next answer of an
 * address can be replaced by a failure. It keeps what it was asked, so that a test can count.
 */
export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified?: boolean | string;
  readonly hd?: string;
  readonly gmail?: 'none';
}

export const anna: Account = { sub: 'sub-anna', email: 'anna@example.com' };
export const bob: Account = { sub: 'sub-bob', email: 'bob@example.com' };

export type Place = 'token' | 'revoke' | 'certs' | 'profile';

/** What happens to one request instead of the usual. */
export type Twist =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly contentType?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }
  /** The request is carried out, and the connection breaks before the answer. */
  | { readonly kind: 'lose-answer' }
  /** Runs before the usual answer. */
  | { readonly kind: 'meanwhile'; readonly run: () => Promise<void> };

export interface Consent {
  readonly account: Account;
  /** Which of the boxes were ticked; all of them when left out. */
  readonly scopes?: readonly string[];
  readonly refreshToken?: boolean;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly forged?: boolean;
}

interface IssuedCode extends Consent {
  readonly codeChallenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly asked: readonly string[];
}

interface IssuedGrant {
  readonly account: Account;
  readonly scopes: readonly string[];
}

export interface Seen {
  readonly place: Place;
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

export interface WireGoogle {
  readonly settings: GoogleSettings;
  readonly seen: Seen[];
  /** The next requests to a place are twisted, one each. */
  twist(place: Place, ...twists: Twist[]): void;
  /** All requests to a place are twisted until the returned function is called. */
  twistAll(place: Place, twist: Twist): () => void;
  /** A token with these claims, signed by Google's key or by somebody else's. */
  signed(claims: Readonly<Record<string, unknown>>, forged?: boolean): string;
  /** The person allows: the address that Google sends the browser back to. */
  allow(authorizationUrl: string, consent: Consent): URL;
  deny(authorizationUrl: string, error?: string): URL;
  /** Everything this account granted ends, as by the person's own page at Google. */
  revokeAll(account: Account): void;
  grants(account: Account): number;
  count(place: Place, grantType?: string): number;
  close(): Promise<void>;
}

export const startGoogle = async (): Promise<WireGoogle> => {
  const codes = new Map<string, IssuedCode>();
  const refreshTokens = new Map<string, IssuedGrant>();
  const accessTokens = new Map<string, IssuedGrant>();
  const seen: Seen[] = [];
  const next = new Map<Place, Twist[]>();
  const lasting = new Map<Place, Twist>();

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings: GoogleSettings = {
    clientId: 'client-1',
    clientSecret: 'CANARY-client-secret',
    issuers: ['https://accounts.google.com', 'accounts.google.com'],
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: `${base}/token`,
    revocationUrl: `${base}/revoke`,
    certificatesUrl: `${base}/certs`,
    gmailUrl: base,
    connectedAppsUrl: 'https://myaccount.google.com/connections',
    gmailWebUrl: 'https://mail.google.com/',
    timeoutMs: 10_000,
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', base);
    const place: Place = url.pathname === '/gmail/v1/users/me/profile' ? 'profile' : (url.pathname.slice(1) as Place);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = new URLSearchParams(body);
    const { authorization } = request.headers;
    seen.push({ place, method: request.method ?? '', url, authorization, form });
    const twist = next.get(place)?.shift() ?? lasting.get(place);
    const reply = (status: number, content: unknown, contentType = 'application/json'): void => {
      if (twist?.kind === 'lose-answer') return void request.socket.destroy();
      response.writeHead(status, { 'Content-Type': contentType });
      response.end(typeof content === 'string' ? content : JSON.stringify(content));
    };
    if (twist?.kind === 'answer') return reply(twist.status, twist.body, twist.contentType);
    if (twist?.kind === 'hang') return;
    if (twist?.kind === 'cut') return void request.socket.destroy();
    if (twist?.kind === 'meanwhile') await twist.run();
    switch (place) {
      case 'certs':
        return reply(200, { 'key-1': publicPem });
      case 'token':
        return token(form, reply);
      case 'revoke':
        return revoke(url.searchParams.get('token') ?? form.get('token') ?? '', reply);
      case 'profile':
        return profile(authorization, reply);
      default:
        return reply(404, 'not found', 'text/plain');
    }
  };

  type Reply = (status: number, content: unknown, contentType?: string) => void;

  const token = (form: URLSearchParams, reply: Reply): void => {
    if (form.get('client_id') !== settings.clientId || form.get('client_secret') !== settings.clientSecret) {
      return reply(401, { error: 'invalid_client' });
    }
    return form.get('grant_type') === 'refresh_token' ? refresh(form, reply) : exchange(form, reply);
  };

  const exchange = (form: URLSearchParams, reply: Reply): void => {
    const code = form.get('code') ?? '';
    const issued = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (issued === undefined || issued.codeChallenge !== challenge || issued.redirectUri !== form.get('redirect_uri')) {
      return reply(400, { error: 'invalid_grant', error_description: 'CANARY-description' });
    }
    const grant: IssuedGrant = { account: issued.account, scopes: issued.scopes ?? issued.asked };
    const withRefresh = issued.refreshToken !== false;
    reply(200, {
      ...newTokens(grant, withRefresh),
      id_token: idToken(issued),
    });
  };

  const newTokens = (grant: IssuedGrant, withRefresh: boolean) => {
    const accessToken = `CANARY-access-${randomBytes(8).toString('hex')}`;
    const refreshToken = `CANARY-refresh-${randomBytes(8).toString('hex')}`;
    accessTokens.set(accessToken, grant);
    if (withRefresh) refreshTokens.set(refreshToken, grant);
    return {
      access_token: accessToken,
      ...(withRefresh ? { refresh_token: refreshToken } : {}),
      expires_in: 3599,
      scope: grant.scopes.join(' '),
      token_type: 'Bearer',
    };
  };

  const refresh = (form: URLSearchParams, reply: Reply): void => {
    const grant = refreshTokens.get(form.get('refresh_token') ?? '');
    if (grant === undefined) return reply(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
    reply(200, newTokens(grant, false));
  };

  const revoke = (value: string, reply: Reply): void => {
    const grant = refreshTokens.get(value) ?? accessTokens.get(value);
    if (grant === undefined) return reply(400, { error: 'invalid_token' });
    // Google takes back everything the account ever gave this client.
    forget(grant.account);
    reply(200, {});
  };

  const forget = (account: Account): void => {
    for (const tokens of [refreshTokens, accessTokens]) {
      for (const [value, grant] of tokens) if (grant.account.sub === account.sub) tokens.delete(value);
    }
  };

  const profile = (authorization: string | undefined, reply: Reply): void => {
    const grant = accessTokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    if (grant === undefined) return reply(401, { error: { code: 401, status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] } });
    if (!grant.scopes.includes('https://www.googleapis.com/auth/gmail.readonly')) {
      return reply(403, { error: { code: 403, status: 'PERMISSION_DENIED', errors: [{ reason: 'insufficientPermissions' }] } });
    }
    if (grant.account.gmail === 'none') {
      const message = 'Mail service not enabled';
      return reply(400, { error: { code: 400, message, status: 'FAILED_PRECONDITION', errors: [{ reason: 'failedPrecondition', message }] } });
    }
    reply(200, { emailAddress: grant.account.email, historyId: '1234', messagesTotal: 1, threadsTotal: 1 });
  };

  const idToken = ({ account, nonce, claims, forged }: IssuedCode): string => {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: 'https://accounts.google.com',
      aud: settings.clientId,
      azp: settings.clientId,
      sub: account.sub,
      email: account.email,
      email_verified: account.emailVerified ?? true,
      ...(account.hd === undefined ? {} : { hd: account.hd }),
      nonce,
      iat: now,
      exp: now + 3600,
      ...claims,
    };
    return signToken(payload, forged);
  };

  const signToken = (payload: unknown, forged = false): string => {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: 'RS256', kid: 'key-1', typ: 'JWT' })}.${encode(payload)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), forged ? other.privateKey : privateKey).toString('base64url')}`;
  };

  const redirectOf = (authorizationUrl: string): { readonly asked: URLSearchParams; readonly back: URL } => {
    const asked = new URL(authorizationUrl).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    return { asked, back };
  };

  return {
    settings,
    seen,
    twist: (place, ...twists) => void next.set(place, [...(next.get(place) ?? []), ...twists]),
    twistAll(place, twist) {
      lasting.set(place, twist);
      return () => void lasting.delete(place);
    },
    allow(authorizationUrl, consent) {
      const { asked, back } = redirectOf(authorizationUrl);
      const code = `CANARY-code-${randomBytes(8).toString('hex')}`;
      codes.set(code, {
        ...consent,
        codeChallenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
        nonce: asked.get('nonce') ?? '',
        asked: (asked.get('scope') ?? '').split(' '),
      });
      back.searchParams.set('code', code);
      back.searchParams.set('scope', asked.get('scope') ?? '');
      back.searchParams.set('authuser', '0');
      return back;
    },
    deny(authorizationUrl, error = 'access_denied') {
      const { back } = redirectOf(authorizationUrl);
      back.searchParams.set('error', error);
      return back;
    },
    signed: signToken,
    revokeAll: forget,
    grants: (account) => [...refreshTokens.values()].filter((grant) => grant.account.sub === account.sub).length,
    count: (place, grantType) => seen.filter((each) => each.place === place && (grantType === undefined || each.form.get('grant_type') === grantType)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const sendScope = 'https://www.googleapis.com/auth/gmail.send';
export const readScope = 'https://www.googleapis.com/auth/gmail.readonly';
