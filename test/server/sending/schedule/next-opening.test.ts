import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextOpening, opensFor } from '../../../../src/server/sending/schedule/next-opening.ts';
import { decodeSendHours, windowFor, workingHours, type SendWindow, type Weekday } from '../../../../src/server/sending/schedule/send-window.ts';
import { createZoneRules } from '../../../../src/server/sending/schedule/zone-rules.ts';
import { aMoment, zoned } from './clocks-of-the-world.ts';

const rules = createZoneRules();
const minute = 60_000;
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const inParis = windowFor(workingHours, 'Europe/Paris', undefined);

test('within working hours mail may leave at once, outside them at the next morning that is no weekend', () => {
  const monday = Date.UTC(2026, 10, 23, 9);
  assert.equal(opensFor(rules, inParis, monday), monday);
  assert.equal(opensFor(rules, inParis, Date.UTC(2026, 10, 23, 17)), Date.UTC(2026, 10, 24, 7), 'at six in the evening it is over');
  assert.equal(opensFor(rules, inParis, Date.UTC(2026, 10, 27, 17)), Date.UTC(2026, 10, 30, 7), 'Friday evening waits for Monday');
  assert.equal(opensFor(rules, undefined, 5), 5, 'without a window mail leaves at any time');
});

test('working hours keep to the wall clock when it changes over the weekend', () => {
  assert.equal(opensFor(rules, inParis, Date.UTC(2026, 2, 27, 20)), Date.UTC(2026, 2, 30, 6));
  assert.equal(opensFor(rules, inParis, Date.UTC(2026, 9, 23, 20)), Date.UTC(2026, 9, 26, 7));
});

test('hours by the recipient’s clock are taken in the recipient’s zone, or the sender’s where it is not known', () => {
  const hours = { ...workingHours, clockOf: 'recipient' as const };
  assert.equal(windowFor(hours, 'Europe/Paris', 'Asia/Kathmandu').zone, 'Asia/Kathmandu');
  assert.equal(windowFor(hours, 'Europe/Paris', undefined).zone, 'Europe/Paris');
  assert.equal(windowFor(workingHours, 'Europe/Paris', 'Asia/Kathmandu').zone, 'Europe/Paris');
});

test('a window that a change of clocks swallows whole is left out that week', () => {
  const sundays: SendWindow = { zone: 'Europe/Paris', days: [7], fromMinute: 130, untilMinute: 140 };
  assert.equal(opensFor(rules, sundays, Date.UTC(2026, 2, 23)), Date.UTC(2026, 3, 5, 0, 10));
});

/** Looks at every minute: whether it has begun and not ended on its own day, however often the clock showed either. */
const slowOpening = (window: SendWindow, at: number): number => {
  let day = '';
  let [begun, ended] = [false, false];
  for (let moment = at - 2 * 24 * 60 * minute; ; moment += minute) {
    const { dayOfWeek, hour, minute: minutes, ...rest } = readClock(window.zone, moment);
    // A clock that is set back over midnight shows the day before again: that hour belongs to it.
    if (rest.day > day) [day, begun, ended] = [rest.day, false, false];
    const time = rest.day < day ? 24 * 60 : hour * 60 + minutes;
    begun ||= time >= window.fromMinute;
    ended ||= begun && time >= window.untilMinute;
    if (moment >= at && begun && !ended && window.days.some((each) => each === dayOfWeek)) return moment;
  }
};

const readClock = (zone: string, at: number) => {
  const clock = zoned(zone, at);
  return { day: clock.toPlainDate().toString(), dayOfWeek: clock.dayOfWeek, hour: clock.hour, minute: clock.minute };
};

const aTime = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 47 }).map((half) => half * 30), fc.integer({ min: 0, max: 240 }));

test('the next opening is the first minute that a person with a clock would find, across all changes of 2026 and 2027', () => {
  const someDays = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 3, maxLength: 7 });
  fc.assert(
    fc.property(aMoment, aTime, fc.integer({ min: 1, max: 900 }), someDays, ({ zone, at }, fromMinute, length, days) => {
      const window = { zone, days, fromMinute, untilMinute: Math.min(1440, fromMinute + length) };
      assert.equal(opensFor(rules, window, at), slowOpening(window, at));
    }),
    { numRuns: 150 },
  );
});

test('an opening holds the instants between its ends and no others', () => {
  fc.assert(
    fc.property(aMoment, aTime, fc.integer({ min: 1, max: 900 }), ({ zone, at }, fromMinute, length) => {
      const window = { zone, days: weekdays, fromMinute, untilMinute: Math.min(1440, fromMinute + length) };
      const { opensAt, closesAt } = nextOpening(rules, window, at);
      assert.ok(opensAt < closesAt && closesAt > at);
      assert.deepEqual(nextOpening(rules, window, closesAt - 1), { opensAt, closesAt });
      assert.ok(nextOpening(rules, window, closesAt).opensAt >= closesAt);
    }),
  );
});

test('hours are judged whole: every problem is named, and none repeats what was typed', () => {
  assert.deepEqual(decodeSendHours({ days: [5, 1, 5], from: '08:30', until: '24:00' }), {
    ok: true,
    value: { clockOf: 'sender', days: [1, 5], fromMinute: 510, untilMinute: 1440 },
  });
  const problems = decodeSendHours({ clockOf: 'moon', days: [0], from: '8:30', until: '25:00', nights: true });
  assert.deepEqual(problems.ok ? [] : problems.failure.map(({ where }) => where).sort(), ['', 'clockOf', 'days.0', 'from', 'until']);
  assert.ok(!JSON.stringify(problems).includes('moon') && !JSON.stringify(problems).includes('nights'));
  for (const until of ['08:00', '18:00']) {
    const turned = decodeSendHours({ days: [1], from: '18:00', until });
    assert.deepEqual(turned, { ok: false, failure: [{ where: 'until', sentence: 'The hours end after they begin, on the same day.' }] });
  }
});
