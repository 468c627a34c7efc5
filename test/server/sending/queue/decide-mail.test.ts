import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { BlockReason, CancelReason, FailReason, MailContent, OutgoingMail } from '../../../../src/contract/index.ts';
import { attachmentsOf } from '../../../../src/server/store/attachments.ts';
import { uploadAttachment } from '../../../../src/server/sending/channel/upload-attachment.ts';
import { contentOf, decideMail, type Wish } from '../../../../src/server/sending/queue/decide-mail.ts';
import { limitsOfMailbox } from '../../../../src/server/sending/meter/limits-of-mailbox.ts';
import { queueBatch } from '../../../../src/server/sending/queue/queue-batch.ts';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

const minute = 60_000;

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  store = await quickStore();
  gmail = await startGmail(2_000);
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  sender = await givenSender(store, { gmail });
});

const content = (change: Partial<MailContent> = {}): MailContent => ({ to: [{ address: 'anna.berg@globex.example' }], subject: 'Renewal', text: 'Other words.', ...change });
const edit = (mail: OutgoingMail, change: Partial<MailContent> = {}): Wish => ({ kind: 'edit', edit: { version: mail.version, mail: content(change) } });
const tomorrow = { kind: 'at', wall: '2026-03-04T09:00', zone: 'UTC' } as const;
const later = (): Promise<OutgoingMail> => sender.queue('Renewal', {}, tomorrow);

/** A mail whose attempt nobody heard of again, with the row as it was shown while it waited. */
const unclear = async (): Promise<{ readonly waiting: OutgoingMail; readonly held: OutgoingMail }> => {
  const waiting = await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'connection-lost');
  await sender.send();
  for (let look = 0; look < 12; look += 1) {
    sender.clock.advance(2 * minute);
    await sender.settle();
  }
  const [held] = await sender.mails();
  assert.ok(held?.state.kind === 'held' && held.state.reason.code === 'unclear');
  return { waiting, held };
};

test('an edit is judged as the mail was: by its sender, its people and its files', async () => {
  const mail = await later();
  const judged = async (change: Partial<MailContent>): Promise<string | OutgoingMail> => sender.decide(mail, edit(mail, change));
  assert.equal(await judged({ from: 'somebody@else.example' }), 'sender-refused');
  assert.equal(await judged({ to: [] }), 'nobody-to-send-to');
  assert.equal(await judged({ to: [{ address: 'a,b@globex.example' }] }), 'address-invalid');
  assert.equal(await judged({ to: Array.from({ length: 101 }, (_, index) => ({ address: `p${index}@globex.example` })) }), 'recipients-too-many');
  assert.equal(await judged({ attachments: ['nobody-has-this-file'] }), 'attachment-unknown');
  const files: string[] = [];
  for (const name of ['a.bin', 'b.bin']) {
    const uploaded = await uploadAttachment(sender.ports, owner, { name, type: 'application/octet-stream', content: Buffer.alloc(14 * 1024 * 1024).toString('base64') });
    assert.ok(uploaded.ok);
    files.push(uploaded.value.id);
  }
  assert.equal(await judged({ attachments: files }), 'mail-too-large');
  const queued = await queueMail(sender.ports, caller, { connectionId, key: 'key-too-large', mail: content({ attachments: files }), when: tomorrow });
  assert.equal(!queued.ok && queued.failure.code, 'mail-too-large');
  // Nothing of all that was written.
  const kept = await contentOf(sender.ports, caller, mail.id);
  assert.equal(kept.ok && kept.value.content.text, 'About Renewal.');
  assert.equal((await attachmentsOf(store.database, owner, files)).length, 2);
});

test('an edit names the version that it changes: of two windows the second is told', async () => {
  const mail = await later();
  assert.equal(typeof (await sender.decide(mail, edit(mail))), 'object');
  assert.equal(await sender.decide(mail, edit(mail)), 'outgoing-changed');
  // Asked again because the answer was lost, a mail that was taken back stays so.
  const [changed] = await sender.mails();
  assert.ok(changed);
  assert.equal(typeof (await sender.decide(changed, { kind: 'cancel' })), 'object');
  assert.equal(typeof (await sender.decide(changed, { kind: 'cancel' })), 'object');
  assert.equal(await sender.decide(changed, { kind: 'send-now' }), 'outgoing-changed');
});

test('a wish from before a mail became unclear does not send it a second time', async () => {
  const { waiting, held } = await unclear();
  assert.equal(await sender.decide(waiting, { kind: 'send-now' }), 'outgoing-changed');
  assert.equal(typeof (await sender.decide(held, { kind: 'send-now' })), 'object');
});

test('the words of a mail that may have left stay as they were, unless it is sent anew', async () => {
  const { held } = await unclear();
  assert.equal(await sender.decide(held, edit(held)), 'outgoing-leaving');
  assert.equal(typeof (await sender.decide(held, { kind: 'edit', edit: { version: held.version, mail: content(), when: { kind: 'now' } } })), 'object');
  await sender.send();
  assert.deepEqual([...sender.taken()], [['Renewal', 1]]);
});

test('a mail that is unclear may be given up, and is shown as sent if it turns out to have left', async () => {
  await sender.poll();
  await sender.queue('Renewal');
  gmail.google.control.failNext('messages.send', 'answer-lost');
  await sender.send();
  const attempt = await store.database.selectFrom('outgoing_mails').select(['id', 'attempt_id']).executeTakeFirstOrThrow();
  await store.database.updateTable('outgoing_mails').set({ state: 'held', reason: JSON.stringify({ code: 'unclear', attemptedAt: new Date().toISOString(), lookedFor: true }), look_at: null }).where('id', '=', attempt.id).execute();
  const [mail] = await sender.mails();
  assert.ok(mail);
  await sender.decide(mail, { kind: 'cancel' });
  assert.deepEqual(await sender.states(), { Renewal: 'cancelled by-person' });
  sender.clock.advance(400_000);
  await sender.poll();
  assert.deepEqual([await sender.states(), ...sender.taken()], [{ Renewal: 'sent' }, ['Renewal', 1]]);
});

test('what is over stays over, and what is not there is not there', async () => {
  const mail = await sender.queue('Renewal');
  await sender.send();
  for (const wish of [{ kind: 'cancel' }, { kind: 'send-now' }, edit(mail), { kind: 'decide', decision: { kind: 'send' } }] satisfies Wish[]) {
    assert.equal(await sender.decide(mail, wish), 'outgoing-leaving');
  }
  const unknown = await decideMail(sender.ports, caller, 'no-mail-has-this-id', 1, { kind: 'cancel' });
  assert.equal(!unknown.ok && unknown.failure.code, 'outgoing-unknown');
});

test('only of a mail that is unclear can a person say that it was sent', async () => {
  const mail = await later();
  assert.equal(await sender.decide(mail, { kind: 'decide', decision: { kind: 'sent' } }), 'outgoing-changed');
  assert.equal(typeof (await sender.decide(mail, { kind: 'decide', decision: { kind: 'reschedule', when: { ...tomorrow, wall: '2026-03-05T09:00' } } })), 'object');
  const [changed] = await sender.mails();
  assert.equal(changed?.chosen?.wall, '2026-03-05T09:00');
});

/** States that end a mail, as they stand in its row, and whether a person may insist. */
const ended: readonly (readonly [state: 'failed' | 'blocked' | 'cancelled', reason: BlockReason | CancelReason | FailReason, mayInsist: boolean])[] = [
  ['failed', { code: 'refused-by-gmail' }, false],
  ['blocked', { code: 'unsubscribed', addresses: [] }, false],
  ['cancelled', { code: 'by-person' }, false],
  ['cancelled', { code: 'answered', address: 'anna.berg@globex.example', at: '2026-03-03T10:04:00.000Z', replyId: 'reply-000000000001' }, true],
];
for (const [state, reason, mayInsist] of ended) {
  test(`a mail that was ${state} ${reason.code} is not changed any more${mayInsist ? ', and leaves only if a person insists' : ''}`, async () => {
    const mail = await later();
    await store.database.updateTable('outgoing_mails').set({ state, reason: JSON.stringify(reason), ended_at: new Date(sender.clock.now()) }).execute();
    const again: Wish[] = [edit(mail), { kind: 'edit', edit: { version: mail.version, when: { kind: 'now' } } }, { kind: 'send-now' }];
    for (const wish of again) assert.equal(await sender.decide(mail, wish), 'outgoing-ended');
    const cancelled = await sender.decide(mail, { kind: 'cancel' });
    // What a person took back is taken back.
    assert.equal(typeof cancelled === 'object' ? cancelled.state.kind : cancelled, reason.code === 'by-person' ? 'cancelled' : 'outgoing-ended');
    const insisted = await sender.decide(mail, { kind: 'decide', decision: { kind: 'send' } });
    assert.equal(typeof insisted === 'object' ? insisted.state.kind : insisted, mayInsist ? 'waiting' : 'outgoing-ended');
    await sender.send();
    assert.deepEqual([...sender.taken()], mayInsist ? [['Renewal', 1]] : []);
  });
}

test('a wish that names an old version of a mail that has left is told that it left', async () => {
  const mail = await later();
  assert.equal(typeof (await sender.decide(mail, { kind: 'send-now' })), 'object');
  await sender.send();
  assert.equal(await sender.decide(mail, { kind: 'cancel' }), 'outgoing-leaving');
});

test('a time that is none changes nothing, and what is held stays so while its words change', async () => {
  const mail = await later();
  const passed = { kind: 'at', wall: '2026-03-01T09:00', zone: 'UTC' } as const;
  assert.equal(await sender.decide(mail, { kind: 'edit', edit: { version: mail.version, mail: content(), when: passed } }), 'time-has-passed');
  assert.equal(await sender.decide(mail, { kind: 'decide', decision: { kind: 'reschedule', when: passed } }), 'time-has-passed');
  const kept = await contentOf(sender.ports, caller, mail.id);
  assert.deepEqual(kept.ok && [kept.value.content.text, kept.value.mail.version, kept.value.mail.dueAt], ['About Renewal.', mail.version, mail.dueAt]);
  const reason = { code: 'came-due-while-down', dueAt: mail.dueAt, backAt: mail.dueAt };
  await store.database.updateTable('outgoing_mails').set({ state: 'held', reason: JSON.stringify(reason), ended_at: new Date(sender.clock.now()) }).execute();
  const edited = await sender.decide(mail, edit(mail));
  assert.equal(typeof edited === 'object' && edited.state.kind, 'held');
});

test('a mail that may have left and is sent again takes room for both', async () => {
  const { held } = await unclear();
  await sender.decide(held, { kind: 'decide', decision: { kind: 'send' } });
  await sender.send();
  const limits = await limitsOfMailbox(sender.ports, owner, connectionId);
  assert.equal(limits.ok && limits.value.limits[0]?.used, 2);
});

test('through a mailbox that was disconnected, or that may not send, nothing is queued', async () => {
  const refused = async (key: string): Promise<readonly unknown[]> => {
    const queued = await queueMail(sender.ports, caller, { connectionId, key, mail: content(), when: tomorrow });
    const batch = await queueBatch(sender.ports, caller, { connectionId, key, mails: [{ mail: content() }], when: tomorrow });
    return [!queued.ok && queued.failure.code, !batch.ok && batch.failure.code];
  };
  await store.database.updateTable('connections').set({ scopes: 'openid email https://www.googleapis.com/auth/gmail.readonly' }).execute();
  assert.deepEqual(await refused('key-may-not'), ['sending-not-permitted', 'sending-not-permitted']);
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  assert.deepEqual(await refused('key-is-gone'), ['connection-unknown', 'connection-unknown']);
  assert.deepEqual(await sender.mails(), []);
});

test('a time that is none queues nothing', async () => {
  const queued = await queueMail(sender.ports, caller, { connectionId, key: 'key-passed', mail: content(), when: { kind: 'at', wall: '2026-03-01T09:00', zone: 'UTC' } });
  assert.equal(!queued.ok && queued.failure.code, 'time-has-passed');
  assert.deepEqual(await sender.mails(), []);
});
