import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { createGoogle } from '../../../src/server/google/google-client.ts';
import type { AuthorizationRequest, GooglePort } from '../../../src/server/google/google-port.ts';
import { scopesFor } from '../../../src/server/google/scopes.ts';
import { clockAt, noon } from '../given-ports.ts';
import { anna, readScope, sendScope, startGoogle, type Consent, type Twist, type WireGoogle } from './wire-google.ts';

const redirectUri = 'https://connect.example.com/connect/callback';
let wire: WireGoogle;
let google: GooglePort;

before(async () => {
  wire = await startGoogle();
});
after(() => wire.close());
beforeEach(() => {
  wire.seen.length = 0;
  google = createGoogle({ settings: wire.settings, redirectUri, clock: clockAt() });
});

const verifier = randomBytes(32).toString('base64url');
const nonce = 'nonce-1';
const nonceHash = createHash('sha256').update(nonce).digest('base64url');
const asking: AuthorizationRequest = {
  state: 'state-1',
  nonce,
  codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
  scopes: scopesFor(['send', 'read']),
  prompt: 'select_account consent',
  loginHint: undefined,
  hostedDomain: undefined,
  language: 'fr',
};

const exchange = (consent: Partial<Consent> = {}) => {
  const back = wire.allow(google.authorizationUrl(asking), { account: anna, ...consent });
  return google.exchange({ code: back.searchParams.get('code') ?? '', codeVerifier: verifier, nonceHash });
};

const html: Twist = { kind: 'answer', status: 200, body: '<html>Sign in to the hotel’s network</html>', contentType: 'text/html' };
const outage: Twist = { kind: 'answer', status: 503, body: { error: 'unavailable' } };

test('the address of the consent page asks for lasting access, with PKCE, and never for scopes of earlier grants', () => {
  const url = new URL(google.authorizationUrl({ ...asking, prompt: 'consent', loginHint: 'anna@example.com', hostedDomain: 'example.com' }));
  assert.equal(url.origin + url.pathname, wire.settings.authorizationUrl);
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    access_type: 'offline',
    client_id: 'client-1',
    code_challenge: asking.codeChallenge,
    code_challenge_method: 'S256',
    hd: 'example.com',
    hl: 'fr',
    login_hint: 'anna@example.com',
    nonce,
    prompt: 'consent',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: `openid email ${sendScope} ${readScope}`,
    state: 'state-1',
  });
});

test('what is not known is left out of the address', () => {
  const { searchParams } = new URL(google.authorizationUrl({ ...asking, language: undefined }));
  assert.deepEqual(['login_hint', 'hd', 'hl', 'include_granted_scopes'].filter((each) => searchParams.has(each)), []);
});

test('an exchange tells who granted what and for how long', async () => {
  const exchanged = await exchange({ account: { ...anna, hd: 'example.com' }, scopes: ['openid', sendScope] });
  assert.ok(exchanged.ok);
  const { accessToken, refreshToken, ...grant } = exchanged.value;
  assert.match(accessToken, /^CANARY-access/);
  assert.match(refreshToken ?? '', /^CANARY-refresh/);
  assert.ok(Math.abs(grant.accessTokenExpiresAt - noon - 3_599_000) < 2_000);
  assert.deepEqual({ ...grant, accessTokenExpiresAt: 0 }, {
    googleSub: anna.sub,
    email: anna.email,
    emailVerified: true,
    hostedDomain: 'example.com',
    scopes: ['openid', sendScope],
    accessTokenExpiresAt: 0,
  });
});

test('an address that Google has not verified is told as such', async () => {
  for (const [said, verified] of [[false, false], ['false', false], ['true', true]] as const) {
    const exchanged = await exchange({ account: { ...anna, emailVerified: said } });
    assert.equal(exchanged.ok && exchanged.value.emailVerified, verified);
  }
});

const now = Math.floor(Date.now() / 1000);
const badTokens: readonly (readonly [string, Partial<Consent>, string | undefined])[] = [
  ['another nonce', { claims: { nonce: 'other' } }, anna.sub],
  ['no nonce', { claims: { nonce: undefined } }, anna.sub],
  ['another audience', { claims: { aud: 'client-2' } }, undefined],
  ['another issuer', { claims: { iss: 'https://evil.example' } }, undefined],
  ['a foreign signature', { forged: true }, undefined],
  ['its time over', { claims: { iat: now - 9000, exp: now - 5000 } }, undefined],
  ['no subject', { claims: { sub: undefined } }, undefined],
  ['an empty subject', { claims: { sub: '' } }, undefined],
  ['no address', { claims: { email: undefined } }, anna.sub],
];
for (const [name, consent, googleSub] of badTokens) {
  test(`an ID token with ${name} is refused, and its grant is handed over to be discarded`, async () => {
    const exchanged = await exchange(consent);
    assert.ok(!exchanged.ok && exchanged.failure.code === 'identity-refused');
    const { token, ...discarded } = exchanged.failure.discarded;
    assert.match(token, /^CANARY-refresh/);
    assert.deepEqual(discarded, { googleSub });
  });
}

test('a code is exchanged with one request, whatever comes of it', async () => {
  const twists: readonly (readonly [Twist, string])[] = [
    [outage, 'google-unavailable'],
    [{ kind: 'answer', status: 429, body: {} }, 'google-unavailable'],
    [html, 'exchange-interrupted'],
    [{ kind: 'answer', status: 200, body: { token_type: 'Bearer' } }, 'exchange-interrupted'],
    [{ kind: 'cut' }, 'exchange-interrupted'],
    [{ kind: 'lose-answer' }, 'exchange-interrupted'],
    [{ kind: 'answer', status: 400, body: { error: 'invalid_grant' } }, 'google-refused'],
  ];
  for (const [twist, code] of twists) {
    wire.seen.length = 0;
    wire.twist('token', twist);
    const exchanged = await exchange();
    assert.deepEqual([exchanged.ok || exchanged.failure.code, wire.count('token')], [code, 1]);
  }
});

test('Google’s silence ends at the time limit', async () => {
  google = createGoogle({ settings: { ...wire.settings, timeoutMs: 40 }, redirectUri, clock: clockAt() });
  wire.twist('token', { kind: 'hang' });
  const exchanged = await exchange();
  assert.deepEqual(exchanged, { ok: false, failure: { code: 'exchange-interrupted' } });
});

test('no code is spent while Google’s keys are not to be had', async () => {
  wire.twist('certs', outage);
  const exchanged = await exchange();
  assert.deepEqual(exchanged, { ok: false, failure: { code: 'google-unavailable' } });
  assert.equal(wire.count('token'), 0);
});

test('a code belongs to its verifier', async () => {
  const back = wire.allow(google.authorizationUrl(asking), { account: anna });
  const exchanged = await google.exchange({ code: back.searchParams.get('code') ?? '', codeVerifier: 'x'.repeat(43), nonceHash });
  assert.deepEqual(exchanged, { ok: false, failure: { code: 'google-refused' } });
});

test('a refresh gives a new access token, and no refresh token where Google sends none', async () => {
  const granted = await exchange();
  assert.ok(granted.ok);
  const refreshed = await google.refresh(granted.value.refreshToken ?? '');
  assert.ok(refreshed.ok);
  assert.notEqual(refreshed.value.accessToken, granted.value.accessToken);
  assert.equal(refreshed.value.refreshToken, undefined);
});

test('a refresh token that Google sends anew is handed on', async () => {
  wire.twist('token', { kind: 'answer', status: 200, body: { access_token: 'a', refresh_token: 'r2', expires_in: 3600, scope: sendScope } });
  const refreshed = await google.refresh('r1');
  assert.equal(refreshed.ok && refreshed.value.refreshToken, 'r2');
});

test('a refresh is one request, whatever comes of it', async () => {
  const twists: readonly (readonly [Twist, object])[] = [
    [outage, { code: 'google-unavailable' }],
    [html, { code: 'google-unavailable' }],
    [{ kind: 'cut' }, { code: 'google-unavailable' }],
    [{ kind: 'answer', status: 400, body: { error: 'invalid_grant' } }, { code: 'grant-lost', cause: 'unnamed' }],
    [{ kind: 'answer', status: 400, body: { error: 'invalid_grant', error_description: 'reauth related error (invalid_rapt)', error_subtype: 'invalid_rapt' } }, { code: 'grant-lost', cause: 'session-policy' }],
    [{ kind: 'answer', status: 401, body: { error: 'invalid_client' } }, { code: 'client-misconfigured' }],
  ];
  for (const [twist, failure] of twists) {
    wire.seen.length = 0;
    wire.twist('token', twist);
    assert.deepEqual(await google.refresh('r1'), { ok: false, failure });
    assert.equal(wire.count('token'), 1);
  }
});

test('a withdrawal is confirmed by Google, also for a token it no longer knows, and never assumed', async () => {
  const granted = await exchange();
  assert.ok(granted.ok);
  const token = granted.value.refreshToken ?? '';
  wire.twist('revoke', outage);
  assert.deepEqual(await google.revoke(token), { ok: false, failure: { code: 'google-unavailable' } });
  assert.deepEqual(await google.revoke(token), { ok: true, value: undefined });
  assert.deepEqual(await google.revoke(token), { ok: true, value: undefined });
  assert.equal(wire.count('revoke'), 3);
});

test('the profile says whose mailbox it is, or that there is none', async () => {
  const granted = await exchange();
  assert.ok(granted.ok);
  assert.deepEqual(await google.profile(granted.value.accessToken), { ok: true, value: { email: anna.email, historyId: '1234' } });
  const without = await exchange({ account: { ...anna, gmail: 'none' } });
  assert.ok(without.ok);
  assert.deepEqual(await google.profile(without.value.accessToken), { ok: false, failure: { code: 'no-gmail' } });
});

test('whether Google answers is asked each time', async () => {
  assert.equal(await google.reachable(), true);
  wire.twist('certs', outage);
  assert.equal(await google.reachable(), false);
});
