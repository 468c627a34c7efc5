import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginnings, nothingMeasured, stretchAt } from '../../../src/components/reply-tracker-list/stretch.ts';
import { givenReply } from '../../client/replies/given-reply.ts';

const threads = (count: number) => Array.from({ length: count }, () => ({ latest: givenReply({}), earlier: [] }));
const measures = { ...nothingMeasured, row: 100 };

test('the room of the last time is used again, and nothing of it is left over', () => {
  const many = beginnings(threads(300), new Set(), measures, false);
  const few = beginnings(threads(3), new Set(), measures, false, many);
  assert.equal(few.buffer, many.buffer);
  assert.deepEqual([...few], [0, 100, 200, 300]);
  const more = beginnings(threads(301), new Set(), measures, false, few);
  assert.equal(more.buffer, many.buffer, 'some rows may come before new room is made');
  assert.equal(more.length, 302);
  assert.equal(more.at(-1), 30_100);
});

test('a stretch begins and ends a few rows beyond what is in sight', () => {
  const begins = beginnings(threads(1_000), new Set(), measures, false);
  assert.deepEqual(stretchAt(begins, 50_000, 800), { first: 496, last: 516, above: 49_600, below: 48_400 });
  assert.deepEqual(stretchAt(begins, 0, 800).first, 0);
  assert.deepEqual(stretchAt(beginnings([], new Set(), measures, false, begins), 0, 800), { first: 0, last: 0, above: 0, below: 0 });
});
