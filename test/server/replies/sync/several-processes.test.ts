import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createPolling, type Polling } from '../../../../src/server/replies/sync/polling.ts';
import { leaseMs } from '../../../../src/server/replies/sync/next-poll.ts';
import { callMailbox } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { connectionId, givenMailbox, type GivenMailbox } from './given-mailbox.ts';

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

const process = (): Polling => createPolling(box.ports, new AbortController().signal);

const pollBy = async (polling: Polling): Promise<void> => {
  await polling.claim();
  await polling.drain();
};

test('a process that hangs in a poll loses the mailbox, and comes back to find everything done', async () => {
  const mail = await box.track();
  const ids = Array.from({ length: 7 }, () => box.answer(mail));
  await callMailbox(store.database, connectionId);
  const hanging = process();
  let hung = false;
  box.gmail.onAsk(async (method) => {
    if (method !== 'wholeMail' || hung) return;
    hung = true;
    box.clock.advance(leaseMs + 1);
    await pollBy(process());
  });
  await pollBy(hanging);
  assert.deepEqual(await box.replies(), ids.map((id) => `${id} reply inbox`));
  assert.equal((await box.deliveries()).length, ids.length);
  const { cursor, holder } = await box.mailbox();
  assert.deepEqual([cursor, holder], ['9007199254741000', undefined]);
});

test('a process that says that its poll goes on keeps the mailbox, however long Gmail takes', async () => {
  box.answer(await box.track());
  await callMailbox(store.database, connectionId);
  const slow = process();
  let others = 0;
  let waited = false;
  box.gmail.onAsk(async (method) => {
    if (method !== 'wholeMail' || waited) return;
    waited = true;
    for (let wait = 0; wait < 10; wait += 1) {
      box.clock.advance(leaseMs / 2);
      await slow.keep();
      const asked = box.gmail.asked.length;
      await pollBy(process());
      others += box.gmail.asked.length - asked;
    }
  });
  await pollBy(slow);
  assert.deepEqual([others, (await box.replies()).length, (await box.mailbox()).pollsUnfinished], [0, 1, 0]);
});

test('many processes share the mailboxes that are due, each polled by one of them', async () => {
  const row = await store.database.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
  const mailbox = await store.database.selectFrom('mailboxes').selectAll().executeTakeFirstOrThrow();
  await store.database.deleteFrom('mailboxes').execute();
  for (let number = 0; number < 30; number += 1) {
    const id = `${row.id}-${number}`;
    await store.database.insertInto('connections').values({ ...row, id, org: `org-${number}`, google_sub: `sub-${number}` }).execute();
    await store.database.insertInto('mailboxes').values({ ...mailbox, connection_id: id, org: `org-${number}`, next_poll_at: new Date(0) }).execute();
  }
  // What is sealed for one connection opens in no other: a stand-in opens everything.
  const keyring = { ...box.ports.keyring, open: () => ({ ok: true as const, value: 'access' }) };
  const processes = Array.from({ length: 3 }, () => createPolling({ ...box.ports, keyring }, new AbortController().signal));
  box.gmail.asked.length = 0;
  await Promise.all(processes.map(pollBy));
  assert.deepEqual(box.gmail.asked, Array.from({ length: 30 }, () => 'addedSince'));
});
