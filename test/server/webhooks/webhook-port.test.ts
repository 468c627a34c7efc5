import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { test } from 'node:test';
import { isPublicAddress } from '../../../src/server/webhooks/public-address.ts';
import { createWebhookPort, type Resolve, type WebhookCall } from '../../../src/server/webhooks/webhook-port.ts';
import type { Clock } from '../../../src/server/ports.ts';
import type { Cleanup } from '../store/stores.ts';

/** Time passes when the test says so. */
const heldClock = () => {
  const ends = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    sleep: (_milliseconds, signal) =>
      new Promise((resolve) => {
        ends.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  return { clock, pass: () => ends.forEach((end) => end()) };
};

interface Heard {
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A host on this machine that answers as it is told to, and what it heard. */
const givenHost = async (t: Cleanup, answer: (write: (text: string) => void, socket: Socket) => void = (write) => write('HTTP/1.1 204 No Content\r\n\r\n')) => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      answer((text) => void socket.write(text), socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Every connection is over. */
  const left = async (): Promise<void> => {
    while (sockets.size > 0) await new Promise(setImmediate);
  };
  return { port, heard, left };
};

const call = (url: string, change: Partial<WebhookCall> = {}): WebhookCall => ({
  url,
  inPrivateNetwork: false,
  headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
  body: '{"type":"reply.found","data":"né"}',
  ...change,
});

const noAnswer = { ok: false, failure: { code: 'no-answer' } };
const answeredWith = (status: number, retryAfterSeconds?: number) => ({ ok: true, value: { status, retryAfterSeconds } });

test('a host hears the body as it was signed, letter by letter', async (t) => {
  const heard: Heard[] = [];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      heard.push({ method: request.method, headers: request.headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(200).end('thank you');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const webhooks = createWebhookPort(heldClock().clock);
  const sent = call(`http://localhost:${port}/hooks?a=b`);
  for (let count = 0; count < 2; count += 1) assert.deepEqual(await webhooks.post(sent), answeredWith(200));
  assert.deepEqual(heard.map(({ method, body, headers }) => [method, body, headers['webhook-id'], headers['content-length']]), Array.from({ length: 2 }, () => ['POST', sent.body, 'msg_1', '35']));
  server.closeAllConnections();
});

test('no redirect is followed: the signed body is for the address of the settings alone', async (t) => {
  const elsewhere = await givenHost(t);
  for (const status of [301, 302, 303, 307, 308]) {
    const host = await givenHost(t, (write) => write(`HTTP/1.1 ${status} Go\r\nLocation: http://127.0.0.1:${elsewhere.port}/\r\nContent-Length: 0\r\n\r\n`));
    assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`http://127.0.0.1:${host.port}/`)), answeredWith(status));
  }
  assert.deepEqual(elsewhere.heard, []);
});

test('an answer without an end is not read to its end', async (t) => {
  const written = { bytes: 0 };
  const piece = 'x'.repeat(16_384);
  const host = await givenHost(t, (write, socket) => {
    write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const goOn = (): void => {
      if (socket.destroyed || written.bytes > 200_000_000) return;
      written.bytes += piece.length;
      socket.write(`4000\r\n${piece}\r\n`, goOn);
    };
    goOn();
  });
  assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`http://127.0.0.1:${host.port}/`)), answeredWith(200));
  await host.left();
  assert.ok(written.bytes < 20_000_000, `${written.bytes} bytes`);
});

test('an answer that does not come, or talks on without an end, is over when its time is', async (t) => {
  for (const beginning of ['', 'HTTP/1.1 200 OK\r\nX-a: ', 'HTTP/1.1 100 Continue\r\n\r\n']) {
    const host = await givenHost(t, (write) => write(beginning));
    const { clock, pass } = heldClock();
    const answer = createWebhookPort(clock).post(call(`http://127.0.0.1:${host.port}/`));
    while (host.heard.length === 0) await new Promise(setImmediate);
    pass();
    assert.deepEqual(await answer, noAnswer, beginning);
    await host.left();
  }
  const host = await givenHost(t, (write) => write('HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\na'));
  const { clock, pass } = heldClock();
  assert.deepEqual(await createWebhookPort(clock).post(call(`http://127.0.0.1:${host.port}/`)), answeredWith(202));
  pass();
  await host.left();
});

test('headers without measure, and what is no HTTP, are no answer', async (t) => {
  for (const answer of [`HTTP/1.1 200 OK\r\nX-a: ${'a'.repeat(1_000_000)}\r\n\r\n`, `HTTP/1.1 200 OK\r\n${'X-a: b\r\n'.repeat(200_000)}\r\n`, 'SSH-2.0-OpenSSH\r\n', 'HTTP/1.1 2000 OK\r\n\r\n']) {
    const host = await givenHost(t, (write, socket) => {
      write(answer);
      socket.end();
    });
    assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`http://127.0.0.1:${host.port}/`)), noAnswer);
  }
});

test('how long a host wishes to rest is read, and nonsense is passed over', async (t) => {
  for (const [wish, seconds] of [['120', 120], ['-5', undefined], ['soon', undefined], ['9'.repeat(400), Infinity]] as const) {
    const host = await givenHost(t, (write) => write(`HTTP/1.1 429 Too Many\r\nRetry-After: ${wish}\r\nContent-Length: 0\r\n\r\n`));
    assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`http://127.0.0.1:${host.port}/`)), answeredWith(429, seconds));
  }
});

test('a host that is not there is no answer', async (t) => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  await once(gone, 'close');
  assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`http://127.0.0.1:${port}/`)), noAnswer);
  t.after(() => undefined);
});

const answering = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, done) => {
    asked.push(hostname);
    const addresses = answers[Math.min(asked.length, answers.length) - 1] ?? [];
    done(null, addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return { asked, resolve };
};

test('an https address in a private network is called only where the settings say so', async (t) => {
  const host = await givenHost(t, (_write, socket) => socket.destroy());
  const names = ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1', '0.0.0.0', '[::]'];
  for (const name of names) assert.deepEqual(await createWebhookPort(heldClock().clock).post(call(`https://${name}:${host.port}/`)), noAnswer);
  for (const name of ['hooks.acme.example', 'localhost', 'localhost.']) {
    const { resolve } = answering(['127.0.0.1', '::1']);
    assert.deepEqual(await createWebhookPort(heldClock().clock, resolve).post(call(`https://${name}:${host.port}/`)), noAnswer);
  }
  assert.deepEqual(host.heard, []);
  await createWebhookPort(heldClock().clock, answering(['127.0.0.1']).resolve).post(call(`https://hooks.acme.internal:${host.port}/`, { inPrivateNetwork: true }));
  assert.equal(host.heard.length, 1);
});

test('the address that was judged is the one that is called: a name that changes its mind in between changes nothing', async (t) => {
  const host = await givenHost(t, (_write, socket) => socket.destroy());
  const { resolve, asked } = answering(['192.0.2.1'], ['127.0.0.1']);
  const webhooks = createWebhookPort(heldClock().clock, resolve);
  assert.deepEqual(await webhooks.post(call(`https://rebinding.example:${host.port}/`)), noAnswer);
  assert.equal(asked.length, 1);
  const mixed = answering(['10.0.0.1', '169.254.169.254', 'fd00::1']);
  assert.deepEqual(await createWebhookPort(heldClock().clock, mixed.resolve).post(call(`https://mixed.example:${host.port}/`)), noAnswer);
  assert.deepEqual(host.heard, []);
});

test('plain http goes to this machine and nowhere else, whatever its name is said to be', async (t) => {
  const host = await givenHost(t);
  const { resolve } = answering(['93.184.215.14', '10.0.0.1']);
  assert.deepEqual(await createWebhookPort(heldClock().clock, resolve).post(call(`http://crm.localhost:${host.port}/`, { inPrivateNetwork: true })), noAnswer);
  const here = answering(['10.0.0.1', '127.0.0.1']);
  assert.deepEqual(await createWebhookPort(heldClock().clock, here.resolve).post(call(`http://crm.localhost:${host.port}/`)), answeredWith(204));
});

const addresses: readonly (readonly [boolean, readonly string[]])[] = [
  [true, ['93.184.215.14', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.0.1', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001:80e::200e']],
  [false, ['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255']],
  [false, ['::', '::1', '::ffff:10.0.0.1', '::ffff:93.184.215.14', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', 'fe80::1%eth0']],
  [false, ['', 'localhost', '127.1', '999.1.1.1']],
];
for (const [expected, some] of addresses) {
  for (const address of some) {
    test(`${address === '' ? 'nothing' : address} is ${expected ? 'an' : 'no'} address of the open internet`, () => assert.equal(isPublicAddress(address), expected));
  }
}
