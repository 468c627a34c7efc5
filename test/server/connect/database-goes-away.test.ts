import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { endpoints } from '../../../src/contract/index.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { callLeaseMs } from '../../../src/server/store/leases.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { serviceOrigin, type TestClock } from '../given-ports.ts';
import { anna, type WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { failureIn, givenService, ledTo, messageOf, quickStore, type GivenService } from './given-service.ts';

/** The database goes away at every single statement of every request of a flow; the next try finds nothing half done. */
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

/** Whoever waits for the database waits in vain here, and time passes meanwhile. */
const waking = (): TestClock => ({
  ...service.clock,
  async sleep(milliseconds) {
    service.clock.advance(milliseconds);
    await service.clock.sleep(0);
  },
});

/** Tries a request at a service whose database goes away at its first statement, then at its second, until it stays. */
const atEveryStatement = async (attempt: (dying: GivenService) => Promise<'failed' | 'worked'>): Promise<number> => {
  for (let statement = 1; ; statement += 1) {
    let asked = 0;
    const database = store.database.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        if (asked >= statement) throw Object.assign(new Error('the database went away'), { code: '57P01' });
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const dying = await givenService(store, { google, clock: waking(), ports: { database, keyring: service.ports.keyring, log: service.ports.log } });
    if ((await attempt(dying)) === 'worked') return statement - 1;
  }
};

const isTrouble = (response: Response): boolean => response.headers.get('Location')?.startsWith(`${serviceOrigin}/connect/trouble/`) ?? false;

test('a preparation that failed leaves no flow', async () => {
  const statements = await atEveryStatement(async (dying) => {
    const body = { codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'connect' }, capabilities: ['send'], locale: 'en' };
    const answer = await dying.call({}, 'POST', endpoints.flows, body);
    if (answer.status === 200) return 'worked';
    assert.deepEqual(failureIn(answer), { code: 'service-unavailable' });
    assert.deepEqual(await store.database.selectFrom('flows').select('id').execute(), []);
    return 'failed';
  });
  assert.ok(statements > 0);
});

test('a ticket whose start failed still opens', async () => {
  const statements = await atEveryStatement(async (dying) => {
    const prepared = await service.prepare();
    const answer = await dying.browser().open(prepared.flow.startUrls[0]);
    if (answer.status === 302) return 'worked';
    assert.equal(answer.status, 503);
    assert.deepEqual(answer.headers.getSetCookie(), []);
    assert.equal(ledTo(await service.browser().open(prepared.flow.startUrls[0])), 'google');
    return 'failed';
  });
  assert.ok(statements > 0);
});

test('an answer of Google that could not be kept may come again, and its code is in no page’s address', async () => {
  const statements = await atEveryStatement(async (dying) => {
    const prepared = await service.prepare();
    const browser = service.browser();
    const back = google.allow(await service.start(browser, prepared), { account: anna });
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await dying.browser().open(back, { Cookie: cookie });
    if (ledTo(answer) === 'finish page') return 'worked';
    assert.ok(isTrouble(answer));
    assert.equal(ledTo(await browser.open(back)), 'finish page');
    return 'failed';
  });
  assert.ok(statements > 0);
});

test('a finish page that could not be shown has voided nothing', async () => {
  const walked = await service.walk();
  const url = `${serviceOrigin}/connect/finish/${walked.prepared.flow.flowId}`;
  const cookie = [...walked.browser.cookies].map((pair) => pair.join('=')).join('; ');
  const hash = () => store.database.selectFrom('flows').select('finish_hash').executeTakeFirst();
  const before = await hash();
  const statements = await atEveryStatement(async (dying) => {
    const answer = await dying.browser().open(url, { Cookie: cookie });
    if (answer.status === 200) return 'worked';
    assert.equal(answer.status, 503);
    assert.deepEqual(await hash(), before);
    return 'failed';
  });
  assert.ok(statements > 0);
  assert.equal((await messageOf(await walked.browser.open(url)))?.gck, 'finish');
});

test('a cancel that failed has cancelled nothing and may be sent again', async () => {
  const prepared = await service.prepare();
  const statements = await atEveryStatement(async (dying) => {
    const answer = await dying.call({}, 'POST', endpoints.flowCancel(prepared.flow.flowId));
    if (answer.status === 204) return 'worked';
    assert.deepEqual(failureIn(answer), { code: 'service-unavailable' });
    assert.deepEqual(await service.poll(prepared), { status: 'pending' });
    return 'failed';
  });
  assert.ok(statements > 0);
  assert.deepEqual(await service.poll(prepared), { status: 'failed', failure: { code: 'flow-cancelled' } });
});

test('a disconnect that failed left the connection whole, or took its grant for good', async () => {
  const ends = new Set<string>();
  await atEveryStatement(async (dying) => {
    const { connection } = await service.connect();
    const answer = await dying.call({}, 'DELETE', endpoints.connection(connection.id));
    if (answer.status === 200) return 'worked';
    assert.deepEqual(failureIn(answer), { code: 'service-unavailable' });
    const again = await service.call({}, 'DELETE', endpoints.connection(connection.id));
    ends.add(again.status === 200 ? 'whole' : failureIn(again).code);
    service.clock.advance(callLeaseMs(10_000));
    await maintain(service.ports, new AbortController().signal);
    assert.equal(google.grants(anna), 0);
    assert.deepEqual((await service.connections()).connections, []);
    assert.deepEqual((await service.connections()).withdrawals, []);
    return 'failed';
  });
  assert.deepEqual([...ends], ['whole', 'connection-unknown']);
});

test('a refusal that could not be written down leaves no grant stored, and what was refused is withdrawn once it is', async () => {
  const bob = { sub: 'sub-bob', email: 'bob@example.com' };
  let withdrawn = 0;
  await atEveryStatement(async (dying) => {
    const walked = await service.walk({ expectedEmail: anna.email }, { account: bob });
    const answer = await dying.claim(walked);
    service.clock.advance(10 * 60_000);
    await maintain(service.ports, new AbortController().signal);
    assert.deepEqual((await service.connections()).connections, []);
    if (google.grants(bob) === 0) withdrawn += 1;
    return failureIn(answer).code === 'wrong-account' ? 'worked' : 'failed';
  });
  assert.ok(withdrawn > 0);
});
