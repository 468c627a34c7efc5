import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { decode, errorBodySchema } from '../../src/contract/index.ts';
import { createLog } from '../../src/server/operations/log.ts';
import { createMetrics } from '../../src/server/operations/metrics.ts';
import type { Clock } from '../../src/server/ports.ts';
import type { Deployment, Settings } from '../../src/server/settings/settings.ts';
import { createService, type Outside } from '../../src/server/start-and-stop.ts';
import { countedRandom, noon, settingsWith } from './given-ports.ts';
import { mint, userClaims } from './mint-token.ts';
import { ownDatabase, type Cleanup } from './store/stores.ts';

/** Sleeps until it is woken by its signal, or at once when the test says that all time has passed. */
const sleepingClock = (passes: Promise<unknown> = new Promise(() => undefined)): Clock => ({
  now: () => noon,
  sleep: (_milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve());
      void passes.then(() => resolve());
    }),
});

const outsideWith = (clock = sleepingClock()): Outside => ({
  clock,
  random: countedRandom(),
  log: createLog(() => undefined),
  metrics: createMetrics(),
  pages: new Map([['finish.js', { body: new Uint8Array(), contentType: 'text/javascript' }]]),
  kit: new Map(),
});

const deploymentOn = (url: string, change: Partial<Settings> = {}): Deployment => ({
  settings: settingsWith(change),
  store: { kind: 'postgres', url },
  encryptionKeys: [{ id: 'k1', bytes: new Uint8Array(32).fill(7) }],
});

const started = async (t: Cleanup, outside = outsideWith()) => {
  const url = await ownDatabase(t);
  const service = createService(deploymentOn(url), outside);
  t.after(() => service.stop());
  const listening = await service.start();
  assert.ok(listening.ok, JSON.stringify(listening));
  return { service, url, port: listening.value.port, origin: `http://127.0.0.1:${listening.value.port}` };
};

const refusesConnections = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
};

const postUnderWay = async (port: number): Promise<{ readonly socket: Socket; readonly answer: Promise<string> }> => {
  const token = await mint(userClaims());
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = [
    'POST /v1/claim HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Origin: https://crm.acme.example',
    'X-Requested-With: gmail-connect-kit',
    'Content-Type: application/json',
    'Content-Length: 2',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n{`);
  const answer = (async () => {
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    return text;
  })();
  return { socket, answer };
};

test('a service listens once however often it is started, and is gone once it was stopped', async (t) => {
  const { service, port, origin } = await started(t);
  assert.deepEqual(await service.start(), await service.start());
  assert.equal((await fetch(`${origin}/readyz`)).status, 200);
  await Promise.all([service.stop(), service.stop()]);
  assert.equal(await refusesConnections(port), true);
  await assert.rejects(service.start(), TypeError);
});

test('a service that never started is stopped at once', async () => {
  await createService(deploymentOn('postgres://127.0.0.1:1/x'), outsideWith()).stop();
});

test('stopping lets a request under way finish, and lets no new one in', async (t) => {
  const { service, port } = await started(t);
  const { socket, answer } = await postUnderWay(port);
  await fetch(`http://127.0.0.1:${port}/healthz`);
  const stopping = service.stop();
  assert.equal(await refusesConnections(port), true);
  socket.write('}');
  assert.match(await answer, /^HTTP\/1\.1 400 .*request-malformed/s);
  await stopping;
});

test('a request that never ends cannot hold the stop up for ever', async (t) => {
  let passTime = (): void => undefined;
  const clock = sleepingClock(new Promise<void>((resolve) => (passTime = resolve)));
  const { service, port } = await started(t, outsideWith(clock));
  const { answer } = await postUnderWay(port);
  const cut = answer.catch(() => 'cut');
  const stopping = service.stop();
  passTime();
  await stopping;
  assert.equal(await cut, 'cut');
});

test('a body of ten megabytes gets its refusal over a real connection', async (t) => {
  const { origin } = await started(t);
  const response = await fetch(`${origin}/v1/claim`, {
    method: 'POST',
    body: new Uint8Array(10_000_000).fill(0x20),
    headers: {
      authorization: `Bearer ${await mint(userClaims())}`,
      origin: 'https://crm.acme.example',
      'x-requested-with': 'gmail-connect-kit',
      'content-type': 'application/json',
    },
  });
  const body = decode(errorBodySchema, await response.json());
  assert.deepEqual([response.status, body.ok && body.value.error], [413, { code: 'body-too-large' }]);
});

test('a request that names no host is refused in the same form as every other', async (t) => {
  const { port } = await started(t);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /healthz HTTP/1.0\r\n\r\n');
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  assert.match(text, /^HTTP\/1\.1 400 .*"code":"request-malformed"/s);
});

test('two services share one database', async (t) => {
  const { url } = await started(t);
  const second = createService(deploymentOn(url), outsideWith());
  t.after(() => second.stop());
  assert.equal((await second.start()).ok, true);
});

test('a port that is taken, a key that changed, pages that were not built and a database that is away are each named', async (t) => {
  const url = await ownDatabase(t);
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const failureOf = async (deployment: Deployment, outside = outsideWith()) => {
    const result = await createService(deployment, outside).start();
    return result.ok ? undefined : result.failure;
  };
  assert.deepEqual(await failureOf(deploymentOn(url, { port })), { code: 'port-taken', port });
  assert.deepEqual(await failureOf(deploymentOn(url, { listenAddress: '203.0.113.1' })), { code: 'address-refused', address: '203.0.113.1' });
  const changed = { ...deploymentOn(url), encryptionKeys: [{ id: 'k1', bytes: new Uint8Array(32).fill(8) }] };
  assert.deepEqual(await failureOf(changed), { code: 'key-changed', keyIds: ['k1'] });
  assert.deepEqual(await failureOf(deploymentOn(url), { ...outsideWith(), pages: new Map() }), { code: 'pages-missing' });
  assert.deepEqual(await failureOf(deploymentOn('postgres://127.0.0.1:1/x')), { code: 'database-unreachable' });
});

test('a thousand open streams end with the service, each to its end, without waiting for time to pass', async (t) => {
  const { service, port } = await started(t);
  const people = Array.from({ length: 50 }, (_, index) => `user-${index}`);
  const tokens = await Promise.all(people.map((sub) => mint(userClaims({ sub }))));
  const streams = await Promise.all(
    tokens.flatMap((token) =>
      Array.from({ length: 20 }, async () => {
        const socket = connect(port, '127.0.0.1');
        const heard = { text: '' };
        const ended = once(socket, 'close');
        const open = new Promise<void>((resolve) => {
          socket.on('data', (bytes) => {
            heard.text += String(bytes);
            if (heard.text.includes('"tracking"')) resolve();
          });
        });
        const head = ['GET /v1/replies/stream?since=0&era=none HTTP/1.1', 'Host: 127.0.0.1', `Authorization: Bearer ${token}`, 'Origin: https://crm.acme.example'];
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
        await open;
        return { heard, ended };
      }),
    ),
  );
  assert.equal(streams.length, 1_000);
  await service.stop();
  await Promise.all(streams.map(({ ended }) => ended));
  // A chunk of length zero: the end was said, not cut.
  assert.equal(streams.filter(({ heard }) => heard.text.endsWith('0\r\n\r\n')).length, 1_000);
});
