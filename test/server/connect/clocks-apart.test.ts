import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { endpoints } from '../../../src/contract/index.ts';
import { accessTokenFor } from '../../../src/server/connections/access-token.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import type { Store } from '../../../src/server/store/open.ts';
import type { WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { minute } from './given-flow.ts';
import { eventually, failureIn, givenService, quickStore, type Answer, type GivenService } from './given-service.ts';

/** Two processes on one database whose clocks differ by seconds, as those of two machines do. */
const apart = 8_000;

let store: Store;
let google: WireGoogle;
let here: GivenService;
let ahead: GivenService;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async (t) => {
  ({ google, service: here } = await anew(store, t));
  const { clock } = here;
  ahead = await givenService(store, { google, clock: { ...clock, now: () => clock.now() + apart }, ports: { keyring: here.ports.keyring } });
});

const disconnect = (service: GivenService, connectionId: string): Promise<Answer> => service.call({}, 'DELETE', endpoints.connection(connectionId));

test('whoever connects right after a disconnect is not told of an interruption, whichever clock is ahead', async () => {
  for (const [one, other] of [[here, ahead], [ahead, here]] as const) {
    const { connection } = await one.connect();
    assert.equal((await disconnect(other, connection.id)).status, 200);
    assert.equal((await one.connect()).connection.email, connection.email);
  }
});

test('a grant that a withdrawal overtook is not stored as working, whichever clock is ahead', async () => {
  for (const [one, other] of [[here, ahead], [ahead, here]] as const) {
    const { connection } = await one.connect();
    const walked = await one.walk({ user: 'user-2' });
    google.twist('profile', { kind: 'meanwhile', run: async () => void (await disconnect(other, connection.id)) });
    assert.deepEqual(failureIn(await one.claim(walked)), { code: 'exchange-interrupted' });
    assert.equal((await here.connections({ user: 'user-2' })).connections.length, 0);
    await eventually(async () => (await store.database.selectFrom('revocations').select('id').execute()).length === 0, 'nothing waits to be withdrawn');
  }
});

test('a claim that takes as long as it may is not ended by a process whose clock is ahead', async () => {
  const walked = await here.walk();
  google.twist('profile', {
    kind: 'meanwhile',
    run: async () => {
      here.clock.advance(55_000);
      await maintain(ahead.ports, new AbortController().signal);
      assert.deepEqual(await ahead.poll(walked.prepared), { status: 'connecting' });
    },
  });
  assert.equal((await here.claim(walked)).status, 200);
});

test('no grant is stored while another process, by an older clock, still asks Google to withdraw the account', async () => {
  const { connection } = await here.connect();
  const walked = await ahead.walk({ user: 'user-2' });
  let claim: Promise<Answer> | undefined;
  google.twist('revoke', {
    kind: 'meanwhile',
    run: async () => {
      here.clock.advance(9_000);
      const looks = google.count('profile');
      claim = ahead.claim(walked);
      await eventually(() => google.count('profile') > looks, 'the claim has its grant and is about to store it');
      for (let turn = 0; turn < 200; turn += 1) await nextTurn();
      assert.equal((await ahead.connections({ user: 'user-2' })).connections.length, 0);
    },
  });
  assert.equal((await disconnect(here, connection.id)).status, 200);
  assert.ok(claim !== undefined);
  assert.deepEqual(failureIn(await claim), { code: 'exchange-interrupted' });
});

test('a refresh under way is left to the process that makes it, whichever clock is ahead', async () => {
  const { connection } = await here.connect();
  here.clock.advance(60 * minute);
  const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
  let other: ReturnType<typeof accessTokenFor> | undefined;
  google.twist('token', {
    kind: 'meanwhile',
    run: async () => {
      here.clock.advance(9_000);
      other = accessTokenFor(ahead.ports, owner, connection.id);
      for (let turn = 0; turn < 200; turn += 1) await nextTurn();
    },
  });
  const mine = await accessTokenFor(here.ports, owner, connection.id);
  assert.ok(mine.ok);
  assert.deepEqual(await other, mine);
  assert.equal(google.count('token', 'refresh_token'), 1);
});
