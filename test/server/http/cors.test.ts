import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tenant } from '../../../src/server/settings/settings.ts';
import { acme, settingsWith } from '../given-ports.ts';
import { asUser, givenRouter, page, refusalOf } from './given-router.ts';

const globex: Tenant = { ...acme, id: 'globex', origins: [{ origin: 'https://globex.example', returnPath: undefined }] };
const settings = settingsWith({
  tenants: new Map([
    ['acme', acme],
    ['globex', globex],
  ]),
});

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type,x-requested-with' },
});

const corsHeaders = (response: Response) =>
  Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control') || name === 'vary'));

test('a preflight is answered for a page of any tenant, for that page alone and without credentials', async () => {
  const { ask } = givenRouter({ settings });
  for (const origin of [page, 'https://globex.example']) {
    const response = await ask('/v1/things', preflight(origin));
    assert.equal(response.status, 204);
    assert.deepEqual(corsHeaders(response), {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Requested-With',
      'access-control-max-age': '600',
    });
  }
});

test('a preflight from anywhere else is refused', async () => {
  const { ask } = givenRouter({ settings });
  for (const origin of ['https://evil.example', 'null', '*', 'https://CRM.acme.example', `${page}:443`, '']) {
    const response = await ask('/v1/things', preflight(origin));
    assert.deepEqual(corsHeaders(response), { vary: 'Origin' });
    assert.deepEqual(await refusalOf(response), [403, { code: 'origin-refused' }]);
  }
});

test('only pages of the token’s own tenant may read its answers', async () => {
  const { ask, handled } = givenRouter({ settings });
  const own = await ask('/v1/things/t1', { headers: await asUser() });
  assert.deepEqual(corsHeaders(own), {
    vary: 'Origin',
    'access-control-allow-origin': page,
    'access-control-expose-headers': 'Retry-After, X-Request-Id',
  });
  const foreign = await ask('/v1/things/t1', {
    headers: await asUser({ origins: [page, 'https://globex.example'] }, { origin: 'https://globex.example' }),
  });
  assert.deepEqual(corsHeaders(foreign), { vary: 'Origin' });
  assert.deepEqual(await refusalOf(foreign), [403, { code: 'origin-refused' }]);
  assert.deepEqual(handled, ['readThing']);
});

test('a page may read that its token has expired, is unreadable or missing', async () => {
  const { ask } = givenRouter({ settings });
  const expired = await asUser({ exp: 1 });
  for (const headers of [expired, { ...expired, authorization: 'Bearer x' }, { origin: page }]) {
    const response = await ask('/v1/things/t1', { headers });
    assert.equal(response.headers.get('access-control-allow-origin'), page);
    assert.deepEqual(await refusalOf(response), [401, { code: 'token-refused' }]);
  }
});

test('an address outside the interface answers no preflight', async () => {
  const { ask } = givenRouter({ settings });
  assert.deepEqual(corsHeaders(await ask('/connect/show/x', preflight('https://evil.example'))), { vary: 'Origin' });
  assert.equal((await ask('/connect/show/x', preflight(page))).status, 405);
});
