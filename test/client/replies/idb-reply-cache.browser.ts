import { assert } from '@open-wc/testing';
import { openDB } from 'idb';
import { cacheVersion } from '../../../src/client/cache/open-database.ts';
import { createIdbReplyCache } from '../../../src/client/replies/idb-reply-cache.ts';
import type { SavedPlace } from '../../../src/client/replies/reply-cache.ts';
import { givenReply } from './given-reply.ts';

const place: SavedPlace = { change: 7, older: '1.reply-000000000001', savedAt: 7 };

describe('the cache of replies', () => {
  it('keeps rows across documents, the newest first and all of them behind', async () => {
    const [one, two] = [givenReply(), givenReply()];
    await createIdbReplyCache().write('lea', [one, two], place, [two]);
    const saved = await createIdbReplyCache().read('lea');
    assert.deepEqual(saved?.place, place);
    assert.deepEqual(saved?.newest, [two]);
    const all = (await saved?.all()) ?? [];
    assert.sameMembers(all.map(({ id }) => id), [one.id, two.id]);
  });

  it('takes a row’s newer state in the place of the older', async () => {
    const reply = givenReply();
    await createIdbReplyCache().write('max', [reply], place, [reply]);
    await createIdbReplyCache().write('max', [{ ...reply, handled: true }], { ...place, change: 8 }, [{ ...reply, handled: true }]);
    const saved = await createIdbReplyCache().read('max');
    assert.deepEqual((await saved?.all())?.map(({ handled }) => handled), [true]);
    assert.equal(saved?.place.change, 8);
  });

  it('removes what was kept for others before anything is read', async () => {
    for (const person of ['a', 'lea', 'z']) await createIdbReplyCache().write(person, [givenReply()], place, [givenReply()]);
    assert.isUndefined(await createIdbReplyCache().read('somebody new'));
    const database = await openDB('gmail-connect-kit');
    assert.deepEqual(await database.transaction('replies').store.getAllKeys(), []);
    assert.deepEqual(await database.transaction('heads').store.getAllKeys(), []);
    database.close();
  });

  it('leaves the rows of the person themselves', async () => {
    for (const person of ['["s","lea"]', '["s","le"]', '["s","lea2"]']) await createIdbReplyCache().write(person, [givenReply()], place, []);
    const saved = await createIdbReplyCache().read('["s","lea"]');
    assert.lengthOf((await saved?.all()) ?? [], 1);
    const database = await openDB('gmail-connect-kit');
    assert.lengthOf(await database.transaction('replies').store.getAllKeys(), 1);
    database.close();
  });

  it('believes neither another version nor rows that do not fit', async () => {
    const good = givenReply();
    await createIdbReplyCache().write('lea', [good], place, [good]);
    const database = await openDB('gmail-connect-kit');
    await database.transaction('replies', 'readwrite').store.put({ ...good, verdict: '<img>' }, ['lea', 'spoilt']);
    const spoilt = await createIdbReplyCache().read('lea');
    assert.lengthOf((await spoilt?.all()) ?? [], 1);
    await database.transaction('heads', 'readwrite').store.put({ version: cacheVersion - 1, ...place, newest: [good] }, 'lea');
    assert.isUndefined(await createIdbReplyCache().read('lea'));
    database.close();
  });

  it('does without where the browser has no database for it', async () => {
    for (const open of [
      () => Promise.reject(new DOMException('blocked', 'SecurityError')),
      () => {
        throw new DOMException('private', 'InvalidStateError');
      },
    ]) {
      const cache = createIdbReplyCache(open);
      await cache.write('lea', [givenReply()], place, []);
      assert.isUndefined(await cache.read('lea'));
    }
  });

  it('keeps no text of a mail', async () => {
    await createIdbReplyCache().write('lea', [givenReply()], place, []);
    const database = await openDB('gmail-connect-kit');
    const rows: unknown[] = await database.transaction('replies').store.getAll();
    database.close();
    assert.notMatch(JSON.stringify(rows), /"(text|whole|body|snippet)"/);
  });
});
