import { assert } from '@open-wc/testing';
import { cacheVersion, openCacheDatabase } from '../../../src/client/cache/open-database.ts';
import { createIdbLimitsCache } from '../../../src/client/sending-limits/idb-limits-cache.ts';
import type { SavedLimits } from '../../../src/client/sending-limits/limits-cache.ts';
import { createTurns } from '../../../src/client/sending-limits/take-turns.ts';
import { givenConnections } from './given-connections.ts';
import { givenLimits, givenNow } from './given-limits.ts';

const saved: SavedLimits = { view: givenConnections(), readings: [{ limits: givenLimits(), heardAt: givenNow }] };

describe('the cache of limits', () => {
  it('keeps numbers across documents', async () => {
    await createIdbLimitsCache().write('lea', saved);
    assert.deepEqual(await createIdbLimitsCache().read('lea'), saved);
  });

  it('removes what was kept for others before anything is read', async () => {
    for (const person of ['a', 'lea', 'z']) await createIdbLimitsCache().write(person, saved);
    assert.isUndefined(await createIdbLimitsCache().read('somebody new'));
    const database = await openCacheDatabase();
    assert.deepEqual(await database.transaction('limits').store.getAllKeys(), []);
    database.close();
  });

  it('believes neither another version nor what does not fit', async () => {
    const cache = createIdbLimitsCache();
    await cache.write('lea', saved);
    const database = await openCacheDatabase();
    await database.transaction('limits', 'readwrite').store.put({ version: cacheVersion, view: 'spoilt', readings: [{ limits: { waiting: 'many' }, heardAt: 1 }, saved.readings[0]] }, 'lea');
    assert.deepEqual(await cache.read('lea'), { view: undefined, readings: saved.readings });
    await database.transaction('limits', 'readwrite').store.put({ version: cacheVersion - 1, ...saved }, 'lea');
    assert.isUndefined(await cache.read('lea'));
    database.close();
  });

  it('does without where the browser has no database for it', async () => {
    const cache = createIdbLimitsCache(() => Promise.reject(new DOMException('blocked', 'SecurityError')));
    await cache.write('lea', saved);
    assert.isUndefined(await cache.read('lea'));
  });
});

describe('turns', () => {
  const { signal } = new AbortController();

  it('are taken one after another by everybody who names the same', async () => {
    const [one, two] = [createTurns(), createTurns()];
    const told: string[] = [];
    const work = (name: string) => async () => {
      told.push(`${name} begins`);
      await Promise.resolve();
      told.push(`${name} ends`);
    };
    await Promise.all([one.take('turn', work('one'), signal), two.take('turn', work('two'), signal)]);
    assert.deepEqual(told, ['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('are given up by whoever does not want them any more', async () => {
    const turns = createTurns();
    const gone = new AbortController();
    let release: () => void = () => undefined;
    let held: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => {
      held = turns.take('held', () => new Promise((resolve) => {
        release = resolve;
        begun();
      }), signal);
    });
    let worked = false;
    const waiting = turns.take('held', async () => void (worked = true), gone.signal);
    gone.abort();
    await waiting;
    release();
    await held;
    assert.isFalse(worked);
  });

  it('tell of work that went wrong', async () => {
    const failed = await createTurns().take('failing', () => Promise.reject(new TypeError('broken')), signal).catch((reason: unknown) => reason);
    assert.instanceOf(failed, TypeError);
  });
});
