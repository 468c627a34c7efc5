import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { readAgainSince } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { settingsWith } from '../../given-ports.ts';
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

const times = (name: string): number => box.gmail.asked.filter((each) => each === name).length;

test('a reply that arrives after the first look has one row at the next poll, and its host is told', async () => {
  const mail = await box.track();
  const gmailId = box.answer(mail);
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
  assert.deepEqual(await box.deliveries(), [`reply.found ${mail.threadId}`]);
});

test('a reply in a tracked conversation costs 22 quota units', async () => {
  box.answer(await box.track());
  await box.pollNext();
  assert.deepEqual(box.gmail.asked, ['ownAddresses', 'newestHistory', 'addedSince', 'wholeMail']);
});

test('what was in the mailbox before the first look is no news', async () => {
  assert.deepEqual(box.gmail.asked, ['ownAddresses', 'newestHistory']);
  await box.pollNext();
  assert.deepEqual([await box.replies(), box.gmail.asked], [[], ['ownAddresses', 'newestHistory', 'addedSince']]);
});

test('whatever a filter did with a reply, it is found, and where', async () => {
  const mail = await box.track();
  const filtered = [['INBOX'], ['Label_7'], [], ['TRASH'], ['SPAM', 'UNREAD'], ['INBOX', 'UNREAD', 'CATEGORY_PROMOTIONS']];
  const ids = filtered.map((labels) => box.answer(mail, { labels }));
  await box.pollNext();
  const places = ['inbox', 'archive', 'archive', 'trash', 'spam', 'inbox'];
  assert.deepEqual(await box.replies(), ids.map((id, index) => `${id} reply ${places[index] ?? ''}`));
});

test('pages, doubled records and a cursor larger than any number lose nothing and double nothing', async () => {
  const mail = await box.track();
  const ids = Array.from({ length: 8 }, () => box.answer(mail));
  const { port } = box.gmail;
  const doubled = { ...port, addedSince: async (...request: Parameters<typeof port.addedSince>) => {
    const page = await port.addedSince(...request);
    return page.ok ? { ...page, value: { ...page.value, mails: [...page.value.mails, ...page.value.mails] } } : page;
  } };
  box.clock.advance(600_000);
  await box.poll({ ...box.ports, gmail: doubled });
  assert.deepEqual(await box.replies(), ids.map((id) => `${id} reply inbox`));
  assert.equal((await box.mailbox()).cursor, '9007199254741001');
  await box.pollNext();
  assert.equal((await box.deliveries()).length, 8);
});

test('a mail of an unknown conversation is read by its headers, and dropped unstored when it is nothing of ours', async () => {
  await box.track();
  box.gmail.deliver({ headers: { From: 'Shop <news@shop.example>', Subject: 'Sale', 'List-Id': '<news.shop.example>' } });
  await box.pollNext();
  assert.deepEqual([times('headers'), times('wholeMail'), await box.replies()], [1, 0, []]);
});

test('a reply in a conversation of its own is found by what it refers to, and so are later ones without a reference', async () => {
  const mail = await box.track();
  const first = box.answer(mail, { threadId: 'another-thread' });
  await box.pollNext();
  const second = box.gmail.deliver({ threadId: 'another-thread', headers: { From: 'ben@client.example', Subject: 'One more thing' } }).gmailId;
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${first} reply inbox`, `${second} reply inbox`]);
});

test('a new mail of somebody we wrote to, in another spelling of the address, is a possible reply', async () => {
  await box.track({ recipients: ['ben.bright@gmail.com'] });
  const { gmailId } = box.gmail.deliver({ headers: { From: 'Ben <benbright+crm@gmail.com>', Subject: 'Our meeting' } });
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} possible-reply inbox`]);
});

const bounce = (original: string) => ({
  headers: {
    From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    To: anna,
    Subject: 'Delivery Status Notification (Failure)',
    'Auto-Submitted': 'auto-replied',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary="cut"',
  },
  text: [
    '--cut', 'Content-Type: text/plain', '', 'The address could not be found.', '',
    '--cut', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; googlemail.com', '', 'Final-Recipient: rfc822; ben@client.example', 'Action: failed', 'Status: 5.1.1', '',
    '--cut', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${original}>`, 'Subject: Our offer', '', '--cut--',
  ].join('\r\n'),
});

test('a bounce is attributed to the mail that it names, and shown unattributed when it names none of ours', async () => {
  const mail = await box.track();
  const ours = box.gmail.deliver(bounce(mail.messageId ?? '')).gmailId;
  await box.pollNext();
  const rows = await store.database.selectFrom('replies').select(['gmail_id', 'verdict', 'tracked_id', 'bounce']).execute();
  assert.deepEqual(rows, [{ gmail_id: ours, verdict: 'bounce', tracked_id: mail.id, bounce: '{"kind":"hard","status":"5.1.1","recipients":["ben@client.example"]}' }]);
  const other = box.gmail.deliver(bounce('unknown@elsewhere.example')).gmailId;
  await store.database.deleteFrom('tracked_people').execute();
  await box.pollNext();
  const unattributed = await store.database.selectFrom('replies').select(['verdict', 'tracked_id']).where('gmail_id', '=', other).executeTakeFirst();
  assert.deepEqual(unattributed, { verdict: 'bounce', tracked_id: null });
});

test("the user's own mail in a tracked conversation is visible as theirs, is no news, and makes the mailbox an active one", async () => {
  const mail = await box.track({ sentAt: box.clock.now() - 40 * 86_400_000 });
  const { gmailId } = box.gmail.deliver({ labels: ['SENT'], threadId: mail.threadId ?? '', headers: { From: anna, To: 'ben@client.example', Subject: 'Re: Our offer' } });
  box.gmail.deliver({ labels: ['SENT'], headers: { From: anna, To: 'carl@elsewhere.example', Subject: 'Lunch?' } });
  await box.pollNext();
  const rows = await store.database.selectFrom('replies').select(['gmail_id', 'verdict', 'seen_at', 'tracked_id']).execute();
  assert.deepEqual(rows.map(({ seen_at, ...row }) => ({ ...row, seen: seen_at !== null })), [{ gmail_id: gmailId, verdict: 'own', tracked_id: mail.id, seen: true }]);
  assert.deepEqual([await box.deliveries(), times('headers'), (await box.mailbox()).lastSentAt], [[], 0, box.clock.now()]);
});

test('drafts and chats are not asked for', async () => {
  const mail = await box.track();
  box.answer(mail, { labels: ['DRAFT'] });
  box.answer(mail, { labels: ['CHAT'] });
  await box.pollNext();
  assert.deepEqual([box.gmail.asked.length, await box.replies()], [3, []]);
});

test('a mail that is gone when it is asked for is no trouble', async () => {
  const mail = await box.track();
  box.gmail.remove(box.answer(mail));
  const second = box.answer(mail);
  await box.pollNext();
  assert.deepEqual([await box.replies(), (await box.mailbox()).failures], [[`${second} reply inbox`], 0]);
});

test('where everything sent is tracked, a mail from Gmail is, and its answer is found', async () => {
  const settings = { ...box.ports.settings, replies: { ...settingsWith().replies, trackSent: true } };
  box.gmail.deliver({ labels: ['SENT'], threadId: 'lunch', headers: { From: anna, To: 'Carl <Carl@elsewhere.example>', Cc: 'dora@elsewhere.example', Subject: 'Lunch?', 'Message-ID': '<lunch@mail.example>' } });
  box.clock.advance(600_000);
  await box.poll({ ...box.ports, settings });
  const [tracked] = await store.database.selectFrom('tracked_mails').select(['subject', 'recipients', 'message_id', 'thread_id', 'source']).execute();
  assert.deepEqual(tracked, { subject: 'Lunch?', recipients: '["carl@elsewhere.example","dora@elsewhere.example"]', message_id: 'lunch@mail.example', thread_id: 'lunch', source: 'own' });
  const { gmailId } = box.gmail.deliver({ threadId: 'lunch', headers: { From: 'Carl <carl@elsewhere.example>', Subject: 'Re: Lunch?', 'In-Reply-To': '<lunch@mail.example>' } });
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
});

test('what a person wrote is kept without the quotation, encrypted', async () => {
  const mail = await box.track();
  box.answer(mail, { text: 'Yes, gladly.\r\n\r\nOn Tue, 3 Mar 2026 at 12:00, Anna <anna@mail.example> wrote:\r\n> Shall we?' });
  await box.pollNext();
  const row = await store.database.selectFrom('replies').select(['id', 'sealed_text']).executeTakeFirstOrThrow();
  assert.doesNotMatch(row.sealed_text ?? '', /gladly/);
  assert.deepEqual(box.ports.keyring.open(row.sealed_text ?? '', { tenant: 'acme', org: 'org-1', owner: row.id, field: 'reply_text' }), { ok: true, value: 'Yes, gladly.' });
});

test('a reply that came before the host registered the mail is found when it does', async () => {
  const sentAt = box.clock.now();
  const unregistered = { threadId: 'host-thread', messageId: 'late@acme.example', subject: 'Late', recipients: ['ben@client.example'], sentAt };
  const gmailId = box.gmail.deliver({ threadId: 'host-thread', headers: { From: 'ben@client.example', Subject: 'Re: Late', 'In-Reply-To': '<late@acme.example>' } }).gmailId;
  await box.pollNext();
  assert.deepEqual(await box.replies(), []);
  await box.track(unregistered);
  assert.equal(await readAgainSince(store.database, connectionId, sentAt), true);
  await box.poll();
  assert.deepEqual([await box.replies(), (await box.mailbox()).catchUp], [[`${gmailId} reply inbox`], undefined]);
});

test('a mail that this product sent is known by its id and not read', async () => {
  const mail = await box.track({ gmailId: 'mail-1' });
  box.gmail.deliver({ labels: ['SENT'], threadId: mail.threadId ?? '' });
  await box.pollNext();
  assert.deepEqual([await box.replies(), times('wholeMail') + times('headers')], [[], 0]);
});

test('a mail that was registered by its Message-ID alone is known by its conversation once it was seen leaving', async () => {
  await box.track({ threadId: undefined, messageId: 'set@acme.example' });
  const headers = { From: anna, To: 'ben@client.example', Subject: 'Our offer', 'Message-ID': '<given@mail.gmail.com>', 'X-Google-Original-Message-ID': '<set@acme.example>' };
  box.gmail.deliver({ labels: ['SENT'], threadId: 'gmail-thread', headers });
  const { gmailId } = box.gmail.deliver({ threadId: 'gmail-thread', headers: { From: 'dora@client.example', Subject: 'Re: Our offer' } });
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
  const named = box.gmail.deliver({ headers: { From: 'emil@client.example', Subject: 'Offer', References: '<given@mail.gmail.com>' } }).gmailId;
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`, `${named} reply inbox`]);
});

test('a registered mail that Gmail sent under another id into a known conversation is no answer to itself, and known by both ids', async () => {
  const mail = await box.track({ threadId: 'known-thread', messageId: 'first@acme.example' });
  await box.track({ threadId: undefined, messageId: 'set@acme.example', subject: 'Once more' });
  await box.track({ threadId: 'of-another-mailbox', messageId: 'third@acme.example', subject: 'A third time' });
  const leave = (given: string, original: string) =>
    box.gmail.deliver({ labels: ['SENT'], threadId: 'known-thread', headers: { From: anna, To: 'ben@client.example', Subject: 'Re: Our offer', 'Message-ID': `<${given}>`, 'X-Google-Original-Message-Id': `<${original}>` } });
  const [second, third] = [leave('given-2@mail.gmail.com', 'set@acme.example'), leave('given-3@mail.gmail.com', 'third@acme.example')];
  const answers = ['set@acme.example', 'given-2@mail.gmail.com', 'third@acme.example', 'given-3@mail.gmail.com'].map(
    (id) => box.gmail.deliver({ headers: { From: 'emil@elsewhere.example', Subject: 'About it', 'In-Reply-To': `<${id}>` } }).gmailId,
  );
  await box.pollNext();
  assert.deepEqual((await box.replies()).toSorted(), answers.map((id) => `${id} reply inbox`));
  const tracked = await store.database.selectFrom('tracked_mails').select(['gmail_id', 'thread_id', 'gmail_message_id']).where('id', '!=', mail.id).orderBy('gmail_message_id').execute();
  assert.deepEqual(tracked, [
    { gmail_id: second.gmailId, thread_id: 'known-thread', gmail_message_id: 'given-2@mail.gmail.com' },
    { gmail_id: third.gmailId, thread_id: 'known-thread', gmail_message_id: 'given-3@mail.gmail.com' },
  ]);
});

test('where everything sent is tracked, an answer that is found beside its mail is found as well', async () => {
  const settings = { ...box.ports.settings, replies: { ...settingsWith().replies, trackSent: true } };
  box.gmail.deliver({ labels: ['SENT'], threadId: 'lunch', headers: { From: anna, To: 'carl@elsewhere.example', Subject: 'Lunch?', 'Message-ID': '<lunch@mail.example>' } });
  const { gmailId } = box.gmail.deliver({ threadId: 'other', headers: { From: 'carl@elsewhere.example', Subject: 'Re: Lunch?', 'In-Reply-To': '<lunch@mail.example>' } });
  box.gmail.deliver({ headers: { From: 'news@shop.example', Subject: 'Sale' } });
  box.clock.advance(600_000);
  await box.poll({ ...box.ports, settings });
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
});
