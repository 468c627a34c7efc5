import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { eventStream } from '../../../src/server/http/event-stream.ts';
import { streamRoute } from '../../../src/server/http/route.ts';
import { givenPorts } from '../given-ports.ts';
import { mint, userClaims } from '../mint-token.ts';

const listenTo = (listen: (signal: AbortSignal) => AsyncIterable<string>): ReadableStreamDefaultReader<Uint8Array> => eventStream({ listen }).getReader();

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

test('a stream whose source fails breaks off instead of ending as if all were said', async () => {
  const reader = listenTo(async function* () {
    yield 'one';
    throw new Error('the database went away');
  });
  await reader.read();
  await assert.rejects(reader.read());
});

const page = 'https://crm.acme.example';

const givenStream = () => {
  const { ports } = givenPorts();
  const routes = [
    streamRoute({
      name: 'followThings',
      path: '/v1/things/stream',
      summary: 'Follows things.',
      budget: 'read',
      params: z.object({ since: z.string().check(z.regex(/^\d+$/)) }),
      failures: [],
      async *open ({ caller, params }) {
        yield `data: ${caller.user} since ${params.since}, until ${caller.tokenEndsAt}\n\n`;
      },
    }),
  ];
  const app = createApp(ports, routes);
  return async (path: string, headers: Record<string, string> = {}) =>
    app(new Request(`https://connect.example.com${path}`, { headers: { origin: page, authorization: `Bearer ${await mint(userClaims())}`, ...headers } }));
};

test('a page that may ask gets events, uncollected by proxies and readable by its origin alone', async () => {
  const answer = await givenStream()('/v1/things/stream?since=7');
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(answer.headers.get('x-accel-buffering'), 'no');
  assert.equal(answer.headers.get('access-control-allow-origin'), page);
  assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
  assert.equal(await answer.text(), 'data: user-1 since 7, until 1772539500000\n\n');
});

test('a stream is refused as everything else is: without a token, from another origin, with a wrong parameter', async () => {
  const ask = givenStream();
  assert.equal((await ask('/v1/things/stream?since=7', { authorization: '' })).status, 401);
  assert.equal((await ask('/v1/things/stream?since=7', { origin: 'https://evil.example' })).status, 403);
  assert.equal((await ask('/v1/things/stream?since=x')).status, 400);
  assert.equal((await ask('/v1/things/stream')).status, 400);
});
