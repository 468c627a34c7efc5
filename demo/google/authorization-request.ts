import { fail, succeed, type Outcome } from '../../src/contract/outcome.ts';
import type { OAuthClient } from './oauth-client.ts';
import { readScopes } from './scopes.ts';

/** What a client asks of a person, read from the address that the browser was sent to. */
export interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly offline: boolean;
  readonly prompt: ReadonlySet<string>;
  readonly loginHint: string | undefined;
  readonly hostedDomain: string | undefined;
  readonly includeGranted: boolean;
  readonly language: string | undefined;
}

/** Shown on Google's own page. Such a request never redirects: the address it names may be an attacker's. */
export interface AuthorizationRefusal {
  readonly status: 400 | 401 | 403;
  readonly error: string;
  readonly detail: string;
}

const refuse = (error: string, detail: string, status: AuthorizationRefusal['status'] = 400) =>
  fail<AuthorizationRefusal>({ status, error, detail });

const prompts: ReadonlySet<string> = new Set(['none', 'consent', 'select_account']);

export const readAuthorizationRequest = (
  query: URLSearchParams,
  clients: readonly OAuthClient[],
): Outcome<AuthorizationRequest, AuthorizationRefusal> => {
  for (const key of new Set(query.keys())) {
    if (query.getAll(key).length > 1) return refuse('invalid_request', `OAuth 2 parameters can only have a single value: ${key}`);
  }
  const value = (key: string): string | undefined => query.get(key) || undefined;

  const clientId = value('client_id');
  if (clientId === undefined) return refuse('invalid_request', 'Missing required parameter: client_id');
  const client = clients.find((each) => each.clientId === clientId);
  if (client === undefined) return refuse('invalid_client', 'The OAuth client was not found.', 401);
  const redirectUri = value('redirect_uri');
  if (redirectUri === undefined) return refuse('invalid_request', 'Missing required parameter: redirect_uri');
  if (!client.redirectUris.includes(redirectUri)) {
    return refuse('redirect_uri_mismatch', `The redirect URI in the request, ${redirectUri}, does not match the ones authorized for the OAuth client.`);
  }
  const responseType = value('response_type');
  if (responseType === undefined) return refuse('invalid_request', 'Missing required parameter: response_type');
  if (responseType !== 'code') return refuse('unsupported_response_type', `Invalid response_type: ${responseType}`);

  const asked = value('scope');
  if (asked === undefined) return refuse('invalid_request', 'Missing required parameter: scope');
  const { scopes, unknown } = readScopes(asked);
  if (unknown !== undefined) return refuse('invalid_scope', `Some requested scopes were invalid. {invalid=[${unknown}]}`);

  const codeChallenge = value('code_challenge');
  const method = value('code_challenge_method');
  if (codeChallenge === undefined && method !== undefined) {
    return refuse('invalid_request', 'Missing required parameter: code_challenge');
  }
  if (codeChallenge !== undefined) {
    if (method !== 'S256') return refuse('invalid_request', `Invalid code_challenge_method: ${method ?? 'plain'}`);
    if (!/^[\w-]{43}$/.test(codeChallenge)) return refuse('invalid_request', 'Invalid code_challenge');
  }

  const accessType = value('access_type') ?? 'online';
  if (accessType !== 'online' && accessType !== 'offline') return refuse('invalid_request', `Invalid access_type: ${accessType}`);
  const prompt = new Set((value('prompt') ?? '').split(' ').filter((each) => each !== ''));
  const unknownPrompt = [...prompt].find((each) => !prompts.has(each));
  if (unknownPrompt !== undefined) return refuse('invalid_request', `Invalid parameter value for prompt: ${unknownPrompt}`);
  if (prompt.has('none') && prompt.size > 1) return refuse('invalid_request', 'Invalid parameter value for prompt: none');

  return succeed({
    client,
    redirectUri,
    scopes,
    state: value('state'),
    nonce: value('nonce'),
    codeChallenge,
    offline: accessType === 'offline',
    prompt,
    loginHint: value('login_hint')?.toLowerCase(),
    hostedDomain: value('hd')?.toLowerCase(),
    includeGranted: value('include_granted_scopes') === 'true',
    language: value('hl'),
  });
};
