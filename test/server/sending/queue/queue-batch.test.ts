import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Batch } from '../../../../src/contract/index.ts';
import { uploadAttachment } from '../../../../src/server/sending/channel/upload-attachment.ts';
import { contentOf } from '../../../../src/server/sending/queue/decide-mail.ts';
import { batchOf, queueBatch } from '../../../../src/server/sending/queue/queue-batch.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { suppress } from '../../../../src/server/store/suppressions.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

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

const queue = async (mails: unknown[], key = 'key-of-batch'): Promise<Batch> => {
  const queued = await queueBatch(sender.ports, caller, { connectionId, key, when: { kind: 'now' }, mails });
  assert.ok(queued.ok, JSON.stringify(queued));
  return queued.value;
};
const sum = ({ sent, waiting, blocked, failed }: Batch): number => sent + waiting + blocked + failed;
const mail = (subject: string, change: object = {}): object => ({ mail: { to: [{ address: 'anna@globex.example' }], subject, text: 'x', ...change } });
const shown = ({ mails }: Batch): readonly string[] => mails.map(({ subject, state }) => `${subject} ${state.kind}${'reason' in state ? ` ${state.reason.code}` : ''}`.trim());

test('a template has each person’s words in its places, and whoever lacks some is named instead of greeted by nothing', async () => {
  const template = (to: string, fields?: object): object => ({
    mail: { to: [{ address: to }], subject: 'Prices for {{ Company }}', text: 'Hello {{first name}}, {{Company}} & {{ unclosed', html: '<p title="{{Company}}">Hello {{First Name}}</p>' },
    ...(fields === undefined ? {} : { fields }),
  });
  const batch = await queue([
    template('anna@globex.example', { 'First name': 'Anna', company: 'A "B" <C>' }),
    template('ben@globex.example', { 'First name': ' ', Company: 'Globex' }),
    template('cleo@globex.example', {}),
    template('dan@globex.example'),
    template('eve@globex.example', { 'First name': 'Eve\r\nBcc: x@evil.example', Company: 'Globex' }),
    template('fay@globex.example', { 'First name': '{{Company}}', Company: 'Globex' }),
    template('gus@globex.example', { 'First name': 'Gus', Company: 'x'.repeat(1_500) }),
  ]);
  assert.deepEqual(batch.mails.map(({ to, subject, state }) => [to[0]?.address, subject.slice(0, 30), state.kind, 'reason' in state ? state.reason : undefined]), [
    ['anna@globex.example', 'Prices for A "B" <C>', 'waiting', undefined],
    ['ben@globex.example', 'Prices for {{ Company }}', 'failed', { code: 'fields-empty', fields: ['first name'] }],
    ['cleo@globex.example', 'Prices for {{ Company }}', 'failed', { code: 'fields-empty', fields: ['Company', 'first name'] }],
    ['dan@globex.example', 'Prices for {{ Company }}', 'waiting', undefined],
    [undefined, '', 'failed', { code: 'address-invalid' }],
    ['fay@globex.example', 'Prices for Globex', 'waiting', undefined],
    ['gus@globex.example', 'Prices for {{ Company }}', 'failed', { code: 'content-unreadable' }],
  ]);
  assert.deepEqual([batch.waiting, batch.failed, sum(batch)], [3, 4, 7]);
  const words = async (index: number) => {
    const read = await contentOf(sender.ports, caller, batch.mails[index]?.id ?? '');
    assert.ok(read.ok);
    return read.value.content;
  };
  const { text, html } = await words(0);
  assert.equal(text, 'Hello Anna, A "B" <C> & {{ unclosed');
  assert.equal(html, '<p title="A &quot;B&quot; &lt;C&gt;">Hello Anna</p>');
  assert.equal((await words(5)).text, 'Hello {{Company}}, Globex & {{ unclosed', 'a value is no template itself');
});

/** Nested a thousand times. */
const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

test('each of a batch is judged by itself, in its place, and the sums add up', async () => {
  await suppress(store.database, owner, [{ what: 'blocked@globex.example', cause: 'unsubscribed', at: sender.clock.now() }]);
  const uploaded = await uploadAttachment(sender.ports, owner, { name: 'large.bin', type: 'application/zip', content: Buffer.alloc(25 * 1024 * 1024).toString('base64') });
  const second = await uploadAttachment(sender.ports, owner, { name: 'more.bin', type: 'application/zip', content: Buffer.alloc(2 * 1024 * 1024).toString('base64') });
  assert.ok(uploaded.ok && second.ok);
  const batch = await queue([
    mail('First'),
    null,
    deep(1_000),
    { mail: { subject: 'No people' } },
    mail('Nobody', { to: [] }),
    mail('Header', { subject: 'a\r\nBcc: x@evil.example' }),
    mail('Injected', { to: [{ address: 'a@b.example,c@d.example' }] }),
    mail('Named', { to: [{ name: 'A\r\nBcc: x@evil.example', address: 'a@b.example' }] }),
    mail('Half \ud800 of it'),
    mail('Blocked', { to: [{ address: 'Blocked@Globex.example' }] }),
    mail('Foreign', { from: 'somebody@else.example' }),
    mail('Large', { attachments: [uploaded.value.id, second.value.id] }),
    mail('Gone', { attachments: ['nobody-has-this-file'] }),
    mail('Crowd', { to: Array.from({ length: 101 }, (_, index) => ({ address: `p${index}@globex.example` })) }),
    mail('News', { marketing: true, cc: [{ address: 'b@globex.example' }] }),
    mail('Last', { to: [{ address: 'anna@münchen.example' }] }),
  ]);
  assert.deepEqual(shown(batch), [
    'First waiting',
    'failed address-invalid',
    'failed address-invalid',
    'failed address-invalid',
    'Nobody failed nobody',
    'failed address-invalid',
    'Injected failed address-invalid',
    'failed address-invalid',
    'Half \ufffd of it waiting',
    'Blocked blocked unsubscribed',
    'Foreign failed sender-refused',
    'Large failed mail-too-large',
    'Gone failed attachment-gone',
    'Crowd failed recipients-too-many',
    'News failed recipients-too-many',
    'Last waiting',
  ]);
  assert.deepEqual([batch.total, sum(batch), batch.waiting, batch.blocked, batch.failed], [16, 16, 3, 1, 12]);
  await sender.send();
  const sent = await batchOf(sender.ports, owner, batch.id);
  assert.ok(sent.ok);
  assert.deepEqual([sum(sent.value), sent.value.sent], [16, 3]);
  const names = gmail.google.control.sentMails().slice(-3).flatMap(({ headers }) => headers.filter(({ name }) => /^(to|bcc)$/i.test(name)).map(({ value }) => value));
  assert.deepEqual(names.toSorted(), ['anna@globex.example', 'anna@globex.example', 'anna@xn--mnchen-3ya.example']);
});

test('a thousand mails keep their order, and asked for again they are the same thousand', async () => {
  const mails = Array.from({ length: 1_000 }, (_, index) => (index % 7 === 3 ? { nonsense: index } : mail(`Mail ${index}`)));
  const batch = await queue(mails);
  assert.deepEqual([batch.total, sum(batch), batch.failed], [1_000, 1_000, 143]);
  assert.deepEqual(batch.mails.flatMap(({ subject }) => (subject === '' ? [] : [subject])), mails.flatMap((_, index) => (index % 7 === 3 ? [] : [`Mail ${index}`])));
  const again = await queue([mail('Other')]);
  assert.deepEqual([again.id, again.total], [batch.id, 1_000]);
});

test('a batch that names a hundred thousand people is judged, and asks the database for none of them', async () => {
  const crowd = Array.from({ length: 2_000 }, (_, index) => ({ address: `p${index}@globex.example` }));
  const batch = await queue(Array.from({ length: 60 }, (_, index) => mail(`Crowd ${index}`, { to: crowd })), 'key-of-crowd');
  assert.deepEqual([batch.total, batch.failed], [60, 60]);
});

test('a time that has to be asked about is asked about before anything is kept', async () => {
  const batch = await queueBatch(sender.ports, caller, {
    connectionId,
    key: 'key-of-batch',
    when: { kind: 'now' },
    mails: [mail('First'), { ...mail('Second'), when: { kind: 'at', wall: '2026-10-25T02:30', zone: 'Europe/Berlin' } }],
  });
  assert.equal(!batch.ok && batch.failure.code, 'hour-occurs-twice');
  assert.deepEqual(await sender.mails(), []);
});

test('whatever becomes of the mails of a batch, its sums add up', async () => {
  const at = new Date(sender.clock.now());
  const rows: readonly (readonly [state: string, reason: object | undefined])[] = [
    ['waiting', undefined],
    ['sending', undefined],
    ['checking', undefined],
    ['sent', undefined],
    ['held', { code: 'unclear', attemptedAt: at.toISOString(), lookedFor: false }],
    ['blocked', { code: 'bounced', addresses: [] }],
    ['cancelled', { code: 'by-person' }],
    ['failed', { code: 'nobody' }],
  ];
  const batch = await queue(rows.map(([state]) => mail(state)));
  for (const [state, reason] of rows) {
    await store.database.updateTable('outgoing_mails').set({ state, reason: reason === undefined ? null : JSON.stringify(reason), ended_at: at }).where('subject', '=', state).execute();
  }
  const now = await batchOf(sender.ports, owner, batch.id);
  assert.ok(now.ok);
  const { total, sent, waiting, blocked, failed } = now.value;
  assert.deepEqual({ total, sent, waiting, blocked, failed }, { total: 8, sent: 1, waiting: 4, blocked: 2, failed: 1 });
});
