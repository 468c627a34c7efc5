import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as z from 'zod/mini';
import { listen } from '../../demo/listen.ts';
import { ask, changeSession, givenCrm, origin } from './given-crm.ts';

const claim = { flowId: 'f'.repeat(22), finishCode: 'c'.repeat(43), codeVerifier: 'v'.repeat(43) };
const headers = { origin, 'content-type': 'application/json', 'x-requested-with': 'gmail-connect-kit' };

const given = async (context: TestContext) => {
  const received: { readonly path: string; readonly headers: Headers; readonly body: unknown }[] = [];
  const service = await listen(async (request) => {
    const body: unknown = await request.json();
    received.push({ path: new URL(request.url).pathname, headers: request.headers, body });
    return Response.json({ answered: true }, { status: 201 });
  }, 0);
  context.after(() => service.close());
  return { ...givenCrm(`http://127.0.0.1:${service.port}`), received };
};

const send = (crm: Parameters<typeof ask>[0], body: unknown, more: Record<string, string> = {}) =>
  ask(crm, '/token-endpoint', { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) });

test('a claim is forwarded with the server token, for the person of the session', async (context) => {
  const { crm, received } = await given(context);
  const { cookies } = await changeSession(crm, { user: 'hugo' });
  const answer = await send(crm, claim, { cookie: cookies });
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { answered: true });
  const [forwarded] = received;
  assert.equal(forwarded?.path, '/v1/backend/claim');
  assert.deepEqual(forwarded.body, { ...claim, org: 'northpeak', user: 'hugo' });
  assert.equal(forwarded.headers.get('origin'), null);
  const payload = Buffer.from((forwarded.headers.get('authorization') ?? '').split('.')[1] ?? '', 'base64url').toString();
  assert.equal(z.parse(z.looseObject({ perm: z.string() }), JSON.parse(payload)).perm, 'server');
});

test('the body has no say in whose claim it is', async (context) => {
  const { crm, received } = await given(context);
  await send(crm, { ...claim, org: 'elsewhere', user: 'hugo' });
  assert.deepEqual(received[0]?.body, { ...claim, org: 'northpeak', user: 'lea' });
});

test('a claim from another site, as a form, or unreadable goes nowhere', async (context) => {
  const { crm, received } = await given(context);
  assert.equal((await send(crm, claim, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await send(crm, claim, { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await send(crm, { ...claim, finishCode: 'short' })).status, 400);
  const { 'x-requested-with': _left, ...formHeaders } = headers;
  assert.equal((await ask(crm, '/token-endpoint', { method: 'POST', headers: formHeaders, body: '{}' })).status, 403);
  crm.change({ veto: true });
  const vetoed = await send(crm, claim);
  assert.deepEqual([vetoed.status, await vetoed.json()], [403, { error: { code: 'claim-vetoed' }, message: 'The CRM refused this claim.', requestId: 'larkspur' }]);
  assert.deepEqual(received, []);
});

test('a service that cannot be reached is a typed failure', async () => {
  const { crm } = givenCrm();
  const answer = await send(crm, claim);
  assert.equal(answer.status, 502);
  const body: unknown = await answer.json();
  assert.deepEqual(body, { error: { code: 'service-unavailable' }, message: 'The service cannot be reached.', requestId: 'larkspur' });
});
