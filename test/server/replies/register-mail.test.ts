import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { TrackMail } from '../../../src/contract/index.ts';
import { registerMail } from '../../../src/server/replies/register-mail.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { connectionId, givenMailbox, owner, webhookTenant, type GivenMailbox } from './sync/given-mailbox.ts';

let store: Store;
let box: GivenMailbox;
before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const register = async (ids: Pick<TrackMail, 'gmailId' | 'messageId' | 'threadId'>): Promise<void> => {
  const { org, user } = owner;
  const mail = { org, user, connectionId, subject: 'Our offer', recipients: ['ben@client.example'], sentAt: new Date(box.clock.now()).toISOString(), ...ids };
  const registered = await registerMail(box.ports, { kind: 'server', tenant: webhookTenant, jti: 'token-1' }, mail);
  assert.ok(registered.ok);
};

const sent = { labels: ['SENT'], threadId: 'thread-of-offer', headers: { 'Message-ID': '<made-by-gmail@mail.gmail.com>', To: 'ben@client.example', Subject: 'Our offer' } };
/** An answer from another program, under another subject: Gmail puts it into a conversation of its own. */
const elsewhere = { headers: { From: 'Ben <ben@elsewhere.example>', Subject: 'About prices', 'In-Reply-To': '<made-by-gmail@mail.gmail.com>' } };

test('a mail that the host knows by Gmail’s id is known by the Message-ID that Gmail gave it', async () => {
  const { gmailId } = box.gmail.deliver(sent);
  await register({ gmailId, messageId: '<written-by-host@crm.example>' });
  const answer = box.gmail.deliver(elsewhere).gmailId;
  const beside = box.gmail.deliver({ threadId: 'thread-of-offer', headers: { From: 'ben@client.example', Subject: 'Re: Our offer' } }).gmailId;
  await box.pollNext();
  assert.deepEqual((await box.replies()).toSorted(), [`${answer} reply inbox`, `${beside} reply inbox`].toSorted());
});

test('where Gmail does not answer, the mail is tracked by what the host said', async () => {
  const { gmailId } = box.gmail.deliver(sent);
  box.gmail.next('headers', { code: 'google-unavailable' });
  await register({ gmailId, threadId: 'thread-of-offer' });
  const beside = box.gmail.deliver({ threadId: 'thread-of-offer', headers: { From: 'ben@client.example', Subject: 'Re: Our offer' } }).gmailId;
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${beside} reply inbox`]);
});
