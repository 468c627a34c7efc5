import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWriter } from '../../../../src/server/sending/settle/write-together.ts';

test('what comes at once is written at once, and what comes meanwhile with the next', async () => {
  const written: (readonly number[])[] = [];
  const doors = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const write = createWriter<number>((items) => {
    written.push(items);
    return doors[written.length - 1]?.promise ?? Promise.resolve();
  });
  const first = Promise.all([write(1), write(2)]);
  await new Promise(setImmediate);
  const second = Promise.all([write(3), write(4)]);
  assert.deepEqual(written, [[1, 2]]);
  doors[0]?.resolve();
  await first;
  doors[1]?.resolve();
  await second;
  await write(5);
  assert.deepEqual(written, [[1, 2], [3, 4], [5]]);
});

test('one that cannot be written keeps no other from being written, and says so', async () => {
  const written: number[] = [];
  const write = createWriter<number>(async (items) => {
    await Promise.resolve();
    if (items.includes(2)) throw new TypeError('Failed to write 2');
    written.push(...items);
  });
  const ends = await Promise.allSettled([1, 2, 3].map((item) => write(item)));
  assert.deepEqual([ends.map(({ status }) => status), written], [['fulfilled', 'rejected', 'fulfilled'], [1, 3]]);
});
