import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alternativesOf as otherWays, type Alternative, type Batch } from '../../../../src/server/sending/limits/alternatives.ts';
import { forecast, type QueuedMail } from '../../../../src/server/sending/limits/forecast.ts';
import { daysOf } from '../../../../src/server/sending/limits/forecast-days.ts';
import { nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { limitsOf, type MailboxLimits } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import type { SendTimes } from '../../../../src/server/sending/limits/send-lanes.ts';
import { historyOf, type SentHistory, type SentMail } from '../../../../src/server/sending/limits/sent-history.ts';
import { workingHours } from '../../../../src/server/sending/schedule/send-window.ts';
import { createZoneRules } from '../../../../src/server/sending/schedule/zone-rules.ts';
import { aMoment } from '../schedule/clocks-of-the-world.ts';
import { hour } from './slow-oracle.ts';

const rules = createZoneRules();
const alternativesOf = (history: SentHistory, ofLimits: MailboxLimits, batch: Batch, times: SendTimes, at: number): Alternative[] => {
  const { departures } = forecast(history, ofLimits, [...batch.waiting, ...batch.added], times, at, { ids: new Set(batch.added.map(({ id }) => id)) });
  return otherWays(history, ofLimits, batch, times, at, daysOf(departures, rules, times.zone));
};
/** A Monday at five past two in Paris. */
const now = Date.UTC(2026, 10, 23, 13, 5);
const inParis: SendTimes = { rules, zone: 'Europe/Paris', hours: workingHours };
const limits = limitsOf('personal', { ...nothingSet, messagesPerDay: 120 }, 0);

const mails = (count: number, name = 'added'): QueuedMail[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    dueAt: now,
    recipientZone: undefined,
    inside: [],
    outside: [`${name}-${index}`],
    unnamed: 0,
  }));
const sent = (count: number, at: number): SentMail[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `sent-${at}-${index}`,
    at,
    origin: 'ours',
    inside: [],
    outside: [`sent-${index}`],
    unnamed: 0,
  }));

test('a batch that has room today may still be spread over today and tomorrow', () => {
  const [spread, ...others] = alternativesOf(historyOf([]), limits, { waiting: [], added: mails(50) }, inParis, now);
  assert.deepEqual(others, []);
  assert.equal(spread?.kind, 'spread');
  // Four hours less five minutes are open today, ten tomorrow.
  assert.deepEqual(spread.days.map(({ date, mails: count }) => [date, count]), [
    ['2026-11-23', 15],
    ['2026-11-24', 35],
  ]);
});

test('a batch that has no room left today may leave whole on the first day that has', () => {
  const history = historyOf([...sent(60, now - 5 * hour), ...sent(40, now - hour)]);
  const found = alternativesOf(history, limits, { waiting: mails(10, 'waiting'), added: mails(100) }, inParis, now);
  assert.deepEqual(found.map(({ kind }) => kind), ['spread', 'another-day']);
  // Ten of them at eight; the others when today's sixty and forty came back, the last of them in a second batch.
  const [eight, afterOne] = [Date.UTC(2026, 10, 24, 7), Date.UTC(2026, 10, 24, 12, 5, 45)];
  assert.deepEqual(found[1]?.days, [{ date: '2026-11-24', mails: 100, firstAt: eight, lastAt: afterOne }]);
  assert.equal(found[1]?.due[0]?.dueAt, eight);
});

test('a batch larger than any day is not offered another', () => {
  const found = alternativesOf(historyOf([]), limits, { waiting: [], added: mails(121) }, inParis, now);
  assert.deepEqual(found.map(({ kind }) => kind), ['spread']);
});

test('one mail cannot be spread', () => {
  assert.deepEqual(alternativesOf(historyOf([]), limits, { waiting: [], added: mails(1) }, inParis, now), []);
});

test('an alternative keeps every mail, and its due times lead to its days, across the changes of clocks', () => {
  fc.assert(
    fc.property(aMoment, fc.integer({ min: 2, max: 200 }), fc.integer({ min: 0, max: 120 }), fc.boolean(), ({ zone, at }, count, before, always) => {
      const times = { rules, zone, hours: always ? undefined : workingHours };
      const added = mails(count).map((mail) => ({ ...mail, dueAt: at }));
      const history = historyOf(sent(before, at - 3 * hour));
      for (const { due, days } of alternativesOf(history, limits, { waiting: [], added }, times, at)) {
        assert.deepEqual(due.map(({ id }) => id), added.map(({ id }) => id));
        assert.ok(due.every(({ dueAt }) => dueAt >= at));
        const again = forecast(history, limits, added.map((mail, index) => ({ ...mail, dueAt: due[index]?.dueAt ?? 0 })), times, at).departures;
        assert.equal(again.length, count);
        assert.equal(days.reduce((sum, day) => sum + day.mails, 0), count);
        assert.deepEqual([days[0]?.firstAt, days.at(-1)?.lastAt], [again[0]?.leavesAt, again.at(-1)?.leavesAt]);
      }
    }),
    { numRuns: 60 },
  );
});
