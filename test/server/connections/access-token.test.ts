import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { checkedSchema, endpoints, type Claimed, type ConnectionHealth } from '../../../src/contract/index.ts';
import { accessTokenFor } from '../../../src/server/connections/access-token.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { callLeaseMs } from '../../../src/server/store/leases.ts';
import { createKeyring, type EncryptionKey } from '../../../src/server/store/keyring.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { anew } from '../connect/anew.ts';
import { minute } from '../connect/given-flow.ts';
import { failureIn, givenService, quickStore, valueOf, type GivenService } from '../connect/given-service.ts';
import { anna, sendScope, type Twist, type WireGoogle } from '../google/wire-google.ts';

let store: Store;
let google: WireGoogle;
let service: GivenService;
let claimed: Claimed;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  ({ google, service } = await anew(store, t));
  claimed = await service.connect();
});

const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
const hour = 60 * minute;
const token = (from: GivenService = service) => accessTokenFor(from.ports, owner, claimed.connection.id);
const refreshes = () => google.count('token', 'refresh_token');
const check = () => service.call({}, 'POST', endpoints.connectionCheck(claimed.connection.id));
const health = async (): Promise<ConnectionHealth | undefined> => (await service.connections()).connections[0]?.health;
const events = async (action: string) => (await store.database.selectFrom('audit').select('result').where('action', '=', action).execute()).map(({ result }) => result);

test('a token that has not ended is used as it is', async () => {
  const [one, two] = [await token(), await token()];
  assert.ok(one.ok && two.ok);
  assert.equal(one.value.value, two.value.value);
  assert.equal(refreshes(), 0);
});

test('a token that is about to end is refreshed once and then used', async () => {
  service.clock.advance(59 * minute);
  const [one, two] = [await token(), await token()];
  assert.ok(one.ok && two.ok);
  assert.equal(one.value.value, two.value.value);
  assert.equal(refreshes(), 1);
});

test('twenty calls at the end of a token, in two processes, make exactly one refresh', async () => {
  service.clock.advance(hour);
  const other = await givenService(store, { google, clock: service.clock, ports: { keyring: service.ports.keyring } });
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => token(index % 2 === 0 ? service : other)));
  const values = new Set(tokens.map((each) => (each.ok ? each.value.value : each.failure.code)));
  assert.equal(values.size, 1);
  assert.match([...values].join(), /^CANARY-access/);
  assert.equal(refreshes(), 1);
});

test('a refresh answer without a refresh token leaves the old one, and one with a new one replaces it', async () => {
  const sealed = () => store.database.selectFrom('connections').select('sealed_refresh_token').executeTakeFirstOrThrow();
  const before = await sealed();
  service.clock.advance(hour);
  assert.ok((await token()).ok);
  assert.deepEqual(await sealed(), before);
  google.twist('token', { kind: 'answer', status: 200, body: { access_token: 'new', refresh_token: 'CANARY-rotated', expires_in: 3600, scope: sendScope } });
  service.clock.advance(hour);
  assert.ok((await token()).ok);
  assert.notDeepEqual(await sealed(), before);
});

const losses: readonly (readonly [string, object, string])[] = [
  ['revocation, six months, a password change or test mode', { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 'unnamed'],
  ['a session policy', { error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'session-policy'],
  ['an administrator’s policy', { error: 'admin_policy_enforced' }, 'administrator-policy'],
];
for (const [name, body, cause] of losses) {
  test(`${name} ends a grant as ${cause}: one event, no further requests, and the page is told since when`, async () => {
    service.clock.advance(hour);
    const since = new Date(service.clock.now()).toISOString();
    google.twistAll('token', { kind: 'answer', status: 400, body });
    const told = service.ports.bell.next(owner, new AbortController().signal);
    for (const answer of await Promise.all([token(), token(), token()])) assert.deepEqual(answer, { ok: false, failure: { code: 'reconnect-needed' } });
    service.clock.advance(minute);
    assert.deepEqual(await token(), { ok: false, failure: { code: 'reconnect-needed' } });
    assert.equal(refreshes(), 1);
    assert.deepEqual(await health(), { kind: 'reconnect-needed', since, cause });
    assert.deepEqual(await events('connection-lost'), [cause]);
    // A page that looks on heard of it.
    await told;
  });
}

test('a lost grant comes back by reconnecting, with its id', async () => {
  google.revokeAll(anna);
  service.clock.advance(hour);
  await token();
  claimed = await service.connect({}, {}, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  assert.deepEqual(await health(), { kind: 'working' });
  assert.ok((await token()).ok);
});

test('a reconnection that comes while the old grant is being refused is not condemned for it', async () => {
  service.clock.advance(hour);
  const walked = await service.walk({}, {}, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  google.twist(
    'token',
    { kind: 'meanwhile', run: async () => {
      google.revokeAll(anna);
      assert.equal((await service.claim(walked)).status, 200);
    } },
  );
  assert.ok((await token()).ok);
  assert.deepEqual(await health(), { kind: 'working' });
  assert.deepEqual(await events('connection-lost'), []);
  // Nor does the lease of the old grant's refresh hold the new one up.
  const row = await store.database.selectFrom('connections').select(['refresh_owner', 'refresh_ends_at']).executeTakeFirst();
  assert.deepEqual(row, { refresh_owner: null, refresh_ends_at: null });
});

const troubles: readonly (readonly [string, Twist])[] = [
  ['429', { kind: 'answer', status: 429, body: { error: 'rate_limit_exceeded' } }],
  ['500', { kind: 'answer', status: 500, body: { error: 'internal_failure' } }],
  ['nothing', { kind: 'cut' }],
  ['HTML', { kind: 'answer', status: 400, body: '<html>invalid_grant</html>', contentType: 'text/html' }],
  ['a refused client', { kind: 'answer', status: 401, body: { error: 'invalid_client' } }],
];
for (const [name, twist] of troubles) {
  test(`a token endpoint that answers ${name} is waited out: nothing is disconnected, and it is not asked again at once`, async () => {
    service.clock.advance(hour);
    const recover = google.twistAll('token', twist);
    const answers = await Promise.all([token(), token(), token()]);
    for (const answer of answers) assert.ok(!answer.ok && ['google-unavailable', 'client-misconfigured'].includes(answer.failure.code));
    assert.equal(refreshes(), 1);
    assert.deepEqual(await health(), { kind: 'working' });
    const since = new Date(service.clock.now()).toISOString();
    service.clock.advance(2 * minute);
    assert.deepEqual(await health(), { kind: 'slow', since });
    recover();
    assert.ok((await token()).ok);
    assert.deepEqual(await health(), { kind: 'working' });
    assert.deepEqual(await events('connection-lost'), []);
  });
}

test('a process whose answer comes after its lease writes nothing over what another was told meanwhile', async () => {
  service.clock.advance(hour);
  let other: Awaited<ReturnType<typeof token>> | undefined;
  google.twist('token', {
    kind: 'meanwhile',
    run: async () => {
      service.clock.advance(callLeaseMs(10_000));
      other = await token();
    },
  });
  const late = await token();
  assert.ok(other?.ok);
  assert.deepEqual(late, other);
  assert.deepEqual(await token(), other);
  assert.equal(refreshes(), 2);
});

test('a process that died while refreshing holds nobody up for longer than its lease', async () => {
  service.clock.advance(hour);
  await store.database.updateTable('connections').set({ refresh_owner: 'dead', refresh_ends_at: new Date(service.clock.now() + 15_000) }).execute();
  const waiting = token();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(refreshes(), 0);
  service.clock.advance(15_000);
  assert.ok((await waiting).ok);
  assert.equal(refreshes(), 1);
});

test('a disconnect during a refresh is not undone by it', async () => {
  service.clock.advance(hour);
  google.twist('token', { kind: 'meanwhile', run: async () => void (await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))) });
  assert.deepEqual(await token(), { ok: false, failure: { code: 'connection-unknown' } });
  const row = await store.database.selectFrom('connections').select(['status', 'sealed_access_token']).executeTakeFirst();
  assert.deepEqual(row, { status: 'disconnected', sealed_access_token: null });
});

test('a token that does not decrypt is an error and never passed on', async () => {
  const row = await store.database.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
  // A value moved from another place is as unreadable as a changed one.
  await store.database.updateTable('connections').set({ sealed_access_token: row.sealed_refresh_token }).execute();
  assert.deepEqual(await token(), { ok: false, failure: { code: 'stored-data-unreadable' } });
  await store.database.updateTable('connections').set({ sealed_refresh_token: row.sealed_access_token }).execute();
  service.clock.advance(hour);
  assert.deepEqual(await token(), { ok: false, failure: { code: 'stored-data-unreadable' } });
  assert.equal(refreshes(), 0);
});

test('keys are rotated while mailboxes are connected: every read goes on, and after its next refresh a grant needs the old key no more', async () => {
  const [old, young] = [{ id: 'k1', bytes: new Uint8Array(32).fill(7) }, { id: 'k2', bytes: new Uint8Array(32).fill(8) }];
  const processWith = (...keys: readonly EncryptionKey[]): Promise<GivenService> =>
    givenService(store, { google, clock: service.clock, ports: { keyring: createKeyring(keys, service.ports.random) } });
  const tokenIn = async ({ ports }: GivenService) => (await accessTokenFor(ports, owner, claimed.connection.id)).ok;
  const sealedWith = async (): Promise<string | undefined> => {
    const row = await store.database.selectFrom('connections').select('sealed_refresh_token').executeTakeFirst();
    return row?.sealed_refresh_token?.split('.')[1];
  };
  const [behind, ahead] = [await processWith(old, young), await processWith(young, old)];
  assert.deepEqual([await tokenIn(behind), await tokenIn(ahead), await sealedWith()], [true, true, 'k1']);
  service.clock.advance(hour);
  assert.deepEqual([await tokenIn(ahead), await sealedWith(), await tokenIn(behind)], [true, 'k2', true]);
  const only = await processWith(young);
  assert.equal(await tokenIn(only), true);
  service.clock.advance(hour);
  assert.equal(await tokenIn(only), true);
});

test('a check asks Google and Gmail now, and says when the grant worked last', async () => {
  service.clock.advance(minute);
  const { connection } = valueOf(checkedSchema, await check());
  assert.equal(connection.lastWorkedAt, new Date(service.clock.now()).toISOString());
  assert.equal(refreshes(), 1);
  assert.equal(google.count('profile'), 2);
});

test('a check shows the address that Gmail has for the mailbox now', async () => {
  const renamed = 'anna.married@example.com';
  google.twist('profile', { kind: 'answer', status: 200, body: { emailAddress: renamed, historyId: '1234' } });
  const { connection } = valueOf(checkedSchema, await check());
  assert.deepEqual(connection, { ...claimed.connection, email: renamed });
  assert.deepEqual((await service.connections()).connections, [connection]);
  // The account is the same, so a reconnection still finds its row.
  const again = await service.connect({}, {}, { intent: { kind: 'reconnect', connectionId: connection.id } });
  assert.equal(again.connection.id, connection.id);
});

test('a check during trouble says so and changes nothing; a check of a lost grant shows it lost', async () => {
  const recover = google.twistAll('token', { kind: 'answer', status: 503, body: 'oops' });
  assert.deepEqual(failureIn(await check()), { code: 'google-unavailable' });
  recover();
  google.revokeAll(anna);
  service.clock.advance(minute);
  const { connection } = valueOf(checkedSchema, await check());
  assert.equal(connection.health.kind, 'reconnect-needed');
});

test('a grant that Google accepts again is found by a check', async () => {
  const refused = google.twistAll('token', { kind: 'answer', status: 400, body: { error: 'invalid_grant', error_subtype: 'invalid_rapt' } });
  await check();
  assert.equal((await health())?.kind, 'reconnect-needed');
  refused();
  assert.equal(valueOf(checkedSchema, await check()).connection.health.kind, 'working');
});

test('a grant that nobody used for a day is tried, once, by whichever process comes first', async () => {
  const other = await givenService(store, { google, clock: service.clock, ports: { keyring: service.ports.keyring } });
  const goRound = () => Promise.all([service, other].map(({ ports }) => maintain(ports, new AbortController().signal)));
  service.clock.advance(23 * hour);
  await goRound();
  assert.equal(refreshes(), 0);
  service.clock.advance(6 * hour);
  await goRound();
  assert.equal(refreshes(), 1);
  await goRound();
  assert.equal(refreshes(), 1);
});
