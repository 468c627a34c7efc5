import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { asServer, asUser, givenRouter, page, refusalOf, writing } from './given-router.ts';

const word = JSON.stringify({ word: 'hello' });

test('a page reads what its route declares, and nothing that stood beside it', async () => {
  const { ask } = givenRouter();
  const response = await ask('/v1/things/t1', { headers: await asUser() });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { id: 't1', user: 'user-1' });
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('access-control-allow-origin'), page);
  assert.match(response.headers.get('x-request-id') ?? '', /^[\w-]{16}$/);
});

test('a page sends JSON and gets its answer', async () => {
  const { ask } = givenRouter();
  const response = await ask('/v1/things', { method: 'POST', body: word, headers: await asUser({}, writing) });
  assert.deepEqual([response.status, await response.json()], [200, { word: 'hello' }]);
});

test('a route without an answer says 204', async () => {
  const { ask } = givenRouter();
  const response = await ask('/v1/things/t1', { method: 'DELETE', headers: await asUser({}, writing) });
  assert.deepEqual([response.status, await response.text()], [204, '']);
});

test('a backend needs no header that only pages need', async () => {
  const { ask } = givenRouter();
  const headers = await asServer({ 'content-type': 'application/json; charset=utf-8' });
  assert.equal((await ask('/v1/backend/things', { method: 'POST', body: word, headers })).status, 200);
});

test('a refusal of the handler arrives with its status, its code and the id of the request', async () => {
  const { ask, lines } = givenRouter();
  const response = await ask('/v1/things/missing', { headers: await asUser() });
  const requestId = response.headers.get('x-request-id') ?? '';
  assert.equal(response.status, 404);
  assert.deepEqual(await response.json(), {
    error: { code: 'connection-unknown' },
    message: 'There is no such connection for this user.',
    requestId,
  });
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', new RegExp(`"failure":"connection-unknown".*"requestId":"${requestId}"`));
});

test('a refused token is told apart in the log and nowhere else', async () => {
  const { ask, lines, handled } = givenRouter();
  const response = await ask('/v1/things/t1', { headers: await asUser({ exp: 1 }) });
  assert.equal(response.headers.get('www-authenticate'), 'Bearer');
  assert.deepEqual(await refusalOf(response), [401, { code: 'token-refused' }]);
  assert.match(lines[0] ?? '', /"at":"expired"/);
  assert.deepEqual(handled, []);
});

test('a user token on a backend’s route and a server token on a page’s route are refused', async () => {
  const { ask, handled } = givenRouter();
  const user = await ask('/v1/backend/things', { method: 'POST', body: word, headers: await asUser({}, writing) });
  assert.deepEqual(await refusalOf(user), [401, { code: 'token-refused' }]);
  const server = await ask('/v1/things', { method: 'POST', body: word, headers: await asServer(writing) });
  assert.deepEqual(await refusalOf(server), [401, { code: 'token-refused' }]);
  assert.deepEqual(handled, []);
});

const foreignForms: readonly (readonly [string, Record<string, string>, readonly [number, object]])[] = [
  ['without X-Requested-With', { 'content-type': 'application/json' }, [400, { code: 'header-missing' }]],
  ['as a form', { ...writing, 'content-type': 'application/x-www-form-urlencoded' }, [415, { code: 'content-type-refused' }]],
  ['as a form with files', { ...writing, 'content-type': 'multipart/form-data; boundary=x' }, [415, { code: 'content-type-refused' }]],
  ['as plain text', { ...writing, 'content-type': 'text/plain' }, [415, { code: 'content-type-refused' }]],
  ['as something that begins like JSON', { ...writing, 'content-type': 'application/jsonp' }, [415, { code: 'content-type-refused' }]],
];

for (const [title, headers, expected] of foreignForms) {
  test(`a post sent ${title} is refused before it has an effect`, async () => {
    const { ask, handled } = givenRouter();
    const response = await ask('/v1/things', { method: 'POST', body: word, headers: await asUser({}, headers) });
    assert.deepEqual(await refusalOf(response), expected);
    assert.deepEqual(handled, []);
  });
}

test('a deletion that a form could send is refused', async () => {
  const { ask, handled } = givenRouter();
  const bare = await ask('/v1/things/t1', { method: 'DELETE', headers: await asUser() });
  assert.deepEqual(await refusalOf(bare), [400, { code: 'header-missing' }]);
  const typed = await ask('/v1/things/t1', { method: 'DELETE', headers: await asUser({}, { ...writing, 'content-type': 'text/plain' }) });
  assert.deepEqual(await refusalOf(typed), [415, { code: 'content-type-refused' }]);
  assert.deepEqual(handled, []);
});

test('a body or a path that does not fit is refused', async () => {
  const { ask, handled } = givenRouter();
  const headers = await asUser({}, writing);
  for (const body of ['', '{', '[]', 'null', '{"word":1}', '{"__proto__":{"word":"x"}}', Buffer.from('{"word":"\xff"}', 'latin1')]) {
    const response = await ask('/v1/things', { method: 'POST', body, headers });
    assert.deepEqual(await refusalOf(response), [400, { code: 'request-malformed' }], String(body));
  }
  const long = await ask('/v1/things/longer-than-eight', { headers: await asUser() });
  assert.deepEqual(await refusalOf(long), [400, { code: 'request-malformed' }]);
  assert.deepEqual(handled, []);
});

test('a body of ten megabytes is refused after sixteen kilobytes', async () => {
  const { ask, handled } = givenRouter();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024;
      if (sent > 10_000_000) controller.close();
      else controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  const headers = await asUser({}, writing);
  const response = await ask('/v1/things', { method: 'POST', body, headers, duplex: 'half' });
  assert.deepEqual(await refusalOf(response), [413, { code: 'body-too-large' }]);
  assert.ok(sent < 40_000, `read ${sent} bytes`);
  const announced = await ask('/v1/things', { method: 'POST', body: ' '.repeat(20_000), headers });
  assert.deepEqual(await refusalOf(announced), [413, { code: 'body-too-large' }]);
  assert.deepEqual(handled, []);
});

test('an unknown address and an unknown method are named as such', async () => {
  const { ask, lines } = givenRouter();
  for (const path of ['/', '/v1', '/v1/things/', '/v1/things/t1/more', '/wp-login.php', '/v1/things/%E0%A4%A']) {
    assert.equal((await refusalOf(await ask(path)))[0] >= 400, true);
  }
  assert.deepEqual(await refusalOf(await ask('/v2/things')), [404, { code: 'route-unknown' }]);
  const put = await ask('/v1/things/t1', { method: 'PUT' });
  assert.equal(put.headers.get('allow'), 'GET, DELETE');
  assert.deepEqual(await refusalOf(put), [405, { code: 'method-refused' }]);
  assert.equal(lines.some((line) => line.includes('wp-login')), false);
});

test('a database that is down is said to be down, and when to come back', async () => {
  const down = Object.assign(new Error('connect ECONNREFUSED CANARY'), { code: 'ECONNREFUSED' });
  const { ask, lines } = givenRouter({}, () => down);
  const response = await ask('/v1/things/throw', { headers: await asUser() });
  assert.equal(response.headers.get('retry-after'), '5');
  assert.equal(response.headers.get('access-control-allow-origin'), page);
  assert.deepEqual(await refusalOf(response), [503, { code: 'service-unavailable' }]);
  assert.doesNotMatch(lines.join(''), /CANARY/);
});

test('what nobody expected becomes an internal failure without a word of it', async () => {
  for (const thrown of [new TypeError('CANARY'), 'CANARY', { CANARY: true }, undefined]) {
    const { ask, lines } = givenRouter({}, () => thrown);
    const response = await ask('/v1/things/throw', { headers: await asUser() });
    const text = await response.clone().text();
    assert.deepEqual(await refusalOf(response), [500, { code: 'internal' }]);
    assert.doesNotMatch(text + lines.join(''), /CANARY/);
    assert.match(lines[0] ?? '', /"failure":"internal/);
  }
});

test('a page that fails shows a person a sentence, in their language', async () => {
  const { ask, lines } = givenRouter();
  const english = await ask('/connect/show/throw');
  assert.equal(english.status, 500);
  assert.match(await english.text(), /<html lang="en">[^]*Nothing was changed/);
  const french = await ask('/connect/show/throw', { headers: { 'accept-language': 'fr-CA,fr;q=0.9' } });
  assert.match(await french.text(), /<html lang="fr">[^]*Rien n’a changé/);
  assert.match(french.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'none'; style-src \S+\/connect\/finish\.css;/);
  assert.doesNotMatch(lines.join(''), /CANARY/);
});

test('a page route tells HEAD from GET and answers nothing else', async () => {
  const { ask, handled } = givenRouter();
  await ask('/connect/show/one');
  const head = await ask('/connect/show/one', { method: 'HEAD' });
  assert.equal(await head.text(), '');
  assert.deepEqual(handled, ['GET show', 'HEAD show']);
  assert.deepEqual(await refusalOf(await ask('/connect/show/one', { method: 'POST' })), [405, { code: 'method-refused' }]);
});

test('a line of the log has the route’s pattern and never the address asked for', async () => {
  const { ask, lines } = givenRouter();
  await ask('/v1/things/t1?ticket=CANARY', { headers: await asUser({ jti: 'j-9' }) });
  const { time: _time, requestId: _requestId, ...line } = z.record(z.string(), z.unknown()).parse(JSON.parse(lines[0] ?? ''));
  assert.deepEqual(line, {
    level: 'info',
    tenant: 'acme',
    jti: 'j-9',
    route: '/v1/things/:id',
    method: 'GET',
    status: 200,
    durationMs: 0,
    msg: 'request-answered',
  });
});

test('nothing that a request carried comes back in a refusal, the log or the metrics', async () => {
  const { ask, lines, ports } = givenRouter({}, () => Object.assign(new Error('CANARY'), { code: '23505', detail: 'Key (token)=(CANARY)' }));
  const secret = { authorization: 'Bearer CANARY.CANARY.CANARY', origin: 'https://CANARY.example', cookie: '__Host-gck-x=CANARY', referer: 'https://x/?code=CANARY', 'x-forwarded-for': 'CANARY', 'x-request-id': 'CANARY', 'user-agent': 'CANARY' };
  const answers = await Promise.all([
    ask('/v1/things/CANARY?code=CANARY', { headers: secret }),
    ask('/CANARY?state=CANARY', { headers: secret }),
    ask('/v1/CANARY', { method: 'CANARY', headers: secret }),
    ask('/v1/things/CANARY', { method: 'OPTIONS', headers: secret }),
    ask('/v1/things', { method: 'POST', body: '{"word":7,"code":"CANARY"}', headers: await asUser({}, { ...writing, cookie: 'a=CANARY' }) }),
    ask('/v1/things', { method: 'POST', body: 'CANARY', headers: await asUser({}, writing) }),
    ask('/v1/things/throw', { headers: await asUser({ name: 'CANARY', expectedEmail: 'CANARY@example.com' }) }),
    ask('/connect/show/throw?ticket=CANARY', { headers: secret }),
    ask('/connect/show/CANARY', { method: 'POST', headers: secret }),
  ]);
  for (const answer of answers) {
    assert.ok(answer.status >= 400);
    assert.doesNotMatch((await answer.text()) + JSON.stringify([...answer.headers]), /canary/i);
  }
  assert.equal(lines.length, answers.length);
  assert.doesNotMatch(lines.join('') + (await ports.metrics.render()).text, /canary/i);
});
