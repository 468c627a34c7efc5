import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limitsOf } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import { nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { nextRoom } from '../../../../src/server/sending/limits/next-room.ts';
import { historyOf, recipientsOf, type SentMail } from '../../../../src/server/sending/limits/sent-history.ts';
import { asOf, aHistory, day, fitsAt, hour, minute, slowNextRoom, someLimits, someRecipients } from './slow-oracle.ts';

const now = Date.UTC(2026, 10, 23, 14, 5);
const limits = limitsOf('personal', nothingSet, 0);
const toOne = recipientsOf(['anna@client.example'], new Set());

const sent = (id: string, at: number, change: Partial<SentMail> = {}): SentMail => ({ id, at, origin: 'ours', ...toOne, ...change });
const sentOften = (count: number, at: number) => Array.from({ length: count }, (_, index) => sent(`${at}-${index}`, at));

test('a mailbox that sent nothing has room at once', () => {
  assert.deepEqual(nextRoom(historyOf([]), limits, toOne, now), { kind: 'now' });
});

test('the day rolls: a full mailbox has room again 24 hours after its mail, to the millisecond, and not at midnight', () => {
  const history = historyOf([...sentOften(30, now - 20 * hour), ...sentOften(420, now - 3 * hour)]);
  const room = nextRoom(history, limits, toOne, now);
  assert.deepEqual(room, { kind: 'later', at: now + 4 * hour, because: 'messagesPerDay' });
  assert.equal(nextRoom(history, limits, toOne, now + 4 * hour - 1).kind, 'later');
  assert.deepEqual(nextRoom(history, limits, toOne, now + 4 * hour), { kind: 'now' });
});

test('mail that the person sent elsewhere uses up the day as well', () => {
  const elsewhere = sentOften(450, now - hour).map((mail) => ({ ...mail, origin: 'elsewhere' as const }));
  assert.deepEqual(nextRoom(historyOf(elsewhere), limits, toOne, now), { kind: 'later', at: now + 23 * hour, because: 'messagesPerDay' });
});

test('twenty-five mails leave at once and the next 45 seconds after the first of them', () => {
  assert.deepEqual(nextRoom(historyOf(sentOften(24, now)), limits, toOne, now), { kind: 'now' });
  assert.deepEqual(nextRoom(historyOf(sentOften(25, now)), limits, toOne, now), { kind: 'later', at: now + 45_000, because: 'messagesPerBatch' });
});

test('calls that read replies leave less of the quota for sending', () => {
  const history = historyOf([], [{ at: now - 20_000, units: 5_900 }]);
  assert.deepEqual(nextRoom(history, limits, toOne, now), { kind: 'later', at: now + 40_000, because: 'quotaUnitsPerMinute' });
});

test('a mail to more people than Gmail allows never leaves, and says by how much', () => {
  const many = recipientsOf(Array.from({ length: 101 }, (_, index) => `p${index}@client.example`), new Set());
  assert.deepEqual(nextRoom(historyOf([]), limits, many, now), { kind: 'never', because: { limit: 'recipientsPerMessage', most: 100, asked: 101 } });
});

test('somebody who was written to today needs no room among the different recipients', () => {
  const narrow = limitsOf('workspace', { ...nothingSet, uniqueExternalRecipientsPerDay: 2 }, 0);
  const history = historyOf([sent('1', now - 5 * hour), sent('2', now - 4 * hour, { outside: ['ben@client.example'] })]);
  assert.deepEqual(nextRoom(history, narrow, toOne, now), { kind: 'now' });
  const another = recipientsOf(['carl@client.example'], new Set());
  assert.deepEqual(nextRoom(history, narrow, another, now), { kind: 'later', at: now + 19 * hour, because: 'uniqueExternalRecipientsPerDay' });
});

test('a pause holds what has room', () => {
  const pause = { until: now + 7 * minute, because: 'too-fast' as const, since: now, slides: 0 };
  assert.deepEqual(nextRoom(historyOf([]), { ...limits, pause }, toOne, now), { kind: 'later', at: now + 7 * minute, because: 'pause' });
});

test('a mail is counted once however often and in whatever order it is heard of', () => {
  const ours = sent('gmail-1', now - hour, { outside: ['anna@client.example', 'ben@client.example'] });
  const heard = sent('gmail-1', now - hour + 1_500, { origin: 'elsewhere', outside: [], unnamed: 1 });
  const expected = { mails: [{ ...ours, at: heard.at }], calls: [] };
  assert.deepEqual(historyOf([ours, heard]), expected);
  assert.deepEqual(historyOf([heard, ours]), expected);
});

test('recipients are told apart by domain, whatever their case, and each counts once', () => {
  const addresses = ['Anna@Own.example', ' anna@own.example', 'b.en@gmail.com', 'ben@gmail.com', 'x@sub.own.example'];
  assert.deepEqual(recipientsOf(addresses, new Set(['own.example'])), {
    inside: ['anna@own.example'],
    outside: ['b.en@gmail.com', 'ben@gmail.com', 'x@sub.own.example'],
    unnamed: 0,
  });
});

test('the next room is the first instant that a slow count of everything finds', () => {
  fc.assert(
    fc.property(aHistory(now), someLimits(now), someRecipients, (history, someOfThem, mail) => {
      const room = nextRoom(history, someOfThem, mail, now);
      const at = room.kind === 'now' ? now : room.kind === 'later' ? room.at : undefined;
      assert.equal(at, slowNextRoom(asOf(history, now), someOfThem, mail, now));
      if (room.kind === 'later') assert.ok(room.at > now);
    }),
    { numRuns: 3_000 },
  );
});

test('what has room at some instant has room at every later one if nothing is sent', () => {
  fc.assert(
    fc.property(aHistory(now), someLimits(now), someRecipients, fc.nat({ max: 40 }), (history, someOfThem, mail, hours) => {
      const counted = asOf(history, now);
      const first = slowNextRoom(counted, someOfThem, mail, now);
      if (first !== undefined) assert.ok(fitsAt(counted, someOfThem, mail, first + hours * hour));
    }),
  );
});

test('a sender that asks before each mail never passes a limit, whatever the clock does', () => {
  const waits = fc.array(fc.oneof(fc.constantFrom(0, 1, 45_000, day), fc.integer({ min: -minute, max: 6 * hour })), { maxLength: 30 });
  fc.assert(
    fc.property(aHistory(now, 5), someLimits(now), waits, someRecipients, (history, someOfThem, pauses, mail) => {
      let clock = now;
      let known = asOf(history, now);
      pauses.forEach((wait, index) => {
        clock += wait;
        if (nextRoom(known, someOfThem, mail, clock).kind !== 'now') return;
        assert.ok(fitsAt(asOf(known, clock), someOfThem, mail, clock));
        known = historyOf([...known.mails, { ...mail, id: `new-${index}`, at: clock, origin: 'ours' }], known.calls);
      });
    }),
    { numRuns: 300 },
  );
});
