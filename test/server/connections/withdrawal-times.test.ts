import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelayMs } from '../../../src/server/connections/withdrawal-times.ts';

test('a withdrawal is asked for again after half a minute, then twice as late each time up to an hour', () => {
  assert.deepEqual([0, 1, 2, 6, 7, 100].map((attempts) => retryDelayMs(attempts, 0)), [30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000]);
  assert.equal(retryDelayMs(0, 0.999), 30_000 - 7_492);
});
