import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { GmailFailure } from '../../../../src/server/google/gmail-port.ts';
import { callMailboxesOf, claimMailboxes, readAgainSince, stopMailbox } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { dyingAt } from './dying-process.ts';
import { anna, connectionId, givenMailbox, type GivenMailbox } from './given-mailbox.ts';

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const unavailable: GmailFailure = { code: 'google-unavailable' };
const minute = 60_000;

/** A conversation with everything that a poll stores: replies, own mail, a bounce's neighbour, mail of no account. */
const deliverAll = async (given: GivenMailbox): Promise<void> => {
  const mail = await given.track({ id: 'tracked-mail-000001', threadId: 'thread-1', messageId: 'offer@acme.example' });
  given.answer(mail);
  given.gmail.deliver({ headers: { From: 'news@shop.example', Subject: 'Sale' } });
  given.gmail.deliver({ labels: ['SENT'], threadId: 'thread-1', headers: { From: anna, To: 'ben@client.example', Subject: 'Re: Our offer' } });
  given.answer(mail, { threadId: 'thread-2', labels: ['SPAM'] });
  given.answer(mail, { labels: [] });
};

const settled = async (given: GivenMailbox) => ({
  replies: (await given.replies()).toSorted(),
  deliveries: await given.deliveries(),
  cursor: (await given.mailbox()).cursor,
  skipped: (await given.mailbox()).skipped,
});

test('a process that dies at any of its calls leaves nothing lost and nothing doubled', async (t) => {
  let tried = 0;
  await deliverAll(box);
  await box.pollNext();
  const undisturbed = await settled(box);
  assert.equal(undisturbed.deliveries.length, 3);
  for (let n = 1; ; n += 1) {
    box = await givenMailbox(store);
    await deliverAll(box);
    box.clock.advance(10 * minute);
    const dying = dyingAt(box.ports, n);
    await box.poll(dying.ports).catch(() => undefined);
    if (!dying.died()) break;
    // Its lease ends, another process takes over; what it noted in the second look is settled in the third.
    for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
    assert.deepEqual(await settled(box), undisturbed, `died at call ${n}`);
    tried = n;
  }
  t.diagnostic(`${tried} places to die at`);
  assert.ok(tried > 30);
});

test('a mail that cannot be read stops nothing: it is tried over some hours, then passed over and counted', async () => {
  const mail = await box.track();
  const poisonous = box.answer(mail);
  box.gmail.spoil(poisonous, new Error('CANARY of the mail'));
  const good = box.answer(mail);
  await box.pollNext();
  assert.deepEqual([await box.replies(), (await box.mailbox()).skipped], [[`${good} reply inbox`], 0]);
  for (let poll = 0; poll < 600 && (await box.mailbox()).skipped === 0; poll += 1) await box.pollNext();
  assert.deepEqual([(await box.mailbox()).skipped, box.gmail.asked.filter((each) => each === 'wholeMail').length], [1, 6]);
  const said = box.lines.filter((line) => line.includes('mail-p'));
  assert.equal(said.length, 5);
  assert.match(said.at(-1) ?? '', /mail-passed-over/);
  assert.doesNotMatch(box.lines.join(), /CANARY/);
});

test('a mail that could be read again is found late, and once', async () => {
  const mail = await box.track();
  const gmailId = box.answer(mail);
  box.gmail.next('wholeMail', new Error('broken'));
  await box.pollNext();
  assert.deepEqual(await box.replies(), []);
  for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
  assert.deepEqual([await box.replies(), await store.database.selectFrom('postponed_mails').selectAll().execute()], [[`${gmailId} reply inbox`], []]);
});

test('Gmail that fails for one mail alone postpones that mail; Gmail that fails for all postpones the poll', async () => {
  const mail = await box.track();
  const bad = box.answer(mail);
  const good = box.answer(mail);
  box.gmail.spoil(bad, unavailable);
  await box.pollNext();
  assert.deepEqual([await box.replies(), (await box.mailbox()).failures], [[`${good} reply inbox`], 0]);
  const later = box.answer(mail);
  box.gmail.next('wholeMail', unavailable);
  box.gmail.next('newestHistory', unavailable);
  await box.pollNext();
  assert.equal((await box.mailbox()).failures, 1);
  assert.equal((await box.replies()).length, 1);
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${good} reply inbox`, `${later} reply inbox`]);
});

test('a mail that kills the process three times is passed over, and what stands behind it is found', async () => {
  const mail = await box.track();
  const deadly = box.answer(mail);
  const behind = box.answer(mail);
  let deaths = 0;
  for (let poll = 0; poll < 40; poll += 1) {
    let dead = false;
    const { port } = box.gmail;
    const dying = dyingAt(box.ports, Infinity).ports;
    const kills = { ...port, wholeMail: async (token: string, gmailId: string) => {
      if (gmailId === deadly) {
        dead = true;
        deaths += 1;
      }
      return port.wholeMail(token, gmailId);
    } };
    // Once dead, nothing comes through any more.
    const gone = box.ports.database.withPlugin({
      transformQuery({ node }) {
        if (dead) throw new Error('dead');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const { nextPollAt } = await box.mailbox();
    box.clock.advance(Math.max(0, nextPollAt - box.clock.now()));
    await box.poll({ ...dying, gmail: kills, database: gone }).catch(() => undefined);
  }
  assert.deepEqual([deaths, await box.replies(), (await box.mailbox()).skipped], [3, [`${behind} reply inbox`], 1]);
});

test('when Google asks to slow down, the mailbox waits until it may, and nothing is lost', async () => {
  const mail = await box.track();
  const gmailId = box.answer(mail);
  box.gmail.next('wholeMail', { code: 'slow-down', who: 'mailbox', retryAt: box.clock.now() + 15 * minute });
  await box.pollNext();
  const { nextPollAt, failures } = await box.mailbox();
  assert.ok(nextPollAt >= box.clock.now() + 10 * minute);
  assert.equal(failures, 1);
  await box.pollNext();
  assert.deepEqual([await box.replies(), (await box.mailbox()).failures], [[`${gmailId} reply inbox`], 0]);
});

test('a call that comes while the mailbox is polled is kept for the end of the poll', async () => {
  const mail = await box.track();
  let late = '';
  box.gmail.onAsk(async (method) => {
    if (method !== 'addedSince' || late !== '') return;
    late = 'coming';
    await callMailboxesOf(store.database, 'Anna@Mail.example');
  });
  box.clock.advance(10 * minute);
  await box.poll();
  late = box.answer(mail);
  await box.poll();
  assert.deepEqual(await box.replies(), [`${late} reply inbox`]);
});

test('two processes never poll one mailbox at once, and a poll that lost its lease stores no cursor', async () => {
  box.answer(await box.track());
  box.clock.advance(10 * minute);
  const { cursor } = await box.mailbox();
  const now = box.clock.now();
  const [stolen, none] = await Promise.all([
    claimMailboxes(store.database, { now, leaseEndsAt: now + 15_000, holder: 'one', limit: 5 }),
    claimMailboxes(store.database, { now, leaseEndsAt: now + 15_000, holder: 'two', limit: 5 }),
  ]);
  assert.equal(stolen.length + none.length, 1);
  box.clock.advance(20_000);
  box.gmail.onAsk(async (method) => {
    if (method === 'addedSince') await store.database.updateTable('mailboxes').set({ poll_owner: 'another' }).execute();
  });
  await box.poll();
  assert.equal((await box.mailbox()).cursor, cursor);
});

test('history that Gmail has forgotten is made up for by reading the mails since the last look again', async () => {
  const mail = await box.track();
  await box.pollNext();
  const ids = Array.from({ length: 7 }, () => box.answer(mail));
  box.gmail.forgetHistory();
  box.clock.advance(10 * minute);
  await box.poll();
  const { catchUp, cursor } = await box.mailbox();
  assert.deepEqual([(await box.replies()).toSorted(), catchUp], [ids.map((id) => `${id} reply inbox`).toSorted(), undefined]);
  const fresh = box.answer(mail);
  await box.pollNext();
  assert.notEqual((await box.mailbox()).cursor, cursor);
  assert.equal((await box.replies()).at(-1), `${fresh} reply inbox`);
  assert.equal((await box.deliveries()).length, 8);
});

test('a process that dies while it makes up for lost history goes on at its page, and doubles nothing', async () => {
  for (let n = 1; ; n += 3) {
    box = await givenMailbox(store);
    const mail = await box.track({ id: 'tracked-mail-000001', threadId: 'thread-1' });
    const ids = Array.from({ length: 5 }, () => box.answer(mail));
    box.gmail.forgetHistory();
    box.clock.advance(10 * minute);
    const dying = dyingAt(box.ports, n);
    await box.poll(dying.ports).catch(() => undefined);
    if (!dying.died()) break;
    for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
    assert.deepEqual((await box.replies()).toSorted(), ids.map((id) => `${id} reply inbox`).toSorted(), `died at call ${n}`);
    assert.deepEqual([(await box.mailbox()).catchUp, (await box.deliveries()).length], [undefined, 5], `died at call ${n}`);
  }
});

test('what is to be read again from earlier on, noted while mails are read again, is read all the same', async () => {
  box.gmail.deliver({ headers: { From: 'ben@client.example', Subject: 'Re: Late', 'In-Reply-To': '<late@acme.example>' } });
  const early = box.clock.now();
  box.clock.advance(90 * minute);
  await box.poll();
  const mail = await box.track();
  for (let count = 0; count < 4; count += 1) box.answer(mail);
  box.gmail.forgetHistory();
  box.clock.advance(minute);
  let noted = false;
  box.gmail.onAsk(async (method) => {
    if (method !== 'receivedSince' || noted) return;
    noted = true;
    await box.track({ messageId: 'late@acme.example', threadId: undefined, sentAt: early - 1 });
    await readAgainSince(store.database, connectionId, early - 1);
  });
  for (let poll = 0; poll < 3; poll += 1) await box.pollNext();
  assert.deepEqual([(await box.replies()).length, (await box.mailbox()).catchUp], [5, undefined]);
});

test('while lost history is made up for, its progress is shown and new mail is found', async () => {
  const settings = { ...box.ports.settings, replies: { ...box.ports.settings.replies, units: { mailbox: 900, project: 100_000 } } };
  const slow = { ...box.ports, settings };
  const mail = await box.track();
  for (let count = 0; count < 60; count += 1) box.answer(mail);
  box.gmail.forgetHistory();
  box.clock.advance(10 * minute);
  await box.poll(slow);
  const { catchUp } = await box.mailbox();
  assert.ok(catchUp !== undefined && catchUp.found >= 6 && catchUp.found < 60);
  const fresh = box.answer(mail);
  for (let poll = 0; poll < 40 && (await box.mailbox()).catchUp !== undefined; poll += 1) {
    await box.pollNext();
    if (poll === 0) assert.ok((await box.replies()).includes(`${fresh} reply inbox`));
  }
  assert.deepEqual([(await box.mailbox()).catchUp, (await box.replies()).length], [undefined, 61]);
});

test('a lost connection is not asked about; after the reconnection reading goes on, and the gap is told', async () => {
  const mail = await box.track();
  await box.pollNext();
  const from = box.clock.now();
  await store.database.updateTable('connections').set({ status: 'lost', lost_at: new Date(from) }).execute();
  const asked = box.gmail.asked.length;
  for (let poll = 0; poll < 5; poll += 1) await box.pollNext();
  assert.equal(box.gmail.asked.length, asked);
  box.answer(mail);
  box.answer(mail);
  await store.database.updateTable('connections').set({ status: 'working' }).execute();
  await box.pollNext();
  const { gap } = await box.mailbox();
  assert.deepEqual(gap, { from, to: box.clock.now(), replies: 2 });
  assert.deepEqual(await box.deliveries(), [`reply.found ${mail.threadId}`, `reply.found ${mail.threadId}`, 'tracking.gap-closed ']);
  await box.pollNext();
  assert.equal((await box.deliveries()).length, 3);
});

test('a disconnected mailbox is never due', async () => {
  await stopMailbox(store.database, connectionId, box.clock.now());
  await callMailboxesOf(store.database, anna);
  box.clock.advance(400 * 86_400_000);
  await box.poll();
  assert.deepEqual(box.gmail.asked, ['ownAddresses', 'newestHistory']);
});
