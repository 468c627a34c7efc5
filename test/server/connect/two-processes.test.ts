import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { claimedSchema, disconnectedSchema, endpoints } from '../../../src/contract/index.ts';
import { accessTokenFor } from '../../../src/server/connections/access-token.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { openStore, type Store } from '../../../src/server/store/open.ts';
import { anna, bob, type Account, type WireGoogle } from '../google/wire-google.ts';
import { ownDatabase } from '../store/stores.ts';
import { anew } from './anew.ts';
import { minute } from './given-flow.ts';
import { failureIn, givenService, ledTo, messageOf, valueOf, type GivenService } from './given-service.ts';

/**
 * Two processes on one PostgreSQL: two pools, two owners of leases, truly parallel transactions. PGlite has one
 * connection and decides many races by itself; here the locks and constraints have to.
 */
const url = process.env['GCK_TEST_DATABASE_URL'];
const skip = url === undefined && 'GCK_TEST_DATABASE_URL names no PostgreSQL';

let stores: readonly [Store, Store];
let google: WireGoogle;
let one: GivenService;
let two: GivenService;
const ends: (() => unknown)[] = [];

const open = async (at: string): Promise<Store> => {
  const opened = await openStore({ kind: 'postgres', url: at });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
};

before(async () => {
  if (url === undefined) return;
  const own = await ownDatabase({ after: (end) => void ends.push(end) });
  // Both start together, so the migrations race too.
  stores = await Promise.all([open(own), open(own)]);
});
after(async () => {
  if (url === undefined) return;
  await Promise.all(stores.map((store) => store.close()));
  for (const end of ends) await end();
});
beforeEach(async (t) => {
  if (url === undefined) return;
  ({ google, service: one } = await anew(stores[0], t));
  two = await givenService(stores[1], { google, clock: one.clock, ports: { keyring: one.ports.keyring } });
});

const both = (): readonly [GivenService, GivenService] => [one, two];

test('one ticket opened in two processes at once reaches Google once', { skip }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const { flow } = await one.prepare();
    const answers = await Promise.all([one, two, one, two].map((service) => service.browser().open(flow.startUrls[0])));
    assert.deepEqual(answers.map(ledTo).sort(), ['google', 'neutral page', 'neutral page', 'neutral page']);
  }
});

test('both tickets of a flow opened at once leave one browser that can go on', { skip }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const prepared = await one.prepare();
    const browsers = [one.browser(), two.browser()] as const;
    const urls = await Promise.all([one.start(browsers[0], prepared, 0), two.start(browsers[1], prepared, 1)]);
    const callbacks = [];
    for (const index of [0, 1] as const) callbacks.push(ledTo(await browsers[index].open(google.allow(urls[index], { account: anna }))));
    assert.deepEqual(callbacks.sort(), ['finish page', 'neutral page']);
  }
});

test('one answer of Google delivered twice at once is taken once', { skip }, async () => {
  const prepared = await one.prepare();
  const browser = one.browser();
  const back = google.allow(await one.start(browser, prepared), { account: anna });
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const answers = await Promise.all(both().map((service) => service.browser().open(back, { Cookie: cookie })));
  assert.deepEqual(answers.map(ledTo).sort(), ['finish page', 'neutral page']);
});

test('two claims in two processes make one exchange and hear one outcome', { skip }, async () => {
  const walked = await one.walk();
  const claims = await Promise.all([one, two, one, two].map((service) => service.claim(walked)));
  const ids = claims.map((answer) => valueOf(claimedSchema, answer).connection.id);
  assert.equal(new Set(ids).size, 1);
  assert.equal(google.count('token', 'authorization_code'), 1);
});

test('a claim and a reload of the finish page at once end in one of two ways, never in both', { skip }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const walked = await one.walk({ user: `user-${round}`, org: `org-${round}` });
    const finish = `${one.ports.settings.serviceOrigin}/connect/finish/${walked.prepared.flow.flowId}`;
    const [claim, page] = await Promise.all([one.claim(walked), walked.browser.open(finish)]);
    const message = await messageOf(page);
    // Either the claim was first and no code was made, or the reload was first and the claim's code was void.
    if (claim.status === 200) assert.equal(message, undefined);
    else assert.deepEqual([failureIn(claim), message?.gck], [{ code: 'finish-code-wrong', triesLeft: 3 }, 'finish']);
  }
});

test('wrong codes sent to two processes at once share the three tries', { skip }, async () => {
  const walked = await one.walk();
  const guesses = await Promise.all(['B', 'C', 'D', 'E', 'F', 'G'].map((letter, index) => (index % 2 === 0 ? one : two).claim(walked, { finishCode: letter.repeat(8) })));
  const codes = guesses.map((each) => failureIn(each).code);
  assert.equal(codes.filter((code) => code === 'finish-code-wrong').length, 2);
  assert.equal(codes.filter((code) => code === 'flow-burned').length, 4);
});

test('one mailbox claimed by two users in two processes is decided by the database', { skip }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const org = `org-${round}`;
    const [first, second] = [await one.walk({ org, user: 'user-1' }), await two.walk({ org, user: 'user-2' })];
    const answers = await Promise.all([one.claim(first), two.claim(second)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.deepEqual(answers.filter(({ status }) => status === 409).map(failureIn), [{ code: 'mailbox-taken' }]);
  }
});

test('two first connections of one account by one user at once leave one row', { skip }, async () => {
  const [first, second] = [await one.walk(), await two.walk()];
  const answers = await Promise.all([one.claim(first), two.claim(second)]);
  const ids = answers.map((answer) => valueOf(claimedSchema, answer).connection.id);
  assert.equal(new Set(ids).size, 1);
});

test('twenty calls at the end of a token in two processes make exactly one refresh', { skip }, async () => {
  const { connection } = await one.connect();
  one.clock.advance(60 * minute);
  const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => accessTokenFor((index % 2 === 0 ? one : two).ports, owner, connection.id)));
  assert.equal(new Set(tokens.map((each) => (each.ok ? each.value.value : each.failure.code))).size, 1);
  assert.ok(tokens.every(({ ok }) => ok));
  assert.equal(google.count('token', 'refresh_token'), 1);
});

test('two organisations that disconnect one account at once withdraw it exactly once', { skip }, async () => {
  for (let round = 0; round < 5; round += 1) {
    const here = await one.connect({ org: 'org-1', user: 'user-1' });
    const there = await two.connect({ org: 'org-2', user: 'user-2' });
    const before = google.count('revoke');
    const answers = await Promise.all([
      one.call({ org: 'org-1', user: 'user-1' }, 'DELETE', endpoints.connection(here.connection.id)),
      two.call({ org: 'org-2', user: 'user-2' }, 'DELETE', endpoints.connection(there.connection.id)),
    ]);
    assert.deepEqual(answers.map((answer) => valueOf(disconnectedSchema, answer).withdrawal).sort(), ['confirmed', 'kept']);
    assert.equal(google.count('revoke') - before, 1);
    one.clock.advance(minute);
  }
});

test('connecting and disconnecting one account at once never leaves a connection whose grant Google has ended', { skip }, async () => {
  for (let round = 0; round < 8; round += 1) {
    const account: Account = { sub: `sub-${round}`, email: `person-${round}@example.com` };
    const here = await one.connect({ org: 'org-1', user: 'user-1' }, { account });
    const person = { org: 'org-2', user: 'user-2' };
    const walked = await two.walk(person, { account });
    // As on a real clock, time goes on while Google is asked.
    google.twist('revoke', { kind: 'meanwhile', run: async () => one.clock.advance(1) });
    const [, claim] = await Promise.all([one.call({}, 'DELETE', endpoints.connection(here.connection.id)), two.claim(walked)]);
    if (claim.status === 200) {
      const { connection } = valueOf(claimedSchema, claim);
      assert.equal((await two.call(person, 'POST', endpoints.connectionCheck(connection.id))).status, 200);
      const [shown] = (await two.connections(person)).connections;
      assert.equal(shown?.health.kind, 'working');
      await two.call(person, 'DELETE', endpoints.connection(connection.id));
    } else assert.deepEqual(failureIn(claim), { code: 'exchange-interrupted' });
    one.clock.advance(minute);
  }
});

test('the rounds of two processes share the work: each withdrawal and each idle grant is handled once', { skip }, async () => {
  const people = [{ user: 'user-1', account: anna }, { user: 'user-2', account: bob }];
  const claimed = [];
  for (const { user, account } of people) claimed.push(await one.connect({ user }, { account }));
  const recover = google.twistAll('revoke', { kind: 'answer', status: 503, body: 'oops' });
  const [first] = claimed;
  await one.call({ user: 'user-1' }, 'DELETE', endpoints.connection(first?.connection.id ?? ''));
  recover();
  one.clock.advance(30 * 60 * minute);
  // A day has passed: the list gives up after 24 hours, so bring its end back into reach.
  await stores[0].database.updateTable('revocations').set({ gives_up_at: new Date(one.clock.now() + minute) }).execute();
  const [revokes, refreshes] = [google.count('revoke'), google.count('token', 'refresh_token')];
  await Promise.all([...both(), ...both()].map(({ ports }) => maintain(ports, new AbortController().signal)));
  assert.deepEqual([google.count('revoke') - revokes, google.count('token', 'refresh_token') - refreshes], [1, 1]);
});
