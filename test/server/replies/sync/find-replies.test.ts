import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Store } from '../../../../src/server/store/open.ts';
import { quickStore } from '../../connect/given-service.ts';
import { givenMailbox, type GivenMailbox } from './given-mailbox.ts';

let store: Store;
let box: GivenMailbox;

before(async () => {
  store = await quickStore();
});
after(() => store.close());
beforeEach(async () => {
  box = await givenMailbox(store);
});

test('a reply that arrives after the first look has one row at the next poll, and its host is told', async () => {
  const mail = await box.track();
  const gmailId = box.answer(mail);
  await box.pollNext();
  assert.deepEqual(await box.replies(), [`${gmailId} reply inbox`]);
  assert.deepEqual(await box.deliveries(), [`reply.found ${mail.threadId}`]);
});
