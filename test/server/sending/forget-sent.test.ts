import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { unsubscribePath, type When } from '../../../src/contract/index.ts';
import { createApp } from '../../../src/server/app.ts';
import { disconnect } from '../../../src/server/connections/disconnect.ts';
import { uploadAttachment } from '../../../src/server/sending/channel/upload-attachment.ts';
import { forgetSent } from '../../../src/server/sending/forget-sent.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { noteSentElsewhere } from '../../../src/server/store/sending-history.ts';
import { unparkSending } from '../../../src/server/store/sending-mailboxes.ts';
import { quickStore } from '../connect/given-service.ts';
import { serviceOrigin } from '../given-ports.ts';
import { startGmail, type GivenGmail } from '../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from './given-sender.ts';

const day = 86_400_000;

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  await store.database.deleteFrom('unsubscribe_links').execute();
  sender = await givenSender(store, { gmail });
});

type Table = 'outgoing_mails' | 'sending_mailboxes' | 'sent_elsewhere' | 'heard_facts' | 'attachment_uses' | 'unsubscribe_links' | 'suppressions';
const countOf = async (table: Table): Promise<number> =>
  Number((await store.database.selectFrom(table).select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()).count);
/** The tests of a file have one clock, and it only goes on. */
const inDays = (days: number): When => ({ kind: 'at', wall: new Date(sender.clock.now() + days * day).toISOString().slice(0, 16), zone: 'UTC' });
const forget = async (): Promise<void> => {
  while (await forgetSent(sender.ports, new AbortController().signal));
};

const upload = async (): Promise<string> => {
  const uploaded = await uploadAttachment(sender.ports, owner, { name: 'a.txt', type: 'text/plain', content: 'eA==' });
  assert.ok(uploaded.ok);
  return uploaded.value.id;
};

test('a mail that ended is forgotten when it is old, and one that waits stays', async () => {
  await sender.queue('Sent', { attachments: [await upload()] });
  await sender.send();
  await sender.queue('Waits', {}, inDays(364));
  sender.clock.advance(729 * day);
  await forget();
  assert.deepEqual(Object.keys(await sender.states()).toSorted(), ['Sent', 'Waits']);
  sender.clock.advance(2 * day);
  await forget();
  assert.deepEqual([Object.keys(await sender.states()), await countOf('attachment_uses')], [['Waits'], 0]);
});

test('a mail that asks a person is never forgotten for its age', async () => {
  await sender.queue('Asks', {}, inDays(1));
  await store.database.updateTable('outgoing_mails').set({ state: 'held', reason: JSON.stringify({ code: 'unclear', attemptedAt: new Date(sender.clock.now()).toISOString(), lookedFor: true }), ended_at: new Date(sender.clock.now()) }).execute();
  sender.clock.advance(800 * day);
  await forget();
  assert.deepEqual(await sender.states(), { Asks: 'held unclear' });
});

test('what was sent elsewhere and what Google said are forgotten once no limit looks back so far', async () => {
  await noteSentElsewhere(store.database, connectionId, [{ gmailId: 'old', sentAt: sender.clock.now(), recipients: undefined }]);
  await store.database.insertInto('heard_facts').values({ connection_id: connectionId, heard_at: new Date(sender.clock.now()), fact: '{}' }).execute();
  sender.clock.advance(8 * day);
  await forget();
  assert.deepEqual([await countOf('sent_elsewhere'), await countOf('heard_facts')], [1, 1]);
  sender.clock.advance(2 * day);
  await forget();
  assert.deepEqual([await countOf('sent_elsewhere'), await countOf('heard_facts')], [0, 0]);
});

test('a disconnected mailbox is forgotten with all that waits in it, unless its owner comes back', async () => {
  await sender.queue('Waits', { attachments: [await upload()] }, inDays(300));
  assert.ok((await disconnect(sender.ports, caller, connectionId)).ok);
  assert.deepEqual(await sender.states(), { Waits: 'waiting reconnection' });
  sender.clock.advance(20 * day);
  await unparkSending(store.database, connectionId, sender.clock.now());
  sender.clock.advance(20 * day);
  await forget();
  assert.equal(await countOf('outgoing_mails'), 1);
  await store.database.updateTable('sending_mailboxes').set({ stopped_at: new Date(sender.clock.now()) }).execute();
  sender.clock.advance(31 * day);
  await forget();
  assert.deepEqual([await countOf('outgoing_mails'), await countOf('sending_mailboxes'), await countOf('attachment_uses')], [0, 0, 0]);
});

test('a mailbox that its owner disconnected and never came back to is forgotten by itself', async () => {
  await sender.queue('Waits', {}, inDays(300));
  assert.ok((await disconnect(sender.ports, caller, connectionId)).ok);
  sender.clock.advance(29 * day);
  await forget();
  assert.equal(await countOf('outgoing_mails'), 1);
  sender.clock.advance(2 * day);
  await forget();
  assert.deepEqual([await countOf('outgoing_mails'), await countOf('sending_mailboxes')], [0, 0]);
});

test('the unsubscribe address of a mail works when the mail is long forgotten, changes nothing by being opened, and takes off one person once', async () => {
  const mail = await sender.queue('News', { marketing: true, to: [{ address: 'Anna.Berg@Globex.example' }] });
  const usual = await sender.queue('Usual');
  await sender.send();
  sender.clock.advance(800 * day);
  await forget();
  assert.equal(await countOf('outgoing_mails'), 0);
  const app = createApp(sender.ports);
  const open = (id: string, method: string, headers: Record<string, string> = {}): Promise<Response> =>
    app(new Request(`${serviceOrigin}${unsubscribePath(id)}`, { method, headers, ...(method === 'POST' ? { body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) } : {}) }));
  for (const method of ['GET', 'HEAD']) await open(mail.id, method, { 'user-agent': 'scanner' });
  assert.equal(await countOf('suppressions'), 0);
  const asks = await open(mail.id, 'GET');
  assert.deepEqual([asks.status, asks.headers.get('cache-control'), asks.headers.get('referrer-policy')], [200, 'no-store', 'no-referrer']);
  assert.match(asks.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  // A mail program posts from anywhere, without a cookie and without a page.
  const answers = await Promise.all([open(mail.id, 'POST', { origin: 'https://mail.example' }), open(mail.id, 'POST'), open(usual.id, 'POST'), open('nobody-has-this-mail-0', 'POST'), open('%00', 'POST')]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 200, 200]);
  const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
  assert.equal(texts.size, 1, 'everybody is answered alike');
  const rows = await store.database.selectFrom('suppressions').select(['what', 'cause', 'tenant', 'org']).execute();
  assert.deepEqual(rows, [{ what: 'anna.berg@globex.example', cause: 'unsubscribed', tenant: owner.tenant, org: owner.org }]);
  sender.clock.advance(400 * day);
  await forget();
  assert.equal(await countOf('unsubscribe_links'), 0);
});
