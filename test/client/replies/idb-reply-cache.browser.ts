import { assert } from '@open-wc/testing';
import { openDB } from 'idb';
import { cacheVersion, openCacheDatabase } from '../../../src/client/cache/open-database.ts';
import { openInTime } from '../../../src/client/cache/open-in-time.ts';
import type { Reply } from '../../../src/contract/index.ts';
import { createIdbReplyCache } from '../../../src/client/replies/idb-reply-cache.ts';
import type { RowsToSave, SavedPlace, SavedReplies } from '../../../src/client/replies/reply-cache.ts';
import { givenReply } from './given-reply.ts';

const only = (...rows: readonly Reply[]): RowsToSave => ({ changed: rows, newest: rows, all: () => rows });

const allOf = async (saved: SavedReplies | undefined): Promise<readonly Reply[]> => {
  const rows: Reply[] = [];
  await saved?.all((piece) => void rows.push(...piece));
  return rows;
};

const place: SavedPlace = { change: 7, era: 'first', older: '1.reply-000000000001', savedAt: 7 };

describe('the cache of replies', () => {
  it('keeps rows across documents, the newest first and all of them behind', async () => {
    const [one, two] = [givenReply(), givenReply()];
    await createIdbReplyCache().write('lea', { ...only(one, two), newest: [two] }, place);
    const saved = await createIdbReplyCache().read('lea');
    assert.deepEqual(saved?.place, place);
    assert.deepEqual(saved?.newest, [two]);
    const all = await allOf(saved);
    assert.sameMembers(all.map(({ id }) => id), [one.id, two.id]);
  });

  it('takes a row’s newer state in the place of the older', async () => {
    const reply = givenReply();
    await createIdbReplyCache().write('max', only(reply), place);
    await createIdbReplyCache().write('max', only({ ...reply, handled: true }), { ...place, change: 8 });
    const saved = await createIdbReplyCache().read('max');
    assert.deepEqual((await allOf(saved)).map(({ handled }) => handled), [true]);
    assert.equal(saved?.place.change, 8);
  });

  it('gives back many rows piece by piece, each of them once', async () => {
    const many = Array.from({ length: 2_500 }, () => givenReply());
    await createIdbReplyCache().write('lea', only(...many), place);
    const saved = await createIdbReplyCache().read('lea');
    const pieces: (readonly Reply[])[] = [];
    await saved?.all((piece) => void pieces.push(piece));
    assert.deepEqual(pieces.map(({ length }) => length), [1_000, 1_000, 500]);
    assert.deepEqual(pieces.flat().map(({ id }) => id).sort(), many.map(({ id }) => id).sort());
  });

  it('removes what was kept for others before anything is read', async () => {
    for (const person of ['a', 'lea', 'z']) await createIdbReplyCache().write(person, only(givenReply()), place);
    assert.isUndefined(await createIdbReplyCache().read('somebody new'));
    const database = await openDB('gmail-connect-kit');
    assert.deepEqual(await database.transaction('replies').store.getAllKeys(), []);
    assert.deepEqual(await database.transaction('heads').store.getAllKeys(), []);
    database.close();
  });

  it('leaves the rows of the person themselves', async () => {
    for (const person of ['["s","lea"]', '["s","le"]', '["s","lea2"]']) await createIdbReplyCache().write(person, only(givenReply()), place);
    const saved = await createIdbReplyCache().read('["s","lea"]');
    assert.lengthOf(await allOf(saved), 1);
    const database = await openDB('gmail-connect-kit');
    assert.lengthOf(await database.transaction('replies').store.getAllKeys(), 1);
    database.close();
  });

  it('believes neither another version nor rows that do not fit', async () => {
    const good = givenReply();
    await createIdbReplyCache().write('lea', only(good), place);
    const database = await openDB('gmail-connect-kit');
    await database.transaction('replies', 'readwrite').store.put({ ...good, verdict: '<img>' }, ['lea', 'spoilt']);
    const spoilt = await createIdbReplyCache().read('lea');
    assert.lengthOf(await allOf(spoilt), 1);
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
      await cache.write('lea', only(givenReply()), place);
      assert.isUndefined(await cache.read('lea'));
    }
  });

  it('is whole again where somebody else in another tab had thrown it away', async () => {
    const [one, two] = [givenReply(), givenReply()];
    const cache = createIdbReplyCache();
    await cache.write('lea', only(one), place);
    assert.isUndefined(await createIdbReplyCache().read('hugo'));
    await cache.write('lea', { changed: [two], newest: [two], all: () => [one, two] }, { ...place, change: 8 });
    const saved = await createIdbReplyCache().read('lea');
    assert.sameMembers((await allOf(saved)).map(({ id }) => id), [one.id, two.id]);
  });

  it('holds nothing of an earlier era beside rows of the next', async () => {
    const [lost, kept] = [givenReply(), givenReply()];
    await createIdbReplyCache().write('lea', only(lost), place);
    await createIdbReplyCache().write('lea', only(kept), { ...place, era: 'second' });
    const saved = await createIdbReplyCache().read('lea');
    assert.deepEqual([saved?.place.era, (await allOf(saved)).map(({ id }) => id)], ['second', [kept.id]]);
  });

  it('does without where the browser never opens the database, as while a sleeping tab holds an older one', async () => {
    const passing = { now: () => 0, sleep: () => Promise.resolve() };
    const cache = createIdbReplyCache(() => openInTime(passing, () => new Promise(() => undefined)));
    await cache.write('lea', only(givenReply()), place);
    assert.isUndefined(await cache.read('lea'));
  });

  it('does without once the browser has thrown the database away', async () => {
    const opened = await openCacheDatabase();
    const cache = createIdbReplyCache(() => Promise.resolve(opened));
    await cache.write('lea', only(givenReply()), place);
    opened.close();
    await cache.write('lea', only(givenReply()), place);
    await cache.forget('lea');
    assert.isUndefined(await cache.read('lea'));
  });

  it('keeps no text of a mail', async () => {
    await createIdbReplyCache().write('lea', only(givenReply()), place);
    const database = await openDB('gmail-connect-kit');
    const rows: unknown[] = await database.transaction('replies').store.getAll();
    database.close();
    assert.notMatch(JSON.stringify(rows), /"(text|whole|body|snippet)"/);
  });
});
