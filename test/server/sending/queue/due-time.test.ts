import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { When } from '../../../../src/contract/index.ts';
import { dueTimeOf } from '../../../../src/server/sending/queue/due-time.ts';

const now = Date.parse('2026-03-28T12:00:00.000Z');
const at = (wall: string, zone = 'Europe/Berlin', choice?: 'earlier' | 'later'): When => ({ kind: 'at', wall, zone, choice });
const told = (when: When, undoSeconds = 10): unknown => {
  const due = dueTimeOf(when, now, undoSeconds);
  return due.ok ? [due.value.due_at.toISOString(), due.value.wall, due.value.choice] : due.failure.code;
};

test('what leaves at once can be taken back for the seconds of undo, and was not chosen by anybody', () => {
  assert.deepEqual(told({ kind: 'now' }), ['2026-03-28T12:00:10.000Z', null, null]);
  assert.deepEqual(told({ kind: 'now' }, 0), ['2026-03-28T12:00:00.000Z', null, null]);
});

const times: readonly (readonly [When, unknown])[] = [
  [at('2026-03-28T14:00'), ['2026-03-28T13:00:00.000Z', '2026-03-28T14:00', null]],
  [at('2026-03-28T12:59'), 'time-has-passed'],
  [at('2026-03-29T02:30'), 'hour-does-not-exist'],
  [at('2026-10-25T02:30'), 'hour-occurs-twice'],
  [at('2026-10-25T02:30', 'Europe/Berlin', 'later'), ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30', 'later']],
  // Nobody is asked which of two instants they mean when both have passed.
  [at('2025-10-26T02:30'), 'time-has-passed'],
  [at('2025-03-30T02:30'), 'time-has-passed'],
  [at('2026-02-30T09:00'), 'date-unknown'],
  [at('2026-04-01T09:00', 'Mars/Olympus'), 'zone-unknown'],
  [at('2999-04-01T09:00'), 'time-too-far'],
];
test('a chosen time is kept as it was chosen, or asked about', () => {
  for (const [when, expected] of times) assert.deepEqual(told(when), expected, JSON.stringify(when));
});
