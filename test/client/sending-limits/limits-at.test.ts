import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantOf, limitsAt, nextChangeAfter } from '../../../src/client/sending-limits/limits-at.ts';
import type { KnownPlan } from '../../../src/server/sending/limits/mailbox-limits.ts';
import { givenLimits, givenNow, hour, mailsFrom, type GivenMailbox } from './given-limits.ts';

const minute = 60_000;

test('what comes back comes back at its time, without anybody being asked', () => {
  const limits = givenLimits({ mails: [...mailsFrom(givenNow - 23 * hour, 38), ...mailsFrom(givenNow - 2 * hour, 370)] });
  const at = (ms: number) => limitsAt(limits, givenNow + ms).binding;
  assert.deepEqual([at(0).left, at(0).fullness], [42, 'near']);
  assert.deepEqual([at(hour - 1).left, at(hour + 37_000).left], [42, 80]);
  assert.deepEqual([at(22 * hour - 1).used, at(23 * hour).used, at(23 * hour).fullness], [370, 0, 'free']);
});

test('a batch comes back as one, however its mails left one by one', () => {
  const limits = givenLimits({ mails: [...mailsFrom(givenNow - 23 * hour, 38), ...mailsFrom(givenNow - 22 * hour, 3)], togetherMs: 0 });
  assert.deepEqual(limitsAt(limits, givenNow).binding.returns, [
    { at: givenNow + hour + 37_000, amount: 38, leftThen: 447 },
    { at: givenNow + 2 * hour + 2_000, amount: 3, leftThen: 450 },
  ]);
});

test('a pause is over at its time', () => {
  const limits = givenLimits({ mails: mailsFrom(givenNow - hour, 9), facts: [{ kind: 'sending-paused', heardAt: givenNow, retryAt: givenNow + 5 * minute, counted: 9 }] });
  assert.deepEqual(limitsAt(limits, givenNow).pause, { until: givenNow + 5 * minute, because: 'sending-paused' });
  assert.equal(limitsAt(limits, givenNow).roomAt, givenNow + 5 * minute);
  assert.equal(limitsAt(limits, givenNow + 5 * minute).pause, undefined);
  assert.equal(limitsAt(limits, givenNow + 5 * minute).roomAt, undefined);
});

test('the next mail leaves when every limit that is reached has room again', () => {
  const limits = givenLimits({ set: { messagesPerDay: 10, recipientsPerDay: 40 }, mails: [...mailsFrom(givenNow - 20 * hour, 2), ...mailsFrom(givenNow - 3 * hour, 8, 'ours', 5)], togetherMs: 0 });
  // Two mails come back in four hours, and with them two recipients, of which there are two too many.
  assert.equal(limitsAt(limits, givenNow).roomAt, givenNow + 21 * hour);
  assert.equal(limitsAt(limits, givenNow).binding.roomAt, givenNow + 4 * hour);
});

test('mail that was to leave in an hour that is over is taken as having left', () => {
  const limits = givenLimits({ mails: mailsFrom(givenNow - 2 * hour, 100), departures: Array.from({ length: 30 }, (_, index) => givenNow + 10 * minute + index) });
  assert.equal(limitsAt(limits, givenNow + 59 * minute).binding.used, 100);
  const later = limitsAt(limits, givenNow + 61 * minute);
  assert.deepEqual([later.binding.used, later.binding.left], [130, 320]);
});

test('a plan that is not known stays a range, and a slow start tells when more is allowed', () => {
  const unknown = limitsAt(givenLimits({ plan: 'unknown', mails: mailsFrom(givenNow - hour, 100) }), givenNow + hour).binding;
  assert.deepEqual([unknown.left, unknown.leftAtBest], [350, 1_700]);
  const slow = limitsAt(givenLimits({ set: { slowStart: { messagesOnFirstDay: 50, growthPerDay: 25 } } }), givenNow).binding;
  assert.deepEqual([slow.most, slow.by, slow.rises?.most], [50, 'slow-start', 75]);
});

test('nothing of what was sent elsewhere is left once all has come back', () => {
  const limits = givenLimits({ mails: mailsFrom(givenNow - 4 * hour, 20, 'elsewhere') });
  assert.equal(limitsAt(limits, givenNow).binding.usedElsewhere, 20);
  assert.equal(limitsAt(limits, givenNow + 21 * hour).binding.usedElsewhere, 0);
});

test('a computer whose clock is wrong, or was set back, sees the service’s time', () => {
  const limits = givenLimits();
  assert.equal(instantOf({ limits, heardAt: 5_000_000 }, 5_060_000), givenNow + minute);
  assert.equal(instantOf({ limits, heardAt: 5_000_000 }, 4_000_000), givenNow);
});

test('the next change is the first return or the end of a pause', () => {
  const limits = givenLimits({ mails: mailsFrom(givenNow - 23 * hour, 1), facts: [{ kind: 'sending-paused', heardAt: givenNow, retryAt: givenNow + 5 * minute, counted: 1 }] });
  assert.equal(nextChangeAfter(limits, givenNow), givenNow + 5 * minute);
  assert.equal(nextChangeAfter(limits, givenNow + 5 * minute), givenNow + hour);
  assert.equal(nextChangeAfter(limits, givenNow + hour), Infinity);
});

const mailbox: fc.Arbitrary<GivenMailbox> = fc.record({
  plan: fc.constantFrom<KnownPlan>('personal', 'workspace', 'workspace-or-trial', 'unknown'),
  set: fc.constantFrom({}, { messagesPerDay: 60 }, { slowStart: { messagesOnFirstDay: 40, growthPerDay: 30 } }),
  togetherMs: fc.constant(0),
  mails: fc
    .array(fc.tuple(fc.integer({ min: -30 * hour, max: 0 }), fc.integer({ min: 1, max: 30 }), fc.constantFrom('ours' as const, 'elsewhere' as const), fc.integer({ min: 1, max: 12 })), { maxLength: 8 })
    .map((batches) => batches.flatMap(([ago, howMany, origin, people]) => mailsFrom(givenNow + ago - 30_000, howMany, origin, people))),
});

test('moved on by any time, the meter says what the service would say then', () => {
  fc.assert(
    fc.property(mailbox, fc.integer({ min: 0, max: 24 * hour }), (given, ms) => {
      // The mailbox was connected before; a slow start does not begin anew with each answer.
      const [before, then] = [givenLimits(given), givenLimits({ ...given, connectedAt: givenNow - hour / 2 }, givenNow + ms)];
      const moved = limitsAt(before, givenNow + ms);
      for (const limit of [moved.binding, ...moved.others]) {
        const truth = then.limits.find(({ name }) => name === limit.name);
        assert.deepEqual([limit.name, limit.used, limit.left], [truth?.name, truth?.used, truth?.left]);
        if (limit.left > 0) assert.deepEqual([limit.most, limit.by === 'plan' ? limit.leftAtBest : 0, limit.fullness], [truth?.most, limit.by === 'plan' ? truth?.leftAtBest : 0, truth?.fullness]);
      }
      assert.equal(moved.binding.left, then.limits.find(({ name }) => name === then.binding)?.left);
    }),
    { numRuns: 300 },
  );
});
