import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allowedAt } from '../../../../src/server/sending/limits/allowance.ts';
import { countedBefore, heed, learnedAtLeast, learnedForDays, pauseOf, type HeardFact } from '../../../../src/server/sending/limits/heard-facts.ts';
import { nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { limitsOf } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import { historyOf, type SentMail } from '../../../../src/server/sending/limits/sent-history.ts';
import { aHistory, day, hour, minute } from './slow-oracle.ts';

const now = Date.UTC(2026, 10, 23, 14, 5);
const nothingSent = historyOf([]);

const sent = (at: number, id = `sent-${at}`): SentMail => ({ id, at, origin: 'ours', inside: [], outside: [id], unnamed: 0 });
const tooFast = (heardAt: number, retryAt?: number): HeardFact => ({ kind: 'too-fast', heardAt, retryAt });
const paused = (heardAt: number, retryAt?: number, counted = 300): HeardFact => ({ kind: 'sending-paused', heardAt, retryAt, counted });
const reached = (change: Partial<Extract<HeardFact, { kind: 'limit-reached' }>> = {}): HeardFact =>
  ({ kind: 'limit-reached', heardAt: now, retryAt: undefined, reachedAt: now - 5 * minute, limit: 'messages', counted: 300, ...change });

test('where Google says nothing there is no pause', () => {
  assert.equal(pauseOf([], nothingSent), undefined);
});

test('the time that Google names is believed the first time', () => {
  assert.deepEqual(pauseOf([tooFast(now, now + 14 * minute)], nothingSent), { until: now + 14 * minute, because: 'too-fast', since: now, slides: 0 });
});

test('a time that is over, or longer than Google ever pauses, is not believed', () => {
  assert.equal(pauseOf([tooFast(now, now - 14 * minute)], nothingSent)?.until, now + 1_000);
  assert.equal(pauseOf([paused(now, now - 14 * minute)], nothingSent)?.until, now + 15 * minute);
  assert.equal(pauseOf([tooFast(now, now + 90 * day)], nothingSent)?.until, now + day);
});

test('a time that slides with every attempt makes the pauses grow up to a day', () => {
  const facts: HeardFact[] = [];
  const waits: number[] = [];
  for (let at = now; facts.length < 10; ) {
    facts.push(paused(at, at + 15 * minute));
    const until = pauseOf(facts, nothingSent)?.until ?? 0;
    waits.push((until - at) / minute);
    at = until;
  }
  assert.deepEqual(waits, [15, 15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
});

test('refusals without a time back off from one second, and begin anew after a mail was accepted', () => {
  const facts = [tooFast(now), tooFast(now + 1_000), tooFast(now + 3_000)];
  assert.deepEqual(pauseOf(facts, nothingSent), { until: now + 7_000, because: 'too-fast', since: now, slides: 2 });
  const elsewhere = { ...sent(now + 8_000), origin: 'elsewhere' as const };
  assert.equal(pauseOf([...facts, tooFast(now + 9_000)], historyOf([elsewhere]))?.slides, 3, 'what the person sent says nothing of us');
  const anew = { until: now + 10_000, because: 'too-fast', since: now + 9_000, slides: 0 };
  assert.deepEqual(pauseOf([...facts, tooFast(now + 9_000)], historyOf([sent(now + 8_000)])), anew);
});

test('a refusal a day after the last pause was over is a new beginning', () => {
  const facts = (after: number) => [tooFast(now, now + minute), tooFast(now + minute + after, now + minute + after + 2 * minute)];
  assert.deepEqual([day, day + 1].map((after) => pauseOf(facts(after), nothingSent)?.slides), [1, 0]);
});

test('refusals of calls that were under way together are one', () => {
  const together = [tooFast(now, now + 10 * minute), tooFast(now + 5, now + 10 * minute), tooFast(now + 9, now + 11 * minute)];
  assert.deepEqual(pauseOf(together, nothingSent), { until: now + 11 * minute, because: 'too-fast', since: now, slides: 0 });
});

test('a bounce that tells of the limit pauses the mailbox until a day after the mail it names', () => {
  assert.deepEqual(pauseOf([reached()], nothingSent), { until: now - 5 * minute + day, because: 'limit-reached', since: now, slides: 0 });
});

test('the order in which facts arrive makes no difference', () => {
  const retries = fc.option(fc.integer({ min: -30, max: 3_000 }), { nil: undefined });
  const kinds = fc.constantFrom('fast', 'paused', 'reached');
  const fact = fc.tuple(fc.integer({ min: 0, max: 600 }), retries, kinds).map(([at, retry, kind]): HeardFact => {
    const heardAt = now + at * minute;
    const retryAt = retry === undefined ? undefined : heardAt + retry * minute;
    if (kind === 'fast') return tooFast(heardAt, retryAt);
    return kind === 'paused' ? paused(heardAt, retryAt, at) : reached({ heardAt, reachedAt: heardAt - minute, counted: at });
  });
  const shuffled = fc
    .array(fact, { maxLength: 8 })
    .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })));
  const limits = limitsOf('workspace', nothingSet, 0);
  fc.assert(
    fc.property(shuffled, aHistory(now + 10 * hour), ([facts, others], history) => {
      assert.deepEqual(pauseOf(facts, history)?.until, pauseOf(others, history)?.until);
      const most = (heard: readonly HeardFact[], at: number) =>
        heed(limits, heard, history).rolling.map(({ allowance }) => allowedAt(allowance, at).most);
      for (const at of [now, now + 3 * day, now + 7 * day + 5 * hour, now + 9 * day]) assert.deepEqual(most(facts, at), most(others, at));
    }),
  );
});

test('no pause is longer than a day from when Google said so last, and none is over at once', () => {
  const retries = fc.option(fc.integer({ min: -9_000, max: 9_000 }), { nil: undefined });
  const times = fc.array(fc.tuple(fc.nat({ max: 5_000 }), retries), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(times, (all) => {
      const facts = all.map(([at, retry]) => tooFast(now + at * minute, retry === undefined ? undefined : now + retry * minute));
      const last = Math.max(...facts.map(({ heardAt }) => heardAt));
      const until = pauseOf(facts, nothingSent)?.until ?? 0;
      assert.ok(until >= last + 1_000 && until <= last + day);
    }),
  );
});

/** How many messages a Workspace mailbox may send a day after what Google said. */
const messagesAfter = (facts: readonly HeardFact[], at = now) => {
  const [messages] = heed(limitsOf('workspace', nothingSet, 0), facts, nothingSent).rolling;
  assert.ok(messages?.name === 'messagesPerDay');
  return allowedAt(messages.allowance, at);
};

test('a refusal that names the limit lowers it to what had been counted, for a week', () => {
  const facts = [reached({ counted: 740 })];
  assert.deepEqual(messagesAfter(facts), { from: -Infinity, most: 740, by: 'heard' });
  const over = now - 5 * minute + learnedForDays * day;
  assert.deepEqual([over - 1, over].map((at) => messagesAfter(facts, at).most), [740, 1_800]);
});

test('a refusal that names the recipients lowers those, and one at next to nothing teaches little', () => {
  const limits = heed(limitsOf('workspace', nothingSet, 0), [reached({ limit: 'recipients', counted: 3 })], nothingSent);
  const lowered = limits.rolling.map(({ name, allowance }) => ({ name, ...allowedAt(allowance, now) })).filter(({ by }) => by === 'heard');
  assert.deepEqual(lowered, [{ name: 'recipientsPerDay', from: -Infinity, most: learnedAtLeast, by: 'heard' }]);
});

test('a limit that Google refused above its own number stays what it is', () => {
  assert.deepEqual(messagesAfter([reached({ counted: 2_100 })]), { from: -Infinity, most: 1_800, by: 'plan' });
});

test('one pause of sending teaches nothing, a second after its own time does', () => {
  const once = paused(now, now + 15 * minute);
  assert.equal(messagesAfter([once]).most, 1_800);
  assert.equal(messagesAfter([once, paused(now + 16 * minute, now + 31 * minute, 301)]).most, 301);
});

test('what had been counted is the 24 hours before, without the mail that was refused', () => {
  const history = historyOf([sent(now - day), sent(now - day + 1), sent(now - 1), sent(now), { ...sent(now - 2), unnamed: 2 }]);
  assert.deepEqual(countedBefore(history, now), { messages: 3, recipients: 5 });
});
