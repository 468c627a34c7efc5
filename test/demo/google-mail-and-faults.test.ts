import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import type { EmulatedGoogle } from '../../demo/google/emulated-google.ts';
import { readScope, sendScope } from '../../demo/google/scopes.ts';
import { askToken, authorizationUrl, codeFor, exchangeFields, givenGoogle, lea, origin } from './given-google.ts';

const accessFor = async (google: EmulatedGoogle, email = lea, ticks = [sendScope, readScope]): Promise<string> => {
  const { body } = await askToken(google, exchangeFields(await codeFor(google, authorizationUrl(), { email, ticks })));
  return z.parse(z.looseObject({ access_token: z.string() }), body).access_token;
};

const profile = async (google: EmulatedGoogle, accessToken: string | undefined, userId = 'me') => {
  const headers: Record<string, string> = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const answer = await google.fetch(new Request(`${origin}/gmail/v1/users/${userId}/profile`, { headers }));
  const body: unknown = await answer.json();
  return { status: answer.status, body };
};

const gmailError = z.object({
  error: z.looseObject({
    code: z.number(),
    status: z.string(),
    message: z.string(),
    errors: z.array(z.looseObject({ domain: z.literal('global'), reason: z.string() })),
  }),
});

const reasonOf = (body: unknown): string | undefined => z.parse(gmailError, body).error.errors[0]?.reason;

test('Gmail names the mailbox to a token that may read', async () => {
  const google = givenGoogle();
  const { status, body } = await profile(google, await accessFor(google));
  assert.equal(status, 200);
  assert.deepEqual(body, { emailAddress: lea, messagesTotal: 0, threadsTotal: 0, historyId: google.control.mailbox(lea).historyId });
});

test('Gmail refuses who may only send, who has no token, and whose token ended', async () => {
  const google = givenGoogle();
  const sending = await profile(google, await accessFor(google, lea, [sendScope]));
  assert.deepEqual([sending.status, reasonOf(sending.body)], [403, 'insufficientPermissions']);
  assert.equal((await profile(google, undefined)).status, 401);
  const invented = await profile(google, 'ya29.invented');
  assert.deepEqual([invented.status, reasonOf(invented.body)], [401, 'authError']);
  const access = await accessFor(google);
  google.control.advance(3600_000);
  assert.equal((await profile(google, access)).status, 401);
});

test('Gmail shows a person’s own mailbox alone', async () => {
  const google = givenGoogle();
  const access = await accessFor(google);
  assert.equal((await profile(google, access, lea)).status, 200);
  assert.equal((await profile(google, access, 'hugo@northpeak.example')).status, 403);
});

test('Gmail tells a Google account that has no mailbox', async () => {
  const google = givenGoogle();
  const { status, body } = await profile(google, await accessFor(google, 'lea@drive-only.example'));
  assert.equal(status, 400);
  assert.deepEqual(z.parse(gmailError, body).error.message, 'Mail service not enabled');
});

test('a revoked grant closes Gmail at once', async () => {
  const google = givenGoogle();
  const access = await accessFor(google);
  google.control.revoke(lea);
  assert.equal((await profile(google, access)).status, 401);
});

const post = (google: EmulatedGoogle, fields: Record<string, string>, signal?: AbortSignal): Promise<Response> =>
  google.fetch(new Request(`${origin}/token`, { method: 'POST', body: new URLSearchParams(fields), ...(signal === undefined ? {} : { signal }) }));

test('planned faults come in their order, one answer each, and only at their endpoint', async () => {
  const google = givenGoogle();
  google.control.failNext('token', 'rate-limited', 'internal-error', 'unavailable', 'html');
  const fields = exchangeFields(await codeFor(google));
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await post(google, fields)).status);
  assert.deepEqual(statuses, [429, 500, 503, 502]);
  assert.equal((await post(google, fields)).status, 200);
});

test('a lost answer has had its effect, a lost connection has not', async () => {
  const google = givenGoogle();
  const first = exchangeFields(await codeFor(google));
  google.control.failNext('token', 'connection-lost');
  await assert.rejects(post(google, first), { name: 'ConnectionLost' });
  assert.equal((await post(google, first)).status, 200);
  const second = exchangeFields(await codeFor(google));
  google.control.failNext('token', 'answer-lost');
  await assert.rejects(post(google, second), { name: 'ConnectionLost' });
  assert.equal((await post(google, second)).status, 400);
});

test('an endpoint without an answer waits until the caller gives up', async () => {
  const google = givenGoogle();
  google.control.failNext('token', 'no-answer');
  const patience = new AbortController();
  const waiting = post(google, exchangeFields('4/0A'), patience.signal);
  patience.abort();
  await assert.rejects(waiting);
});

test('a held answer is told of when the request arrives, and leaves when it is released', async () => {
  const google = givenGoogle();
  const fields = exchangeFields(await codeFor(google));
  const held = google.control.holdNext('token');
  const waiting = post(google, fields);
  await held.reached;
  assert.deepEqual(google.control.ledger.of('token'), []);
  held.release();
  assert.equal((await waiting).status, 200);
});

test('an outage closes everything behind the pages, and nothing is lost by it', async () => {
  const google = givenGoogle();
  const access = await accessFor(google);
  google.control.change({ outage: true });
  assert.equal((await profile(google, access)).status, 503);
  assert.equal((await post(google, exchangeFields('4/0A'))).status, 503);
  assert.equal((await google.fetch(new Request(`${origin}/oauth2/v1/certs`))).status, 503);
  google.control.reset();
  assert.equal((await profile(google, access)).status, 200);
});

test('the ledger keeps what was asked without the client’s secret, and knows every token that was given', async () => {
  const google = givenGoogle();
  const code = await codeFor(google);
  const { body } = await askToken(google, exchangeFields(code));
  const [entry] = google.control.ledger.of('token');
  assert.equal(entry?.parameters['client_secret'], undefined);
  assert.equal(entry?.parameters['code'], code);
  const tokens = z.parse(z.looseObject({ access_token: z.string(), refresh_token: z.string() }), body);
  for (const secret of [code, tokens.access_token, tokens.refresh_token]) assert.ok(google.control.ledger.secrets.has(secret));
});

test('a person removes an app’s access on a page of their own, and only from that page', async () => {
  const google = givenGoogle();
  const access = await accessFor(google);
  const listed = await (await google.fetch(new Request(`${origin}/connections`))).text();
  assert.match(listed, /Larkspur CRM[\s\S]*lea@northpeak\.example/);
  const remove = (site: string) =>
    google.fetch(
      new Request(`${origin}/connections`, {
        method: 'POST',
        headers: { 'sec-fetch-site': site },
        body: new URLSearchParams({ account: google.control.account(lea).sub, project: 'larkspur' }),
      }),
    );
  assert.equal((await remove('cross-site')).status, 403);
  assert.equal((await profile(google, access)).status, 200);
  assert.equal((await remove('same-origin')).status, 303);
  assert.equal((await profile(google, access)).status, 401);
});

test('the same address given to somebody else is another account', async () => {
  const google = givenGoogle();
  const before = google.control.account(lea).sub;
  google.control.reassignAddress(lea);
  assert.notEqual(google.control.account(lea).sub, before);
  google.control.changeAddress(lea, 'lea.moreau@northpeak.example');
  assert.equal(google.control.account('lea.moreau@northpeak.example').name, 'Léa Moreau');
});
