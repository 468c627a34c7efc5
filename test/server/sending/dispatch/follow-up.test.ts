import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { startGmail, type GivenGmail } from '../../google/given-gmail.ts';
import { givenSender, type GivenSender } from '../given-sender.ts';

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

const minute = 60_000;
const inAnHour = () => ({ kind: 'at', wall: new Date(sender.clock.now() + 60 * minute).toISOString().slice(0, 16), zone: 'UTC' }) as const;

test('a mail that follows one which has not left waits for it, and leaves in its conversation', async () => {
  const first = await sender.queue('First', {}, inAnHour());
  await sender.queue('', { follows: first.id });
  sender.clock.advance(minute);
  await sender.send();
  assert.deepEqual(sender.taken(), new Map());
  assert.match((await sender.states())[''] ?? '', /^waiting/);
  for (let minutes = 0; minutes < 62; minutes += 1) {
    sender.clock.advance(minute);
    await sender.send();
  }
  assert.deepEqual([...sender.taken()], [['First', 1], ['Re: First', 1]]);
  const rows = await store.database.selectFrom('outgoing_mails').select('thread_id').execute();
  assert.equal(new Set(rows.map(({ thread_id }) => thread_id)).size, 1);
});

test('a mail that follows one which never leaves says so', async () => {
  const first = await sender.queue('First', {}, inAnHour());
  await sender.queue('Second', { follows: first.id });
  await sender.decide(first, { kind: 'cancel' });
  sender.clock.advance(minute);
  await sender.send();
  assert.deepEqual(await sender.states(), { First: 'cancelled by-person', Second: 'failed thread-gone' });
});
