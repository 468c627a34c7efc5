import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { MailDraft } from '../../../../src/contract/index.ts';
import { discardDraft, draftKeptMs, draftOf, mostDrafts, saveDraft } from '../../../../src/server/sending/drafts/save-draft.ts';
import { attachmentKeptMs, uploadAttachment } from '../../../../src/server/sending/channel/upload-attachment.ts';
import { maintain } from '../../../../src/server/maintenance.ts';
import { queueBatch } from '../../../../src/server/sending/queue/queue-batch.ts';
import { queueMail } from '../../../../src/server/sending/queue/queue-mail.ts';
import { attachmentsOf } from '../../../../src/server/store/attachments.ts';
import { listDrafts } from '../../../../src/server/store/drafts.ts';
import { openStore, type Store } from '../../../../src/server/store/open.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { caller, connectionId, givenSender, owner, type GivenSender } from '../given-sender.ts';

let store: Store;
let gmail: GivenGmail;
let sender: GivenSender;

before(async () => {
  const opened = await openStore({ kind: 'memory' });
  assert.ok(opened.ok);
  store = opened.value;
  gmail = await startGmail();
});
after(async () => {
  await gmail.close();
  await store.close();
});
beforeEach(async () => {
  gmail.google.control.reset();
  await store.database.deleteFrom('drafts').execute();
  sender = await givenSender(store, { gmail });
});

const id = 'draft-of-anna-0001';
const about = (text: string): MailDraft => ({ connectionId, mail: { to: [{ address: 'anna.berg@globex.example' }], subject: 'Offer', text } });
const save = (version: number, text: string, by = owner) => saveDraft(sender.ports, by, id, version, about(text));
const textNow = async (): Promise<string | undefined> => {
  const read = await draftOf(sender.ports, owner, id);
  return read.ok ? read.value.draft.mail.text : read.failure.code;
};

test('what is being written is found again as it was, in a row that does not show it', async () => {
  const draft: MailDraft = { mail: { to: [], subject: '', text: 'Dear Anna' }, typed: { to: 'anna@', cc: '', bcc: '' }, separately: true, when: { kind: 'at', wall: '2030-03-01T09:00', zone: 'Europe/Paris' } };
  const saved = await saveDraft(sender.ports, owner, id, 0, draft);
  assert.ok(saved.ok);
  const read = await draftOf(sender.ports, owner, id);
  assert.deepEqual(read, { ok: true, value: { ...saved.value, draft } });
  const [row] = await store.database.selectFrom('drafts').selectAll().execute();
  assert.doesNotMatch(JSON.stringify(row), /Anna|anna@|Paris/);
});

test('each save names the version it was made of, and the second of two windows is told instead of winning', async () => {
  assert.ok((await save(0, 'Dear')).ok);
  assert.ok((await save(1, 'Dear Anna')).ok);
  assert.deepEqual(await save(1, 'Dear Bob'), { ok: false, failure: { code: 'draft-changed' } });
  assert.deepEqual(await save(0, 'Dear Bob'), { ok: false, failure: { code: 'draft-changed' } });
  assert.equal(await textNow(), 'Dear Anna');
});

test('a save whose answer was lost may be asked for again', async () => {
  await save(0, 'Dear');
  const once = await save(1, 'Dear Anna');
  assert.deepEqual(await save(1, 'Dear Anna'), once);
});

test('of two windows that save at once one is told', async () => {
  await save(0, 'Dear');
  const answers = await Promise.all([save(1, 'from one'), save(1, 'from the other')]);
  assert.deepEqual(answers.map((answer) => (answer.ok ? 'saved' : answer.failure.code)).sort(), ['draft-changed', 'saved']);
});

test('nobody reads, changes or deletes the draft of somebody else, whose id may be the same', async () => {
  await save(0, 'Dear Anna');
  for (const other of [{ ...owner, user: 'user-2' }, { ...owner, org: 'org-2' }, { ...owner, tenant: 'beta' }]) {
    assert.deepEqual(await draftOf(sender.ports, other, id), { ok: false, failure: { code: 'draft-unknown' } });
    assert.ok((await save(0, 'of the other', other)).ok);
    assert.ok((await discardDraft(sender.ports, other, id, 1)).ok);
  }
  assert.equal(await textNow(), 'Dear Anna');
});

test('a draft goes in the transaction that queues its mail', async () => {
  await save(0, 'Dear Anna');
  const queued = await queueMail(sender.ports, caller, { connectionId, key: 'key-of-anna-0001', mail: about('Dear Anna').mail, when: { kind: 'now' }, draft: { id, version: 1 } });
  assert.ok(queued.ok);
  assert.equal(await textNow(), 'draft-unknown');
  // A window that still shows it does not bring it back.
  assert.deepEqual(await save(1, 'Dear Anna,'), { ok: false, failure: { code: 'draft-unknown' } });
});

test('a draft goes with its batch', async () => {
  await save(0, 'Dear Anna');
  const queued = await queueBatch(sender.ports, caller, { connectionId, key: 'key-of-batch-001', mails: [{ mail: about('Dear Anna').mail }], when: { kind: 'now' }, draft: { id, version: 1 } });
  assert.ok(queued.ok);
  assert.equal(await textNow(), 'draft-unknown');
});

test('a mail that is refused leaves its draft', async () => {
  await save(0, 'Dear Anna');
  const queued = await queueMail(sender.ports, caller, { connectionId, key: 'key-of-anna-0002', mail: { to: [], subject: '' }, when: { kind: 'now' }, draft: { id, version: 1 } });
  assert.equal(queued.ok, false);
  assert.equal(await textNow(), 'Dear Anna');
});

test('what another window wrote since stays when a mail is queued or the draft discarded', async () => {
  await save(0, 'Dear');
  await save(1, 'Dear Anna');
  await queueMail(sender.ports, caller, { connectionId, key: 'key-of-anna-0003', mail: about('Dear').mail, when: { kind: 'now' }, draft: { id, version: 1 } });
  assert.equal(await textNow(), 'Dear Anna');
  assert.deepEqual(await discardDraft(sender.ports, owner, id, 1), { ok: false, failure: { code: 'draft-changed' } });
  assert.ok((await discardDraft(sender.ports, owner, id, 2)).ok);
});

test('a user has so many drafts and no more, and none is pushed out by another', async () => {
  for (let each = 0; each < mostDrafts; each += 1) {
    const saved = await saveDraft(sender.ports, owner, `draft-number-${String(each).padStart(4, '0')}`, 0, about(String(each)));
    assert.ok(saved.ok);
  }
  assert.deepEqual(await save(0, 'one more'), { ok: false, failure: { code: 'drafts-too-many' } });
  assert.equal((await listDrafts(store.database, owner)).length, mostDrafts);
});

test('a draft is forgotten a month after it was last saved', async () => {
  await save(0, 'Dear');
  sender.clock.advance(draftKeptMs - 60_000);
  await maintain(sender.ports, new AbortController().signal);
  assert.equal(await textNow(), 'Dear');
  sender.clock.advance(120_000);
  await maintain(sender.ports, new AbortController().signal);
  assert.equal(await textNow(), 'draft-unknown');
});

test('the files of a draft stay as long after each save as after they were uploaded, and those of others are not touched', async () => {
  const upload = async (by: typeof owner): Promise<string> => {
    const uploaded = await uploadAttachment(sender.ports, by, { name: 'offer.txt', type: 'text/plain', content: Buffer.from('Offer').toString('base64') });
    assert.ok(uploaded.ok);
    return uploaded.value.id;
  };
  const other = { ...owner, user: 'user-2' };
  const [mine, theirs] = [await upload(owner), await upload(other)];
  sender.clock.advance(attachmentKeptMs - 60_000);
  const { mail } = about('Dear Anna');
  assert.ok((await saveDraft(sender.ports, owner, id, 0, { mail: { ...mail, attachments: [mine, theirs] } })).ok);
  sender.clock.advance(120_000);
  await maintain(sender.ports, new AbortController().signal);
  assert.deepEqual((await attachmentsOf(store.database, owner, [mine])).map((file) => file.name), ['offer.txt']);
  assert.deepEqual(await attachmentsOf(store.database, other, [theirs]), []);
});
