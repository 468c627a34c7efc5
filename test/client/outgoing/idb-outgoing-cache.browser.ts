import { assert } from '@open-wc/testing';
import { openDB } from 'idb';
import { createIdbOutgoingCache } from '../../../src/client/outgoing/idb-outgoing-cache.ts';
import type { PendingChange } from '../../../src/client/outgoing/pending-change.ts';
import { givenOutgoing } from './given-outgoing.ts';

const now = Date.parse('2026-03-03T12:00:00.000Z');
const cacheAt = (at = now) => createIdbOutgoingCache(() => at);
const change = (mailId: string, more: Partial<PendingChange> = {}): PendingChange => ({ mailId, version: 3, wish: { kind: 'cancel' }, madeAt: now, stand: { kind: 'telling' }, ...more });

describe('the cache of what leaves', () => {
  it('keeps the rows of one person across documents, and nobody else’s', async () => {
    const mail = givenOutgoing();
    await cacheAt().write('lea', [mail], now);
    assert.deepEqual(await cacheAt().read('lea'), { mails: [mail], savedAt: now });
    assert.isUndefined(await cacheAt().read('max'));
    const database = await openDB('gmail-connect-kit');
    assert.deepEqual(await database.transaction('outgoing').store.getAllKeys(), []);
    database.close();
  });

  it('keeps what was decided until it is carried out, each person’s for themselves', async () => {
    const decided = [
      change('mail-1'),
      change('mail-2', { wish: { kind: 'time', when: { kind: 'at', wall: '2026-03-29T02:30', zone: 'Europe/Paris', choice: 'later' } } }),
      change('mail-3', { wish: { kind: 'decide', decision: { kind: 'reschedule', when: { kind: 'now' } } } }),
      change('mail-4', { wish: { kind: 'send-now' } }),
    ];
    for (const each of decided) await cacheAt().keep('lea', each);
    await cacheAt().read('max');
    assert.deepEqual(await cacheAt().changes('lea'), decided.map((each) => ({ ...each, stand: { kind: 'kept' } })));
    assert.deepEqual(await cacheAt().changes('le'), []);
    await cacheAt().drop('lea', 'mail-1');
    assert.lengthOf(await cacheAt().changes('lea'), 3);
  });

  it('believes neither what is a week old nor what does not fit', async () => {
    await cacheAt().keep('eva', change('mail-1'));
    assert.deepEqual(await cacheAt(now + 8 * 86_400_000).changes('eva'), []);
    const database = await openDB('gmail-connect-kit');
    await database.transaction('changes', 'readwrite').store.put({ mailId: 'mail-2', version: 1, wish: { kind: 'send-everything' }, madeAt: now }, ['eva', 'mail-2']);
    database.close();
    assert.deepEqual((await cacheAt().changes('eva')).map(({ mailId }) => mailId), ['mail-1']);
  });

  it('does without where the browser has no database for it', async () => {
    const cache = createIdbOutgoingCache(() => now, () => Promise.reject(new DOMException('blocked', 'SecurityError')));
    await cache.write('lea', [], now);
    await cache.keep('lea', change('mail-1'));
    assert.isUndefined(await cache.read('lea'));
    assert.deepEqual(await cache.changes('lea'), []);
  });
});
