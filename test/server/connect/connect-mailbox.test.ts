import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Store } from '../../../src/server/store/open.ts';
import { anna } from '../google/wire-google.ts';
import { givenService, memoryStore, type GivenService } from './given-service.ts';

let store: Store;
let service: GivenService;

before(async () => {
  store = await memoryStore();
  service = await givenService(store);
});
after(async () => {
  await service.google.close();
  await store.close();
});

test('a mailbox is connected by prepare, start, consent, finish and claim', async () => {
  const claimed = await service.connect({ user: 'first' });
  assert.equal(claimed.connection.email, anna.email);
  assert.deepEqual(claimed.connection.granted, ['send', 'read']);
  assert.deepEqual(claimed.withheld, []);
  const view = await service.connections({ user: 'first' });
  assert.deepEqual(view.connections, [claimed.connection]);
});
