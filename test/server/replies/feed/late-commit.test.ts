import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOfReplies } from '../../../../src/server/replies/feed/pages-of-replies.ts';
import { nextChange, readFeed } from '../../../../src/server/store/feeds.ts';
import { openStore } from '../../../../src/server/store/open.ts';
import { ownDatabase } from '../../store/stores.ts';
import { givenReplies, lea, ownerOf } from './given-replies.ts';

// The embedded database has one connection: nothing there happens during a transaction. Here two are open at once.
test('a change that commits late is not passed over: the numbers of a feed come in the order of their commits', { timeout: 30_000 }, async (t) => {
  const opened = await openStore({ kind: 'postgres', url: await ownDatabase(t) });
  assert.ok(opened.ok);
  const { database, close } = opened.value;
  t.after(close);
  const { service, came } = await givenReplies(opened.value);
  const owner = ownerOf(lea);
  const begun = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const slow = database.transaction().execute(async (transaction) => {
    await nextChange(transaction, owner);
    begun.resolve();
    await held.promise;
  });
  await begun.promise;
  const fast = came(1);
  const during = await readFeed(database, owner);
  held.resolve();
  await Promise.all([slow, fast]);
  const { replies } = await changesOfReplies(service.ports, owner, { ...during, change: 0 }, 10);
  assert.deepEqual([during.change, replies.map(({ change }) => change)], [0, [2]]);
});
