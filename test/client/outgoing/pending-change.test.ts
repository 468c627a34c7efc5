import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeKept } from '../../../src/client/outgoing/pending-change.ts';

const now = Date.parse('2026-03-03T14:00:00.000Z');
const kept = (wish: unknown, change: object = {}): unknown => ({ mailId: 'outgoing-0000000001', version: 2, madeAt: now - 60_000, wish, ...change });

for (const wish of [
  { kind: 'cancel' },
  { kind: 'send-now' },
  { kind: 'time', when: { kind: 'at', wall: '2026-03-04T09:00', zone: 'Europe/Paris', choice: 'later' } },
  { kind: 'order', place: { kind: 'first' } },
  { kind: 'order', place: { kind: 'after', mailId: 'outgoing-0000000002' } },
  { kind: 'decide', decision: { kind: 'reschedule', when: { kind: 'now' } } },
]) {
  test(`a wish that this device kept is read as it was: ${JSON.stringify(wish)}`, () => {
    assert.deepEqual(decodeKept(kept(wish), now), { mailId: 'outgoing-0000000001', version: 2, madeAt: now - 60_000, wish, stand: { kind: 'kept' } });
  });
}

for (const wish of [undefined, null, 'cancel', { kind: 'send' }, { kind: 'time' }, { kind: 'order' }, { kind: 'order', place: { kind: 'last' } }, { kind: 'order', place: { kind: 'before' } }, { kind: 'decide', decision: {} }]) {
  test(`what is no wish is not told in the person’s name: ${JSON.stringify(wish) ?? 'nothing'}`, () => assert.equal(decodeKept(kept(wish), now), undefined));
}

test('what was decided longer ago than anybody remembers is not carried out', () => {
  assert.equal(decodeKept(kept({ kind: 'cancel' }, { madeAt: now - 8 * 86_400_000 }), now), undefined);
});
