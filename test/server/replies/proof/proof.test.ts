import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { succeed, type Proof, type ProofFailure } from '../../../../src/contract/index.ts';
import type { UserCaller } from '../../../../src/server/auth/caller.ts';
import type { GmailPort, SendFailure } from '../../../../src/server/google/gmail-port.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { askProof } from '../../../../src/server/replies/proof/ask-proof.ts';
import { markHeader } from '../../../../src/server/replies/proof/proof-mail.ts';
import { readProof } from '../../../../src/server/replies/proof/proof-view.ts';
import { trackingOf } from '../../../../src/server/replies/tracking-view.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { forgetProofs } from '../../../../src/server/store/proofs.ts';
import { leftSince } from '../../../../src/server/store/sending-history.ts';
import { quickStore } from '../../connect/given-service.ts';
import { acme, noon } from '../../given-ports.ts';
import { dyingAt } from '../sync/dying-process.ts';
import { anna, connectionId, givenMailbox, owner, type GivenMailbox } from '../sync/given-mailbox.ts';

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const second = 1_000;
const minute = 60 * second;
/** The bound of a mailbox that has just sent, and a minute. */
const waitsMs = 2 * minute;

const caller: UserCaller = {
  kind: 'user',
  tenant: acme,
  org: owner.org,
  user: owner.user,
  origin: 'https://crm.acme.example',
  jti: 'jti',
  tokenEndsAt: Infinity,
  name: undefined,
  expectedEmail: undefined,
  hostedDomain: undefined,
};

const ask = async (ports: Ports = box.ports): Promise<Proof> => {
  const asked = await askProof(ports, caller, connectionId, 'en');
  assert.ok(asked.ok, JSON.stringify(asked));
  return asked.value;
};
const look = async (): Promise<Proof> => {
  const read = await readProof(box.ports, owner, connectionId);
  assert.ok(read.ok);
  return read.value;
};
const tracked = async () => (await trackingOf(box.ports, caller)).mailboxes[0];
const sends = (): number => box.gmail.asked.filter((each) => each === 'sendMail').length;
const counted = async (): Promise<number> => (await store.database.selectFrom('proofs').select('id').where('sent_at', 'is not', null).execute()).length;
const at = (time: number): string => new Date(time).toISOString();
const notProven = ['mail-of-others', 'delivery', 'filters', 'verdicts', 'usual-wait'];

test('before anybody asked there is no proof, and it is said what one would not prove', async () => {
  assert.deepEqual(await look(), { connectionId, state: { kind: 'none' }, notProven });
  assert.equal((await tracked())?.verifiedAt, undefined);
});

test('a mail to oneself that sync sees proves tracking: when, and how long it took', async () => {
  const askedAt = box.clock.now();
  assert.deepEqual(await ask(), { connectionId, state: { kind: 'waiting', since: at(askedAt), until: at(askedAt + waitsMs) }, notProven });
  box.clock.advance(3 * second);
  await box.poll();
  const verified = { at: at(askedAt + 3 * second), tookMs: 3 * second };
  assert.deepEqual(await look(), { connectionId, state: { kind: 'verified', ...verified }, verified, notProven });
  const mailbox = await tracked();
  assert.deepEqual([mailbox?.verifiedAt, mailbox?.tookMs], [verified.at, verified.tookMs]);
});

test('the mailbox is read at once, not at its next time', async () => {
  const { nextPollAt } = await box.mailbox();
  assert.ok(nextPollAt > box.clock.now());
  let rung = 0;
  box.ports.pollBell.onRing(() => (rung += 1));
  await ask();
  await box.poll();
  assert.deepEqual([(await look()).state.kind, rung], ['verified', 1]);
});

test('while somebody watches a proof that waits, the mailbox is looked at every few seconds', async () => {
  box.gmail.losesSent = true;
  await ask();
  await box.poll();
  const polls = box.gmail.asked.length;
  await look();
  await box.poll();
  assert.equal(box.gmail.asked.length, polls);
  box.clock.advance(3 * second);
  await look();
  await box.poll();
  assert.equal(box.gmail.asked.length, polls + 1);
});

test('the mail is no reply and no tracked mail, tells no host, and counts in the limits', async () => {
  const settings = { ...box.ports.settings, replies: { ...box.ports.settings.replies, trackSent: true } };
  await ask();
  await box.poll({ ...box.ports, settings });
  assert.equal((await look()).state.kind, 'verified');
  assert.deepEqual([await box.replies(), await box.deliveries(), (await tracked())?.watched], [[], [], 0]);
  assert.deepEqual(await leftSince(store.database, connectionId, noon, 'own@acme.example'), [{ id: 'mail-1', at: noon, recipients: ['own@acme.example'], origin: 'ours' }]);
  assert.deepEqual(await leftSince(store.database, connectionId, noon + 1, 'own@acme.example'), []);
});

test('the mail is known in a tracked conversation too, and where Gmail keeps a copy without SENT', async () => {
  await ask();
  const [row] = await store.database.selectFrom('proofs').select('mark').execute();
  await store.database.deleteFrom('tracked_mails').execute();
  await box.poll();
  await store.database.updateTable('proofs').set({ state: 'waiting', took_ms: null }).execute();
  const mail = await box.track({ recipients: [anna] });
  const headers = { From: anna, To: anna, Subject: 'Re: Our offer', [markHeader.toLowerCase()]: row?.mark ?? '' };
  box.gmail.deliver({ headers, ...(mail.threadId === undefined ? {} : { threadId: mail.threadId }) });
  box.gmail.deliver({ headers, labels: ['INBOX'] });
  await box.pollNext();
  assert.deepEqual([(await look()).state.kind, await box.replies()], ['verified', []]);
});

test('a mark that was never given out means nothing: the mail is judged like any other', async () => {
  const mail = await box.track();
  const gmailId = box.answer(mail, { headers: { [markHeader]: 'a-mark-that-somebody-made-up' } });
  const other = box.answer(mail, { threadId: 'thread-of-its-own', headers: { [markHeader]: 'x'.repeat(5_000) } });
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`, `${other} reply inbox`]);
});

test('one proof at a time: whoever asks while one waits is given the same, and one mail is sent', async () => {
  const first = await ask();
  box.clock.advance(second);
  assert.deepEqual(await ask(), first);
  assert.deepEqual([sends(), await counted()], [1, 1]);
  await box.poll();
  await ask();
  assert.deepEqual([sends(), await counted()], [2, 2]);
});

test('two who ask in the same moment share one mail', async () => {
  const both = await Promise.all([ask(), ask(), ask()]);
  assert.equal(new Set(both.map((each) => JSON.stringify(each))).size, 1);
  assert.deepEqual([sends(), await counted()], [1, 1]);
});

test('a mail that is lost is given up when its time is over, and the last success stays', async () => {
  await ask();
  await box.poll();
  const { verified } = await look();
  box.gmail.losesSent = true;
  const askedAt = box.clock.now();
  await ask();
  box.clock.advance(waitsMs);
  await box.poll();
  assert.equal((await look()).state.kind, 'waiting');
  box.clock.advance(1);
  assert.deepEqual(await look(), { connectionId, state: { kind: 'failed', at: at(askedAt + waitsMs), failure: { code: 'not-seen' } }, verified, notProven });
  assert.equal((await tracked())?.verifiedAt, verified?.at);
  box.gmail.losesSent = false;
  await ask();
  await box.poll();
  assert.deepEqual([(await look()).state.kind, await counted()], ['verified', 3]);
});

test('a mail that comes too late proves nothing, and it is said how late it came', async () => {
  await ask();
  box.clock.advance(10 * minute);
  assert.deepEqual((await look()).state, { kind: 'failed', at: at(noon + waitsMs), failure: { code: 'not-seen' } });
  await box.poll();
  assert.deepEqual((await look()).state, { kind: 'failed', at: at(noon + 10 * minute), failure: { code: 'late', tookMs: 10 * minute } });
  assert.equal((await look()).verified, undefined);
});

test('a proof that was given up and is seen late makes no second one fail', async () => {
  const { port } = box.gmail;
  await ask();
  box.clock.advance(waitsMs + 1);
  const second = await ask({ ...box.ports, gmail: { ...port, sendMail: async () => succeed({ gmailId: 'lost', threadId: 'lost' }) } });
  await box.poll();
  assert.deepEqual((await look()).state, second.state);
  const rows = await store.database.selectFrom('proofs').select(['state', 'failure']).orderBy('place').execute();
  assert.deepEqual(rows, [{ state: 'failed', failure: `{"code":"late","tookMs":${waitsMs + 1}}` }, { state: 'waiting', failure: null }]);
});

const refusals: readonly (readonly [what: string, failure: SendFailure, shown: ProofFailure])[] = [
  ['the permission to send', { code: 'permission-missing' }, { code: 'permission', missing: ['send'] }],
  ['an administrator', { code: 'google-policy' }, { code: 'sending-refused' }],
  ['a mailbox without Gmail', { code: 'no-gmail' }, { code: 'sending-refused' }],
  ['something in the mail', { code: 'request-refused' }, { code: 'sending-refused' }],
  ['a limit, until a time', { code: 'slow-down', who: 'mailbox', retryAt: noon + minute, says: undefined }, { code: 'sending-limit', retryAt: at(noon + minute) }],
  ['a limit, for nobody knows how long', { code: 'slow-down', who: 'mailbox', retryAt: undefined, says: undefined }, { code: 'sending-limit' }],
];

for (const [what, failure, shown] of refusals) {
  test(`a mail that Gmail refuses for ${what} fails the proof at once, and counts in no limit`, async () => {
    box.gmail.nextSend(failure);
    assert.deepEqual((await ask()).state, { kind: 'failed', at: at(noon), failure: shown });
    assert.equal(await counted(), 0);
    assert.equal((await ask()).state.kind, 'waiting');
  });
}

for (const missing of ['send', 'read'] as const) {
  test(`without the permission to ${missing} no mail is sent`, async () => {
    const granted = missing === 'send' ? 'readonly' : 'send';
    await store.database.updateTable('connections').set({ scopes: `openid email https://www.googleapis.com/auth/gmail.${granted}` }).execute();
    assert.deepEqual((await ask()).state, { kind: 'failed', at: at(noon), failure: { code: 'permission', missing: [missing] } });
    assert.deepEqual([sends(), await counted()], [0, 0]);
  });
}

test('when Google does not answer, the mail may have gone: it is awaited, counted, and not sent again', async () => {
  const { port } = box.gmail;
  const swallowed: GmailPort = {
    ...port,
    sendMail: async (token, mail) => {
      await port.sendMail(token, mail);
      return { ok: false, failure: { code: 'unclear' } };
    },
  };
  assert.equal((await ask({ ...box.ports, gmail: swallowed })).state.kind, 'waiting');
  assert.deepEqual([sends(), await counted()], [1, 1]);
  await box.poll();
  assert.equal((await look()).state.kind, 'verified');
});

test('a token that Gmail refuses is made fresh once, and the mail is the same', async () => {
  box.gmail.nextSend({ code: 'access-refused' });
  const google = { ...box.ports.google, refresh: async () => succeed({ accessToken: 'access-2', accessTokenExpiresAt: noon + 60 * minute, scopes: undefined, refreshToken: undefined }) };
  assert.equal((await ask({ ...box.ports, google })).state.kind, 'waiting');
  await box.poll();
  assert.deepEqual([(await look()).state.kind, sends(), await counted()], ['verified', 2, 1]);
});

test('nothing is asked of a connection that is lost, gone or somebody else’s', async () => {
  await store.database.updateTable('connections').set({ status: 'lost', lost_at: new Date(noon) }).execute();
  assert.deepEqual(await askProof(box.ports, caller, connectionId, 'en'), { ok: false, failure: { code: 'reconnect-needed' } });
  const unknown = { ok: false, failure: { code: 'connection-unknown' } };
  assert.deepEqual(await askProof(box.ports, { ...caller, user: 'user-2' }, connectionId, 'en'), unknown);
  assert.deepEqual(await readProof(box.ports, { ...owner, org: 'org-2' }, connectionId), unknown);
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  assert.deepEqual(await askProof(box.ports, caller, connectionId, 'en'), unknown);
  assert.equal(sends(), 0);
});

test('a process that dies at any point of asking sends one mail at most, and the next one learns what became of it', async (t) => {
  let tried = 0;
  for (let n = 1; ; n += 1) {
    box = await givenMailbox(store);
    const dying = dyingAt(box.ports, n);
    await askProof(dying.ports, caller, connectionId, 'en').catch(() => undefined);
    if (!dying.died()) break;
    const left = await box.gmail.port.receivedSince('', { after: 0, page: undefined });
    const mails = left.ok ? left.value.mails.length : Number.NaN;
    const before = (await look()).state.kind;
    assert.ok(mails <= 1 && (mails === 0 || before === 'waiting'), `died at call ${n}: ${mails} mails, ${before}`);
    // Another process goes on, while the person watches.
    box.clock.advance(3 * second);
    await look();
    await box.poll();
    const state = (await look()).state.kind;
    assert.equal(state, mails === 1 ? 'verified' : before, `died at call ${n}`);
    if (state === 'waiting') {
      await ask();
      assert.equal(sends(), 0, 'a mail that may have gone is not sent again while it is awaited');
      box.clock.advance(waitsMs);
      assert.equal((await look()).state.kind, 'failed');
    }
    tried = n;
  }
  t.diagnostic(`${tried} places to die at`);
  assert.ok(tried > 6);
});

test('a process that dies at any point of the poll leaves the mail to be seen by the next', async () => {
  for (let n = 1; ; n += 1) {
    box = await givenMailbox(store);
    await ask();
    const dying = dyingAt(box.ports, n);
    await box.poll(dying.ports).catch(() => undefined);
    if (!dying.died()) break;
    for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
    assert.equal((await look()).state.kind, 'verified', `died at call ${n}`);
    assert.deepEqual([await box.replies(), await counted()], [[], 1]);
  }
});

test('old proofs are forgotten, the last success of a mailbox is not', async () => {
  for (let proof = 0; proof < 3; proof += 1) {
    await ask();
    await box.poll();
    box.clock.advance(minute);
  }
  box.gmail.nextSend({ code: 'request-refused' });
  await ask();
  const { verified } = await look();
  await forgetProofs(store.database, box.clock.now() + 1);
  assert.deepEqual(await look(), { connectionId, state: { kind: 'verified', ...verified }, verified, notProven });
  assert.equal(await counted(), 1);
});
