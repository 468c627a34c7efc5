import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { mintServerToken, mintUserToken } from '../../demo/crm/mint-token.ts';
import { ask, changeSession, givenCrm, now, origin, ownPage, secret, serviceOrigin } from './given-crm.ts';

const key = Buffer.from(secret, 'base64url');

const verified = async (token: string) => {
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: new Date(now), audience: serviceOrigin });
  const { jti, ...claims } = payload;
  assert.match(jti ?? '', /^[0-9a-f-]{36}$/);
  return claims;
};

const tokenOf = async (answer: Response): Promise<string> => {
  const body: unknown = await answer.json();
  return z.parse(z.object({ token: z.string() }), body).token;
};

test('a user token names tenant, service, person, organization and page, and lives five minutes', async () => {
  const { crm } = givenCrm();
  const token = await tokenOf(await ask(crm, '/session-token', { headers: ownPage }));
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'HS256', typ: 'JWT', kid: 'k1' });
  assert.deepEqual(await verified(token), {
    perm: 'user',
    iss: 'larkspur',
    aud: serviceOrigin,
    sub: 'lea',
    org: 'northpeak',
    origins: [origin],
    name: 'Léa Moreau',
    expectedEmail: 'lea@northpeak.example',
    iat: now / 1000,
    exp: now / 1000 + 300,
  });
});

test('a server token speaks for the tenant and for nobody else', async () => {
  const token = mintServerToken({ tenant: 'larkspur', kid: 'k1', secret }, serviceOrigin, now);
  assert.deepEqual(await verified(token), { perm: 'server', iss: 'larkspur', aud: serviceOrigin, iat: now / 1000, exp: now / 1000 + 300 });
});

test('no two tokens are the same', () => {
  const mint = (): string => mintUserToken({ user: 'lea', org: 'o', origins: [origin] }, { tenant: 't', kid: 'k', secret }, serviceOrigin, now);
  assert.notEqual(mint(), mint());
});

test('the token follows what the host expects, and the tenant how the host stands to the service', async () => {
  const { crm } = givenCrm();
  const claims = async () => verified(await tokenOf(await ask(crm, '/session-token', { headers: ownPage })));
  crm.change({ expects: 'domain', returnPage: false });
  const { hd, expectedEmail, iss } = await claims();
  assert.deepEqual([hd, expectedEmail, iss], ['northpeak.example', undefined, 'larkspur-plain']);
  crm.change({ expects: 'anything', claim: 'backend-only' });
  const other = await claims();
  assert.deepEqual([other['hd'], other['expectedEmail'], other.iss], [undefined, undefined, 'larkspur-backend']);
});

test('another site gets no token, and neither does a form', async () => {
  const { crm } = givenCrm();
  assert.equal((await ask(crm, '/session-token', { headers: { ...ownPage, 'sec-fetch-site': 'cross-site' } })).status, 403);
  assert.equal((await ask(crm, '/session-token', { headers: { ...ownPage, 'sec-fetch-site': 'same-site' } })).status, 403);
  assert.equal((await ask(crm, '/session-token')).status, 403);
});

test('the gear menu changes who looks, in which language and in which light, and comes back to its page', async () => {
  const { crm } = givenCrm();
  const { status, location, cookies } = await changeSession(crm, { user: 'hugo', language: 'fr', theme: 'dark', path: '/settings/email' });
  assert.deepEqual([status, location], [303, '/settings/email']);
  const page = await (await ask(crm, '/settings/profile', { headers: { cookie: cookies } })).text();
  assert.match(page, /<html lang="fr" data-theme="dark">/);
  assert.match(page, /Hugo Stern/);
  const token = await tokenOf(await ask(crm, '/session-token', { headers: { ...ownPage, cookie: cookies } }));
  assert.equal((await verified(token)).sub, 'hugo');
});

test('nobody becomes somebody else by writing a cookie', async () => {
  const { crm } = givenCrm();
  const token = await tokenOf(await ask(crm, '/session-token', { headers: { ...ownPage, cookie: 'larkspur-user=hugo.forged' } }));
  assert.equal((await verified(token)).sub, 'lea');
});

test('another site changes no session, and no path leads away from the CRM', async () => {
  const { crm } = givenCrm();
  assert.equal((await changeSession(crm, { user: 'hugo' }, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await changeSession(crm, { user: 'hugo' }, {})).status, 403);
  assert.equal((await changeSession(crm, { path: '//evil.example' })).location, '/contacts');
});

const pages = [
  '/contacts',
  '/contacts/anna',
  '/contacts/tomas',
  '/contacts/ines',
  '/contacts/jonas',
  '/contacts/noor',
  '/contacts/pia',
  '/deals',
  '/outreach',
  '/outreach/spring',
  '/sending',
  '/replies',
  '/activity',
  '/reports',
  '/settings',
  '/settings/profile',
  '/settings/email',
  '/settings/email/signature',
  '/settings/email/connection',
  '/settings/notifications',
  '/settings/first-steps',
  '/settings/users',
  '/settings/pipelines',
  '/settings/webhooks',
];

for (const language of ['en', 'fr']) {
  test(`every page of the CRM stands in ${language}, with one main heading and links that lead somewhere`, async () => {
    const { crm } = givenCrm();
    for (const path of pages) {
      const answer = await ask(crm, path, { headers: { 'accept-language': language } });
      const page = await answer.text();
      assert.equal(answer.status, 200, path);
      assert.match(page, new RegExp(`<html lang="${language}"`), path);
      assert.equal([...page.matchAll(/<h1/g)].length, 1, path);
      for (const [, href = ''] of page.matchAll(/<a href="(\/[^"?]*)/g)) assert.ok(pages.includes(href), `${path} links to ${href}`);
    }
  });
}

test('the way from the gear to the wizard goes by the names of its steps', async () => {
  const { crm } = givenCrm();
  const at = async (path: string): Promise<string> => (await ask(crm, path)).text();
  assert.match(await at('/contacts'), /<a href="\/settings">.*Settings<\/a>/);
  assert.match(await at('/settings'), /<a href="\/settings\/email"[^>]*><b>Email Settings<\/b>/);
  assert.match(await at('/settings/email'), /<a href="\/settings\/email\/connection">Email Connection<\/a>/);
  assert.match(
    await at('/settings/email/connection'),
    /<gmail-connect-wizard endpoint="http:\/\/connect\.localhost:4401" session-url="\/session-token" entry="connection"><\/gmail-connect-wizard>/,
  );
  assert.match(await at('/settings/first-steps'), /entry="settings"/);
});

test('pages carry a strict policy and the window policies that are set', async () => {
  const { crm } = givenCrm();
  const usual = (await ask(crm, '/settings/email/connection')).headers;
  assert.equal(
    usual.get('content-security-policy'),
    "default-src 'none'; script-src 'self' http://connect.localhost:4401; style-src 'self'; connect-src 'self' http://connect.localhost:4401; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
  );
  assert.equal(usual.get('cross-origin-opener-policy'), null);
  crm.change({ openerPolicy: 'same-origin', embedderPolicy: 'require-corp' });
  const isolated = (await ask(crm, '/settings/email/connection')).headers;
  assert.equal(isolated.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(isolated.get('cross-origin-embedder-policy'), 'require-corp');
});

test('the return page stands at its path, unless this host has none', async () => {
  const { crm } = givenCrm();
  assert.equal((await ask(crm, '/gmail-return.html')).status, 200);
  crm.change({ returnPage: false });
  assert.equal((await ask(crm, '/gmail-return.html')).status, 404);
});
