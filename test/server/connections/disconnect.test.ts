import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { disconnectedSchema, endpoints, type Claimed } from '../../../src/contract/index.ts';
import { accessTokenFor } from '../../../src/server/connections/access-token.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { anew } from '../connect/anew.ts';
import { minute } from '../connect/given-flow.ts';
import { failureIn, quickStore, valueOf, type GivenService, type Person } from '../connect/given-service.ts';
import { anna, bob, type Twist, type WireGoogle } from '../google/wire-google.ts';

let store: Store;
let google: WireGoogle;
let service: GivenService;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  ({ google, service } = await anew(store, t));
});

const outage: Twist = { kind: 'answer', status: 503, body: 'oops' };
const hour = 60 * minute;

const disconnect = async ({ connection }: Claimed, person: Person = {}) => valueOf(disconnectedSchema, await service.call(person, 'DELETE', endpoints.connection(connection.id))).withdrawal;

const goRound = () => maintain(service.ports, new AbortController().signal);

const withdrawals = async (person: Person = {}) => (await service.connections(person)).withdrawals.map(({ email, state }) => `${email} ${state}`);

const auditOf = async ({ connection }: Claimed) => {
  const rows = await store.database.selectFrom('audit').select(['action', 'result']).where('connection_id', '=', connection.id).orderBy('id').execute();
  return rows.map(({ action, result }) => `${action} ${result}`);
};

test('disconnecting makes the grant unusable and withdraws it at Google', async () => {
  const claimed = await service.connect();
  assert.equal(await disconnect(claimed), 'confirmed');
  assert.equal(google.grants(anna), 0);
  const view = await service.connections();
  assert.deepEqual([view.connections, view.withdrawals], [[], []]);
  const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
  assert.deepEqual(await accessTokenFor(service.ports, owner, claimed.connection.id), { ok: false, failure: { code: 'connection-unknown' } });
  assert.deepEqual(failureIn(await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))), { code: 'connection-unknown' });
  assert.deepEqual(await auditOf(claimed), ['connection-stored done', 'disconnected done', 'grant-withdrawn confirmed']);
});

test('the grant is out of the connection before Google is asked', async () => {
  const claimed = await service.connect();
  let during: unknown;
  google.twist('revoke', {
    kind: 'meanwhile',
    run: async () => {
      during = await store.database.selectFrom('connections').select(['status', 'sealed_refresh_token', 'sealed_access_token', 'scopes']).executeTakeFirst();
    },
  });
  await disconnect(claimed);
  assert.deepEqual(during, { status: 'disconnected', sealed_refresh_token: null, sealed_access_token: null, scopes: '' });
});

test('an outage at Google is waited out: the page says so, the loop asks again later and later, then it is confirmed', async () => {
  const claimed = await service.connect();
  const recover = google.twistAll('revoke', outage);
  assert.equal(await disconnect(claimed), 'waiting');
  assert.deepEqual(await withdrawals(), [`${anna.email} waiting`]);
  const gaps: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const asked = google.count('revoke');
    let waited = 0;
    while (google.count('revoke') === asked) {
      service.clock.advance(5_000);
      waited += 5;
      await goRound();
    }
    gaps.push(waited);
  }
  assert.ok(gaps.every((gap, index) => index === 0 || gap > (gaps[index - 1] ?? 0)), gaps.join());
  recover();
  service.clock.advance(hour);
  await goRound();
  assert.deepEqual(await withdrawals(), []);
  assert.equal(google.grants(anna), 0);
});

test('after a day without an answer the grant is deleted, and the person is left with the link to Google', async () => {
  const claimed = await service.connect();
  google.twistAll('revoke', outage);
  await disconnect(claimed);
  for (let passed = 0; passed <= 25; passed += 0.5) {
    service.clock.advance(hour / 2);
    await goRound();
  }
  assert.deepEqual(await withdrawals(), [`${anna.email} given-up`]);
  const [row] = await store.database.selectFrom('revocations').select('sealed_refresh_token').execute();
  assert.deepEqual(row, { sealed_refresh_token: null });
  const asked = google.count('revoke');
  service.clock.advance(hour);
  await goRound();
  assert.equal(google.count('revoke'), asked);
  service.clock.advance(31 * 24 * hour);
  await goRound();
  assert.deepEqual(await withdrawals(), []);
});

test('the same mailbox in another organisation works on, and only the last one to leave withdraws', async () => {
  const here = await service.connect();
  const elsewhere = { org: 'org-2', user: 'user-9' };
  const there = await service.connect(elsewhere);
  assert.equal(await disconnect(here), 'kept');
  assert.equal(google.count('revoke'), 0);
  assert.equal((await service.call(elsewhere, 'POST', endpoints.connectionCheck(there.connection.id))).status, 200);
  assert.equal(await disconnect(there, elsewhere), 'confirmed');
  assert.equal(google.grants(anna), 0);
});

test('two who disconnect the same account at once do not both keep it for the other', async () => {
  const elsewhere = { org: 'org-2', user: 'user-9' };
  const [here, there] = [await service.connect(), await service.connect(elsewhere)];
  const results = await Promise.all([disconnect(here), disconnect(there, elsewhere)]);
  assert.deepEqual(results.sort(), ['confirmed', 'kept']);
  assert.equal(google.grants(anna), 0);
});

test('whoever connects again while a withdrawal waits keeps the new grant', async () => {
  const claimed = await service.connect();
  const recover = google.twistAll('revoke', outage);
  await disconnect(claimed);
  service.clock.advance(minute);
  const again = await service.connect();
  assert.equal(again.connection.id, claimed.connection.id);
  assert.equal(again.connection.connectedAt, new Date(service.clock.now()).toISOString());
  assert.deepEqual(await withdrawals(), []);
  recover();
  const asked = google.count('revoke');
  service.clock.advance(2 * hour);
  await goRound();
  assert.equal(google.count('revoke'), asked);
  assert.equal((await service.call({}, 'POST', endpoints.connectionCheck(again.connection.id))).status, 200);
});

test('whoever connects an account between the choice of what is due and its turn keeps the new grant', async () => {
  const [first, second] = [await service.connect(), await service.connect({ user: 'user-2' }, { account: bob })];
  const recover = google.twistAll('revoke', outage);
  await disconnect(first);
  service.clock.advance(minute);
  await disconnect(second, { user: 'user-2' });
  recover();
  service.clock.advance(hour);
  const asked = google.count('revoke');
  google.twist('revoke', { kind: 'meanwhile', run: async () => void (await service.connect({ user: 'user-2' }, { account: bob })) });
  await goRound();
  assert.deepEqual([google.count('revoke') - asked, google.grants(anna)], [1, 0]);
  const { connections } = await service.connections({ user: 'user-2' });
  assert.deepEqual(connections.map(({ email, health }) => [email, health.kind]), [[bob.email, 'working']]);
  assert.ok(google.grants(bob) > 0);
});

test('a connection that Google had refused already is disconnected without ado', async () => {
  const claimed = await service.connect();
  google.revokeAll(anna);
  service.clock.advance(hour);
  await service.call({}, 'POST', endpoints.connectionCheck(claimed.connection.id));
  assert.equal(await disconnect(claimed), 'confirmed');
});

test('a grant in the list that does not decrypt is given up at once and named in the log, and nothing else is held up', async () => {
  const claimed = await service.connect();
  const recover = google.twistAll('revoke', outage);
  await disconnect(claimed);
  recover();
  await store.database.updateTable('revocations').set({ sealed_refresh_token: 'v1.k1.AAAA.AAAA' }).execute();
  service.clock.advance(hour);
  await goRound();
  assert.deepEqual(await withdrawals(), [`${anna.email} given-up`]);
  assert.ok(service.lines.some((line) => line.includes('withdrawal-unreadable') && line.includes(claimed.connection.id)));
});

test('after a confirmed withdrawal Google counts lasting accesses from nothing', async () => {
  const claimed = await service.connect();
  await disconnect(claimed);
  service.clock.advance(minute);
  assert.equal((await service.connect()).connection.grantsIssued, 1);
});

test('nobody else’s waiting withdrawals are shown', async () => {
  const claimed = await service.connect();
  google.twistAll('revoke', outage);
  await disconnect(claimed);
  assert.deepEqual(await withdrawals({ user: 'user-2' }), []);
});
