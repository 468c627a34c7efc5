import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setImmediate as waitATurn } from 'node:timers/promises';
import { claimedSchema, endpoints, type Claimed } from '../../../src/contract/index.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import { callLeaseMs } from '../../../src/server/store/leases.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { acme, serviceOrigin } from '../given-ports.ts';
import { anna, bob, readScope, sendScope, type Account, type Consent, type WireGoogle } from '../google/wire-google.ts';
import { anew } from './anew.ts';
import { eventually, failureIn, givenService, quickStore, valueOf, type Answer, type GivenService, type Person } from './given-service.ts';

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

const refused = async (person: Person, consent: Partial<Consent>, change = {}) => failureIn(await service.claim(await service.walk(person, consent, change)));

const waiting = async () => (await store.database.selectFrom('revocations').selectAll().execute()).length;

const stored = async () => (await store.database.selectFrom('connections').selectAll().execute()).length;

/** Google's access token of a connection, as a sender of mail would ask for it. */
const worksWith = async ({ connection }: Claimed): Promise<string> => {
  const answer = await service.call({}, 'POST', endpoints.connectionCheck(connection.id));
  return answer.status === 200 ? 'works' : failureIn(answer).code;
};

test('another address than the expected one is refused before anything is stored, and its grant is withdrawn', async () => {
  const failure = await refused({ expectedEmail: anna.email }, { account: bob });
  assert.deepEqual(failure, { code: 'wrong-account', mismatch: 'address', expected: anna.email, chosen: bob.email });
  assert.equal(await stored(), 0);
  assert.equal(google.count('profile'), 0, 'nobody looks into a mailbox that was not meant');
  await eventually(() => google.grants(bob) === 0, 'the grant of the other account is withdrawn');
  await eventually(async () => (await waiting()) === 0, 'nothing waits to be withdrawn');
});

test('nobody waits for the withdrawal of a grant that was refused: it goes on by itself, and outlives the process', async () => {
  const outage = google.twistAll('revoke', { kind: 'hang' });
  assert.equal((await refused({ expectedEmail: anna.email }, { account: bob })).code, 'wrong-account');
  assert.equal(google.grants(bob), 1);
  assert.equal(await waiting(), 1);
  // It was no connection, and the page that lists what Google has yet to let go does not show it.
  assert.deepEqual((await service.connections()).withdrawals, []);
  outage();
  service.clock.advance(callLeaseMs(10_000));
  await maintain(service.ports, new AbortController().signal);
  assert.equal(google.grants(bob), 0);
  assert.equal(await waiting(), 0);
});

test('whoever connects the other account right after it was refused keeps that grant', async () => {
  const outage = google.twistAll('revoke', { kind: 'answer', status: 503, body: '' });
  await refused({ expectedEmail: anna.email }, { account: bob });
  await eventually(() => google.count('revoke') === 1, 'Google was asked once, and did not answer');
  outage();
  const claimed = await service.connect({ expectedEmail: anna.email }, { account: bob }, { intent: { kind: 'connect', expectedEmail: bob.email } });
  service.clock.advance(callLeaseMs(10_000));
  await maintain(service.ports, new AbortController().signal);
  assert.equal(await waiting(), 0);
  assert.equal(await worksWith(claimed), 'works');
});

test('whoever connects the other account while Google is still asked to withdraw it waits, and keeps the new grant', async () => {
  const person = { expectedEmail: anna.email };
  const change = { intent: { kind: 'connect', expectedEmail: bob.email } } as const;
  let second: Promise<Answer> | undefined;
  google.twist('revoke', {
    kind: 'meanwhile',
    run: async () => {
      const walked = await service.walk(person, { account: bob }, change);
      const exchanges = google.count('token');
      second = service.claim(walked);
      for (let turn = 0; turn < 500; turn += 1) await waitATurn();
      assert.equal(google.count('token'), exchanges, 'the code is not spent on a grant that would die');
      assert.deepEqual(await service.poll(walked.prepared), { status: 'awaiting-claim' });
    },
  });
  assert.equal((await refused(person, { account: bob })).code, 'wrong-account');
  await eventually(() => second !== undefined, 'the other account is tried while the withdrawal is under way');
  const claimed = valueOf(claimedSchema, (await second) ?? assert.fail());
  assert.equal(claimed.connection.email, bob.email);
  await eventually(async () => (await waiting()) === 0, 'nothing waits to be withdrawn');
  assert.deepEqual([google.count('revoke'), google.grants(bob)], [1, 1]);
  assert.equal(await worksWith(claimed), 'works');
});

test('a withdrawal whose process died holds up its user’s next claim no longer than its own time', async () => {
  const outage = google.twistAll('revoke', { kind: 'hang' });
  await refused({ expectedEmail: anna.email }, { account: bob });
  await eventually(() => google.count('revoke') === 1, 'Google is asked, and says nothing');
  const walked = await service.walk({}, { account: anna });
  const claim = service.claim(walked);
  for (let turn = 0; turn < 500; turn += 1) await waitATurn();
  // Nobody else waits for what is not theirs.
  assert.equal((await service.connect({ user: 'user-2' }, { account: { ...anna, sub: 'sub-carl', email: 'carl@example.com' } })).connection.email, 'carl@example.com');
  assert.deepEqual((await service.connections()).connections, []);
  service.clock.advance(callLeaseMs(10_000));
  assert.equal((await claim).status, 200);
  outage();
});

test('a grant that is about to be withdrawn holds up the next claim, too, before anybody has asked Google', async () => {
  const outage = google.twistAll('revoke', { kind: 'hang' });
  await refused({ expectedEmail: anna.email }, { account: bob });
  await eventually(() => google.count('revoke') === 1, 'Google is asked, and says nothing');
  // As it is between the refusal and the question to Google.
  await store.database.updateTable('google_accounts').set({ withdrawing_until: null }).execute();
  const walked = await service.walk({}, { account: anna });
  const exchanges = google.count('token');
  const claim = service.claim(walked);
  for (let turn = 0; turn < 500; turn += 1) await waitATurn();
  assert.equal(google.count('token'), exchanges);
  service.clock.advance(callLeaseMs(10_000));
  assert.equal((await claim).status, 200);
  outage();
});

test('a person may then choose the other account explicitly, but never leave the expected domain', async () => {
  const change = { intent: { kind: 'connect', expectedEmail: bob.email } } as const;
  const claimed = await service.connect({ expectedEmail: anna.email }, { account: bob }, change);
  assert.equal(claimed.connection.email, bob.email);
  const outside = await refused({ expectedEmail: anna.email, hd: 'acme.example' }, { account: bob }, change);
  assert.deepEqual(outside, { code: 'wrong-account', mismatch: 'domain', expected: 'acme.example', chosen: bob.email });
});

test('the expected address and domain are hints for Google’s own page', async () => {
  const browser = service.browser();
  const hinted = new URL(await service.start(browser, await service.prepare({ expectedEmail: anna.email, hd: 'acme.example' }))).searchParams;
  assert.deepEqual([hinted.get('login_hint'), hinted.get('hd'), hinted.get('prompt')], [anna.email, 'acme.example', 'consent']);
  const open = new URL(await service.start(browser, await service.prepare())).searchParams;
  assert.deepEqual([open.get('login_hint'), open.get('hd'), open.get('prompt')], [null, null, 'select_account consent']);
});

test('an address with an apostrophe is an address, and stands in the page as text', async () => {
  const account = { sub: 'sub-obrien', email: "o'brien@acme.example" };
  const walked = await service.walk({ expectedEmail: account.email }, { account });
  const page = await (await walked.browser.open(`${serviceOrigin}/connect/finish/${walked.prepared.flow.flowId}?by-hand`)).text();
  assert.match(page, /<dd>o&#39;brien@acme\.example<\/dd>/);
  assert.equal((await service.connect({ expectedEmail: account.email }, { account })).connection.email, account.email);
});

test('an address with marks that turn, hide or break its text is not taken as the expected one', async () => {
  for (const expectedEmail of ['anna\u202e@moc.elpmaxe', 'an\u200bna@example.com', 'anna@exam\u2066ple.com', 'anna\ud800@example.com', '<b>@example.com']) {
    const body = { codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'connect', expectedEmail }, capabilities: ['send'], locale: 'en' };
    assert.deepEqual(failureIn(await service.call({}, 'POST', endpoints.flows, body)), { code: 'request-malformed' });
  }
});

test('an unverified address is refused', async () => {
  assert.deepEqual(await refused({}, { account: { ...anna, emailVerified: false } }), { code: 'email-unverified' });
  assert.equal(await stored(), 0);
});

test('an ID token that does not hold makes no connection', async () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = [{ nonce: 'other' }, { aud: 'client-2' }, { iss: 'https://evil.example' }, { iat: now - 9000, exp: now - 5000 }, { sub: undefined }];
  for (const consent of [...claims.map((each) => ({ claims: each })), { forged: true }]) {
    assert.deepEqual(await refused({}, consent), { code: 'identity-refused' });
  }
  assert.equal(await stored(), 0);
});

test('a grant whose subject nobody vouches for is not withdrawn: it might be a connected account’s', async () => {
  const claimed = await service.connect();
  assert.deepEqual(await refused({}, { forged: true }), { code: 'identity-refused' });
  assert.equal(await worksWith(claimed), 'works');
});

test('one box unticked connects and names what is missing; asked again alone, it comes', async () => {
  const claimed = await service.connect({}, { scopes: ['openid', sendScope] });
  assert.deepEqual([claimed.connection.granted, claimed.withheld], [['send'], ['read']]);
  const again = await service.connect({}, {}, { intent: { kind: 'upgrade', connectionId: claimed.connection.id }, capabilities: ['read'] });
  assert.deepEqual([again.connection.id, again.connection.granted, again.withheld], [claimed.connection.id, ['send', 'read'], []]);
});

test('an upgrade asks Google for the union', async () => {
  const claimed = await service.connect({}, {}, { capabilities: ['send'] });
  const prepared = await service.prepare({}, { intent: { kind: 'upgrade', connectionId: claimed.connection.id }, capabilities: ['read'] });
  const asked = new URL(await service.start(service.browser(), prepared)).searchParams;
  assert.equal(asked.get('scope'), `openid email ${sendScope} ${readScope}`);
  assert.equal(asked.get('login_hint'), anna.email);
});

test('no box ticked stores nothing', async () => {
  assert.deepEqual(await refused({}, { scopes: ['openid'] }), { code: 'permissions-withheld', missing: ['send', 'read'], earlierGrantKept: false });
  assert.equal(await stored(), 0);
});

test('tracking that is denied at Google leaves sending as it was', async () => {
  const claimed = await service.connect({}, {}, { capabilities: ['send'] });
  const prepared = await service.prepare({}, { intent: { kind: 'upgrade', connectionId: claimed.connection.id } });
  const browser = service.browser();
  await browser.open(google.deny(await service.start(browser, prepared)));
  assert.deepEqual(await service.poll(prepared), { status: 'denied' });
  assert.deepEqual((await service.connections()).connections, [claimed.connection]);
  assert.equal(await worksWith(claimed), 'works');
});

test('tracking ticked and sending unticked leaves the old grant in use and names what is missing', async () => {
  const claimed = await service.connect({}, {}, { capabilities: ['send'] });
  const failure = await refused({}, { scopes: ['openid', readScope] }, { intent: { kind: 'upgrade', connectionId: claimed.connection.id } });
  assert.deepEqual(failure, { code: 'permissions-withheld', missing: ['send'], earlierGrantKept: true });
  assert.equal(google.count('revoke'), 0);
  const [connection] = (await service.connections()).connections;
  assert.deepEqual(connection?.granted, ['send']);
  assert.equal(await worksWith(claimed), 'works');
});

test('the same address of another Google account does not replace a connection', async () => {
  const claimed = await service.connect();
  const impostor: Account = { ...anna, sub: 'sub-impostor' };
  const failure = await refused({}, { account: impostor }, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  assert.deepEqual(failure, { code: 'wrong-account', mismatch: 'account', expected: anna.email, chosen: anna.email });
  await eventually(() => google.grants(impostor) === 0, 'the grant of the other account is withdrawn');
  assert.equal(await worksWith(claimed), 'works');
});

test('a reconnected account may come back with a changed address and keeps its id', async () => {
  const claimed = await service.connect();
  const renamed: Account = { ...anna, email: 'anna.married@example.com' };
  const again = await service.connect({ expectedEmail: anna.email }, { account: renamed }, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  assert.deepEqual([again.connection.id, again.connection.email], [claimed.connection.id, renamed.email]);
});

test('somebody else’s connection cannot be named', async () => {
  const claimed = await service.connect();
  const body = (kind: string, connectionId: string) => ({ codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind, connectionId }, capabilities: ['send'], locale: 'en' });
  for (const person of [{ user: 'user-2' }, { org: 'org-2' }]) {
    for (const kind of ['reconnect', 'upgrade']) {
      assert.deepEqual(failureIn(await service.call(person, 'POST', endpoints.flows, body(kind, claimed.connection.id))), { code: 'connection-unknown' });
    }
    assert.deepEqual(failureIn(await service.call(person, 'DELETE', endpoints.connection(claimed.connection.id))), { code: 'connection-unknown' });
    assert.deepEqual(failureIn(await service.call(person, 'POST', endpoints.connectionCheck(claimed.connection.id))), { code: 'connection-unknown' });
  }
  assert.deepEqual(failureIn(await service.call({}, 'POST', endpoints.flows, body('reconnect', 'connection-nobody-has'))), { code: 'connection-unknown' });
});

test('no lasting access and none stored stores nothing, and asking once more asks for consent', async () => {
  assert.deepEqual(await refused({}, { refreshToken: false }), { code: 'no-lasting-access' });
  assert.equal(await stored(), 0);
  const claimed = await service.connect();
  assert.equal(claimed.connection.email, anna.email);
});

test('no lasting access leaves the working grant and its refresh token where they are', async () => {
  const claimed = await service.connect();
  const again = await service.connect({}, { refreshToken: false }, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  assert.deepEqual([again.connection.id, again.withheld], [claimed.connection.id, []]);
  assert.equal(await worksWith(claimed), 'works');
});

test('a mailbox of a colleague is refused, and the colleague’s connection works on', async () => {
  const claimed = await service.connect();
  assert.deepEqual(await refused({ user: 'user-2' }, {}), { code: 'mailbox-taken' });
  assert.equal(google.count('revoke'), 0);
  assert.equal(await worksWith(claimed), 'works');
  // Nor was it ever put on the list of what to withdraw.
  const kept = await store.database.selectFrom('audit').select('id').where('action', '=', 'grant-withdrawn').execute();
  assert.deepEqual([kept, await waiting()], [[], 0]);
});

test('an account without a mailbox is not connected when reading was granted', async () => {
  assert.deepEqual(await refused({}, { account: { ...anna, gmail: 'none' } }), { code: 'no-gmail' });
  assert.equal(await stored(), 0);
});

test('a Gmail that does not answer just now does not hinder connecting', async () => {
  google.twist('profile', { kind: 'answer', status: 503, body: 'oops' });
  assert.equal((await service.connect()).connection.email, anna.email);
});

test('one person may connect two mailboxes, and connecting one again keeps its row', async () => {
  const one = await service.connect({}, { account: anna });
  service.clock.advance(1000);
  const two = await service.connect({}, { account: bob });
  const again = await service.connect({}, { account: anna });
  assert.equal(again.connection.id, one.connection.id);
  assert.deepEqual((await service.connections()).connections.map(({ id }) => id), [one.connection.id, two.connection.id]);
});

test('a hundred and one reconnections leave one row and one stored grant, and the count that the page warns by', async () => {
  let claimed = await service.connect();
  const firstGrant = await store.database.selectFrom('connections').select('sealed_refresh_token').executeTakeFirst();
  for (let time = 2; time <= 101; time += 1) {
    claimed = await service.connect({}, {}, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  }
  assert.equal(claimed.connection.grantsIssued, 101);
  const rows = await store.database.selectFrom('connections').selectAll().execute();
  assert.equal(rows.length, 1);
  assert.notEqual(rows[0]?.sealed_refresh_token, firstGrant?.sealed_refresh_token);
  assert.equal((await store.database.selectFrom('revocations').selectAll().execute()).length, 0);
});

test('a connection that was disconnected during its reconnection stays disconnected', async () => {
  const claimed = await service.connect();
  const walked = await service.walk({}, {}, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  assert.equal((await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))).status, 200);
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'connection-changed' });
  assert.deepEqual((await service.connections()).connections, []);
});

test('a connection that is disconnected between the look at its account and the storing stays disconnected', async () => {
  const claimed = await service.connect();
  const walked = await service.walk({}, {}, { intent: { kind: 'reconnect', connectionId: claimed.connection.id } });
  // Google confirms nothing yet, so that only the connection's own state speaks against the new grant.
  const outage = google.twistAll('revoke', { kind: 'answer', status: 503, body: '' });
  google.twist('profile', { kind: 'meanwhile', run: async () => void (await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))) });
  assert.deepEqual(failureIn(await service.claim(walked)), { code: 'connection-changed' });
  outage();
  assert.deepEqual((await service.connections()).connections, []);
});

test('grants of one account that are refused at once are withdrawn one after the other, and no answer waits for that', async () => {
  // Longer than the test waits: only an answer that does not wait for Google comes in time.
  const patient = await givenService(store, { google, timeoutMs: 60_000 });
  const person = { expectedEmail: anna.email };
  const walked = [await patient.walk({ user: 'user-1', ...person }, { account: bob }), await patient.walk({ user: 'user-2', ...person }, { account: bob })] as const;
  let asked: number | undefined;
  google.twist('revoke', {
    kind: 'meanwhile',
    run: async () => {
      let second: Answer | undefined;
      void patient.claim(walked[1]).then((answer) => (second = answer));
      await eventually(() => second !== undefined, 'the second refusal is answered while Google is still asked about the first');
      assert.ok(second !== undefined && failureIn(second).code === 'wrong-account');
      // Its own withdrawal has begun, too, and finds that one is under way.
      for (let turn = 0; turn < 500; turn += 1) await waitATurn();
      asked = google.count('revoke');
    },
  });
  assert.equal(failureIn(await patient.claim(walked[0])).code, 'wrong-account');
  await eventually(async () => asked !== undefined && (await waiting()) === 0, 'both are withdrawn');
  assert.equal(asked, 1);
  assert.equal(google.grants(bob), 0);
});

test('one confirmed withdrawal settles all that wait for the account', async () => {
  const claimed = await service.connect();
  const outage = google.twistAll('revoke', { kind: 'answer', status: 503, body: '' });
  assert.equal((await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id))).status, 200);
  assert.equal((await service.connections()).withdrawals.length, 1);
  outage();
  await refused({ user: 'user-2', expectedEmail: bob.email }, { account: anna });
  await eventually(async () => (await waiting()) === 0, 'nothing of the account waits any more');
  assert.deepEqual((await service.connections()).withdrawals, []);
});

test('a mailbox that a colleague took after its disconnection does not come back to the first one', async () => {
  const claimed = await service.connect();
  await service.call({}, 'DELETE', endpoints.connection(claimed.connection.id));
  service.clock.advance(1000);
  await service.connect({ user: 'user-2' });
  assert.deepEqual(await refused({}, {}), { code: 'mailbox-taken' });
});

test('the list names the product, the user and the client id, and another user’s list is empty', async () => {
  const claimed = await service.connect();
  const view = await service.connections({ name: 'Ada', expectedEmail: anna.email });
  assert.deepEqual(view, { product: 'Acme CRM', user: { name: 'Ada', expectedEmail: anna.email }, clientId: 'client-1', connectedAppsUrl: 'https://myaccount.google.com/connections', connections: [claimed.connection], withdrawals: [] });
  assert.deepEqual((await service.connections({ user: 'user-2' })).connections, []);
  assert.deepEqual((await service.connections({ org: 'org-2' })).connections, []);
});

test('the same user and organisation by name at another host has another list, and cannot check, reconnect or disconnect', async () => {
  const hosts = await givenService(store, { google, clock: service.clock, tenants: [acme, { ...acme, id: 'globex' }], ports: { keyring: service.ports.keyring } });
  const { connection } = await hosts.connect();
  const namesake = { tenant: 'globex' };
  assert.deepEqual((await hosts.connections(namesake)).connections, []);
  const body = { codeChallenge: 'A'.repeat(43), codeChallengeMethod: 'S256', intent: { kind: 'reconnect', connectionId: connection.id }, capabilities: ['send'], locale: 'en' };
  const answers = [
    await hosts.call(namesake, 'POST', endpoints.connectionCheck(connection.id)),
    await hosts.call(namesake, 'DELETE', endpoints.connection(connection.id)),
    await hosts.call(namesake, 'POST', endpoints.flows, body),
  ];
  assert.deepEqual(answers.map(failureIn), [{ code: 'connection-unknown' }, { code: 'connection-unknown' }, { code: 'connection-unknown' }]);
  // A mailbox is one user's in an organisation of one host; another host's organisation of the same name is another one.
  assert.equal((await hosts.connect(namesake)).connection.email, anna.email);
  assert.equal((await hosts.connections()).connections.length, 1);
});
