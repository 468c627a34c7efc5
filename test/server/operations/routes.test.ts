import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import { createKeyring } from '../../../src/server/store/keyring.ts';
import { noteFirstKey } from '../../../src/server/store/key-checks.ts';
import { openStore } from '../../../src/server/store/open.ts';
import { countedRandom, givenPorts, serviceOrigin } from '../given-ports.ts';
import { ownDatabase } from '../store/stores.ts';

const get = async (app: ReturnType<typeof createApp>, path: string) => {
  const response = await app(new Request(`${serviceOrigin}${path}`));
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

test('a service with its database and keys is alive and ready', async (t) => {
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase(t) });
  assert.ok(opened.ok);
  t.after(opened.value.close);
  const { ports } = givenPorts(opened.value);
  const app = createApp(ports);
  assert.deepEqual(await get(app, '/healthz'), { status: 200, type: 'application/json', text: '{"status":"alive"}' });
  assert.deepEqual(await get(app, '/readyz'), {
    status: 200,
    type: 'application/json',
    text: '{"status":"ready","database":"ready","keys":"ready"}',
  });

  const other = createKeyring([{ id: 'k1', bytes: new Uint8Array(32).fill(9) }], countedRandom());
  await noteFirstKey(opened.value.database, other);
  assert.deepEqual(await get(app, '/readyz'), {
    status: 503,
    type: 'application/json',
    text: '{"status":"not-ready","database":"ready","keys":"unreadable"}',
  });
});

test('however many ask at once whether it is ready and what it counts, the database is asked once for each', async (t) => {
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase(t) });
  assert.ok(opened.ok);
  t.after(opened.value.close);
  let asked = 0;
  const database = opened.value.database.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const app = createApp(givenPorts({ database }).ports);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => get(app, index % 2 === 0 ? '/readyz' : '/metrics')));
  assert.ok(answers.every(({ status }) => status === 200));
  // Whether it answers; the connections; what stands still of the mail that leaves.
  assert.equal(asked, 3);
  assert.equal((await get(app, '/readyz')).status, 200);
  assert.equal(asked, 4);
});

test('a service that lost its database is alive, not ready, and still counts', async () => {
  const app = createApp(givenPorts().ports);
  assert.equal((await get(app, '/healthz')).status, 200);
  assert.deepEqual(await get(app, '/readyz'), {
    status: 503,
    type: 'application/json',
    text: '{"status":"not-ready","database":"unreachable","keys":"unknown"}',
  });
  const metrics = await get(app, '/metrics');
  assert.equal(metrics.status, 200);
  assert.match(metrics.text, /^gck_requests_total\{route="\/readyz",method="GET",status="503"\} 1$/m);
});

test('metrics count requests by route, flows by outcome, refreshes and withdrawals by result, lost grants, connections by health', async () => {
  const { ports } = givenPorts();
  const { metrics } = ports;
  metrics.flowEnded('connected');
  metrics.flowEnded('denied');
  metrics.tokenRefreshed('refreshed');
  metrics.grantWithdrawn('confirmed');
  metrics.grantLost();
  metrics.connectionsCounted(new Map([['working', 3]]));
  await createApp(ports)(new Request(`${serviceOrigin}/no/such/CANARY?CANARY`, { method: 'BREW' }));
  const { contentType, text } = await metrics.render();
  assert.match(contentType, /^text\/plain/);
  const values = text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !line.includes('duration') && !line.includes('lateness'));
  assert.deepEqual(values, [
    'gck_requests_total{route="unknown",method="other",status="404"} 1',
    'gck_grants_lost_total 1',
    'gck_connections{health="working"} 3',
    'gck_flows_ended_total{outcome="connected"} 1',
    'gck_flows_ended_total{outcome="denied"} 1',
    'gck_refreshes_total{result="refreshed"} 1',
    'gck_withdrawals_total{result="confirmed"} 1',
  ]);
});

test('two services in one process count each for itself', async () => {
  const [first, second] = [givenPorts().ports.metrics, givenPorts().ports.metrics];
  first.flowEnded('connected');
  assert.doesNotMatch((await second.render()).text, /outcome="connected"/);
});
