import { timingSafeEqual } from 'node:crypto';
import { fail, succeed, type Outcome } from '../../src/contract/outcome.ts';
import { verifierFits, type IssuedTokens } from './grants.ts';
import { createIdToken } from './id-token.ts';
import type { OAuthClient } from './oauth-client.ts';
import { isSignInScope } from './scopes.ts';
import type { World } from './world.ts';

/** A refusal in the form of RFC 6749, section 5.2, with the texts that Google puts into it. */
interface TokenRefusal {
  readonly status: 400 | 401;
  readonly body: Readonly<Record<string, string>>;
}

type TokenAnswer = Outcome<Readonly<Record<string, unknown>>, TokenRefusal>;

const refuse = (error: string, description: string, status: TokenRefusal['status'] = 400) =>
  fail<TokenRefusal>({ status, body: { error, error_description: description } });

const sevenDaysMs = 7 * 24 * 3_600_000;

export const answerTokenRequest = async (world: World, request: Request): Promise<Response> => {
  const form = await readForm(request);
  const answer = form.ok ? decide(world, form.value, request.headers.get('authorization')) : form;
  const response = answer.ok
    ? Response.json(answer.value, { headers: noStore })
    : Response.json(answer.failure.body, { status: answer.failure.status, headers: noStore });
  const parameters = form.ok ? Object.fromEntries(form.value) : {};
  const { client_secret: _secret, ...loggable } = parameters;
  world.ledger.note({ asked: 'token', grantType: parameters['grant_type'] ?? '', parameters: loggable, status: response.status });
  return response;
};

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate', pragma: 'no-cache' };

const decide = (world: World, form: URLSearchParams, authorization: string | null): TokenAnswer => {
  const client = authenticateClient(world.clients, form, authorization);
  if (!client.ok) return client;
  const grantType = form.get('grant_type');
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(world, client.value, form);
    case 'refresh_token':
      return refreshAccess(world, client.value, form);
    case null:
      return refuse('invalid_request', 'Missing required parameter: grant_type');
    default:
      return refuse('unsupported_grant_type', `Invalid grant_type: ${grantType}`);
  }
};

const readForm = async (request: Request): Promise<Outcome<URLSearchParams, TokenRefusal>> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return refuse('invalid_request', 'Bad Request');
  const form = new URLSearchParams(await request.text());
  const doubled = [...new Set(form.keys())].find((key) => form.getAll(key).length > 1);
  return doubled === undefined
    ? succeed(form)
    : refuse('invalid_request', `OAuth 2 parameters can only have a single value: ${doubled}`);
};

const authenticateClient = (
  clients: readonly OAuthClient[],
  form: URLSearchParams,
  authorization: string | null,
): Outcome<OAuthClient, TokenRefusal> => {
  const basic = readBasic(authorization);
  if (basic !== undefined && form.has('client_secret')) {
    return refuse('invalid_request', 'The request uses more than one way to authenticate the client.');
  }
  const id = basic?.id ?? form.get('client_id');
  const secret = basic?.secret ?? form.get('client_secret');
  if (!id) return refuse('invalid_request', 'Could not determine client ID from request.');
  const client = clients.find((each) => each.clientId === id);
  if (client === undefined) return refuse('invalid_client', 'The OAuth client was not found.', 401);
  if (!secret) return refuse('invalid_request', 'client_secret is missing.');
  if (!sameText(secret, client.clientSecret)) return refuse('invalid_client', 'Unauthorized', 401);
  return succeed(client);
};

/** RFC 6749, section 2.3.1: id and secret are form-encoded before they become Basic's two halves. */
const readBasic = (authorization: string | null): { readonly id: string; readonly secret: string } | undefined => {
  const encoded = /^basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  const decodeForm = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';
  return { id: decodeForm(id), secret: decodeForm(secret.join(':')) };
};

const exchangeCode = (world: World, client: OAuthClient, form: URLSearchParams): TokenAnswer => {
  const code = form.get('code');
  if (!code) return refuse('invalid_request', 'Missing required parameter: code');
  const taken = world.grants.takeCode(code);
  if (taken.kind !== 'good') return refuse('invalid_grant', taken.kind === 'unknown' ? 'Malformed auth code.' : 'Bad Request');
  const { issue } = taken;
  if (issue.client.clientId !== client.clientId) return refuse('invalid_grant', 'Bad Request');
  if (form.get('redirect_uri') !== issue.redirectUri) return refuse('redirect_uri_mismatch', 'Bad Request');

  const verifier = form.get('code_verifier');
  if (issue.codeChallenge === undefined && verifier) return refuse('invalid_grant', 'code_verifier or verifier is not needed.');
  if (issue.codeChallenge !== undefined) {
    if (!verifier) return refuse('invalid_grant', 'Missing code verifier.');
    if (!verifierFits(verifier, issue.codeChallenge)) return refuse('invalid_grant', 'Invalid code verifier.');
  }
  const account = world.accounts.bySub(issue.sub);
  if (account === undefined) return refuse('invalid_grant', 'Account has been deleted');

  const now = world.clock.now();
  const testing = client.publishing === 'testing';
  const lasting = issue.lasting && world.switches().refreshToken === 'as-documented';
  const grant = { sub: issue.sub, clientId: client.clientId, project: client.project, scopes: issue.scopes };
  const tokens = world.grants.issueTokens(grant, lasting ? { endsAt: testing ? now + sevenDaysMs : undefined } : undefined);
  const idToken = issue.scopes.includes('openid')
    ? createIdToken(
        {
          issuer: world.origin,
          clientId: client.clientId,
          account,
          nonce: issue.nonce,
          accessToken: tokens.accessToken,
          withEmail: issue.scopes.some((scope) => scope.endsWith('userinfo.email')),
          nowSeconds: Math.floor(now / 1000),
        },
        world.key,
        world.switches().idToken,
      )
    : undefined;
  world.ledger.noteSecret(idToken);
  return succeed({
    ...describe(world, tokens, issue.scopes),
    ...(testing && lasting ? { refresh_token_expires_in: sevenDaysMs / 1000 } : {}),
    ...(idToken === undefined ? {} : { id_token: idToken }),
  });
};

const refreshAccess = (world: World, client: OAuthClient, form: URLSearchParams): TokenAnswer => {
  const refreshToken = form.get('refresh_token');
  if (!refreshToken) return refuse('invalid_request', 'Missing required parameter: refresh_token');
  const refreshed = world.grants.refresh(refreshToken, client.clientId);
  if (refreshed === undefined) return refuse('invalid_grant', 'Token has been expired or revoked.');
  switch (world.refreshRefusals.get(refreshed.grant.sub)) {
    case 'session-policy':
      return fail({
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'reauth related error (invalid_rapt)',
          error_uri: 'https://support.google.com/a/answer/9368756',
          error_subtype: 'invalid_rapt',
        },
      });
    case 'administrator-policy':
      return refuse('admin_policy_enforced', 'Access to the requested scopes is restricted by the administrator.');
    case undefined:
      return succeed(describe(world, refreshed, refreshed.grant.scopes));
  }
};

const describe = (world: World, tokens: IssuedTokens, scopes: readonly string[]): Readonly<Record<string, unknown>> => {
  world.ledger.noteSecret(tokens.accessToken);
  world.ledger.noteSecret(tokens.refreshToken);
  return {
    access_token: tokens.accessToken,
    expires_in: tokens.accessTokenSeconds,
    ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
    // Google does not keep the order of the request; the sign-in scopes come last here.
    scope: [...scopes.filter((scope) => !isSignInScope(scope)), ...scopes.filter(isSignInScope)].join(' '),
    token_type: 'Bearer',
  };
};

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
