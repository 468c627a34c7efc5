import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, timeOf, whenOf } from '../../src/components/shared/when.ts';

// Local times, so that they read the same wherever the test runs.
const at = (day: number, hours: number, minutes: number, year = 2026): Date => new Date(year, 4, day, hours, minutes);
const now = at(3, 16, 0);

test('a time today stands alone', () => {
  assert.equal(whenOf(at(3, 15, 10), now, 'en-GB'), '15:10');
});

test('a time of another day names the day', () => {
  assert.equal(whenOf(at(1, 15, 10), now, 'en-GB'), '1 May, 15:10');
});

test('a day of another year names the year', () => {
  assert.equal(dayOf(at(1, 15, 10, 2025), now, 'en-GB'), '1 May 2025');
});

test('French sentences write the time with an h between spaces that do not break', () => {
  assert.equal(timeOf(at(3, 15, 10), 'fr'), '15\u00a0h\u00a010');
  assert.equal(whenOf(at(1, 9, 5), now, 'fr-CA'), '1 mai, 9\u00a0h\u00a005');
});

test('the region of the page decides how its language writes times', () => {
  assert.match(timeOf(at(3, 15, 10), 'en-US'), /^3:10\sPM$/);
});
