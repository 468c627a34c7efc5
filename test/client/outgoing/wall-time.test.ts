import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetsAt, tomorrowAtNine, wallOf, whenAt } from '../../../src/client/outgoing/wall-time.ts';

const at = (instant: string): number => Date.parse(instant);

test('an instant is what the clocks of its zone show', () => {
  assert.equal(wallOf(at('2026-03-03T23:30:00.000Z'), 'Europe/Paris'), '2026-03-04T00:30');
  assert.equal(wallOf(at('2026-03-03T12:00:00.000Z'), 'Asia/Kathmandu'), '2026-03-03T17:45');
});

test('an instant in the hour that comes twice says which of the two it is', () => {
  assert.deepEqual(whenAt(at('2026-10-25T00:30:00.000Z'), 'Europe/Paris'), { kind: 'at', wall: '2026-10-25T02:30', zone: 'Europe/Paris', choice: 'earlier' });
  assert.deepEqual(whenAt(at('2026-10-25T01:30:00.000Z'), 'Europe/Paris'), { kind: 'at', wall: '2026-10-25T02:30', zone: 'Europe/Paris', choice: 'later' });
  assert.deepEqual(whenAt(at('2026-04-04T15:15:00.000Z'), 'Australia/Lord_Howe'), { kind: 'at', wall: '2026-04-05T01:45', zone: 'Australia/Lord_Howe', choice: 'later' });
  assert.deepEqual(whenAt(at('2026-10-25T02:30:00.000Z'), 'Europe/Paris'), { kind: 'at', wall: '2026-10-25T03:30', zone: 'Europe/Paris' });
});

const presets: readonly [string, string, string, readonly [string, string]][] = [
  ['on a Tuesday: tomorrow and Monday', '2026-03-03T12:00:00.000Z', 'Europe/Paris', ['2026-03-04T08:00', '2026-03-09T08:00']],
  ['on a Sunday tomorrow is Monday, so its afternoon is offered', '2026-03-08T12:00:00.000Z', 'Europe/Paris', ['2026-03-09T08:00', '2026-03-09T14:00']],
  ['on a Monday the next one', '2026-03-09T12:00:00.000Z', 'Europe/Paris', ['2026-03-10T08:00', '2026-03-16T08:00']],
  ['tomorrow is that of the zone', '2026-12-31T20:00:00.000Z', 'Asia/Tokyo', ['2027-01-02T08:00', '2027-01-04T08:00']],
];
for (const [title, now, zone, wanted] of presets) {
  test(`two usual times are offered ${title}`, () => assert.deepEqual(presetsAt(at(now), zone), wanted));
}

test('a mail whose time went by is offered tomorrow at nine', () => {
  assert.deepEqual(tomorrowAtNine(at('2026-03-03T12:00:00.000Z'), 'Europe/Paris'), { kind: 'at', wall: '2026-03-04T09:00', zone: 'Europe/Paris' });
});
