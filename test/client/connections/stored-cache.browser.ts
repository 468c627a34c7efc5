import { assert } from '@open-wc/testing';
import { createStoredCache, storedName } from '../../../src/client/connections/stored-cache.ts';
import { givenConnection, givenView } from '../given-mail-client.ts';

const saved = { view: givenView(givenConnection()), savedAt: 7 };
const kept = { userKey: 'lea', ...saved };

describe('the cache of connections', () => {
  afterEach(() => localStorage.removeItem(storedName));

  it('keeps a view across documents, for its person', () => {
    createStoredCache().write('lea', saved);
    assert.deepEqual(createStoredCache().read('lea'), kept);
  });

  it('removes what was kept for others when somebody else is seen', () => {
    const cache = createStoredCache();
    cache.write('lea', saved);
    assert.equal(cache.read('anna'), undefined);
    assert.equal(localStorage.getItem(storedName), null);
    assert.equal(cache.read('lea'), undefined);
    assert.equal(createStoredCache().read('lea'), undefined);
  });

  it('does not believe what another version or another script wrote', () => {
    for (const text of ['', '{', 'null', '[]', JSON.stringify({ ...kept, view: { connections: 'none' } }), JSON.stringify({ ...kept, savedAt: 'now' }), JSON.stringify({ ...kept, userKey: 7 })]) {
      localStorage.setItem(storedName, text);
      assert.equal(createStoredCache().read('lea'), undefined, text);
    }
  });

  it('lives in memory where the browser has no storage for it, or no room', () => {
    const blocked = (): Storage => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const full = { getItem: () => null, removeItem: () => undefined, setItem: blocked };
    for (const store of [blocked, () => full]) {
      const cache = createStoredCache(store);
      assert.equal(cache.read('lea'), undefined);
      cache.write('lea', saved);
      assert.deepEqual(cache.read('lea'), kept);
      assert.equal(cache.read('anna'), undefined);
      assert.equal(cache.read('lea'), undefined);
    }
  });

  it('keeps neither a token nor a code', () => {
    createStoredCache().write('lea', saved);
    assert.equal(localStorage.getItem(storedName), JSON.stringify(kept));
  });
});
