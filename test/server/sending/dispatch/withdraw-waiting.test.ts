import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { unsubscribePath, type MailContent } from '../../../../src/contract/index.ts';
import { createApp } from '../../../../src/server/app.ts';
import { correctReply } from '../../../../src/server/replies/change-replies.ts';
import { takeSuppressions } from '../../../../src/server/sending/compliance/suppression-list.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { givenSender, lea, owner, type GivenSender } from '../given-sender.ts';

const minute = 60_000;
const anna = 'anna.berg@globex.example';

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
  sender = await givenSender(store, { gmail });
});

/** A mail to Anna that left, and two that wait for tomorrow: one for her, one for somebody else. */
const givenMails = async (change: Partial<MailContent> = {}): Promise<{ readonly messageId: string; readonly id: string }> => {
  await sender.poll();
  const { id } = await sender.queue('Offer', change);
  await sender.send();
  const tomorrow = { kind: 'at', wall: new Date(sender.clock.now() + 24 * 60 * minute).toISOString().slice(0, 16), zone: 'UTC' } as const;
  await sender.queue('For Anna', {}, tomorrow);
  await sender.queue('For a stranger', { to: [{ address: 'stranger@other.example' }] }, tomorrow);
  sender.clock.advance(5 * minute);
  return { id, messageId: gmail.google.control.sentMails().at(-1)?.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '' };
};

const answers = async (messageId: string): Promise<string> => {
  gmail.google.control.deliver(lea, { from: anna, subject: 'Re: Offer', text: 'Yes, gladly.', inReplyTo: messageId });
  sender.clock.advance(minute);
  await store.database.updateTable('mailboxes').set({ next_poll_at: new Date(0) }).execute();
  await sender.poll();
  return (await store.database.selectFrom('replies').select('id').executeTakeFirstOrThrow()).id;
};

test('an answer withdraws what waits for the person who gave it, the day before it is due', async () => {
  const { messageId } = await givenMails();
  await answers(messageId);
  assert.deepEqual(await sender.states(), { Offer: 'sent', 'For Anna': 'cancelled answered', 'For a stranger': 'waiting due-time' });
  const mail = (await sender.mails()).find(({ subject }) => subject === 'For Anna') ?? assert.fail();
  assert.equal(mail.action, 'send-anyway');
  assert.notEqual(await sender.decide(mail, { kind: 'decide', decision: { kind: 'send' } }), 'outgoing-ended');
  await sender.send();
  assert.equal((await sender.states())['For Anna'], 'sent');
});

test('a person who says that it was an answer has the same done, and one who says it was none leaves what waits alone', async () => {
  const { messageId } = await givenMails();
  const id = await answers(messageId);
  await store.database.updateTable('outgoing_mails').set({ state: 'waiting', reason: null, ended_at: null }).where('subject', '=', 'For Anna').execute();
  await correctReply(sender.ports, owner, id, 'auto-reply');
  assert.equal((await sender.states())['For Anna'], 'waiting due-time');
  await correctReply(sender.ports, owner, id, 'reply');
  assert.equal((await sender.states())['For Anna'], 'cancelled answered');
});

test('whoever unsubscribes is written to no more, from that moment on', async () => {
  const { id } = await givenMails({ marketing: true });
  const answer = await createApp(sender.ports)(new Request(`${sender.ports.settings.serviceOrigin}${unsubscribePath(id)}`, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }));
  assert.equal(answer.status, 200);
  assert.deepEqual(await sender.states(), { Offer: 'sent', 'For Anna': 'blocked unsubscribed', 'For a stranger': 'waiting due-time' });
});

test('an address that a host puts on its list keeps what waits for it from leaving, at once for a few, in time for many', async () => {
  await givenMails();
  const others = Array.from({ length: 30 }, (_, index) => ({ what: `p${index}@other.example`, cause: 'blocked-address' as const }));
  await takeSuppressions(sender.ports, owner, [{ what: 'stranger@other.example', cause: 'blocked-address' }, ...others]);
  await takeSuppressions(sender.ports, { ...owner, org: 'org-2' }, [{ what: anna, cause: 'unsubscribed' }]);
  assert.deepEqual(await sender.states(), { Offer: 'sent', 'For Anna': 'waiting due-time', 'For a stranger': 'waiting due-time' });
  await takeSuppressions(sender.ports, owner, [{ what: anna, cause: 'unsubscribed' }]);
  assert.equal((await sender.states())['For Anna'], 'blocked unsubscribed');
  sender.clock.advance(24 * 60 * minute);
  await sender.send();
  assert.equal((await sender.states())['For a stranger'], 'blocked blocked-address');
});
