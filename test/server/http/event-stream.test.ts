import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { eventStream } from '../../../src/server/http/event-stream.ts';
import { streamRoute } from '../../../src/server/http/route.ts';
import { givenPorts } from '../given-ports.ts';
import { mint, userClaims } from '../mint-token.ts';

const listenTo = (listen: (signal: AbortSignal) => AsyncIterable<string>, failed: (error: unknown) => void = assert.ifError): ReadableStreamDefaultReader<Uint8Array> => eventStream({ listen }, failed).getReader();

const textOf = (chunk: { readonly value?: Uint8Array | undefined }): string => new TextDecoder().decode(chunk.value);

test('events are made as they are read, and the making ends when nobody reads any more', async () => {
  const made: number[] = [];
  let ended = false;
  const reader = listenTo(async function* (signal) {
    signal.addEventListener('abort', () => (ended = true));
    for (let count = 1; ; count += 1) {
      made.push(count);
      yield `${count} `;
    }
  });
  assert.equal(textOf(await reader.read()), '1 ');
  assert.equal(textOf(await reader.read()), '2 ');
  assert.ok(made.length <= 4, `${made.length} were made`);
  await reader.cancel();
  assert.equal(ended, true);
});

for (const last of ['ends', 'tells of one more'] as const) {
  test(`a reader that leaves while nothing happens is no failure, though the source then ${last}`, async () => {
    const failures: unknown[] = [];
    const [waits, left, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reader = listenTo(
      async function* (signal) {
        yield 'one';
        signal.addEventListener('abort', () => left.resolve());
        waits.resolve();
        await left.promise;
        over.resolve();
        if (last === 'tells of one more') yield 'two';
      },
      (error) => failures.push(error),
    );
    await reader.read();
    await waits.promise;
    await reader.cancel();
    await over.promise;
    await nextTurn();
    assert.deepEqual(failures, []);
  });
}

test('a stream whose source fails ends, and tells of it elsewhere', async () => {
  const failures: unknown[] = [];
  const gone = new Error('the database went away');
  const reader = listenTo(
    async function* () {
      yield 'one';
      throw gone;
    },
    (error) => failures.push(error),
  );
  await reader.read();
  assert.deepEqual([await reader.read(), failures], [{ done: true, value: undefined }, [gone]]);
});

const page = 'https://crm.acme.example';

const givenStream = () => {
  const { ports, lines } = givenPorts();
  const routes = [
    streamRoute({
      name: 'followThings',
      path: '/v1/things/stream',
      summary: 'Follows things.',
      budget: 'read',
      params: z.object({ since: z.string().check(z.regex(/^\d+$/)) }),
      failures: [],
      async *open({ caller, params }) {
        if (params.since === '13') throw Object.assign(new Error('CANARY of a row'), { code: '23505', detail: 'CANARY' });
        yield `data: ${caller.user} since ${params.since}, until ${caller.tokenEndsAt}\n\n`;
      },
    }),
  ];
  const app = createApp(ports, routes);
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    app(new Request(`https://connect.example.com${path}`, { headers: { origin: page, authorization: `Bearer ${await mint(userClaims())}`, ...headers } }));
  return { ask, app, lines };
};

test('a page that may ask gets events, uncollected by proxies and readable by its origin alone', async () => {
  const answer = await givenStream().ask('/v1/things/stream?since=7');
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(answer.headers.get('x-accel-buffering'), 'no');
  assert.equal(answer.headers.get('access-control-allow-origin'), page);
  assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
  assert.equal(await answer.text(), 'data: user-1 since 7, until 1772539500000\n\n');
});

test('a stream is refused as everything else is: without a token, from another origin, with a wrong parameter', async () => {
  const { ask } = givenStream();
  assert.equal((await ask('/v1/things/stream?since=7', { authorization: '' })).status, 401);
  assert.equal((await ask('/v1/things/stream?since=7', { origin: 'https://evil.example' })).status, 403);
  assert.equal((await ask('/v1/things/stream?since=x')).status, 400);
  assert.equal((await ask('/v1/things/stream')).status, 400);
});

test('a token in the address opens no stream, and no page but one that the token’s tenant lists may even ask', async () => {
  const { ask, app, lines } = givenStream();
  const token = await mint(userClaims());
  for (const name of ['token', 'access_token', 'authorization', 'bearer']) {
    const answer = await app(new Request(`https://connect.example.com/v1/things/stream?since=7&${name}=${token}`, { headers: { origin: page } }));
    assert.equal(answer.status, 401, name);
  }
  assert.equal(lines.join().includes(token), false);
  const preflight = (origin: string): Promise<Response> =>
    app(new Request('https://connect.example.com/v1/things/stream', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } }));
  const allowed = await preflight(page);
  assert.deepEqual([allowed.status, allowed.headers.get('access-control-allow-origin'), allowed.headers.get('access-control-allow-credentials'), allowed.headers.get('vary')], [204, page, null, 'Origin']);
  for (const origin of ['https://evil.example', 'null', `${page}.evil.example`]) assert.deepEqual([(await preflight(origin)).status, (await preflight(origin)).headers.get('access-control-allow-origin')], [403, null]);
  assert.equal((await ask('/v1/things/stream?since=7', { authorization: '', cookie: `token=${token}` })).status, 401);
});

test('what breaks a stream off is in the log by its kind, and nowhere by its words', async () => {
  const { ask, lines } = givenStream();
  assert.equal(await (await ask('/v1/things/stream?since=13')).text(), '');
  assert.match(lines.join('\n'), /"stream-failed".*"internal Error 23505"|"internal Error 23505".*"stream-failed"/);
  assert.doesNotMatch(lines.join('\n'), /CANARY/);
});
