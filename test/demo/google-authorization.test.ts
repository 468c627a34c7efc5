import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consentByRobot } from '../../demo/robot/consent-by-robot.ts';
import { readScope, sendScope } from '../../demo/google/scopes.ts';
import { authorizationUrl, client, codeFor, givenGoogle, lea, origin, redirectUri, walkedThrough } from './given-google.ts';

const refused: readonly (readonly [string, Record<string, string | undefined>, number, string])[] = [
  ['no client', { client_id: undefined }, 400, 'invalid_request'],
  ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
  ['no redirect URI', { redirect_uri: undefined }, 400, 'invalid_request'],
  ['a redirect URI of another path', { redirect_uri: `${redirectUri}/more` }, 400, 'redirect_uri_mismatch'],
  ['a redirect URI with a query', { redirect_uri: `${redirectUri}?x=1` }, 400, 'redirect_uri_mismatch'],
  ['a redirect URI of another host', { redirect_uri: 'https://evil.example/connect/callback' }, 400, 'redirect_uri_mismatch'],
  ['another response type', { response_type: 'token' }, 400, 'unsupported_response_type'],
  ['no scope', { scope: undefined }, 400, 'invalid_request'],
  ['a scope that Google does not know', { scope: 'openid gmail.everything' }, 400, 'invalid_scope'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 400, 'invalid_request'],
  ['a challenge without its method', { code_challenge_method: undefined }, 400, 'invalid_request'],
  ['a method without a challenge', { code_challenge: undefined }, 400, 'invalid_request'],
  ['a challenge of another length', { code_challenge: 'short' }, 400, 'invalid_request'],
  ['another access type', { access_type: 'forever' }, 400, 'invalid_request'],
  ['another prompt', { prompt: 'please' }, 400, 'invalid_request'],
];

for (const [what, changes, status, error] of refused) {
  test(`the authorization endpoint keeps a request with ${what} on its own page and never redirects`, async () => {
    const answer = await givenGoogle().fetch(new Request(authorizationUrl(changes)));
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('location'), null);
    assert.match(await answer.text(), new RegExp(`: ${error}<`));
  });
}

test('a parameter that stands twice is refused on Google’s own page', async () => {
  const answer = await givenGoogle().fetch(new Request(`${authorizationUrl()}&state=another`));
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /single value: state/);
});

test('markup in a refused redirect URI is shown as text', async () => {
  const answer = await givenGoogle().fetch(new Request(authorizationUrl({ redirect_uri: 'https://evil.example/<script>' })));
  assert.doesNotMatch(await answer.text(), /<script>/);
});

test('a person who allows comes back with code, state, issuer and the scopes that were ticked', async () => {
  const back = await walkedThrough(givenGoogle(), authorizationUrl(), { email: lea, ticks: [sendScope] });
  const { code, ...rest } = Object.fromEntries(back);
  assert.match(code ?? '', /^4\/0A/);
  assert.deepEqual(rest, {
    state: 'state-1',
    iss: origin,
    scope: `openid https://www.googleapis.com/auth/userinfo.email ${sendScope}`,
    authuser: '0',
    hd: 'northpeak.example',
    prompt: 'consent',
  });
});

test('a person who cancels comes back with access_denied, the state and no code', async () => {
  const back = await walkedThrough(givenGoogle(), authorizationUrl(), { email: lea, decision: 'cancel' });
  assert.deepEqual(Object.fromEntries(back), { state: 'state-1', iss: origin, error: 'access_denied' });
});

test('prompt=none comes back at once, since nobody is signed in', async () => {
  const answer = await givenGoogle().fetch(new Request(authorizationUrl({ prompt: 'none' })));
  assert.match(answer.headers.get('location') ?? '', /error=login_required/);
});

test('every permission beyond signing in has a box of its own, and all of them are empty', async () => {
  const google = givenGoogle();
  const pages: string[] = [];
  await consentByRobot(
    async (request) => {
      const answer = await google.fetch(request);
      pages.push(await answer.clone().text());
      return answer;
    },
    authorizationUrl(),
    { email: lea },
  );
  const consent = pages.find((page) => page.includes('type="checkbox"')) ?? '';
  assert.deepEqual([...consent.matchAll(/type="checkbox"[^>]* value="([^"]+)"/g)].map((box) => box[1]), [sendScope, readScope]);
  assert.doesNotMatch(consent, /<input[^>]* checked/);
});

test('consent is asked again only where it is wanted or something new is asked', async () => {
  const google = givenGoogle();
  await codeFor(google, authorizationUrl({ prompt: undefined, scope: `openid email ${sendScope}` }));
  google.control.ledger.clear();
  await codeFor(google, authorizationUrl({ prompt: undefined, scope: `openid email ${sendScope}` }));
  assert.deepEqual(google.control.ledger.of('step').map((entry) => entry.step), ['account', 'password']);
  google.control.ledger.clear();
  await codeFor(google, authorizationUrl({ prompt: undefined }));
  assert.deepEqual(google.control.ledger.of('step').map((entry) => entry.step), ['account', 'password', 'consent']);
});

test('the consent page opens to nobody who has not signed in', async () => {
  const google = givenGoogle();
  const start = await google.fetch(new Request(authorizationUrl()));
  const attempt = new URL(start.headers.get('location') ?? '', origin).searchParams.get('attempt') ?? '';
  const page = await google.fetch(new Request(`${origin}/signin/consent?attempt=${attempt}`));
  assert.equal(page.status, 400);
  const allow = new URLSearchParams([['attempt', attempt], ['decision', 'allow'], ['scope', sendScope]]);
  const answer = await google.fetch(new Request(`${origin}/signin/consent`, { method: 'POST', body: allow }));
  assert.match(answer.headers.get('location') ?? '', /^\/signin\/account\?/);
});

test('a scope that was not asked for is not granted, whatever the form says', async () => {
  const google = givenGoogle();
  const url = authorizationUrl({ scope: `openid email ${sendScope}` });
  const back = await walkedThrough(
    { ...google, fetch: (request) => google.fetch(request) },
    url,
    { email: lea, ticks: [sendScope, readScope] },
  );
  assert.doesNotMatch(back.get('scope') ?? '', /readonly/);
});

for (const [block, code] of [
  ['administrator', 'admin_policy_enforced'],
  ['internal-app', 'org_internal'],
  ['test-users-only', 'access_denied'],
  ['redirect-uri-mismatch', 'redirect_uri_mismatch'],
  ['in-app-browser', 'disallowed_useragent'],
] as const) {
  test(`a person blocked by ${block} stays on Google’s page`, async () => {
    const google = givenGoogle();
    google.control.change({ blockedBy: block });
    const end = await consentByRobot(google.fetch, authorizationUrl(), { email: lea });
    assert.equal(end.kind, 'kept');
    assert.match(end.kind === 'kept' ? end.page : '', new RegExp(code));
  });
}

test('an app that is not verified is reached only past a warning', async () => {
  const google = givenGoogle();
  google.control.change({ blockedBy: 'not-verified' });
  await codeFor(google);
  assert.deepEqual(google.control.ledger.of('step').map((entry) => entry.step), ['account', 'password', 'unverified', 'consent']);
});

test('any address can be typed, and a Workspace domain narrows only the chooser', async () => {
  const google = givenGoogle();
  const start = await google.fetch(new Request(authorizationUrl({ hd: 'northpeak.example' })));
  const chooser = await (await google.fetch(new Request(new URL(start.headers.get('location') ?? '', origin)))).text();
  assert.match(chooser, /lea@northpeak\.example/);
  assert.doesNotMatch(chooser, /southridge/);
  assert.match(chooser, /Another account/);
  const back = await walkedThrough(google, authorizationUrl({ hd: 'northpeak.example' }), { email: 'someone@elsewhere.example' });
  assert.notEqual(back.get('code'), null);
});

test('the account that the client hints at stands first and has the focus', async () => {
  const google = givenGoogle();
  const start = await google.fetch(new Request(authorizationUrl({ login_hint: 'Hugo@Northpeak.example' })));
  const chooser = await (await google.fetch(new Request(new URL(start.headers.get('location') ?? '', origin)))).text();
  assert.match(chooser, /<li><button name="account" value="hugo@northpeak\.example" autofocus>/);
  assert.ok(chooser.indexOf('hugo@northpeak') < chooser.indexOf('lea@northpeak'));
});

test('pages speak French when the client or the browser asks for it', async () => {
  const google = givenGoogle();
  const wanted = await google.fetch(new Request(authorizationUrl({ client_id: 'nobody', hl: 'fr-CA' })));
  assert.match(await wanted.text(), /<html lang="fr">[\s\S]*Accès bloqué/);
  const byBrowser = await google.fetch(new Request(authorizationUrl({ client_id: 'nobody' }), { headers: { 'accept-language': 'de, fr;q=0.8' } }));
  assert.match(await byBrowser.text(), /<html lang="fr">/);
});

test('pages run no script, cannot be framed and carry the opener policy that is set', async () => {
  const google = givenGoogle();
  google.control.change({ openerPolicy: 'same-origin' });
  const { headers } = await google.fetch(new Request(authorizationUrl({ client_id: 'nobody' })));
  assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/);
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
});

test('the test panel’s switches reach the consent page', async () => {
  const google = givenGoogle();
  google.control.change({ withheldScopes: [readScope] });
  const partial = await walkedThrough(google, authorizationUrl());
  assert.doesNotMatch(partial.get('scope') ?? '', /readonly/);
  google.control.change({ withheldScopes: undefined, consent: 'denied' });
  assert.equal((await walkedThrough(google, authorizationUrl())).get('error'), 'access_denied');
  google.control.reset();
  google.control.change({ chosenAccount: 'hugo@northpeak.example' });
  google.control.ledger.clear();
  await walkedThrough(google, authorizationUrl());
  assert.deepEqual(google.control.ledger.of('step').map((entry) => entry.step), ['password', 'consent']);
  google.control.reset();
  google.control.change({ callbackState: 'stale', callbackIssuer: 'absent' });
  const stale = await walkedThrough(google, authorizationUrl());
  assert.notEqual(stale.get('state'), 'state-1');
  assert.equal(stale.get('iss'), null);
});

test('the control endpoint obeys only who knows the key, and never a browser', async () => {
  const google = givenGoogle();
  const order = (headers: Record<string, string>, body: object = { outage: true }) =>
    google.fetch(new Request(`${origin}/__control/change`, { method: 'POST', headers, body: JSON.stringify(body) }));
  assert.equal((await order({})).status, 403);
  assert.equal((await order({ 'x-control-key': 'guessed' })).status, 403);
  assert.equal((await order({ 'x-control-key': 'key-of-the-tests', origin: 'http://localhost:4400' })).status, 403);
  assert.equal(google.control.switches().outage, false);
  assert.equal((await order({ 'x-control-key': 'key-of-the-tests' }, { outage: 'yes' })).status, 400);
  assert.equal((await order({ 'x-control-key': 'key-of-the-tests' })).status, 200);
  assert.equal(google.control.switches().outage, true);
});

test('the ledger names the client that was refused', async () => {
  const google = givenGoogle();
  await google.fetch(new Request(authorizationUrl({ redirect_uri: 'https://evil.example/' })));
  const [entry] = google.control.ledger.of('authorization');
  assert.equal(entry?.outcome, 'refused');
  assert.equal(entry.parameters['client_id'], client.clientId);
});
