import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createAuthenticate, type Refusal } from '../../../src/server/auth/authenticate.ts';
import type { Caller } from '../../../src/server/auth/caller.ts';
import type { Tenant } from '../../../src/server/settings/settings.ts';
import { acme, clockAt, hostSecret, noon, serviceOrigin, settingsWith } from '../given-ports.ts';
import { mint, serverClaims, userClaims, type Signing } from '../mint-token.ts';

const ed25519 = generateKeyPairSync('ed25519');
const publicPem = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const seconds = noon / 1000;
const page = 'https://crm.acme.example';

const globex: Tenant = {
  ...acme,
  id: 'globex',
  keys: [
    { kid: 'k1', algorithm: 'HS256', material: Buffer.alloc(32, 'globex').toString('base64url') },
    { kid: 'ed', algorithm: 'EdDSA', material: publicPem },
  ],
  origins: [
    { origin: 'https://globex.example', returnPath: undefined },
    { origin: 'https://eu.globex.example', returnPath: undefined },
  ],
};

const authenticate = createAuthenticate(
  settingsWith({
    tenants: new Map([
      ['acme', acme],
      ['globex', globex],
    ]),
  }),
  clockAt(),
);

interface Asking {
  readonly token?: string;
  readonly wanted?: Caller['kind'];
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

const ask = ({ token, wanted = 'user', method = 'GET', headers = { origin: page } }: Asking) =>
  authenticate(
    new Request(`${serviceOrigin}/v1/connections`, {
      method,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    }),
    wanted,
  );

const unsigned = (header: object, payload: object): string =>
  `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

test('a user token lets its user in, with what the host says of them', async () => {
  const token = await mint(userClaims({ name: 'Ana', expectedEmail: 'ana@example.com', hd: 'example.com', iat: seconds - 5, nbf: seconds }));
  const expected: Caller = {
    kind: 'user',
    tenant: acme,
    org: 'org-1',
    user: 'user-1',
    origin: page,
    jti: 'token-1',
    tokenEndsAt: noon + 300_000,
    name: 'Ana',
    expectedEmail: 'ana@example.com',
    hostedDomain: 'example.com',
  };
  assert.deepEqual(await ask({ token }), { ok: true, value: expected });
});

test('what a host does not know of its user may be null or empty', async () => {
  const result = await ask({ token: await mint(userClaims({ name: '', expectedEmail: null, hd: null })) });
  assert.ok(result.ok && result.value.kind === 'user');
  const { name, expectedEmail, hostedDomain } = result.value;
  assert.deepEqual({ name, expectedEmail, hostedDomain }, { name: undefined, expectedEmail: undefined, hostedDomain: undefined });
});

test('a server token lets the host’s backend in', async () => {
  const result = await ask({ token: await mint(serverClaims()), wanted: 'server', method: 'POST', headers: {} });
  assert.deepEqual(result, { ok: true, value: { kind: 'server', tenant: acme, jti: 'token-2' } });
});

test('a token signed with an Ed25519 key is judged by the tenant’s public key', async () => {
  const claims = userClaims({ iss: 'globex', origins: ['https://globex.example'] });
  const headers = { origin: 'https://globex.example' };
  for (const alg of ['EdDSA', 'Ed25519']) {
    const token = await mint(claims, { kid: 'ed', alg, key: ed25519.privateKey });
    assert.equal((await ask({ token, headers })).ok, true, alg);
  }
});

test('a page on the service’s own origin needs no Origin header when the browser says so', async () => {
  const sameOrigin = { 'sec-fetch-site': 'same-origin' };
  const token = await mint(userClaims());
  const result = await ask({ token, headers: sameOrigin });
  assert.equal(result.ok && result.value.kind === 'user' && result.value.origin, page);
  assert.deepEqual(await ask({ token, headers: sameOrigin, method: 'POST' }), refusal('origin-missing', 'origin-refused'));
  assert.deepEqual(await ask({ token, headers: { 'sec-fetch-site': 'cross-site' } }), refusal('origin-missing', 'origin-refused'));
  const two = await mint(
    userClaims({ iss: 'globex', origins: ['https://globex.example', 'https://eu.globex.example'] }),
    { key: Buffer.alloc(32, 'globex') },
  );
  assert.deepEqual(await ask({ token: two, headers: sameOrigin }), refusal('origin-not-in-token'));
});

const refusal = (reason: Refusal['reason'], code: Refusal['code'] = 'token-refused') => ({ ok: false, failure: { code, reason } });

const refused: readonly (readonly [string, Refusal['reason'], Record<string, unknown>, Signing?])[] = [
  ['of an unknown host', 'issuer-unknown', userClaims({ iss: 'nobody' })],
  ['of a name that every object has', 'issuer-unknown', userClaims({ iss: '__proto__' })],
  ['with an unknown key id', 'key-unknown', userClaims(), { kid: 'k9' }],
  ['with another tenant’s key id', 'key-unknown', userClaims(), { kid: 'ed', alg: 'EdDSA', key: ed25519.privateKey }],
  ['signed with another secret', 'signature-wrong', userClaims(), { key: Buffer.alloc(32, 'other') }],
  ['of one tenant signed with another’s secret', 'signature-wrong', userClaims({ iss: 'globex' })],
  ['signed with the public key as if it were a secret', 'algorithm-refused', userClaims({ iss: 'globex' }), { kid: 'ed', key: Buffer.from(publicPem) }],
  ['signed by EdDSA under the id of a secret', 'algorithm-refused', userClaims(), { alg: 'EdDSA', key: ed25519.privateKey }],
  ['with a longer hash than its key has', 'algorithm-refused', userClaims(), { alg: 'HS512', key: Buffer.alloc(64, 1) }],
  ['that has expired', 'expired', userClaims({ exp: seconds - 31 })],
  ['that is not valid yet', 'not-yet-valid', userClaims({ nbf: seconds + 31 })],
  ['issued in the future', 'issued-in-future', userClaims({ iat: seconds + 31 })],
  ['that lives longer than ten minutes', 'lifetime-too-long', userClaims({ exp: seconds + 631 })],
  ['that was minted to live for an hour', 'lifetime-too-long', userClaims({ iat: seconds - 3300, exp: seconds + 300 })],
  ['without an end', 'claims-malformed', userClaims({ exp: undefined })],
  ['whose end is a text', 'claims-malformed', userClaims({ exp: 'tomorrow' })],
  ['whose end is not a number JSON knows', 'claims-malformed', userClaims({ exp: null })],
  ['for another service', 'audience-wrong', userClaims({ aud: 'https://elsewhere.example' })],
  ['for two services', 'audience-wrong', userClaims({ aud: [serviceOrigin, 'https://elsewhere.example'] })],
  ['without an id', 'claims-malformed', userClaims({ jti: undefined })],
  ['without a user', 'claims-malformed', userClaims({ sub: undefined })],
  ['without an organisation', 'claims-malformed', userClaims({ org: undefined })],
  ['with an empty user', 'claims-malformed', userClaims({ sub: '' })],
  ['without origins', 'claims-malformed', userClaims({ origins: undefined })],
  ['whose origins are one text', 'claims-malformed', userClaims({ origins: page })],
  ['without a kind', 'claims-malformed', userClaims({ perm: undefined })],
  ['of two kinds', 'claims-malformed', userClaims({ perm: ['user', 'server'] })],
  ['of a backend', 'user-token-required', serverClaims()],
  ['for pages elsewhere only', 'origin-not-in-token', userClaims({ origins: ['https://other.acme.example'] })],
  ['for every page', 'origin-not-in-token', userClaims({ origins: ['*'] })],
];

for (const [title, reason, claims, signing] of refused) {
  test(`a token ${title} is refused`, async () => {
    assert.deepEqual(await ask({ token: await mint(claims, signing) }), refusal(reason));
  });
}

test('clocks may be half a minute apart, in both directions', async () => {
  for (const times of [{ exp: seconds - 29 }, { nbf: seconds + 29 }, { iat: seconds + 29 }, { exp: seconds + 629 }]) {
    assert.equal((await ask({ token: await mint(userClaims(times)) })).ok, true, JSON.stringify(times));
  }
});

test('an unsigned token is refused, whatever it calls its algorithm', async () => {
  for (const alg of ['none', 'None', 'NONE', 'HS256', '']) {
    const result = await ask({ token: unsigned({ alg, kid: 'k1' }, userClaims()) });
    assert.ok(!result.ok && result.failure.code === 'token-refused', alg);
  }
});

test('a header that is not a bearer token is refused', async () => {
  const ask1 = (authorization: string) =>
    authenticate(new Request(serviceOrigin, { headers: { origin: page, authorization } }), 'user');
  assert.deepEqual(await ask({}), refusal('authorization-missing'));
  for (const header of ['Bearer', 'Bearer abc', 'Basic YTpi', `Bearer ${'a'.repeat(5000)}.b.c`, 'Bearer a.b.c, Bearer d.e.f']) {
    assert.deepEqual(await ask1(header), refusal('authorization-malformed'), header.slice(0, 30));
  }
  assert.deepEqual(await ask1('Bearer a.b.c'), refusal('token-unreadable'));
  assert.deepEqual(await ask1(`Bearer ${unsigned({ alg: 'HS256' }, userClaims())}`), refusal('token-unreadable'));
});

test('a user token with a page elsewhere, or with none, is refused', async () => {
  const token = await mint(userClaims({ origins: [page, 'https://evil.example', 'null'] }));
  for (const origin of ['https://evil.example', 'null', 'http://crm.acme.example', `${page}.evil.example`, `${page}/`, `${page}, ${page}`]) {
    assert.deepEqual(await ask({ token, headers: { origin } }), refusal('origin-not-of-tenant', 'origin-refused'), origin);
  }
  assert.deepEqual(await ask({ token, headers: {} }), refusal('origin-missing', 'origin-refused'));
});

test('a server token in a browser is refused, from any page', async () => {
  const token = await mint(serverClaims());
  for (const origin of [page, 'https://evil.example', 'null', serviceOrigin]) {
    assert.deepEqual(await ask({ token, wanted: 'server', headers: { origin } }), refusal('origin-on-server-token'), origin);
  }
});

test('a token is of a user or of a server, never of both', async () => {
  assert.deepEqual(await ask({ token: await mint(userClaims()), wanted: 'server', headers: {} }), refusal('server-token-required'));
  const mixtures: Record<string, unknown>[] = [{ sub: 'user-1' }, { org: 'org-1' }, { origins: [page] }, { name: 'Ana' }, { hd: 'example.com' }, { sub: null }];
  for (const mixture of mixtures) {
    const token = await mint(serverClaims(mixture));
    assert.deepEqual(await ask({ token, wanted: 'server', headers: {} }), refusal('claims-malformed'), JSON.stringify(mixture));
  }
});

test('the secret of a key is never taken from its own text', async () => {
  const token = await mint(userClaims(), { key: Buffer.from(hostSecret, 'utf8') });
  assert.deepEqual(await ask({ token }), refusal('signature-wrong'));
});
