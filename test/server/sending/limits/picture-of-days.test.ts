import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pictureOfDays } from '../../../../src/server/sending/limits/picture-of-days.ts';
import { historyOf } from '../../../../src/server/sending/limits/sent-history.ts';
import { aHistory, asOf, day, minute } from './slow-oracle.ts';

const now = Date.UTC(2026, 2, 29, 1);

test('the picture has every hour of two days, also when a clock leaves one out', () => {
  const picture = pictureOfDays(historyOf([]), [], now);
  assert.equal(picture.length, 48);
  assert.deepEqual([picture[0]?.from, picture[23]?.until, picture[47]?.until], [now - day, now, now + day]);
});

test('every hour shows what left, what was sent elsewhere, what is planned, and what the day counts at its end', () => {
  const leaving = fc
    .array(fc.nat({ max: 40 * 60 }), { maxLength: 10 })
    .map((all) => all.map((after, index) => ({ id: `${index}`, leavesAt: now + after * minute, because: undefined })));
  fc.assert(
    fc.property(aHistory(now, 30), leaving, (history, departures) => {
      const known = asOf(history, now - 1).mails;
      const all = [...known, ...departures.map(({ leavesAt }) => ({ at: leavesAt, origin: 'planned' as const }))];
      for (const { from, until, ours, elsewhere, planned, countedThen } of pictureOfDays(history, departures, now)) {
        const within = all.filter(({ at }) => at >= from && at < until);
        const count = (what: string) => within.filter(({ origin }) => origin === what).length;
        assert.deepEqual({ ours, elsewhere, planned }, { ours: count('ours'), elsewhere: count('elsewhere'), planned: count('planned') });
        assert.equal(countedThen, all.filter(({ at }) => at < until && at >= until - day).length);
      }
    }),
    { numRuns: 500 },
  );
});
