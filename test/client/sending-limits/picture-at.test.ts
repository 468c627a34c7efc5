import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureAt } from '../../../src/client/sending-limits/picture-at.ts';
import { givenLimits, givenNow, hour, mailsFrom } from './given-limits.ts';

const limits = givenLimits({
  mails: [...mailsFrom(givenNow - 30 * hour, 40), ...mailsFrom(givenNow - 20.5 * hour, 30), ...mailsFrom(givenNow - 2.5 * hour, 50), ...mailsFrom(givenNow - 1.5 * hour, 7, 'elsewhere')],
  departures: [...Array.from({ length: 12 }, (_, index) => givenNow + 3.5 * hour + index)],
});
const { hours, now, lines, highest } = pictureAt(limits, givenNow);

test('each hour of the picture says by what it counts, and its parts are the whole that the service counts', () => {
  assert.deepEqual(hours.map(({ counted }) => counted), limits.picture.map(({ countedThen }) => countedThen));
  const parts = (index: number) => [hours[index]?.earlier, hours[index]?.ours, hours[index]?.elsewhere, hours[index]?.planned];
  assert.deepEqual(parts(0), [40, 0, 0, 0]);
  assert.deepEqual(parts(3), [40, 30, 0, 0]);
  // Just before now nothing counts but what the picture shows leaving.
  assert.deepEqual(parts(23), [0, 80, 7, 0]);
  assert.deepEqual(parts(27), [0, 50, 7, 12]);
  assert.deepEqual(parts(47), [0, 0, 0, 12]);
});

test('now stands in the middle of a new picture, and moves on with the clock to its end', () => {
  assert.equal(now, 0.5);
  assert.equal(pictureAt(limits, givenNow + 12 * hour).now, 0.75);
  assert.equal(pictureAt(limits, givenNow + 40 * hour).now, 1);
});

test('the line of the limit is one, and rises where the limit does', () => {
  assert.deepEqual(lines, [{ from: 0, until: 48, most: 450 }]);
  assert.equal(highest, 450);
  const slow = givenLimits({ set: { slowStart: { messagesOnFirstDay: 50, growthPerDay: 25 } } });
  assert.deepEqual(pictureAt(slow, givenNow).lines, [{ from: 0, until: 47, most: 50 }, { from: 47, until: 48, most: 75 }]);
});

test('there are 48 hours of time, whatever the clocks do', () => {
  const summer = Date.parse('2026-03-29T00:30:00.000Z');
  const { hours: over } = pictureAt(givenLimits({ mails: mailsFrom(summer - hour, 3) }, summer), summer);
  assert.equal(over.length, 48);
  assert.ok(over.every(({ from, until }) => until - from === hour));
});
