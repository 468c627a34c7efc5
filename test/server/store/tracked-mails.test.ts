import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Store } from '../../../src/server/store/open.ts';
import { findTracked, trackMail, type TrackedMail } from '../../../src/server/store/tracked-mails.ts';
import { noteSeenLeaving, trackedThreads, waitsForThread } from '../../../src/server/store/tracked-threads.ts';
import { quickStore } from '../connect/given-service.ts';
import { noon } from '../given-ports.ts';

let store: Store;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  for (const table of ['tracked_mails', 'tracked_people'] as const) await store.database.deleteFrom(table).execute();
});

const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
const connectionId = 'connection-1';

const mailOf = (id: string, change: Partial<TrackedMail> = {}): TrackedMail => ({
  id,
  connectionId,
  gmailId: undefined,
  threadId: undefined,
  messageId: `${id}@acme.example`,
  gmailMessageId: undefined,
  subject: id,
  recipients: ['ben@client.example'],
  sentAt: noon,
  reference: undefined,
  source: 'host',
  ...change,
});

const track = (mail: TrackedMail) => store.database.transaction().execute((transaction) => trackMail(transaction, owner, mail));

const idsOf = async (hints: Partial<Parameters<typeof findTracked>[2]>): Promise<readonly string[]> =>
  (await findTracked(store.database, connectionId, { threadIds: [], messageIds: [], addresses: [], ...hints })).map(({ id }) => id);

test('a mail that is registered several times in one moment is one mail', async () => {
  const results = await Promise.all(Array.from({ length: 6 }, (_, number) => track(mailOf(`mail-${number}`, { messageId: 'same@acme.example' }))));
  assert.deepEqual([new Set(results.map(({ id }) => id)).size, results.filter(({ known }) => !known).length], [1, 1]);
  assert.equal((await store.database.selectFrom('tracked_mails').select('id').execute()).length, 1);
});

test('what is learnt of a mail later is added, and what was known stays', async () => {
  await track(mailOf('mail-1', { reference: 'deal-7' }));
  await track(mailOf('mail-2', { messageId: 'mail-1@acme.example', gmailId: '18f0', threadId: 't1', reference: 'deal-8' }));
  const [mail] = await findTracked(store.database, connectionId, { threadIds: ['t1'], messageIds: [], addresses: [] });
  assert.deepEqual([mail?.id, mail?.gmailId, mail?.messageId, mail?.reference], ['mail-1', '18f0', 'mail-1@acme.example', 'deal-7']);
});

test('our mail is found by what a mail names, by its conversation and by whoever it went to last', async () => {
  await track(mailOf('old', { sentAt: noon - 1_000, threadId: 't1' }));
  await track(mailOf('new', { gmailMessageId: 'given@mail.gmail.com' }));
  await track(mailOf('late', { sentAt: noon - 2_000 }));
  assert.deepEqual(await idsOf({ messageIds: ['given@mail.gmail.com'] }), ['new']);
  assert.deepEqual(await idsOf({ threadIds: ['t1'] }), ['old']);
  assert.deepEqual(await idsOf({ addresses: ['ben@client.example'] }), ['new']);
  assert.deepEqual(await idsOf({ messageIds: ['late@acme.example'], threadIds: ['t1'], addresses: ['ben@client.example'] }), ['late', 'new', 'old']);
  assert.deepEqual(await idsOf({}), []);
  assert.deepEqual(await findTracked(store.database, 'another', { threadIds: ['t1'], messageIds: ['late@acme.example'], addresses: ['ben@client.example'] }), []);
});

test('a mail that is known by its Message-ID alone waits for its conversation', async () => {
  await track(mailOf('mail-1'));
  assert.deepEqual([await waitsForThread(store.database, connectionId, noon), await waitsForThread(store.database, connectionId, noon + 1)], [true, false]);
  assert.equal(await noteSeenLeaving(store.database, connectionId, { gmailId: 'g9', threadId: 't9', messageId: 'other@x.example', original: undefined }), false);
  assert.equal(await noteSeenLeaving(store.database, connectionId, { gmailId: 'g9', threadId: 't9', messageId: 'given@mail.gmail.com', original: 'mail-1@acme.example' }), true);
  assert.deepEqual([await waitsForThread(store.database, connectionId, noon), [...(await trackedThreads(store.database, connectionId, ['t8', 't9']))]], [false, ['t9']]);
  assert.deepEqual(await idsOf({ messageIds: ['given@mail.gmail.com'] }), ['mail-1']);
});
