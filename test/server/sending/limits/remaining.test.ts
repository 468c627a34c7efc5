import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { limitsOf } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import { groupReturns, remaining } from '../../../../src/server/sending/limits/remaining.ts';
import { historyOf, type SentMail } from '../../../../src/server/sending/limits/sent-history.ts';
import { aHistory, allowedAt, asOf, countedAt, day, hour, minute, someLimits } from './slow-oracle.ts';

const now = Date.UTC(2026, 10, 23, 14, 5);

const sentOften = (count: number, at: number, origin: SentMail['origin'] = 'ours'): SentMail[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${at}-${index}`, at, origin, inside: [], outside: [`p${index}@client.example`], unnamed: 0 }));

test('what is left of a day, what was sent elsewhere and what comes back when', () => {
  const history = historyOf([...sentOften(38, now - 23 * hour), ...sentOften(300, now - 2 * hour), ...sentOften(70, now - hour, 'elsewhere')]);
  const { limits, binding, pause } = remaining(history, limitsOf('personal', nothingSet, 0), now);
  assert.deepEqual(limits[0], {
    name: 'messagesPerDay',
    windowMs: day,
    most: 450,
    mostAtBest: 450,
    by: 'plan',
    used: 408,
    usedElsewhere: 70,
    left: 42,
    leftAtBest: 42,
    fullness: 'near',
    comesBack: [
      { at: now + hour, amount: 38, leftThen: 80 },
      { at: now + 22 * hour, amount: 300, leftThen: 380 },
      { at: now + 23 * hour, amount: 70, leftThen: 450 },
    ],
  });
  assert.deepEqual([binding, pause], ['messagesPerDay', undefined]);
});

test('a mailbox of an unknown plan has a range left, and never less than nothing', () => {
  const { limits } = remaining(historyOf(sentOften(500, now - hour)), limitsOf('unknown', nothingSet, 0), now);
  assert.deepEqual([limits[0]?.left, limits[0]?.leftAtBest, limits[0]?.fullness], [0, 1_300, 'reached']);
});

test('a limit warns at 80 and at 95 per cent', () => {
  const limits = limitsOf('personal', { ...nothingSet, messagesPerDay: 200 }, 0);
  const fullness = (count: number) => remaining(historyOf(sentOften(count, now - hour)), limits, now).limits[0]?.fullness;
  assert.deepEqual([0, 159, 160, 189].map(fullness), ['free', 'free', 'near', 'near']);
  assert.deepEqual([190, 199, 200, 201].map(fullness), ['very-near', 'very-near', 'reached', 'reached']);
});

test('an address that was written to twice comes back with the second mail', () => {
  const twice = historyOf([...sentOften(1, now - 20 * hour), ...sentOften(1, now - 2 * hour)]);
  const unique = remaining(twice, limitsOf('workspace', nothingSet, 0), now).limits.find(({ name }) => name === 'uniqueExternalRecipientsPerDay');
  assert.deepEqual(unique?.comesBack, [{ at: now + 22 * hour, amount: 1, leftThen: 1_800 }]);
});

test('a day of slow start shows when the limit rises', () => {
  const limits = limitsOf('personal', { ...nothingSet, slowStart: { messagesOnFirstDay: 50, growthPerDay: 50 } }, now - 20 * hour);
  const [messages] = remaining(historyOf(sentOften(50, now - hour)), limits, now).limits;
  assert.deepEqual([messages?.by, messages?.most, messages?.mostAtBest, messages?.left], ['slow-start', 50, 50, 0]);
  assert.deepEqual(messages?.comesBack, [
    { at: now + 4 * hour, amount: 0, leftThen: 50 },
    { at: now + 23 * hour, amount: 50, leftThen: 100 },
  ]);
});

test('mail that left in one go comes back as one', () => {
  const returns = [0, 40_000, 80_000, 20 * minute].map((after, index) => ({ at: now + after, amount: 10, leftThen: 10 * (index + 1) }));
  assert.deepEqual(groupReturns(returns, 5 * minute), [
    { at: now + 80_000, amount: 30, leftThen: 30 },
    { at: now + 20 * minute, amount: 10, leftThen: 40 },
  ]);
});

test('what is used, left and coming back is what a slow count of everything finds', () => {
  fc.assert(
    fc.property(aHistory(now), someLimits(now), (history, limits) => {
      const counted = asOf(history, now);
      const { limits: states, binding } = remaining(history, limits, now);
      limits.rolling.forEach((limit, index) => {
        const state = states[index];
        const leftAt = (at: number) => Math.max(0, allowedAt(limit.allowance, at) - countedAt(counted, limit, limits.quotaUnitsPerMail, at));
        assert.ok(state !== undefined);
        assert.equal(state.used, countedAt(counted, limit, limits.quotaUnitsPerMail, now));
        assert.equal(state.left, leftAt(now));
        for (const { at, leftThen } of state.comesBack) assert.equal(leftThen, leftAt(at));
        assert.equal(state.comesBack.reduce((sum, { amount }) => sum + amount, 0), state.used, 'everything comes back within one window');
      });
      const days = states.filter(({ windowMs }) => windowMs === day);
      assert.equal(states.find(({ name }) => name === binding)?.left, Math.min(...days.map(({ left }) => left)));
    }),
    { numRuns: 1_000 },
  );
});
