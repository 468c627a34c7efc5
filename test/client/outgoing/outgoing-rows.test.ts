import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondsToUndo } from '../../../src/client/outgoing/countdown.ts';
import { countsOf, ofKind, OutgoingRows } from '../../../src/client/outgoing/outgoing-rows.ts';
import { givenOutgoing } from './given-outgoing.ts';

const leaves = (leavesAt: string) => givenOutgoing({ state: { kind: 'waiting', because: 'due-time', leavesAt } });
const sent = (at: string) => givenOutgoing({ state: { kind: 'sent', at } });
const held = givenOutgoing({ state: { kind: 'held', since: '2026-03-03T12:00:00.000Z', reason: { code: 'unclear', attemptedAt: '2026-03-03T11:00:00.000Z', lookedFor: true } } });

test('what asks for a decision stands first, then what leaves soonest, then what left last', () => {
  const [late, soon, earlier, later] = [leaves('2026-03-05T08:00:00.000Z'), leaves('2026-03-04T08:00:00.000Z'), sent('2026-03-03T09:00:00.000Z'), sent('2026-03-03T10:00:00.000Z')];
  const rows = new OutgoingRows();
  rows.put([late, earlier, soon, held, later]);
  assert.deepEqual(rows.all(), [held, soon, late, later, earlier]);
  assert.deepEqual(countsOf(rows.all()), { all: 5, asking: 1, waiting: 2, sent: 2, stopped: 0 });
  assert.deepEqual(ofKind(rows.all(), 'asking'), [held]);
});

test('an older row changes nothing, and the same row may expect to leave at another time', () => {
  const rows = new OutgoingRows();
  const mail = leaves('2026-03-04T08:00:00.000Z');
  const moved = { ...mail, state: { kind: 'waiting', because: 'messagesPerDay', leavesAt: '2026-03-04T09:00:00.000Z' } as const };
  rows.put([mail]);
  assert.deepEqual(rows.put([{ ...mail, change: mail.change - 1, subject: 'Older' }]), []);
  assert.deepEqual(rows.put([moved]), [], 'its kind is the same');
  assert.deepEqual(rows.all(), [moved]);
});

test('one mailbox alone is shown where that is asked for', () => {
  const rows = new OutgoingRows();
  const other = givenOutgoing({ connectionId: 'connection-000002' });
  rows.put([held, other]);
  assert.deepEqual(rows.all('connection-000002'), [other]);
});

test('the seconds to undo are those between the service’s own instants, whatever this clock shows', () => {
  const mail = givenOutgoing({ createdAt: '2026-03-03T12:00:00.000Z', state: { kind: 'waiting', because: 'undo', leavesAt: '2026-03-03T12:00:10.000Z' } });
  const cameAt = Date.parse('2031-01-01T00:00:00.000Z');
  assert.deepEqual([0, 2_500, 10_000, 99_000].map((passed) => secondsToUndo(mail, cameAt, cameAt + passed)), [10, 8, 0, 0]);
  assert.equal(secondsToUndo(held, cameAt, cameAt), 0);
});

test('mails that are expected at one moment stand in the order in which they leave', () => {
  const rows = new OutgoingRows();
  const at = { state: { kind: 'waiting', because: 'messagesPerBatch', leavesAt: '2026-03-03T15:00:00.000Z' }, dueAt: '2026-03-03T12:00:00.000Z' } as const;
  rows.put([givenOutgoing({ ...at, subject: 'second', place: 7 }), givenOutgoing({ ...at, subject: 'first', place: 6.5 }), givenOutgoing({ ...at, subject: 'due before both', dueAt: '2026-03-03T11:00:00.000Z', place: 9 })]);
  assert.deepEqual(rows.all().map(({ subject }) => subject), ['due before both', 'first', 'second']);
});
