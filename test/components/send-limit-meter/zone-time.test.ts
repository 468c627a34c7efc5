import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime, marksBetween, timeIn, whenIn } from '../../../src/components/send-limit-meter/zone-time.ts';

const paris = 'Europe/Paris';
const at = (instant: string): number => Date.parse(instant);

test('a time is that of the mailbox’s zone, wherever the reader is', () => {
  assert.equal(clockTime(at('2026-03-03T14:10:00Z'), paris, 'en-GB'), '15:10');
  assert.equal(clockTime(at('2026-03-03T14:10:00Z'), 'Asia/Kolkata', 'en-GB'), '19:40');
});

test('French sentences write the hour in words, with spaces that do not break', () => {
  assert.equal(timeIn(at('2026-03-03T14:10:00Z'), paris, 'fr'), '15\u00a0h\u00a010');
});

test('half a day of twelve hours does not part from its time', () => {
  assert.equal(timeIn(at('2026-03-03T14:10:00Z'), paris, 'en-US'), '3:10\u00a0PM');
});

test('today goes without saying, tomorrow and yesterday are said, other days are named', () => {
  const now = at('2026-03-03T13:06:00Z');
  const said = (instant: string) => whenIn(at(instant), now, paris, 'en-GB');
  assert.deepEqual(
    ['2026-03-03T14:10:00Z', '2026-03-04T08:12:00Z', '2026-03-02T22:59:00Z', '2026-03-05T08:00:00Z'].map(said),
    ['15:10', '09:12 tomorrow', '23:59 yesterday', '5 March, 09:00'],
  );
});

test('midnight is that of the zone', () => {
  const evening = at('2026-03-03T22:30:00Z');
  assert.equal(whenIn(evening + 20 * 60_000, evening, paris, 'en-GB'), '23:50');
  assert.equal(whenIn(evening + 40 * 60_000, evening, paris, 'en-GB'), '00:10 tomorrow');
});

test('the days on which clocks change are days like others', () => {
  const beforeSpring = at('2026-03-28T22:30:00Z');
  assert.equal(whenIn(beforeSpring + 2.75 * 3_600_000, beforeSpring, paris, 'en-GB'), '03:15 tomorrow');
  const autumn = at('2026-10-24T22:30:00Z');
  assert.equal(whenIn(autumn + 24 * 3_600_000, autumn, paris, 'en-GB'), '23:30');
});

test('a zone that the reader’s browser does not know is read by its own clocks', () => {
  assert.match(clockTime(at('2026-03-03T14:10:00Z'), 'Mars/Olympus', 'en-GB'), /^\d\d:\d0$/);
});

const marksOf = (from: string, zone: string, tag: string, hours = 24): readonly string[] => marksBetween(at(from), at(from) + hours * 3_600_000, zone, tag).map(({ words }) => words);

test('an axis has the quarters of the day, and each midnight the name of the day that begins', () => {
  assert.deepEqual(marksOf('2026-03-03T13:23:30Z', paris, 'en-GB'), ['18:00', 'Wed', '06:00', '12:00']);
  assert.deepEqual(marksOf('2026-03-03T13:23:30Z', paris, 'en-US').map((words) => words.replace(/\s/, ' ')), ['6 PM', 'Wed', '6 AM', '12 PM']);
  assert.deepEqual(marksOf('2026-03-03T13:23:30Z', 'Asia/Kolkata', 'en-GB'), ['Wed', '06:00', '12:00', '18:00']);
});

test('an axis goes by the clocks on the days on which they change, by whole hours or by half of one', () => {
  assert.deepEqual(marksOf('2026-03-28T22:30:00Z', paris, 'en-GB'), ['Sun', '06:00', '12:00', '18:00', 'Mon']);
  assert.deepEqual(marksOf('2026-10-24T21:30:00Z', paris, 'en-GB', 26), ['Sun', '06:00', '12:00', '18:00', 'Mon']);
  assert.deepEqual(marksOf('2026-04-04T12:00:00Z', 'Australia/Lord_Howe', 'en-GB', 26), ['Sun', '06:00', '12:00', '18:00', 'Mon']);
});
