import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { mock, test } from 'node:test';
import { eventStream } from '../../../src/server/http/event-stream.ts';
import { closeServer, listen, serverOf } from '../../../src/server/http/listen.ts';

const never = (finished: AbortSignal): Promise<void> => new Promise((resolve) => finished.addEventListener('abort', () => resolve()));

test('a reader that reads nothing is cut off, and little is made for it', async () => {
  let made = 0;
  let ended = false;
  const piece = 'x'.repeat(16_384);
  const source = {
    async *listen(signal: AbortSignal) {
      signal.addEventListener('abort', () => (ended = true));
      for (;;) {
        made += piece.length;
        yield piece;
      }
    },
  };
  const server = serverOf(async () => new Response(eventStream(source, assert.ifError)), 300);
  const closed = Promise.withResolvers<void>();
  server.on('connection', (theirs) => theirs.on('close', () => closed.resolve()));
  const listening = await listen(server, 0, '127.0.0.1');
  assert.ok(listening.ok);
  const socket = connect(listening.value.port, '127.0.0.1');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await closed.promise;
  assert.equal(ended, true);
  assert.ok(made < 32_000_000, `${made} characters`);
  socket.destroy();
  await closeServer(server, never);
});

test('a stream that fails over a real connection prints nothing and tells the page nothing', async () => {
  const printed = (['error', 'info', 'log', 'warn'] as const).map((name) => mock.method(console, name, () => undefined));
  const failures: unknown[] = [];
  const source = {
    async *listen() {
      yield 'data: 1\n\n';
      throw Object.assign(new Error('CANARY'), { detail: 'CANARY' });
    },
  };
  const server = serverOf(async () => new Response(eventStream(source, (error) => failures.push(error))));
  const listening = await listen(server, 0, '127.0.0.1');
  assert.ok(listening.ok);
  assert.equal(await (await fetch(`http://127.0.0.1:${listening.value.port}/`)).text(), 'data: 1\n\n');
  await closeServer(server, never);
  for (const each of printed) {
    assert.equal(each.mock.callCount(), 0);
    each.mock.restore();
  }
  assert.equal(failures.length, 1);
});
