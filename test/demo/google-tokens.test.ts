import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import type { EmulatedGoogle } from '../../demo/google/emulated-google.ts';
import { readScope, sendScope } from '../../demo/google/scopes.ts';
import {
  askToken,
  authorizationUrl,
  client,
  codeFor,
  codeVerifier,
  exchangeFields,
  givenGoogle,
  lea,
  libraryFor,
  origin,
  sibling,
  stranger,
  testing,
} from './given-google.ts';

const tokenBody = z.looseObject({
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  id_token: z.optional(z.string()),
  scope: z.string(),
  expires_in: z.number(),
  token_type: z.literal('Bearer'),
});

const exchanged = async (google: EmulatedGoogle, url?: string, fields: Record<string, string> = {}) => {
  const code = await codeFor(google, url);
  const { status, body } = await askToken(google, { ...exchangeFields(code), ...fields });
  assert.equal(status, 200);
  return z.parse(tokenBody, body);
};

const refreshed = (google: EmulatedGoogle, refreshToken: string, by = client) =>
  askToken(google, { grant_type: 'refresh_token', client_id: by.clientId, client_secret: by.clientSecret, refresh_token: refreshToken });

const invalidGrant = (description: string) => ({ status: 400, body: { error: 'invalid_grant', error_description: description } });

test('a code is exchanged once for tokens with the granted scopes in their long names', async () => {
  const google = givenGoogle();
  const tokens = await exchanged(google);
  assert.equal(tokens.scope, `${sendScope} ${readScope} openid https://www.googleapis.com/auth/userinfo.email`);
  assert.equal(tokens.expires_in, 3599);
  assert.notEqual(tokens.refresh_token, undefined);
});

test('a code that was used, or never made, is refused', async () => {
  const google = givenGoogle();
  const code = await codeFor(google);
  await askToken(google, exchangeFields(code));
  assert.deepEqual(await askToken(google, exchangeFields(code)), invalidGrant('Bad Request'));
  assert.deepEqual(await askToken(google, exchangeFields('4/0Anever')), invalidGrant('Malformed auth code.'));
});

test('a code lives ten minutes', async () => {
  const google = givenGoogle();
  const code = await codeFor(google);
  google.control.advance(10 * 60_000);
  assert.deepEqual(await askToken(google, exchangeFields(code)), invalidGrant('Bad Request'));
});

test('a wrong verifier is refused and spends the code', async () => {
  const google = givenGoogle();
  const code = await codeFor(google);
  assert.deepEqual(await askToken(google, { ...exchangeFields(code), code_verifier: 'w'.repeat(64) }), invalidGrant('Invalid code verifier.'));
  assert.deepEqual(await askToken(google, exchangeFields(code)), invalidGrant('Bad Request'));
});

test('a challenge calls for its verifier, and a verifier for its challenge', async () => {
  const google = givenGoogle();
  const { code_verifier: _left, ...without } = exchangeFields(await codeFor(google));
  assert.deepEqual(await askToken(google, without), invalidGrant('Missing code verifier.'));
  const plain = await codeFor(google, authorizationUrl({ code_challenge: undefined, code_challenge_method: undefined }));
  assert.deepEqual(await askToken(google, exchangeFields(plain)), invalidGrant('code_verifier or verifier is not needed.'));
});

test('a code belongs to its client and its redirect URI', async () => {
  const google = givenGoogle();
  const ofClient = exchangeFields(await codeFor(google));
  assert.deepEqual(await askToken(google, { ...ofClient, client_id: stranger.clientId }), invalidGrant('Bad Request'));
  const ofUri = exchangeFields(await codeFor(google));
  const answer = await askToken(google, { ...ofUri, redirect_uri: 'http://connect.localhost:4401/other' });
  assert.deepEqual(answer, { status: 400, body: { error: 'redirect_uri_mismatch', error_description: 'Bad Request' } });
});

test('a client proves itself in the body or by Basic, not by both, and not with a wrong secret', async () => {
  const google = givenGoogle();
  const { client_id, client_secret, ...rest } = exchangeFields(await codeFor(google));
  const basic = { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` };
  assert.equal((await askToken(google, { ...rest, client_secret }, basic)).status, 400);
  assert.equal((await askToken(google, rest, basic)).status, 200);
  const wrong = await askToken(google, { ...exchangeFields(await codeFor(google)), client_secret: 'wrong' });
  assert.deepEqual(wrong, { status: 401, body: { error: 'invalid_client', error_description: 'Unauthorized' } });
  const unknown = await askToken(google, { ...exchangeFields('4/0A'), client_id: 'nobody' });
  assert.deepEqual(unknown, { status: 401, body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' } });
});

test('the token endpoint reads forms alone', async () => {
  const google = givenGoogle();
  const body = JSON.stringify(exchangeFields(await codeFor(google)));
  const answer = await google.fetch(new Request(`${origin}/token`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }));
  assert.equal(answer.status, 400);
  assert.equal((await askToken(google, { ...exchangeFields('x'), grant_type: 'password' })).status, 400);
});

test('a refresh token comes with offline access at the first consent, then only when consent is asked again', async () => {
  const google = givenGoogle();
  assert.equal((await exchanged(google, authorizationUrl({ access_type: undefined }))).refresh_token, undefined);
  google.control.revoke(lea);
  assert.notEqual((await exchanged(google, authorizationUrl({ prompt: undefined }))).refresh_token, undefined);
  assert.equal((await exchanged(google, authorizationUrl({ prompt: undefined }))).refresh_token, undefined);
  assert.equal((await exchanged(google, authorizationUrl({ prompt: 'select_account' }))).refresh_token, undefined);
  assert.notEqual((await exchanged(google, authorizationUrl({ prompt: 'select_account consent' }))).refresh_token, undefined);
});

test('refreshing answers a new access token, the scopes and no new refresh token', async () => {
  const google = givenGoogle();
  const tokens = await exchanged(google);
  const answer = await refreshed(google, tokens.refresh_token ?? '');
  const body = z.parse(tokenBody, answer.body);
  assert.notEqual(body.access_token, tokens.access_token);
  assert.equal(body.refresh_token, undefined);
  assert.equal(body.scope, tokens.scope);
});

test('a refresh token serves its own client alone', async () => {
  const google = givenGoogle();
  const tokens = await exchanged(google);
  assert.deepEqual(await refreshed(google, tokens.refresh_token ?? '', sibling), invalidGrant('Token has been expired or revoked.'));
});

test('the 101st refresh token of an account and client silently ends the first', async () => {
  const google = givenGoogle();
  const first = (await exchanged(google)).refresh_token ?? '';
  const second = (await exchanged(google)).refresh_token ?? '';
  for (let count = 2; count < 100; count += 1) await exchanged(google);
  assert.equal((await refreshed(google, first)).status, 200);
  await exchanged(google);
  assert.equal(google.control.countRefreshTokens(lea, client.clientId), 100);
  assert.deepEqual(await refreshed(google, first), invalidGrant('Token has been expired or revoked.'));
  assert.equal((await refreshed(google, second)).status, 200);
});

test('a refresh token ends after six idle months, and after seven days for an app in testing', async () => {
  const google = givenGoogle();
  const lasting = (await exchanged(google)).refresh_token ?? '';
  const inTesting = await exchanged(google, authorizationUrl({ client_id: testing.clientId }), { client_id: testing.clientId });
  assert.equal(inTesting['refresh_token_expires_in'], 604_800);
  google.control.advance(7 * 24 * 3_600_000);
  assert.equal((await refreshed(google, inTesting.refresh_token ?? '', testing)).status, 400);
  assert.equal((await refreshed(google, lasting)).status, 200);
  google.control.advance(184 * 24 * 3_600_000);
  assert.equal((await refreshed(google, lasting)).status, 400);
});

const revoked = async (google: EmulatedGoogle, token: string): Promise<number> =>
  (await google.fetch(new Request(`${origin}/revoke?token=${encodeURIComponent(token)}`, { method: 'POST' }))).status;

test('revoking one token ends every grant of the account in the project, of all its clients, and no other', async () => {
  const google = givenGoogle();
  const mine = await exchanged(google, authorizationUrl({ scope: `openid email ${sendScope}` }));
  const again = await exchanged(google);
  const ofSibling = await exchanged(google, authorizationUrl({ client_id: sibling.clientId }), { client_id: sibling.clientId });
  const ofStranger = await exchanged(google, authorizationUrl({ client_id: stranger.clientId }), { client_id: stranger.clientId });
  assert.equal(await revoked(google, mine.access_token), 200);
  assert.equal((await refreshed(google, mine.refresh_token ?? '')).status, 400);
  assert.equal((await refreshed(google, again.refresh_token ?? '')).status, 400);
  assert.equal((await refreshed(google, ofSibling.refresh_token ?? '', sibling)).status, 400);
  assert.equal((await refreshed(google, ofStranger.refresh_token ?? '', stranger)).status, 200);
});

test('revoking a token that is not known (any more) is answered with invalid_token', async () => {
  const google = givenGoogle();
  const { refresh_token } = await exchanged(google);
  const inBody = new Request(`${origin}/revoke`, { method: 'POST', body: new URLSearchParams({ token: refresh_token ?? '' }) });
  assert.equal((await google.fetch(inBody)).status, 200);
  assert.equal(await revoked(google, refresh_token ?? ''), 400);
  assert.equal((await google.fetch(new Request(`${origin}/revoke`, { method: 'POST' }))).status, 400);
});

test('a code that waits for its exchange ends with a revocation', async () => {
  const google = givenGoogle();
  const code = await codeFor(google);
  google.control.revoke(lea);
  assert.deepEqual(await askToken(google, exchangeFields(code)), invalidGrant('Malformed auth code.'));
});

test('session and administrator policies have answers of their own', async () => {
  const google = givenGoogle();
  const { refresh_token = '' } = await exchanged(google);
  google.control.refuseRefresh(lea, 'session-policy');
  const session = z.parse(z.looseObject({ error: z.string(), error_subtype: z.string() }), (await refreshed(google, refresh_token)).body);
  assert.deepEqual([session.error, session.error_subtype], ['invalid_grant', 'invalid_rapt']);
  google.control.refuseRefresh(lea, 'administrator-policy');
  const policy = z.parse(z.looseObject({ error: z.string() }), (await refreshed(google, refresh_token)).body);
  assert.equal(policy.error, 'admin_policy_enforced');
  google.control.refuseRefresh(lea, undefined);
  assert.equal((await refreshed(google, refresh_token)).status, 200);
});

test('google-auth-library walks from the code to the checked identity and back to nothing', async () => {
  const google = givenGoogle();
  const library = libraryFor(google);
  const { tokens } = await library.getToken({ code: await codeFor(google), codeVerifier });
  const ticket = await library.verifyIdToken({ idToken: tokens.id_token ?? '', audience: client.clientId });
  const { iat, exp, at_hash, ...identity } = ticket.getPayload() ?? { iat: 0, exp: 0 };
  assert.equal(exp - iat, 3600);
  assert.match(at_hash ?? '', /^[\w-]{22}$/);
  assert.deepEqual(identity, {
    iss: origin,
    azp: client.clientId,
    aud: client.clientId,
    sub: google.control.account(lea).sub,
    hd: 'northpeak.example',
    email: lea,
    email_verified: true,
    nonce: 'nonce-1',
  });
  library.setCredentials({ refresh_token: tokens.refresh_token ?? null });
  const { credentials } = await library.refreshAccessToken();
  assert.notEqual(credentials.access_token, tokens.access_token);
  await library.revokeToken(tokens.refresh_token ?? '');
  await assert.rejects(library.refreshAccessToken(), /invalid_grant/);
});

for (const flaw of ['wrong-signature', 'wrong-audience', 'wrong-issuer', 'expired'] as const) {
  test(`google-auth-library refuses an ID token that is flawed by ${flaw}`, async () => {
    const google = givenGoogle();
    google.control.change({ idToken: flaw });
    const library = libraryFor(google);
    const { tokens } = await library.getToken({ code: await codeFor(google), codeVerifier });
    await assert.rejects(library.verifyIdToken({ idToken: tokens.id_token ?? '', audience: client.clientId }));
  });
}

test('a consumer’s identity has no Workspace domain, and one without scopes for it no address', async () => {
  const google = givenGoogle();
  const library = libraryFor(google);
  const url = authorizationUrl({ scope: `openid ${sendScope}` });
  const { tokens } = await library.getToken({ code: await codeFor(google, url, { email: 'lea.moreau.home@mail.example' }), codeVerifier });
  const ticket = await library.verifyIdToken({ idToken: tokens.id_token ?? '', audience: client.clientId });
  assert.equal(ticket.getPayload()?.hd, undefined);
  assert.equal(ticket.getPayload()?.email, undefined);
});

test('grants survive a restart of the emulator, and end with a revocation in the next one', async () => {
  const first = givenGoogle();
  const { refresh_token = '' } = await exchanged(first);
  const saved: unknown = JSON.parse(JSON.stringify(first.save()));
  const { restoreGrants } = await import('../../demo/google/saved-grants.ts');
  const { createEmulatedGoogle } = await import('../../demo/google/emulated-google.ts');
  const second = createEmulatedGoogle({
    origin,
    clients: [client],
    clock: { now: () => Date.now() },
    random: { bytes: (length) => new Uint8Array(length) },
    saved: restoreGrants(saved),
  });
  assert.equal((await refreshed(second, refresh_token)).status, 200);
  assert.equal(await revoked(second, refresh_token), 200);
  assert.equal((await refreshed(second, refresh_token)).status, 400);
});
