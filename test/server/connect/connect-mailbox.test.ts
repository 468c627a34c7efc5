import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { disconnectedSchema, endpoints } from '../../../src/contract/index.ts';
import { maintain } from '../../../src/server/maintenance.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { anna, bob } from '../google/wire-google.ts';
import { givenService, memoryStore, valueOf, type GivenService } from './given-service.ts';

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

test('on the embedded database, too, claims at once make one exchange, and disconnecting withdraws', async () => {
  const person = { org: 'org-2', user: 'second' };
  const walked = await service.walk(person, { account: bob });
  const exchanges = service.google.count('token', 'authorization_code');
  const [one, two] = await Promise.all([service.claim(walked), service.claim(walked)]);
  assert.deepEqual(one.body, two.body);
  assert.equal(service.google.count('token', 'authorization_code') - exchanges, 1);
  const [connection] = (await service.connections(person)).connections;
  const answer = await service.call(person, 'DELETE', endpoints.connection(connection?.id ?? ''));
  assert.deepEqual(valueOf(disconnectedSchema, answer), { withdrawal: 'confirmed' });
  assert.equal(await maintain(service.ports, new AbortController().signal), false);
  assert.deepEqual(service.lines.filter((line) => line.includes('maintenance-failed')), []);
});
