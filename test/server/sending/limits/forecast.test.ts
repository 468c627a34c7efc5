import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forecast, inDueOrder, queueWith, type Departure, type QueuedMail } from '../../../../src/server/sending/limits/forecast.ts';
import { daysOf } from '../../../../src/server/sending/limits/forecast-days.ts';
import { nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { limitsOf, type MailboxLimits } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import type { SendTimes } from '../../../../src/server/sending/limits/send-lanes.ts';
import { historyOf, type SentHistory } from '../../../../src/server/sending/limits/sent-history.ts';
import { opensFor } from '../../../../src/server/sending/schedule/next-opening.ts';
import { windowFor, workingHours, type Weekday } from '../../../../src/server/sending/schedule/send-window.ts';
import { createZoneRules } from '../../../../src/server/sending/schedule/zone-rules.ts';
import { aMoment, zoned, zones } from '../schedule/clocks-of-the-world.ts';
import { aHistory, aQueue, asOf, hour, minute, slowNextRoom, someLimits } from './slow-oracle.ts';

const rules = createZoneRules();
const now = Date.UTC(2026, 10, 23, 13, 5);
const day = 24 * hour;
const inParis: SendTimes = { rules, zone: 'Europe/Paris', hours: workingHours };

const toOne = (address: string) => ({ inside: [], outside: [address], unnamed: 0 });

const queued = (count: number, dueAt = now): QueuedMail[] =>
  Array.from({ length: count }, (_, index) => ({ ...toOne(`p${index}@client.example`), id: `mail-${index}`, dueAt, recipientZone: undefined }));

test('a queue larger than the day leaves in part today and in part tomorrow from eight', () => {
  const limits = limitsOf('workspace', { ...nothingSet, messagesPerDay: 120, batch: { messages: 8, seconds: 300 } }, 0);
  const { departures, never } = forecast(historyOf([]), limits, queued(180), inParis, now);
  assert.deepEqual(never, []);
  assert.deepEqual(daysOf(departures, rules, 'Europe/Paris'), [
    { date: '2026-11-23', mails: 120, firstAt: now, lastAt: now + 14 * 300_000 },
    { date: '2026-11-24', mails: 60, firstAt: now + 24 * hour, lastAt: now + 24 * hour + 7 * 300_000 },
  ]);
  assert.deepEqual(departures[0], { id: 'mail-0', leavesAt: now, because: undefined });
  assert.deepEqual(departures[100]?.because, 'messagesPerBatch');
  assert.deepEqual(departures[120]?.because, 'messagesPerDay');
});

test('a mail due at night leaves when the hours open, and one without hours when it is due', () => {
  const night = Date.UTC(2026, 10, 23, 23);
  const limits = limitsOf('workspace', nothingSet, 0);
  assert.deepEqual(forecast(historyOf([]), limits, queued(1, night), inParis, now).departures, [
    { id: 'mail-0', leavesAt: Date.UTC(2026, 10, 24, 7), because: 'sendHours' },
  ]);
  const atAnyHour = { ...inParis, hours: undefined };
  assert.deepEqual(forecast(historyOf([]), limits, queued(1, night), atAnyHour, now).departures, [
    { id: 'mail-0', leavesAt: night, because: undefined },
  ]);
});

test('a mail that has no room before its hours close says which limit it missed them for', () => {
  const limits = limitsOf('workspace', { ...nothingSet, messagesPerDay: 1 }, 0);
  const history = historyOf([{ ...toOne('anna@client.example'), id: 'sent', at: now - 18 * hour, origin: 'ours' }]);
  const [first, second] = queued(2);
  const nextNight = Date.UTC(2026, 10, 25, 23);
  assert.ok(first !== undefined && second !== undefined);
  const { departures } = forecast(history, limits, [first, { ...second, dueAt: nextNight }], inParis, now);
  assert.deepEqual(departures, [
    { id: 'mail-0', leavesAt: Date.UTC(2026, 10, 24, 7), because: 'messagesPerDay' },
    { id: 'mail-1', leavesAt: Date.UTC(2026, 10, 26, 7), because: 'sendHours' },
  ]);
});

test('a mail to too many people is named and keeps nobody waiting', () => {
  const limits = limitsOf('workspace', { ...nothingSet, recipientsPerMessage: 2 }, 0);
  const [first, second] = queued(2);
  assert.ok(first !== undefined && second !== undefined);
  const { departures, never } = forecast(historyOf([]), limits, [{ ...first, unnamed: 2 }, second], inParis, now);
  assert.deepEqual(never, [{ id: 'mail-0', because: { limit: 'recipientsPerMessage', most: 2, asked: 3 } }]);
  assert.deepEqual(departures.map(({ id }) => id), ['mail-1']);
});

test('a pause holds the whole queue, and every mail says so', () => {
  const pause = { until: now + 20 * minute, because: 'sending-paused' as const, since: now, slides: 0 };
  const limits = { ...limitsOf('workspace', nothingSet, 0), pause };
  const { departures } = forecast(historyOf([]), limits, queued(3), inParis, now);
  assert.deepEqual(departures.map(({ leavesAt, because }) => [leavesAt, because]), Array(3).fill([now + 20 * minute, 'pause']));
});

test('each recipient’s morning comes first in the east', () => {
  const times: SendTimes = { rules, zone: 'Europe/Paris', hours: { ...workingHours, clockOf: 'recipient' } };
  const mails = ['America/Santiago', 'Europe/Atlantis', 'Asia/Kathmandu', undefined].map((recipientZone, index) => ({
    ...toOne(`p${index}@client.example`),
    id: recipientZone ?? 'unknown',
    dueAt: now + 9 * hour,
    recipientZone,
  }));
  const { departures } = forecast(historyOf([]), limitsOf('workspace', nothingSet, 0), mails, times, now);
  assert.deepEqual(departures.map(({ id, leavesAt }) => [id, new Date(leavesAt).toISOString()]), [
    ['Asia/Kathmandu', '2026-11-24T02:15:00.000Z'],
    // Where no clock is known the sender's counts, for a name that no clock has as well.
    ['Europe/Atlantis', '2026-11-24T07:00:00.000Z'],
    ['unknown', '2026-11-24T07:00:00.000Z'],
    ['America/Santiago', '2026-11-24T11:00:00.000Z'],
  ]);
});

/** Takes one mail after the other as the rule of the order says, and counts everything anew for each. */
const slowForecast = (history: SentHistory, limits: MailboxLimits, queue: readonly QueuedMail[], { zone, hours }: SendTimes, from: number) => {
  const windowOf = (mail: QueuedMail) => (hours === undefined ? undefined : windowFor(hours, zone, mail.recipientZone));
  const waiting = queue.map((mail, position) => ({ mail, position, window: windowOf(mail) }));
  const floors = new Map<string | undefined, number>();
  const departures: Omit<Departure, 'because'>[] = [];
  let sent = asOf(history, from);
  let clock = from;
  while (waiting.length > 0) {
    const ready = waiting
      .map((each) => ({ ...each, readyAt: opensFor(rules, each.window, Math.max(each.mail.dueAt, from, floors.get(each.window?.zone) ?? from)) }))
      .sort((a, b) => a.readyAt - b.readyAt || a.mail.dueAt - b.mail.dueAt || a.position - b.position)[0];
    assert.ok(ready !== undefined);
    const room = slowNextRoom(sent, limits, ready.mail, Math.max(ready.readyAt, clock));
    const index = waiting.findIndex(({ mail }) => mail === ready.mail);
    if (room === undefined) {
      waiting.splice(index, 1);
      continue;
    }
    const leavesAt = opensFor(rules, ready.window, room);
    if (leavesAt > room) {
      floors.set(ready.window?.zone, leavesAt);
      continue;
    }
    waiting.splice(index, 1);
    departures.push({ id: ready.mail.id, leavesAt });
    sent = { ...sent, mails: [...sent.mails, { ...ready.mail, at: leavesAt, origin: 'ours' }] };
    clock = leavesAt;
  }
  return departures;
};

const someHours = fc.option(
  fc.record({
    clockOf: fc.constantFrom('sender' as const, 'recipient' as const),
    days: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 2, maxLength: 7 }),
    fromMinute: fc.integer({ min: 0, max: 40 }).map((half) => half * 30),
    untilMinute: fc.integer({ min: 41, max: 48 }).map((half) => half * 30),
  }),
  { nil: undefined },
);

const aSituation = aMoment.chain(({ zone, at }) =>
  fc.record({
    zone: fc.constant(zone),
    at: fc.constant(at),
    history: aHistory(at),
    limits: someLimits(at),
    queue: aQueue(at, zones),
    hours: someHours,
  }),
);

test('the forecast is what a slow count mail by mail finds, across all clock changes of 2026 and 2027', () => {
  fc.assert(
    fc.property(aSituation, ({ zone, at, history, limits, queue, hours }) => {
      const times = { rules, zone, hours };
      const { departures, never } = forecast(history, limits, queue, times, at);
      assert.deepEqual(departures.map(({ id, leavesAt }) => ({ id, leavesAt })), slowForecast(history, limits, queue, times, at));
      assert.equal(departures.length + never.length, queue.length, 'every mail is accounted for');
      for (const { id, because, leavesAt } of departures) {
        const dueAt = queue.find((mail) => mail.id === id)?.dueAt ?? 0;
        assert.equal(because === undefined, leavesAt === Math.max(dueAt, at), 'who leaves late says why, and nobody else does');
      }
    }),
    { numRuns: 600 },
  );
});

test('who wants to know of some mails alone, or of those that leave soon, is told of them what the whole forecast says', () => {
  fc.assert(
    fc.property(aSituation, fc.array(fc.boolean(), { minLength: 1 }), ({ zone, at, history, limits, queue, hours }, picked) => {
      const times = { rules, zone, hours };
      const wanted = new Set(queue.filter((_, index) => picked[index % picked.length]).map(({ id }) => id));
      const whole = forecast(history, limits, queue, times, at);
      const some = forecast(history, limits, queue, times, at, { ids: wanted });
      const isWanted = ({ id }: { readonly id: string }): boolean => wanted.has(id);
      assert.deepEqual([some.departures, some.never], [whole.departures.filter(isWanted), whole.never.filter(isWanted)]);
      const soon = forecast(history, limits, queue, times, at, { before: at + day });
      assert.deepEqual(soon, { ...whole, departures: whole.departures.filter(({ leavesAt }) => leavesAt < at + day) });
      assert.equal(soon.lastLeavesAt, whole.departures.at(-1)?.leavesAt);
    }),
  );
});

test('no mail leaves outside its hours, by the clock on the wall', () => {
  fc.assert(
    fc.property(aSituation, ({ zone, at, history, limits, queue, hours }) => {
      if (hours === undefined) return;
      for (const { id, leavesAt } of forecast(history, limits, queue, { rules, zone, hours }, at).departures) {
        const clock = zoned((hours.clockOf === 'recipient' ? queue.find((mail) => mail.id === id)?.recipientZone : zone) ?? zone, leavesAt);
        const time = clock.hour * 60 + clock.minute;
        // Where an hour comes twice at the end of the hours, it is over after the first time.
        assert.ok(hours.days.some((weekday) => weekday === clock.dayOfWeek) && time >= hours.fromMinute && time < hours.untilMinute);
      }
    }),
    { numRuns: 300 },
  );
});

test('mails that are added to those that wait stand where they would have stood, in whatever order they come', () => {
  const dueTimes = fc.array(fc.nat({ max: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(dueTimes, dueTimes, (waitingDue, addedDue) => {
      const mailsOf = (name: string, due: readonly number[]): QueuedMail[] => due.map((dueAt, index) => ({ ...toOne('p@client.example'), id: `${name}-${index}`, dueAt, recipientZone: undefined }));
      const [waiting, added] = [inDueOrder(mailsOf('waiting', waitingDue)), mailsOf('added', addedDue)];
      assert.deepEqual(queueWith(waiting, added), inDueOrder([...waiting, ...added]));
    }),
  );
});

test('a mail that leaves on the stroke of midnight belongs to the day that begins', () => {
  const midnight = Date.UTC(2026, 10, 23, 23);
  const departures = [midnight - 1, midnight].map((leavesAt) => ({ id: '', leavesAt, because: undefined }));
  assert.deepEqual(daysOf(departures, rules, 'Europe/Paris').map(({ date, mails }) => [date, mails]), [
    ['2026-11-23', 1],
    ['2026-11-24', 1],
  ]);
});

test('the days of a forecast are those of the sender’s calendar, each mail in one', () => {
  fc.assert(
    fc.property(aMoment, fc.array(fc.nat({ max: 60 * 24 * 4 }), { maxLength: 40 }), ({ zone, at }, minutes) => {
      const times = minutes.sort((a, b) => a - b).map((each) => at + each * minute);
      const days = daysOf(times.map((leavesAt, index) => ({ id: `${index}`, leavesAt, because: undefined })), rules, zone);
      const byDate = new Map<string, number[]>();
      for (const each of times) {
        const date = zoned(zone, each).toPlainDate().toString();
        byDate.set(date, [...(byDate.get(date) ?? []), each]);
      }
      assert.deepEqual(days, [...byDate].map(([date, all]) => ({ date, mails: all.length, firstAt: all[0], lastAt: all.at(-1) })));
    }),
  );
});

test('no forecast depends on the zone of the machine', () => {
  const before = process.env['TZ'];
  const everywhere = { rules: createZoneRules(), zone: 'Australia/Lord_Howe', hours: { ...workingHours, clockOf: 'recipient' as const } };
  const mails = queued(300, Date.UTC(2026, 2, 27, 20)).map((mail, index) => ({ ...mail, recipientZone: zones[index % zones.length] }));
  try {
    const forecasts = ['UTC', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia'].map((zone) => {
      process.env['TZ'] = zone;
      const { departures } = forecast(historyOf([]), limitsOf('personal', nothingSet, 0), mails, everywhere, Date.UTC(2026, 2, 27));
      return { departures, days: daysOf(departures, everywhere.rules, everywhere.zone) };
    });
    for (const each of forecasts) assert.deepEqual(each, forecasts[0]);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('a hundred thousand mails all leave, on no day more than the limit', () => {
  const limits = limitsOf('workspace', nothingSet, 0);
  const { departures } = forecast(historyOf([]), limits, queued(100_000), inParis, now);
  assert.equal(departures.length, 100_000);
  const perDay = daysOf(departures, rules, 'Europe/Paris').map(({ mails }) => mails);
  assert.equal(Math.max(...perDay), 1_800);
});
