import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tryAgainAt, tryMailAgainAt } from '../../../../src/server/replies/sync/after-trouble.ts';
import { noon } from '../../given-ports.ts';

const waits = (failures: readonly number[], retryAt?: number, fraction = 1): readonly number[] =>
  failures.map((each) => (tryAgainAt({ failures: each, retryAt }, noon, fraction) - noon) / 1_000);

test('trouble is waited out longer and longer, and never longer than ten minutes', () => {
  assert.deepEqual(waits([1, 2, 3, 4, 7, 8, 9, 50, 5_000]), [5, 10, 20, 40, 320, 600, 600, 600, 600]);
});

test('mailboxes that met the same trouble do not come back in the same moment', () => {
  assert.deepEqual([waits([3], undefined, 0), waits([3], undefined, 0.5)], [[15], [17.5]]);
});

test('a time that Google names is kept, unless it has passed or is hours away', () => {
  assert.deepEqual(waits([1], noon + 900_000), [900]);
  assert.deepEqual(waits([1], noon - 900_000), [5]);
  assert.deepEqual(waits([1], noon + 86_400_000), [3_600]);
  assert.deepEqual(waits([8], noon + 20_000), [600]);
});

test('a mail that cannot be handled is tried over some hours, then passed over; one that kills the process, sooner', () => {
  const minutes = (tries: number, deaths: number): number | undefined => {
    const at = tryMailAgainAt({ tries, deaths }, noon);
    return at === undefined ? undefined : (at - noon) / 60_000;
  };
  assert.deepEqual([1, 2, 3, 4, 5].map((tries) => minutes(tries, 0)), [1, 5, 30, 120, undefined]);
  assert.deepEqual([1, 2].map((deaths) => minutes(0, deaths)), [1, undefined]);
  assert.equal(minutes(3, 1), 120);
});
