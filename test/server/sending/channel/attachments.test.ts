import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as z from 'zod/mini';
import { decode, largestFileBytes, sendingEndpoints, uploadedAttachmentSchema, type Attachment } from '../../../../src/contract/index.ts';
import { makeRoom, largestRoomBytes } from '../../../../src/server/sending/channel/attachment-room.ts';
import { attachmentKeptMs, filesOf, uploadAttachment } from '../../../../src/server/sending/channel/upload-attachment.ts';
import { attachmentsOf, forgetAttachments, useAttachments } from '../../../../src/server/store/attachments.ts';
import type { Owner } from '../../../../src/server/store/connections.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { createApp } from '../../../../src/server/app.ts';
import { quickStore } from '../../connect/given-service.ts';
import { givenPorts, noon, serviceOrigin, type TestPorts } from '../../given-ports.ts';
import { mint, userClaims } from '../../mint-token.ts';

const lea: Owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
const hugo: Owner = { ...lea, user: 'user-2' };

let store: Store;
let given: TestPorts;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  given = givenPorts({ database: store.database });
  for (const table of ['attachment_uses', 'attachments', 'outgoing_mails'] as const) await store.database.deleteFrom(table).execute();
});

const upload = async (name: string, bytes: Uint8Array = Buffer.from(name), owner = lea): Promise<Attachment> => {
  const uploaded = await uploadAttachment(given.ports, owner, { name, type: 'application/pdf', content: Buffer.from(bytes).toString('base64') });
  assert.ok(uploaded.ok);
  return uploaded.value;
};

/** A mail in a state, with these files. */
const mailWith = async (id: string, state: string, ids: readonly string[], endedAt?: number): Promise<void> => {
  const at = new Date(given.clock.now());
  await store.database
    .insertInto('outgoing_mails')
    .values({
      id,
      connection_id: 'connection-1',
      tenant: lea.tenant,
      org: lea.org,
      crm_user: lea.user,
      request_key: id,
      version: 1,
      state,
      shown_to: '[]',
      recipients: '[]',
      subject: '',
      sealed_content: '',
      created_at: at,
      due_at: at,
      ready_at: at,
      any_hour: false,
      insists: false,
      looks: 0,
      ended_at: endedAt === undefined ? null : new Date(endedAt),
      change_number: 1,
    })
    .execute();
  assert.ok(await use(id, ids));
};

const use = (outgoingId: string, ids: readonly string[], owner = lea): Promise<boolean> =>
  store.database.transaction().execute((transaction) => useAttachments(transaction, owner, outgoingId, ids, given.clock.now()));

const stillThere = async (): Promise<readonly string[]> => (await store.database.selectFrom('attachments').select('name').orderBy('name').execute()).map(({ name }) => name);
const forget = (): Promise<boolean> => forgetAttachments(store.database, { before: given.clock.now() - attachmentKeptMs, limit: 50 });

test('a file comes back byte by byte, and lies encrypted meanwhile', async () => {
  const every = Uint8Array.from({ length: 256 }, (_, index) => index);
  const file = await upload('offer.pdf', every);
  assert.deepEqual(file, { id: file.id, name: 'offer.pdf', type: 'application/pdf', size: 256, keptUntil: new Date(noon + attachmentKeptMs).toISOString() });
  const files = await filesOf(given.ports, lea, [file.id]);
  assert.ok(files.ok);
  assert.deepEqual(files.value.map(({ name, type, bytes }) => [name, type, [...bytes]]), [['offer.pdf', 'application/pdf', [...every]]]);
  const row = await store.database.selectFrom('attachments').select('sealed_bytes').executeTakeFirstOrThrow();
  assert.equal(Buffer.from(row.sealed_bytes).indexOf(Buffer.from(every.subarray(0, 16))), -1);
});

test('files come in the order in which they are named, and only to whoever uploaded them', async () => {
  const [one, two] = [await upload('one'), await upload('two')];
  assert.deepEqual((await attachmentsOf(store.database, lea, [two.id, one.id, two.id])).map(({ name }) => name), ['two', 'one']);
  assert.deepEqual(await attachmentsOf(store.database, hugo, [one.id]), []);
  assert.deepEqual(await filesOf(given.ports, hugo, [one.id]), { ok: false, failure: { code: 'attachment-gone' } });
  assert.equal(await use('mail-1', [one.id], hugo), false);
});

test('bytes that were moved to another row do not open there', async () => {
  const [one, two] = [await upload('one'), await upload('two')];
  const { sealed_bytes } = await store.database.selectFrom('attachments').select('sealed_bytes').where('id', '=', one.id).executeTakeFirstOrThrow();
  await store.database.updateTable('attachments').set({ sealed_bytes }).where('id', '=', two.id).execute();
  assert.deepEqual(await filesOf(given.ports, lea, [two.id]), { ok: false, failure: { code: 'content-unreadable' } });
});

test('what no mail has is forgotten after some days, and what a mail that may still leave has is not', async () => {
  const files = { unused: await upload('unused'), waiting: await upload('waiting'), sent: await upload('sent'), failed: await upload('failed just now') };
  await mailWith('mail-1', 'waiting', [files.waiting.id]);
  await mailWith('mail-2', 'sent', [files.sent.id], noon);
  await mailWith('mail-3', 'failed', [files.failed.id], noon + attachmentKeptMs);
  given.clock.advance(attachmentKeptMs);
  assert.equal(await forget(), false);
  assert.deepEqual(await stillThere(), ['failed just now', 'sent', 'unused', 'waiting']);
  given.clock.advance(1);
  await forget();
  assert.deepEqual(await stillThere(), ['failed just now', 'waiting']);
  given.clock.advance(attachmentKeptMs);
  await forget();
  assert.deepEqual(await stillThere(), ['waiting']);
});

test('a mail that is changed has other files, and one that is queued keeps its own from being forgotten', async () => {
  const [one, two] = [await upload('one'), await upload('two')];
  await mailWith('mail-1', 'waiting', [one.id]);
  given.clock.advance(attachmentKeptMs);
  assert.ok(await use('mail-1', [two.id, two.id]));
  assert.deepEqual(await store.database.selectFrom('attachment_uses').selectAll().execute(), [{ attachment_id: two.id, outgoing_id: 'mail-1' }]);
  given.clock.advance(1);
  await forget();
  assert.deepEqual(await stillThere(), ['two']);
  assert.equal(await use('mail-1', [one.id]), false);
  assert.equal((await store.database.selectFrom('attachment_uses').selectAll().execute()).length, 1);
  assert.ok(await use('mail-1', []));
  assert.deepEqual(await store.database.selectFrom('attachment_uses').selectAll().execute(), []);
});

test('where there is no room, what was unused for longest goes, and never what a mail needs', () => {
  const quarter = largestRoomBytes / 4;
  const files = [
    { id: 'needed', size: quarter, needed: true },
    { id: 'oldest', size: quarter, needed: false },
    { id: 'older', size: quarter, needed: false },
    { id: 'newest', size: quarter, needed: false },
  ];
  assert.deepEqual(makeRoom(files.slice(0, 3), quarter), { kind: 'room', forget: [] });
  assert.deepEqual(makeRoom(files, quarter), { kind: 'room', forget: ['oldest'] });
  assert.deepEqual(makeRoom(files, quarter * 3), { kind: 'room', forget: ['oldest', 'older', 'newest'] });
  assert.deepEqual(makeRoom(files, quarter * 3 + 1), { kind: 'no-room', left: quarter * 3 });
});

test('a mail that is queued while a file is uploaded keeps its own, and the upload takes another’s room', async () => {
  const [one, two] = [await upload('one'), await upload('two')];
  await store.database.updateTable('attachments').set({ size: largestRoomBytes / 2 }).execute();
  await mailWith('mail-1', 'waiting', []);
  let queued = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    queued = resolve;
  });
  const queueing = store.database.transaction().execute(async (transaction) => {
    await useAttachments(transaction, lea, 'mail-1', [one.id], given.clock.now());
    await released;
  });
  const uploading = upload('three');
  queued();
  await Promise.all([queueing, uploading]);
  assert.deepEqual(await stillThere(), ['one', 'three']);
  assert.deepEqual(await attachmentsOf(store.database, lea, [two.id]), []);
});

test('thousands of small files are not kept', () => {
  const files = Array.from({ length: 3_000 }, (_, index) => ({ id: String(index), size: 0, needed: false }));
  const made = makeRoom(files, 0);
  assert.ok(made.kind === 'room' && files.length - made.forget.length === largestRoomBytes / (100 * 1024) - 1);
});

const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
  const token = await mint(userClaims());
  return createApp(given.ports)(
    new Request(new URL(path, serviceOrigin), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        origin: 'https://crm.acme.example',
        'content-type': 'application/json',
        'x-requested-with': 'gmail-connect-kit',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
};

test('a page uploads a file of the greatest size, and asks for what is still there', async () => {
  const content = Buffer.alloc(largestFileBytes).toString('base64');
  const answer = await ask('POST', sendingEndpoints.attachments, { name: 'film.mov', type: 'video/quicktime', content });
  assert.equal(answer.status, 200);
  const uploaded = decode(uploadedAttachmentSchema, await answer.json());
  assert.ok(uploaded.ok);
  const { attachment } = uploaded.value;
  assert.deepEqual([attachment.name, attachment.size], ['film.mov', largestFileBytes]);
  const listed = await ask('GET', `${sendingEndpoints.attachments}?ids=${attachment.id},${'x'.repeat(24)}`);
  assert.deepEqual(z.parse(z.looseObject({ attachments: z.unknown() }), await listed.json()).attachments, [attachment]);
});

for (const [what, change] of [
  ['more than a mail can carry', { content: Buffer.alloc(largestFileBytes + 1).toString('base64') }],
  ['no base64', { content: '<script>' }],
  ['a name of two lines', { name: 'a\r\nb' }],
] as const) {
  test(`${what} is refused`, async () => {
    const answer = await ask('POST', sendingEndpoints.attachments, { name: 'a', type: 'text/plain', content: '', ...change });
    assert.equal(answer.status >= 400 && answer.status < 500, true);
    assert.deepEqual(await stillThere(), []);
  });
}
