import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LinePlace, OutgoingMail } from '../../../src/contract/index.ts';
import { asWished, linesOf } from '../../../src/client/outgoing/line-of-mails.ts';
import type { PendingChange, Stand } from '../../../src/client/outgoing/pending-change.ts';
import { givenOutgoing } from './given-outgoing.ts';

const now = Date.parse('2026-03-03T14:00:00.000Z');
const limited = (change: Partial<OutgoingMail> = {}): OutgoingMail =>
  givenOutgoing({ dueAt: '2026-03-03T12:00:00.000Z', state: { kind: 'waiting', because: 'messagesPerDay', leavesAt: '2026-03-03T15:10:00.000Z' }, ...change });
const wish = (mail: OutgoingMail, place: LinePlace, madeAt = 1, stand: Stand = { kind: 'telling' }): PendingChange => ({ mailId: mail.id, version: 1, wish: { kind: 'order', place }, madeAt, stand });
const subjects = (mails: readonly OutgoingMail[]): readonly string[] => mails.map(({ subject }) => subject);

const [a, b, c] = [limited({ subject: 'a' }), limited({ subject: 'b', dueAt: '2026-03-03T13:00:00.000Z' }), limited({ subject: 'c' })] as const;
const tomorrow = [givenOutgoing({ subject: 'x' }), givenOutgoing({ subject: 'y' })] as const;

test('mails that are due stand in one line, those of one later time in another, and nobody stands alone', () => {
  const alone = givenOutgoing({ dueAt: '2026-03-09T07:00:00.000Z' });
  const elsewhere = limited({ connectionId: 'connection-000002' });
  const lines = linesOf([a, b, c, elsewhere, ...tomorrow, alone], now);
  assert.deepEqual([...lines.keys()], [a, b, c, ...tomorrow].map(({ id }) => id));
  assert.deepEqual(lines.get(b.id), { place: 2, of: 3, previous: a, next: c });
  assert.deepEqual(lines.get(tomorrow[1].id), { place: 2, of: 2, previous: tomorrow[0], next: undefined });
});

test('what leaves, has left, asks or can be taken back stands in no line', () => {
  const states: readonly OutgoingMail['state'][] = [
    { kind: 'sending', since: '2026-03-03T14:00:00.000Z' },
    { kind: 'sent', at: '2026-03-03T13:00:00.000Z' },
    { kind: 'waiting', because: 'undo', leavesAt: '2026-03-03T14:00:05.000Z' },
  ];
  for (const state of states) assert.equal(linesOf([limited({ state }), limited({ state })], now).size, 0);
});

test('a batch that is one line of the list is passed as one, and its mails pass each other', () => {
  const batch = ['1', '2', '3', '4'].map((subject) => limited({ subject, batchId: 'batch-0000000001' }));
  const [first = a, second = a, third = a, last = a] = batch;
  const lines = linesOf([a, ...batch, b], now);
  assert.deepEqual(lines.get(a.id), { place: 1, of: 6, previous: undefined, next: last });
  assert.deepEqual(lines.get(b.id), { place: 6, of: 6, previous: first, next: undefined });
  assert.deepEqual(lines.get(second.id), { place: 3, of: 6, previous: first, next: third });
  assert.deepEqual(lines.get(first.id), { place: 2, of: 6, previous: undefined, next: second });
});

test('a wish shows at once, before the service has heard it', () => {
  const all = [a, b, c, ...tomorrow];
  assert.deepEqual(subjects(asWished(all, [wish(c, { kind: 'first' })], now)), ['c', 'a', 'b', 'x', 'y']);
  assert.deepEqual(subjects(asWished(all, [wish(c, { kind: 'before', mailId: b.id }, 1, { kind: 'kept' })], now)), ['a', 'c', 'b', 'x', 'y']);
  assert.deepEqual(subjects(asWished(all, [wish(tomorrow[1], { kind: 'first' })], now)), ['a', 'b', 'c', 'y', 'x']);
});

test('wishes follow one another as they were made', () => {
  const wishes = [wish(a, { kind: 'after', mailId: c.id }, 2), wish(c, { kind: 'first' }, 1)];
  assert.deepEqual(subjects(asWished([a, b, c], wishes, now)), ['c', 'a', 'b']);
});

test('a wish that cannot be carried out, or was not, moves nothing', () => {
  const all = [a, b, c];
  const sent = limited({ subject: 'gone', state: { kind: 'sent', at: '2026-03-03T13:00:00.000Z' } });
  for (const change of [wish(c, { kind: 'before', mailId: sent.id }), wish(sent, { kind: 'first' }), wish(c, { kind: 'first' }, 1, { kind: 'refused', failure: { code: 'order-changed' } })]) {
    assert.deepEqual(asWished(all, [change], now), all);
  }
});
