import { assert } from '@open-wc/testing';
import { openDB } from 'idb';
import { cacheVersion } from '../../../src/client/cache/open-database.ts';
import { createIdbCache } from '../../../src/client/connections/idb-cache.ts';
import { givenConnection, givenView } from '../given-mail-client.ts';

const saved = { view: givenView(givenConnection()), savedAt: 7 };

describe('the cache of connections', () => {
  it('keeps a view across documents, for its person', async () => {
    await createIdbCache().write('lea', saved);
    assert.deepEqual(await createIdbCache().read('lea'), saved);
  });

  it('removes what was kept for others when somebody else is seen', async () => {
    await createIdbCache().write('lea', saved);
    assert.equal(await createIdbCache().read('anna'), undefined);
    assert.equal(await createIdbCache().read('lea'), undefined);
  });

  it('does not believe what another version or another script wrote', async () => {
    await createIdbCache().write('lea', saved);
    const database = await openDB('gmail-connect-kit');
    await database.transaction('connections', 'readwrite').store.put({ version: cacheVersion, savedAt: 7, view: { connections: 'none' } }, 'lea');
    database.close();
    assert.equal(await createIdbCache().read('lea'), undefined);
  });

  it('lives in memory where the browser has no database for it', async () => {
    for (const open of [
      () => Promise.reject(new DOMException('blocked', 'SecurityError')),
      () => {
        throw new DOMException('private', 'InvalidStateError');
      },
    ]) {
      const cache = createIdbCache(open);
      assert.equal(await cache.read('lea'), undefined);
      await cache.write('lea', saved);
      assert.deepEqual(await cache.read('lea'), saved);
      assert.equal(await cache.read('anna'), undefined);
      assert.equal(await cache.read('lea'), undefined);
    }
  });

  it('keeps neither a token nor a code', async () => {
    await createIdbCache().write('lea', saved);
    const database = await openDB('gmail-connect-kit');
    const rows: unknown[] = await database.transaction('connections').store.getAll();
    database.close();
    assert.deepEqual(Object.keys(rows[0] as object).sort(), ['savedAt', 'version', 'view']);
  });
});
