import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ElementSettings } from '../../../src/client/element-deps.ts';
import { createHttpMailClient } from '../../../src/client/mail-client/http-mail-client.ts';
import { givenClock, settle } from '../given-clock.ts';
import { givenConnection, givenFlow, givenView, serviceOrigin } from '../given-mail-client.ts';

const signal = new AbortController().signal;
const hostOrigin = 'https://crm.example';
const { flowId } = givenFlow(1);

const tokenOf = (claims: Readonly<Record<string, unknown>>): string =>
  `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** A client whose every request is answered by the test. */
const given = (change: Partial<ElementSettings> & { answer?: (sent: Sent) => Response | Promise<Response> } = {}) => {
  const clock = givenClock();
  const sent: Sent[] = [];
  const answer = change.answer ?? (() => Response.json(givenView(givenConnection())));
  let minted = 0;
  const settings: Omit<ElementSettings, 'endpoint'> = {
    tokenEndpoint: undefined,
    sessionUrl: undefined,
    getSessionToken: () => tokenOf({ iss: 'larkspur', org: 'o', sub: 'lea', exp: clock.now() / 1000 + 600, jti: (minted += 1) }),
    ...change,
  };
  const origin = 'endpoint' in change ? change.endpoint : serviceOrigin;
  const client = createHttpMailClient(origin, settings, {
    clock,
    pageUrl: () => `${hostOrigin}/settings/email`,
    fetch: async (input, init = {}) => {
      const request = { url: input instanceof Request ? input.url : input.toString(), init, headers: new Headers(init.headers) };
      sent.push(request);
      init.signal?.throwIfAborted();
      return answer(request);
    },
  });
  return { client, clock, sent, minted: () => minted };
};

const bodyOf = (request: Sent | undefined): unknown => {
  assert.ok(typeof request?.init.body === 'string');
  return JSON.parse(request.init.body);
};

const refusal = (status: number, error: object, headers: HeadersInit = {}): Response =>
  Response.json({ error, message: 'A sentence.', requestId: 'r' }, { status, headers });

test('the token travels as Authorization only, without cookies, and says who asks', async () => {
  const { client, sent } = given();
  const outcome = await client.connections(signal);
  assert.deepEqual(outcome, { ok: true, value: givenView(givenConnection()) });
  const [request] = sent;
  assert.equal(request?.url, `${serviceOrigin}/v1/connections`);
  assert.match(request?.headers.get('Authorization') ?? '', /^Bearer h\./);
  assert.equal(request?.headers.get('X-Requested-With'), 'gmail-connect-kit');
  assert.equal(request?.init.credentials, 'omit');
  assert.equal(request?.init.redirect, 'error');
});

test('an attempt is prepared and cancelled with a JSON body and a request that outlives the page', async () => {
  const { client, sent } = given({ answer: ({ url }) => (url.endsWith('/cancel') ? new Response(null, { status: 204 }) : Response.json(givenFlow(1))) });
  const request = {
    codeChallenge: 'c'.repeat(43),
    codeChallengeMethod: 'S256',
    intent: { kind: 'connect' },
    capabilities: ['send'],
    locale: 'fr',
  } as const;
  const prepared = await client.prepare({ ...request, capabilities: ['send'] }, signal);
  assert.deepEqual(prepared, { ok: true, value: givenFlow(1) });
  assert.deepEqual(bodyOf(sent[0]), request);
  assert.equal(sent[0]?.headers.get('Content-Type'), 'application/json');
  assert.deepEqual(await client.cancel(flowId, signal), { ok: true, value: undefined });
  assert.equal(sent[1]?.url, `${serviceOrigin}/v1/flows/${flowId}/cancel`);
  assert.equal(sent[1]?.init.keepalive, true);
});

test('start addresses that stand elsewhere than at the service are refused', async () => {
  const evil = { ...givenFlow(1), startUrls: [givenFlow(1).startUrls[0], 'https://evil.example/connect/start'] };
  const { client } = given({ answer: () => Response.json(evil) });
  const request = { codeChallenge: 'c'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'connect' }, capabilities: ['send'], locale: 'en' } as const;
  assert.deepEqual(await client.prepare({ ...request, capabilities: ['send'] }, signal), { ok: false, failure: { code: 'answer-unreadable' } });
});

test('one token serves every question until shortly before it ends, however many ask at once', async () => {
  const { client, clock, minted } = given();
  await Promise.all([client.connections(signal), client.connections(signal), client.userKey()]);
  await client.connections(signal);
  assert.equal(minted(), 1);
  await clock.advance(569_000);
  await client.connections(signal);
  assert.equal(minted(), 1);
  await clock.advance(1_000);
  await client.connections(signal);
  assert.equal(minted(), 2);
});

test('a refused token is renewed once, and a second refusal is told', async () => {
  const once = given({ answer: ({ headers }) => (headers.get('Authorization') === once.sent[0]?.headers.get('Authorization') ? refusal(401, { code: 'token-refused' }) : Response.json(givenView())) });
  assert.deepEqual(await once.client.connections(signal), { ok: true, value: givenView() });
  assert.equal(once.sent.length, 2);
  const always = given({ answer: () => refusal(401, { code: 'token-refused' }) });
  assert.deepEqual(await always.client.connections(signal), { ok: false, failure: { code: 'token-refused' } });
  assert.equal(always.sent.length, 2);
});

test('who asks is the service, tenant, organisation and user of a token that is asked for again', async () => {
  const { client, clock, minted } = given();
  assert.equal(await client.userKey(), JSON.stringify([serviceOrigin, JSON.stringify(['larkspur', 'o', 'lea'])]));
  await clock.advance(10_000);
  await client.userKey();
  assert.equal(minted(), 2);
});

test('a token that cannot be read names nobody', async () => {
  for (const token of ['', 'opaque', 'a.b.c', tokenOf({ sub: 'lea' })]) {
    assert.equal(await given({ getSessionToken: () => token }).client.userKey(), undefined);
  }
});

const noToken: readonly [string, Partial<ElementSettings>][] = [
  ['throws', { getSessionToken: () => Promise.reject(new Error('signed out')) }],
  ['gives nothing', { getSessionToken: () => '' }],
  ['is missing, and session-url too', { getSessionToken: undefined }],
  ['is missing, and session-url stands on another origin', { getSessionToken: undefined, sessionUrl: 'https://evil.example/session' }],
  ['is missing, and session-url is no address', { getSessionToken: undefined, sessionUrl: 'https://' }],
];
for (const [title, change] of noToken) {
  test(`a session callback that ${title} is a failed session, and nothing is sent`, async () => {
    const { client, sent } = given(change);
    assert.deepEqual(await client.connections(signal), { ok: false, failure: { code: 'session-failed' } });
    assert.equal(sent.length, 0);
  });
}

test('a session-url that cannot be reached is a network that failed, not a person who signed out', async () => {
  const { client } = given({ getSessionToken: undefined, sessionUrl: '/session-token', answer: () => Promise.reject(new TypeError('Failed to fetch')) });
  assert.deepEqual(await client.connections(signal), { ok: false, failure: { code: 'network-failed' } });
});

test('a session callback that never answers is given up', async () => {
  const { client, clock } = given({ getSessionToken: () => new Promise(() => undefined) });
  const asked = client.connections(signal);
  await clock.advance(15_000);
  assert.deepEqual(await asked, { ok: false, failure: { code: 'session-failed' } });
  assert.equal(clock.sleepers(), 0);
});

test('session-url is asked on the page origin with its own cookies and without a token', async () => {
  const { client, sent } = given({
    getSessionToken: undefined,
    sessionUrl: '/api/gmail-session',
    answer: ({ url }) => Response.json(url.endsWith('session') ? { token: tokenOf({}) } : givenView()),
  });
  assert.equal((await client.connections(signal)).ok, true);
  assert.equal(sent[0]?.url, `${hostOrigin}/api/gmail-session`);
  assert.equal(sent[0]?.init.credentials, 'same-origin');
  assert.equal(sent[0]?.headers.get('Authorization'), null);
});

const claim = { flowId, finishCode: 'f'.repeat(43), codeVerifier: 'v'.repeat(43) };
const claimed = { connection: givenConnection(), withheld: [] };

test('a claim goes to the service with the token unless the host names its backend', async () => {
  for (const tokenEndpoint of [undefined, '', serviceOrigin, `${serviceOrigin}/v1/claim`]) {
    const { client, sent } = given({ tokenEndpoint, answer: () => Response.json(claimed) });
    assert.deepEqual(await client.claim(claim, signal), { ok: true, value: claimed });
    assert.equal(sent[0]?.url, `${serviceOrigin}/v1/claim`);
    assert.ok(sent[0]?.headers.has('Authorization'));
  }
});

test('a claim at the host backend carries its cookies and never the user token', async () => {
  for (const tokenEndpoint of ['/api/gmail-claim', `${hostOrigin}/api/gmail-claim`]) {
    const { client, sent, minted } = given({ tokenEndpoint, answer: () => Response.json(claimed) });
    assert.deepEqual(await client.claim(claim, signal), { ok: true, value: claimed });
    assert.equal(sent[0]?.url, `${hostOrigin}/api/gmail-claim`);
    assert.equal(sent[0]?.init.credentials, 'same-origin');
    assert.equal(sent[0]?.headers.get('X-Requested-With'), 'gmail-connect-kit');
    assert.equal(sent[0]?.headers.has('Authorization'), false);
    assert.equal(minted(), 0);
    assert.deepEqual(bodyOf(sent[0]), claim);
  }
});

test('a claim is sent nowhere else than to the service or the page origin', async () => {
  const elsewhere = ['https://evil.example/claim', '//evil.example', 'http://crm.example/claim', 'https://user@crm.example/', 'javascript:1', 'data:,', 'https://', `${serviceOrigin}/elsewhere`, 'https://crm.example:8443/'];
  for (const tokenEndpoint of elsewhere) {
    const { client, sent } = given({ tokenEndpoint });
    assert.deepEqual(await client.claim(claim, signal), { ok: false, failure: { code: 'token-endpoint-refused' } });
    assert.equal(sent.length, 0);
  }
});

test('without an endpoint nothing is asked of anybody', async () => {
  const { client, sent, minted } = given({ endpoint: undefined });
  for (const outcome of [await client.connections(signal), await client.claim(claim, signal)]) {
    assert.deepEqual(outcome, { ok: false, failure: { code: 'endpoint-missing' } });
  }
  assert.equal(await client.userKey(), undefined);
  assert.deepEqual([sent.length, minted()], [0, 0]);
});

const answers: readonly [string, () => Response, object][] = [
  ['a refusal of the service', () => refusal(409, { code: 'mailbox-taken' }), { code: 'mailbox-taken' }],
  ['a refusal with data', () => refusal(403, { code: 'finish-code-wrong', triesLeft: 2 }), { code: 'finish-code-wrong', triesLeft: 2 }],
  ['a proxy page', () => new Response('<h1>502 Bad Gateway</h1>', { status: 502 }), { code: 'service-unavailable' }],
  ['a proxy that limits', () => new Response('slow down', { status: 429, headers: { 'Retry-After': '7' } }), { code: 'too-many-requests', retryAfterSeconds: 7 }],
  ['a proxy that limits without saying how long', () => new Response('', { status: 429 }), { code: 'too-many-requests', retryAfterSeconds: 30 }],
  ['a page where JSON was expected', () => new Response('<!doctype html>'), { code: 'answer-unreadable' }],
  ['an answer of another version', () => Response.json({ ...givenView(), connections: 'none' }), { code: 'answer-unreadable' }],
  ['a failure code of another version', () => refusal(418, { code: 'brewing' }), { code: 'answer-unreadable' }],
  ['an empty answer', () => new Response(null, { status: 204 }), { code: 'answer-unreadable' }],
];
for (const [title, answer, failure] of answers) {
  test(`${title} is told as ${JSON.stringify(failure)}`, async () => {
    assert.deepEqual(await given({ answer }).client.connections(signal), { ok: false, failure });
  });
}

const vetoes: readonly [string, () => Response, object][] = [
  ['that says so in our form', () => refusal(403, { code: 'claim-vetoed' }), { code: 'claim-vetoed' }],
  ['that forbids in a form of its own', () => Response.json({ detail: 'forbidden' }, { status: 403 }), { code: 'claim-vetoed' }],
  ['that has a conflict and says nothing', () => new Response(null, { status: 409 }), { code: 'claim-vetoed' }],
  ['that shows a page of its own', () => new Response('<h1>Forbidden</h1>', { status: 403 }), { code: 'claim-vetoed' }],
  ['that does not know its user any more', () => new Response(null, { status: 401 }), { code: 'token-refused' }],
  ['that hands back what the service said', () => refusal(409, { code: 'mailbox-taken' }), { code: 'mailbox-taken' }],
  ['that has no such route', () => new Response('not found', { status: 404 }), { code: 'answer-unreadable' }],
];
for (const [title, answer, failure] of vetoes) {
  test(`a backend of the host ${title} is told as ${JSON.stringify(failure)}`, async () => {
    const { client } = given({ tokenEndpoint: '/api/gmail-claim', answer });
    assert.deepEqual(await client.claim(claim, signal), { ok: false, failure });
  });
}

test('only the host’s own backend vetoes: a proxy before the service that forbids is not taken for it', async () => {
  const { client } = given({ answer: () => new Response('<h1>Forbidden</h1>', { status: 403 }) });
  assert.deepEqual(await client.claim(claim, signal), { ok: false, failure: { code: 'answer-unreadable' } });
});

test('a service that cannot be reached is a failed network', async () => {
  const { client } = given({ answer: () => Promise.reject(new TypeError('Failed to fetch')) });
  assert.deepEqual(await client.connections(signal), { ok: false, failure: { code: 'network-failed' } });
});

test('a service that does not answer in time is given up, a claim later than other questions', async () => {
  const never = ({ init }: Sent): Promise<Response> =>
    new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
  const { client, clock } = given({ answer: never });
  const [asked, claimed] = [client.connections(signal), client.claim(claim, signal)];
  await clock.advance(15_000);
  assert.deepEqual(await asked, { ok: false, failure: { code: 'timed-out' } });
  assert.equal(await Promise.race([claimed, settle()]), undefined);
  await clock.advance(45_000);
  assert.deepEqual(await claimed, { ok: false, failure: { code: 'timed-out' } });
  assert.equal(clock.sleepers(), 0);
});

test('a question that is not wanted any more ends early', async () => {
  const { client, clock } = given();
  const outcome = await client.connections(AbortSignal.abort());
  assert.equal(outcome.ok, false);
  assert.equal(clock.sleepers(), 0);
});
