import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantsOf } from '../../../../src/server/sending/schedule/instants-of.ts';
import { judgeWallTime, recompute, type Choice, type ScheduledTime } from '../../../../src/server/sending/schedule/judge-wall-time.ts';
import { toWallTime } from '../../../../src/server/sending/schedule/wall-time.ts';
import { createZoneRules, type ZoneRules } from '../../../../src/server/sending/schedule/zone-rules.ts';
import { aMoment, changesOf, instantsThatShow, shown, zoned, zones } from './clocks-of-the-world.ts';

const rules = createZoneRules();
const january = Date.UTC(2026, 0, 15);
const minute = 60_000;
const hour = 60 * minute;

const chosen = (wall: string, zone: string, choice?: Choice) => ({ wall, zone, choice });

test('a wall time that the clocks show once is scheduled at its instant', () => {
  assert.deepEqual(judgeWallTime(rules, chosen('2026-07-14T09:00', 'Europe/Paris'), january), {
    ok: true,
    value: { wall: '2026-07-14T09:00', zone: 'Europe/Paris', choice: undefined, at: Date.UTC(2026, 6, 14, 7) },
  });
});

test('an hour that does not exist is reported with both readings before anything is saved', () => {
  assert.deepEqual(judgeWallTime(rules, chosen('2026-03-29T02:30', 'Europe/Paris'), january), {
    ok: false,
    failure: {
      code: 'hour-does-not-exist',
      offers: [
        { choice: 'earlier', at: Date.UTC(2026, 2, 29, 0, 30), wall: '2026-03-29T01:30' },
        { choice: 'later', at: Date.UTC(2026, 2, 29, 1, 30), wall: '2026-03-29T03:30' },
      ],
      usual: 'later',
    },
  });
});

test('an hour that occurs twice is reported with both instants before anything is saved', () => {
  assert.deepEqual(judgeWallTime(rules, chosen('2026-04-05T01:45', 'Australia/Lord_Howe'), january), {
    ok: false,
    failure: {
      code: 'hour-occurs-twice',
      offers: [
        { choice: 'earlier', at: Date.UTC(2026, 3, 4, 14, 45), wall: '2026-04-05T01:45' },
        { choice: 'later', at: Date.UTC(2026, 3, 4, 15, 15), wall: '2026-04-05T01:45' },
      ],
      usual: 'earlier',
    },
  });
});

test('a choice answers the question, and is forgotten where there is none', () => {
  const instant = (wall: string, choice: Choice) => {
    const judged = judgeWallTime(rules, chosen(wall, 'America/New_York', choice), january);
    return judged.ok ? [judged.value.choice, judged.value.at] : judged.failure;
  };
  assert.deepEqual(instant('2026-11-01T01:15', 'later'), ['later', Date.UTC(2026, 10, 1, 6, 15)]);
  assert.deepEqual(instant('2026-11-01T01:15', 'earlier'), ['earlier', Date.UTC(2026, 10, 1, 5, 15)]);
  assert.deepEqual(instant('2026-11-02T01:15', 'later'), [undefined, Date.UTC(2026, 10, 2, 6, 15)]);
});

test('a time that has passed, one too far ahead, a date or a zone that does not exist are refused', () => {
  const codeOf = (wall: string, zone = 'Europe/Paris', now = january) => {
    const judged = judgeWallTime(rules, chosen(wall, zone), now);
    return judged.ok ? 'ok' : judged.failure.code;
  };
  assert.equal(codeOf('2026-01-14T09:00'), 'time-has-passed');
  assert.equal(codeOf('2027-02-01T09:00'), 'too-far-ahead');
  for (const wall of ['2026-02-30T09:00', '2026-07-14T24:00', '2026-7-14T09:00', '2026-07-14 09:00', '', '2026-07-14T09:00Z']) {
    assert.equal(codeOf(wall), 'no-such-date', wall);
  }
  for (const zone of ['Europe/Atlantis', '+02:00', '', 'Europe/Paris\n', '__proto__']) {
    assert.equal(codeOf('2026-07-14T09:00', zone), 'no-such-zone', zone);
  }
});

test('between the two passes of an hour only the second can still be chosen', () => {
  const between = Date.UTC(2026, 9, 25, 0, 50);
  const judge = (choice?: Choice) => judgeWallTime(rules, chosen('2026-10-25T02:30', 'Europe/Paris', choice), between);
  const codeOf = (choice?: Choice) => {
    const judged = judge(choice);
    return judged.ok ? judged.value.at : judged.failure.code;
  };
  assert.deepEqual([codeOf(), codeOf('earlier'), codeOf('later')], ['hour-occurs-twice', 'time-has-passed', Date.UTC(2026, 9, 25, 1, 30)]);
});

test('wall times around every change of 2026 and 2027 mean exactly the instants at which a clock shows them', () => {
  fc.assert(
    fc.property(aMoment, ({ zone, at }) => {
      // Half of these walls are what a clock shows at the moment, half what it would show had nobody touched it.
      for (const wall of new Set([shown(zone, at), toWallTime(at + zoned(zone, at - 3 * hour).offsetNanoseconds / 1e6)])) {
        const instants = instantsOf(rules, zone, Date.parse(`${wall}Z`));
        const expected = instantsThatShow(zone, wall);
        const found = instants.kind === 'once' ? [instants.at] : instants.kind === 'twice' ? [instants.earlier, instants.later] : [];
        assert.deepEqual(found, expected, `${wall} in ${zone}`);
        if (instants.kind === 'missing') {
          assert.ok(changesOf(zone).includes(instants.gapEndsAt), `${wall} in ${zone}`);
          assert.ok(shown(zone, instants.earlier) < wall && wall < shown(zone, instants.later));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('the zones looked at change their clocks in both years, most of them', () => {
  const years = zones.filter((zone) => [2026, 2027].every((year) => changesOf(zone).some((at) => new Date(at).getUTCFullYear() === year)));
  assert.ok(years.length >= 9, years.join());
});

/** Paris without summer time from 2026 on, as has been discussed for years. */
const withoutSummer: ZoneRules = {
  has: (zone) => rules.has(zone),
  offsetAt: (zone, at) => (zone === 'Europe/Paris' ? hour : rules.offsetAt(zone, at)),
};

const saved = (wall: string, zone: string, choice?: Choice): ScheduledTime => {
  const judged = judgeWallTime(rules, chosen(wall, zone, choice), january);
  assert.ok(judged.ok);
  return judged.value;
};

test('a saved time keeps its wall clock and moves its instant when the rules of its zone change', () => {
  const nine = saved('2026-07-14T09:00', 'Europe/Paris');
  assert.deepEqual(recompute(rules, nine), { kind: 'unchanged', time: nine });
  assert.deepEqual(recompute(withoutSummer, nine), { kind: 'moved', from: nine.at, time: { ...nine, at: nine.at + hour } });
  const elsewhere = saved('2026-07-14T09:00', 'America/Santiago');
  assert.deepEqual(recompute(withoutSummer, elsewhere), { kind: 'unchanged', time: elsewhere });
});

test('a choice is kept through a change of rules that makes it needless, and counts again after it', () => {
  const later = saved('2026-10-25T02:30', 'Europe/Paris', 'later');
  const moved = recompute(withoutSummer, later);
  assert.deepEqual(moved, { kind: 'unchanged', time: later });
  assert.deepEqual(recompute(rules, moved.time), { kind: 'unchanged', time: later });
});

test('a saved time that new rules leave out comes back as a question with the usual answer', () => {
  const half = { ...saved('2026-03-29T03:30', 'Europe/Paris'), wall: '2026-03-29T02:30' };
  const result = recompute(rules, half);
  assert.equal(result.kind, 'in-question');
  assert.equal(result.time.at, Date.UTC(2026, 2, 29, 1, 30));
});

test('a zone that is gone leaves what was saved as it was', () => {
  const nine = saved('2026-07-14T09:00', 'Europe/Paris');
  assert.deepEqual(recompute({ ...rules, has: () => false }, nine), { kind: 'unchanged', time: nine });
});

test('no answer depends on the zone of the machine', () => {
  const before = process.env['TZ'];
  const answers = () => {
    const fresh = createZoneRules();
    return zones.map((zone) => changesOf(zone).map((at) => instantsOf(fresh, zone, at + fresh.offsetAt(zone, at - minute) + 10 * minute)));
  };
  try {
    const perMachine = ['UTC', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'].map((zone) => {
      process.env['TZ'] = zone;
      return { offset: new Date(january).getTimezoneOffset(), answers: answers() };
    });
    assert.deepEqual(perMachine.map(({ offset }) => offset), [0, 180, -660, -345, -780]);
    for (const each of perMachine) assert.deepEqual(each.answers, perMachine[0]?.answers);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});
