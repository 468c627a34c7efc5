import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { claimedSchema, endpoints } from '../../../src/contract/index.ts';
import type { GooglePort } from '../../../src/server/google/google-port.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { claimLeaseMs } from '../../../src/server/store/leases.ts';
import type { Store } from '../../../src/server/store/open.ts';
import type { TestClock } from '../given-ports.ts';
import { anna, type WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { eventually, failureIn, givenService, quickStore, valueOf, type GivenService } from './given-service.ts';

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

const lease = claimLeaseMs(10_000);

const died = new Error('the process died');

/** The same service in a process that dies at a step of its talk with Google. */
const dyingAt = (step: 'before' | 'after', call: 'exchange' | 'profile'): Promise<GivenService> => {
  const port = service.ports.google;
  const dying: GooglePort = {
    ...port,
    async exchange(request) {
      if (call === 'exchange' && step === 'before') throw died;
      const answer = await port.exchange(request);
      if (call === 'exchange') throw died;
      return answer;
    },
    async profile(token) {
      if (call === 'profile') throw died;
      return port.profile(token);
    },
  };
  return givenService(store, { google, clock: service.clock, ports: { google: dying, keyring: service.ports.keyring } });
};

test('two claims at once make one exchange and hear the same outcome', async () => {
  const walked = await service.walk();
  const answers = await Promise.all([1, 2, 3].map(() => service.claim(walked)));
  const claimed = answers.map((answer) => valueOf(claimedSchema, answer));
  assert.deepEqual(claimed, [claimed[0], claimed[0], claimed[0]]);
  assert.equal(google.count('token', 'authorization_code'), 1);
});

test('the code is out of the flow before Google is asked, and stays out', async () => {
  const walked = await service.walk();
  const row = () => store.database.selectFrom('flows').select(['stage', 'sealed_code']).executeTakeFirst();
  assert.match((await row())?.sealed_code ?? '', /^v1\./);
  let during: unknown;
  google.twist('token', { kind: 'meanwhile', run: async () => void (during = await row()) });
  assert.equal((await service.claim(walked)).status, 200);
  assert.deepEqual([during, await row()], [{ stage: 'claiming', sealed_code: null }, { stage: 'connected', sealed_code: null }]);
});

test('two claims at once of a flow that fails hear the same failure', async () => {
  const walked = await service.walk({ expectedEmail: 'bob@example.com' });
  const answers = await Promise.all([1, 2].map(() => service.claim(walked)));
  const failure = { code: 'wrong-account', mismatch: 'address', expected: 'bob@example.com', chosen: anna.email };
  assert.deepEqual(answers.map(failureIn), [failure, failure]);
});

for (const [step, call] of [['before', 'exchange'], ['after', 'exchange'], ['after', 'profile']] as const) {
  test(`a process that dies ${step} ${call === 'exchange' ? 'Google’s answer' : 'asking for the profile'} leaves no connection, the code is not tried again, and connecting again works`, async () => {
    const old = await service.connect();
    const walked = await service.walk({}, {}, { intent: { kind: 'reconnect', connectionId: old.connection.id } });
    const before = google.count('token', 'authorization_code');
    const answer = await (await dyingAt(step, call)).claim(walked);
    assert.equal(answer.status, 500);
    assert.deepEqual(await service.poll(walked.prepared), { status: 'connecting' });
    service.clock.advance(lease);
    assert.deepEqual(await service.poll(walked.prepared), { status: 'failed', failure: { code: 'exchange-interrupted' } });
    assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
    assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
    assert.ok(google.count('token', 'authorization_code') - before <= 1);
    // The old grant is as it was, and works.
    const check = await service.call({}, 'POST', endpoints.connectionCheck(old.connection.id));
    assert.equal(check.status, 200);
    const again = await service.connect({}, {}, { intent: { kind: 'reconnect', connectionId: old.connection.id } });
    assert.equal(again.connection.id, old.connection.id);
  });
}

/** The database goes away for good at the n-th statement from now on; `asked` tells how many there were. */
const storeDiesAt = async (statement: number): Promise<{ readonly dying: GivenService; readonly asked: () => number }> => {
  let asked = 0;
  const database = store.database.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      if (asked >= statement) throw Object.assign(new Error('the database went away'), { code: '57P01' });
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const dying = await givenService(store, { google, clock: waking(), ports: { database, keyring: service.ports.keyring, google: service.ports.google } });
  return { dying, asked: () => asked };
};

/** The clock of the service, for one that waits: its sleeps pass at once, and time with them. */
const waking = (): TestClock => ({
  ...service.clock,
  async sleep(milliseconds) {
    service.clock.advance(milliseconds);
    await service.clock.sleep(0);
  },
});

/** A database of which one transaction, or what follows it, fails `times` times: before its work, or after its commit. */
const failingTransaction = (number: number, when: 'before' | 'after', times = 1): Store['database'] => {
  let asked = 0;
  const gone = () => Object.assign(new Error('the database went away'), { code: '57P01' });
  return new Proxy(store.database, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (name !== 'transaction') return typeof own === 'function' ? (own.bind(target) as unknown) : own;
      return () => ({
        async execute<T>(work: Parameters<ReturnType<typeof target.transaction>['execute']>[0]): Promise<T> {
          asked += 1;
          const fails = asked >= number && asked < number + times;
          if (fails && when === 'before') throw gone();
          const result = await target.transaction().execute(work);
          if (fails) throw gone();
          return result as T;
        },
      });
    },
  });
};

const serviceOn = (database: Store['database']): Promise<GivenService> =>
  givenService(store, { google, clock: waking(), ports: { database, keyring: service.ports.keyring, google: service.ports.google, log: service.ports.log } });

const lostGrants = async ({ ports }: GivenService): Promise<string | undefined> => /^gck_grants_lost_total (\d+)$/m.exec((await ports.metrics.render()).text)?.[1];

for (const when of ['before', 'after'] as const) {
  test(`a database that goes away right after Google’s answer, ${when} its commit, and comes back in time keeps what Google gave`, async () => {
    // The first transaction takes the code out, the second stores what came of it.
    const troubled = await serviceOn(failingTransaction(2, when, 3));
    const claimed = valueOf(claimedSchema, await troubled.claim(await service.walk()));
    assert.equal(google.count('token', 'authorization_code'), 1);
    assert.deepEqual([claimed.connection.email, claimed.connection.grantsIssued], [anna.email, 1]);
    assert.equal((await service.call({}, 'POST', endpoints.connectionCheck(claimed.connection.id))).status, 200);
    assert.deepEqual([google.count('revoke'), await lostGrants(troubled)], [0, '0']);
  });

  test(`a refusal is told as it was when the database goes away ${when} its commit`, async () => {
    const troubled = await serviceOn(failingTransaction(2, when));
    const walked = await service.walk({ expectedEmail: 'bob@example.com' });
    assert.equal(failureIn(await troubled.claim(walked)).code, 'wrong-account');
    await eventually(() => google.grants(anna) === 0, 'what was refused is withdrawn');
    assert.equal(await lostGrants(troubled), '0');
  });
}

test('a grant that could not be stored in time is counted and named in the log, and not withdrawn unseen', async () => {
  const troubled = await serviceOn(failingTransaction(2, 'before', Infinity));
  const walked = await service.walk();
  assert.equal(failureIn(await troubled.claim(walked)).code, 'service-unavailable');
  assert.deepEqual([google.count('revoke'), await lostGrants(troubled)], [0, '1']);
  const lines = service.lines.filter((line) => line.includes('grant-lost'));
  assert.equal(lines.length, 1);
  const [line = ''] = lines;
  assert.deepEqual([...line.matchAll(/"(\w+)":/g)].map(([, name]) => name).sort(), ['failure', 'flowId', 'level', 'msg', 'tenant', 'time']);
  assert.ok(line.includes(walked.prepared.flow.flowId));
  const audited = await store.database.selectFrom('audit').select(['flow_id', 'result']).where('action', '=', 'grant-lost').execute();
  assert.deepEqual(audited, [{ flow_id: walked.prepared.flow.flowId, result: 'unstored' }]);
  service.clock.advance(lease);
  assert.deepEqual(await service.poll(walked.prepared), { status: 'failed', failure: { code: 'exchange-interrupted' } });
});

test('at whatever statement the database goes away, a claim leaves a whole connection or none, and asks Google at most once', async () => {
  const counting = await storeDiesAt(Infinity);
  assert.equal((await counting.dying.claim(await service.walk({ user: 'counting' }))).status, 200);
  const ends: string[] = [];
  for (let statement = 1; statement <= counting.asked(); statement += 1) {
    await store.database.deleteFrom('connections').execute();
    const walked = await service.walk();
    const exchangesBefore = google.count('token', 'authorization_code');
    const answer = await (await storeDiesAt(statement)).dying.claim(walked);
    assert.equal(failureIn(answer).code, 'service-unavailable');
    const rows = await store.database.selectFrom('connections').selectAll().execute();
    for (const row of rows) assert.ok(row.status === 'working' && row.sealed_refresh_token !== null && row.sealed_access_token !== null);
    if (rows.length === 0) service.clock.advance(lease);
    const again = await service.claim(walked);
    // What was stored is told as connected; what was not is either still to be had, untouched, or interrupted for good.
    ends.push(again.status === 200 ? `connected, ${rows.length} stored` : failureIn(again).code);
    assert.ok(google.count('token', 'authorization_code') - exchangesBefore <= 1);
    assert.equal((await service.connect()).connection.email, anna.email);
  }
  assert.deepEqual([...new Set(ends)], ['connected, 0 stored', 'exchange-interrupted', 'connected, 1 stored']);
});

test('an answer that was lost on its way to the page is given again', async () => {
  const walked = await service.walk();
  await service.claim(walked);
  const again = valueOf(claimedSchema, await service.claim(walked));
  assert.equal(again.connection.email, anna.email);
  assert.equal(google.count('token', 'authorization_code'), 1);
});

test('Google’s answer that was lost on its way to the service is not asked for again', async () => {
  const walked = await service.walk();
  google.twist('token', { kind: 'lose-answer' });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
  assert.equal(google.count('token', 'authorization_code'), 1);
  assert.deepEqual((await service.connections()).connections, []);
});

test('a process that comes back after its lease stores nothing and withdraws what it got', async () => {
  const walked = await service.walk();
  google.twist('profile', { kind: 'meanwhile', run: async () => service.clock.advance(lease) });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
  assert.deepEqual(await store.database.selectFrom('connections').select('id').execute(), []);
  await eventually(() => google.grants(anna) === 0, 'what nobody stored is withdrawn');
  assert.deepEqual(await service.poll(walked.prepared), { status: 'failed', failure: { code: 'exchange-interrupted' } });
});

test('a claim whose process died is written down by the maintenance loop', async () => {
  const walked = await service.walk();
  await (await dyingAt('after', 'exchange')).claim(walked);
  service.clock.advance(lease);
  await maintain(service.ports, new AbortController().signal);
  const row = await store.database.selectFrom('flows').select(['stage', 'outcome']).where('id', '=', walked.prepared.flow.flowId).executeTakeFirst();
  assert.deepEqual(row, { stage: 'failed', outcome: '{"failure":{"code":"exchange-interrupted"}}' });
});

test('a code that does not decrypt is an error, is not exchanged, and starting again works', async () => {
  const walked = await service.walk();
  await store.database.updateTable('flows').set({ sealed_code: 'v1.k1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA' }).where('id', '=', walked.prepared.flow.flowId).execute();
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'stored-data-unreadable' });
  assert.equal(google.count('token'), 0);
  assert.equal((await service.connect()).connection.email, anna.email);
});

test('two users who claim one mailbox at once are decided: one has it, the other is told', async () => {
  const [one, two] = [await service.walk({ user: 'user-1' }), await service.walk({ user: 'user-2' })];
  const answers = await Promise.all([service.claim(one), service.claim(two)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const rows = await store.database.selectFrom('connections').select('status').execute();
  assert.deepEqual(rows, [{ status: 'working' }]);
});

test('a cancel during a claim does not undo what the claim stores', async () => {
  const walked = await service.walk();
  google.twist('token', {
    kind: 'meanwhile',
    run: async () => {
      assert.equal((await service.call({}, 'POST', endpoints.flowCancel(walked.prepared.flow.flowId))).status, 204);
    },
  });
  assert.equal((await service.claim(walked)).status, 200);
  assert.equal((await service.poll(walked.prepared)).status, 'connected');
});

test('a grant made while Google was being asked to withdraw the account is not stored as working', async () => {
  const claimed = await service.connect();
  const walked = await service.walk({ user: 'user-2' });
  // The colleague disconnects between this exchange and its storing: Google then ends every grant of the account.
  google.twist('profile', {
    kind: 'meanwhile',
    run: async () => {
      service.clock.advance(1);
      assert.equal((await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))).status, 200);
    },
  });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'exchange-interrupted' });
  // What was refused is withdrawn behind the answer, and that too would overtake a grant that is made at the same time.
  await eventually(async () => (await store.database.selectFrom('revocations').select('id').execute()).length === 0, 'nothing waits to be withdrawn');
  assert.equal((await service.connect({ user: 'user-2' })).connection.email, anna.email);
});
