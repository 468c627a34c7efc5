import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { after, before, beforeEach, test } from 'node:test';
import type { Ports } from '../../../../src/server/ports.ts';
import { createSync } from '../../../../src/server/replies/sync/sync-rounds.ts';
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

/** Time stands still; whoever rests does so until woken. */
const restingPorts = (): Ports => ({
  ...box.ports,
  clock: {
    now: () => box.clock.now(),
    sleep: (_milliseconds, signal) => new Promise((resolve) => (signal?.aborted === true ? resolve() : signal?.addEventListener('abort', () => resolve()))),
  },
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await nextTurn();
};

test('a loop that is woken polls whoever was called, and once it was stopped nobody', async () => {
  const sync = createSync(restingPorts());
  await Promise.all([sync.start(), sync.start()]);
  const mail = await box.track();
  const gmailId = box.answer(mail);
  await callMailbox(store.database, connectionId);
  sync.wake();
  await until(async () => (await box.replies()).length > 0);
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
  await Promise.all([sync.stop(), sync.stop()]);
  const asked = box.gmail.asked.length;
  await callMailbox(store.database, connectionId);
  sync.wake();
  await sync.start();
  assert.equal(box.gmail.asked.length, asked);
});

test('stopping lets the mail in hand be stored, and gives the mailbox back for another process', async () => {
  const mail = await box.track();
  const ids = Array.from({ length: 12 }, () => box.answer(mail));
  const sync = createSync(restingPorts());
  let stopped: Promise<void> | undefined;
  box.gmail.onAsk((method) => {
    if (method === 'wholeMail') stopped ??= sync.stop();
  });
  await callMailbox(store.database, connectionId);
  await sync.start();
  await until(async () => Promise.resolve(stopped !== undefined));
  await stopped;
  const { holder, nextPollAt, pollsUnfinished } = await box.mailbox();
  assert.deepEqual([holder, nextPollAt <= box.clock.now(), pollsUnfinished], [undefined, true, 0]);
  const before = (await box.replies()).length;
  assert.ok(before > 0 && before < ids.length);
  await box.poll();
  assert.deepEqual(await box.replies(), ids.map((id) => `${id} reply inbox`));
});

test('connections that were there before mailboxes were followed are enrolled at the start', async () => {
  await store.database.deleteFrom('mailboxes').execute();
  const sync = createSync(restingPorts());
  await sync.start();
  await until(async () => typeof (await store.database.selectFrom('mailboxes').select('cursor').executeTakeFirst())?.cursor === 'string');
  await sync.stop();
  assert.deepEqual((await box.mailbox()).email, 'anna@mail.example');
});
