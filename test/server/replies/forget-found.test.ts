import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { correctReply } from '../../../src/server/replies/change-replies.ts';
import { forgetFound } from '../../../src/server/replies/forget-found.ts';
import { forgetDeliveries } from '../../../src/server/store/deliveries.ts';
import { enrolMailbox, stopMailbox } from '../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { quickStore } from '../connect/given-service.ts';
import { anna, connectionId, givenMailbox, owner, type GivenMailbox } from './sync/given-mailbox.ts';

const day = 86_400_000;

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const forget = async (): Promise<boolean> => forgetFound(box.ports, new AbortController().signal);
const delivered = () => store.database.updateTable('deliveries').set({ state: 'delivered', ended_at: new Date(box.clock.now()) }).execute();
const countOf = async (table: 'replies' | 'tracked_mails' | 'tracked_people' | 'mailboxes' | 'deliveries'): Promise<number> =>
  (await store.database.selectFrom(table).select(({ fn }) => fn.countAll<string>().as('count')).execute()).map(({ count }) => Number(count))[0] ?? 0;

const answered = async (): Promise<string> => {
  const gmailId = box.answer(await box.track());
  await box.pollNext();
  const { id } = await store.database.selectFrom('replies').select('id').where('gmail_id', '=', gmailId).executeTakeFirstOrThrow();
  return id;
};

test('a reply and the mail it answers are forgotten once they are two years old', async () => {
  await answered();
  await delivered();
  box.clock.advance(729 * day);
  assert.deepEqual([await forget(), await countOf('replies'), await countOf('tracked_mails')], [false, 1, 1]);
  box.clock.advance(2 * day);
  assert.deepEqual([await forget(), await countOf('replies'), await countOf('tracked_mails'), await countOf('tracked_people')], [false, 0, 0, 0]);
});

test('a reply whose host was not told yet stays, and so does the mail it answers', async () => {
  await answered();
  box.clock.advance(800 * day);
  await forget();
  assert.deepEqual([await countOf('replies'), await countOf('tracked_mails')], [1, 1]);
});

test('what a person corrected stays as long again', async () => {
  const id = await answered();
  box.clock.advance(700 * day);
  await correctReply(box.ports, owner, id, 'auto-reply');
  await delivered();
  box.clock.advance(700 * day);
  await forget();
  assert.equal(await countOf('replies'), 1);
  box.clock.advance(31 * day);
  await forget();
  assert.equal(await countOf('replies'), 0);
});

const disconnect = async (): Promise<void> => {
  await store.database.updateTable('connections').set({ status: 'disconnected' }).execute();
  await stopMailbox(store.database, connectionId, box.clock.now());
};

test('what was found in a mailbox is forgotten a month after it was disconnected, and what its host is yet to be told is not', async () => {
  await answered();
  await disconnect();
  box.clock.advance(29 * day);
  await forget();
  assert.equal(await countOf('replies'), 1);
  box.clock.advance(2 * day);
  while (await forget());
  assert.deepEqual([await countOf('replies'), await countOf('tracked_mails'), await countOf('mailboxes'), await countOf('deliveries')], [0, 0, 0, 1]);
});

test('whoever connects again within that time finds everything', async () => {
  await answered();
  await disconnect();
  box.clock.advance(20 * day);
  await store.database.updateTable('connections').set({ status: 'working' }).execute();
  await store.database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId, owner, email: anna, now: box.clock.now() }));
  box.clock.advance(20 * day);
  assert.deepEqual([await forget(), await countOf('replies'), await countOf('mailboxes')], [false, 1, 1]);
});

test('a mailbox of thousands is forgotten a part at a time', async () => {
  await store.database
    .insertInto('tracked_people')
    .values(Array.from({ length: 1_200 }, (_, index) => ({ connection_id: connectionId, address: `a${index}@client.example`, tracked_id: 'none', sent_at: new Date(box.clock.now()) })))
    .execute();
  await disconnect();
  box.clock.advance(31 * day);
  const left: number[] = [];
  while (await forget()) left.push(await countOf('tracked_people'));
  assert.deepEqual(left, [700, 200, 0]);
});

test('deliveries are forgotten in their turn, and never while they wait', async () => {
  for (let count = 0; count < 3; count += 1) await answered();
  const before = box.clock.now() + day;
  assert.deepEqual([await forgetDeliveries(store.database, { before, limit: 2 }), await countOf('deliveries')], [false, 3]);
  await delivered();
  assert.deepEqual([await forgetDeliveries(store.database, { before, limit: 2 }), await countOf('deliveries')], [true, 1]);
});
