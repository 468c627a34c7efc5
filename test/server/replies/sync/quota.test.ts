import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createQuota } from '../../../../src/server/replies/sync/quota.ts';
import { clockAt, noon } from '../../given-ports.ts';

/** A clock on which whoever sleeps lets the time pass. */
const passingClock = () => {
  const clock = clockAt();
  return { ...clock, sleep: async (milliseconds: number) => clock.advance(milliseconds) };
};

const never = new AbortController().signal;

test('in no minute is more spent than the mailbox or the project may', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ mailbox: fc.constantFrom('a', 'b', 'c'), units: fc.constantFrom(2, 5, 20, 100), pause: fc.integer({ min: 0, max: 20_000 }) }), { maxLength: 60 }), async (calls) => {
      const clock = passingClock();
      const quota = createQuota(clock, { mailbox: 200, project: 400 });
      const spent: { at: number; mailbox: string; units: number }[] = [];
      for (const { mailbox, units, pause } of calls) {
        clock.advance(pause);
        assert.equal(await quota.spend(mailbox, units, never), true);
        spent.push({ at: clock.now(), mailbox, units });
      }
      for (const { at, mailbox } of spent) {
        const minute = spent.filter((other) => other.at <= at && other.at > at - 60_000);
        const total = (calls: typeof spent): number => calls.reduce((sum, { units }) => sum + units, 0);
        assert.ok(total(minute) <= 400);
        assert.ok(total(minute.filter((other) => other.mailbox === mailbox)) <= 200);
      }
    }),
    { numRuns: 50 },
  );
});

test('a mailbox that has spent its minute waits, and no other with it', async () => {
  const clock = passingClock();
  const quota = createQuota(clock, { mailbox: 100, project: 1_000 });
  await quota.spend('a', 100, never);
  assert.deepEqual([quota.waitMs('a', 1), quota.waitMs('b', 100)], [61_000, 0]);
  clock.advance(61_000);
  assert.equal(quota.waitMs('a', 100), 0);
});

test('a call that costs more than a whole minute goes when nothing else was spent', async () => {
  const clock = passingClock();
  const quota = createQuota(clock, { mailbox: 50, project: 1_000 });
  assert.equal(quota.waitMs('a', 100), 0);
  await quota.spend('a', 100, never);
  assert.equal(quota.waitMs('a', 2), 61_000);
});

test('when Google slows the project down nobody asks before it may', async () => {
  const clock = passingClock();
  const quota = createQuota(clock, { mailbox: 100, project: 1_000 });
  quota.pauseUntil(noon + 30_000);
  assert.equal(quota.waitMs('b', 1), 30_000);
  await quota.spend('b', 1, never);
  assert.equal(clock.now(), noon + 30_000);
});

test('whoever waits for the quota stops waiting when the process ends', async () => {
  const clock = passingClock();
  const quota = createQuota(clock, { mailbox: 100, project: 1_000 });
  assert.equal(await quota.spend('a', 1, AbortSignal.abort()), false);
});
