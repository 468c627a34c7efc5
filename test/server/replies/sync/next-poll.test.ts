import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundSeconds, leaseMs, nextPollAt } from '../../../../src/server/replies/sync/next-poll.ts';
import { noon } from '../../given-ports.ts';

const settings = { activeSeconds: 60, idleSeconds: 300, idleWithPushSeconds: 600, atOnce: 40 };
const hour = 3_600_000;

const cases = [
  ['nothing was sent and nothing is told', { lastSentAt: undefined, watchEndsAt: undefined }, 300],
  ['a mail left an hour ago', { lastSentAt: noon - hour, watchEndsAt: undefined }, 60],
  ['a mail left an hour ago and Gmail tells', { lastSentAt: noon - hour, watchEndsAt: noon + 100 * hour }, 60],
  ['a mail left a day ago', { lastSentAt: noon - 24 * hour, watchEndsAt: undefined }, 300],
  ['Gmail tells', { lastSentAt: noon - 24 * hour, watchEndsAt: noon + 100 * hour }, 600],
  ['Gmail told until now', { lastSentAt: undefined, watchEndsAt: noon }, 300],
  ['Gmail stops telling before the longer time is over', { lastSentAt: undefined, watchEndsAt: noon + 599_000 }, 300],
] as const;

test('a reply is found within a minute where mail was sent today, else within five, or ten while Gmail tells of changes', () => {
  assert.deepEqual(
    cases.map(([name, pace]) => [name, boundSeconds(settings, pace, noon)]),
    cases.map(([name, , bound]) => [name, bound]),
  );
});

test('the next poll is within the bound that people are told, with room for a process that dies in it', () => {
  const time = fc.integer({ min: noon - 48 * hour, max: noon + 200 * hour });
  fc.assert(
    fc.property(
      fc.record({ activeSeconds: fc.integer({ min: 2, max: 600 }), idleSeconds: fc.integer({ min: 2, max: 3_600 }), idleWithPushSeconds: fc.integer({ min: 2, max: 3_600 }), atOnce: fc.constant(1) }),
      fc.record({ lastSentAt: fc.option(time, { nil: undefined }), watchEndsAt: fc.option(time, { nil: undefined }) }),
      (given, pace) => {
        const bound = boundSeconds(given, pace, noon) * 1_000;
        const next = nextPollAt(given, pace, noon);
        assert.ok(next > noon && next <= noon + bound);
        if (bound >= 2 * leaseMs) assert.ok(next + leaseMs <= noon + bound);
        // The bound that is told just before the poll is not shorter than the one it was set by, unless a mail left.
        assert.ok(next - noon <= boundSeconds(given, pace, noon) * 1_000);
      },
    ),
  );
});
