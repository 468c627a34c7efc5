import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allowedAt } from '../../../../src/server/sending/limits/allowance.ts';
import { decodeLimitOverride, nothingSet } from '../../../../src/server/sending/limits/limit-override.ts';
import { atBest, limitsOf, presumedPlan, type MailboxLimits } from '../../../../src/server/sending/limits/mailbox-limits.ts';
import { longestSlowStartDays, slowStart } from '../../../../src/server/sending/limits/slow-start.ts';
import { day } from './slow-oracle.ts';

const connectedAt = Date.UTC(2026, 10, 23, 9);

/** Each limit as what decides and, where they differ, what it is at best. */
const numbersOf = ({ rolling }: MailboxLimits, at = connectedAt) =>
  Object.fromEntries(rolling.map(({ name, allowance, mostAtBest }) => {
    const { most } = allowedAt(allowance, at);
    return [name, most === mostAtBest ? most : [most, mostAtBest]];
  }));

const rate = { messagesPerBatch: 25, quotaUnitsPerMinute: 6_000 };

test('a known plan has Google’s numbers less a tenth that stays for mail written by hand', () => {
  assert.deepEqual(numbersOf(limitsOf('personal', nothingSet, connectedAt)), { messagesPerDay: 450, recipientsPerDay: 450, ...rate });
  assert.deepEqual(numbersOf(limitsOf('workspace', nothingSet, connectedAt)), {
    messagesPerDay: 1_800,
    recipientsPerDay: 9_000,
    externalRecipientsPerDay: 2_700,
    uniqueRecipientsPerDay: 2_700,
    uniqueExternalRecipientsPerDay: 1_800,
    ...rate,
  });
  assert.deepEqual(numbersOf(limitsOf('workspace-trial', nothingSet, connectedAt)), { messagesPerDay: 450, recipientsPerDay: 450, ...rate });
});

test('a plan that is not known is decided by its lowest numbers and shown as a range', () => {
  assert.deepEqual(numbersOf(limitsOf('unknown', nothingSet, connectedAt)), {
    messagesPerDay: [450, 1_800],
    recipientsPerDay: [450, 9_000],
    externalRecipientsPerDay: [450, 2_700],
    uniqueRecipientsPerDay: [450, 2_700],
    uniqueExternalRecipientsPerDay: [450, 1_800],
    ...rate,
  });
});

test('at best a mailbox of an unknown plan has the highest numbers, but for what its start or an administrator allows', () => {
  const set = { ...nothingSet, recipientsPerDay: 600, slowStart: { messagesOnFirstDay: 50, growthPerDay: 400 } };
  const best = atBest(limitsOf('unknown', set, connectedAt));
  const onDay = (days: number) => {
    const { messagesPerDay, recipientsPerDay } = numbersOf(best, connectedAt + days * day);
    return [messagesPerDay, recipientsPerDay];
  };
  assert.deepEqual([onDay(0), onDay(1)], [[[50, 1_800], 600], [1_800, 600]]);
});

test('a Workspace domain rules a personal account out, an address of Gmail’s own anything else', () => {
  assert.equal(presumedPlan('client.example', 'a@client.example'), 'workspace-or-trial');
  assert.equal(presumedPlan(undefined, 'A@GoogleMail.com'), 'personal');
  assert.equal(presumedPlan(undefined, 'a@client.example'), 'unknown');
});

test('what an administrator set is taken as it is, and only that', () => {
  const batch = { messages: 10, seconds: 60 };
  const set = { ...nothingSet, keepFreePercent: 0, messagesPerDay: 300, batch, recipientsPerMessage: 500 };
  const limits = limitsOf('unknown', { ...set, plan: 'workspace' }, connectedAt);
  assert.deepEqual(numbersOf(limits), {
    messagesPerDay: 300,
    recipientsPerDay: 10_000,
    externalRecipientsPerDay: 3_000,
    uniqueRecipientsPerDay: 3_000,
    uniqueExternalRecipientsPerDay: 2_000,
    messagesPerBatch: 10,
    quotaUnitsPerMinute: 6_000,
  });
  assert.equal(limits.recipientsPerMessage, 500);
  assert.deepEqual(limits.rolling.map(({ allowance: [{ by }] }) => by), ['administrator', 'plan', 'plan', 'plan', 'plan', 'administrator', 'plan']);
});

test('a new mailbox that starts slowly gains every 24 hours until it has its plan’s number', () => {
  const limits = limitsOf('personal', { ...nothingSet, slowStart: { messagesOnFirstDay: 50, growthPerDay: 150 } }, connectedAt);
  const onDay = (days: number) => numbersOf(limits, connectedAt + days * day)['messagesPerDay'];
  assert.deepEqual([-1, 0, 0.99, 1, 2, 2.67, 3].map(onDay), [[50, 450], [50, 450], [50, 450], [200, 450], [350, 450], [350, 450], 450]);
});

test('a slow start never falls, is over in time and is never above the limit', () => {
  const [limit] = limitsOf('workspace', nothingSet, connectedAt).rolling;
  assert.ok(limit !== undefined);
  const start = fc.record({ messagesOnFirstDay: fc.integer({ min: 1, max: 3_000 }), growthPerDay: fc.integer({ min: 1, max: 500 }) });
  fc.assert(
    fc.property(start, fc.nat({ max: 70 * 24 }), ({ messagesOnFirstDay, growthPerDay }, hours) => {
      const { allowance } = slowStart(limit, { messagesOnFirstDay, growthPerDay }, connectedAt);
      const days = Math.floor(hours / 24);
      const expected = days >= longestSlowStartDays ? 1_800 : Math.min(1_800, messagesOnFirstDay + days * growthPerDay);
      assert.equal(allowedAt(allowance, connectedAt + hours * 3_600_000).most, expected);
    }),
  );
});

test('an override is judged whole: every problem is named at once, and none repeats what was typed', () => {
  assert.deepEqual(decodeLimitOverride({}), { ok: true, value: nothingSet });
  assert.deepEqual(decodeLimitOverride({ messagesPerDay: 1_200, slowStart: { messagesOnFirstDay: 20, growthPerDay: 20 } }), {
    ok: true,
    value: { ...nothingSet, messagesPerDay: 1_200, slowStart: { messagesOnFirstDay: 20, growthPerDay: 20 } },
  });
  const judged = decodeLimitOverride({
    plan: 'platinum',
    keepFreePercent: 91,
    messagesPerDay: 0,
    recipientsPerDay: 400,
    externalRecipientsPerDay: 500,
    uniqueRecipientsPerDay: 1.5,
    recipientsPerMessage: '100',
    batch: { messages: 25 },
    quotaUnitsPerMinute: 100,
    slowStart: true,
    secretWish: 1,
  });
  assert.deepEqual(judged.ok ? [] : judged.failure.map(({ where }) => where).sort(), [
    '',
    'batch.seconds',
    'externalRecipientsPerDay',
    'keepFreePercent',
    'messagesPerDay',
    'plan',
    'quotaUnitsPerMinute',
    'recipientsPerMessage',
    'slowStart',
    'uniqueRecipientsPerDay',
  ]);
  assert.ok(!/platinum|secretWish/.test(JSON.stringify(judged)));
  for (const nonsense of [undefined, null, 5, 'all', []]) assert.equal(decodeLimitOverride(nonsense).ok, false);
});
