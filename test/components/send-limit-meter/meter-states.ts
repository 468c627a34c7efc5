import { givenNow, hour, mailsFrom } from '../../client/sending-limits/given-limits.ts';
import type { Given } from './meter-world.ts';

const minute = 60_000;

/** A day like others: yesterday afternoon, this morning, and some from a phone. */
const usualDay = (morning: number, phone: number) => [
  ...[26, 25, 24.5, 23.07, 22, 21].flatMap((ago, index) => mailsFrom(givenNow - ago * hour, [20, 30, 24, 38, 26, 12][index] ?? 0)),
  ...mailsFrom(givenNow - 20 * hour, 6, 'elsewhere'),
  ...[5, 4, 3, 2, 1].flatMap((ago) => mailsFrom(givenNow - ago * hour + 7 * minute, Math.round(morning / 5))),
  ...mailsFrom(givenNow - 3.4 * hour, phone, 'elsewhere'),
];

/** So many leave at a time, from an instant on. */
const leaving = (from: number, howMany: number, each = 25, everyMs = 45_000): readonly number[] => Array.from({ length: howMany }, (_, index) => from + Math.floor(index / each) * everyMs);

const tomorrowMorning = givenNow + 18.9 * hour;
const settings = { 'settings-url': '/settings/email' };

/** Every state of the meter that a person can see, by name. */
export const meterStates = {
  calm: { mailbox: { mails: usualDay(60, 29), departures: [...leaving(givenNow + 2 * hour, 40), ...leaving(tomorrowMorning, 100)] } },
  'nothing sent': { mailbox: {} },
  near: { mailbox: { mails: usualDay(235, 50), departures: leaving(givenNow + 2.5 * hour, 30) } },
  'very near': { mailbox: { mails: usualDay(275, 75), departures: [...leaving(givenNow + 1 * hour, 50), ...leaving(givenNow + 20.5 * hour, 140)] } },
  reached: { mailbox: { mails: usualDay(310, 58), departures: leaving(givenNow + 1 * hour, 23) } },
  'reached, nothing waits': { mailbox: { mails: usualDay(310, 58) } },
  'plan unknown': { mailbox: { plan: 'unknown', mails: usualDay(160, 42), departures: leaving(tomorrowMorning, 70) } },
  paused: {
    mailbox: {
      plan: 'workspace',
      mails: usualDay(200, 54),
      facts: [{ kind: 'limit-reached', heardAt: givenNow - 20 * minute, retryAt: givenNow + 19.1 * hour, reachedAt: givenNow - 20 * minute, limit: 'messages', counted: 400 }],
      departures: leaving(givenNow + 19.1 * hour, 23),
    },
  },
  'asked to slow down': { mailbox: { mails: usualDay(100, 9), facts: [{ kind: 'too-fast', heardAt: givenNow - 500, retryAt: givenNow + 9_000 }], departures: leaving(givenNow + 9_000, 12) } },
  'learned from Google': {
    mailbox: { plan: 'workspace', mails: usualDay(160, 20), facts: [{ kind: 'limit-reached', heardAt: givenNow - 30 * hour, retryAt: undefined, reachedAt: givenNow - 30 * hour, limit: 'messages', counted: 320 }] },
  },
  'slow start': { mailbox: { set: { slowStart: { messagesOnFirstDay: 50, growthPerDay: 25 } }, mails: [...mailsFrom(givenNow - 25 * minute, 12)], departures: [...leaving(givenNow + hour, 38), ...leaving(givenNow + 24.1 * hour, 20)] } },
  'recipients bind': { mailbox: { plan: 'workspace', mails: [...mailsFrom(givenNow - 6 * hour, 90, 'ours', 14), ...mailsFrom(givenNow - 2 * hour, 30, 'elsewhere', 8)] } },
  'set by an administrator': { mailbox: { set: { messagesPerDay: 250 }, mails: usualDay(60, 10) } },
  'not heard elsewhere': { mailbox: { mails: usualDay(60, 0).filter(({ origin }) => origin === 'ours'), hearsElsewhere: false }, attributes: settings },
  'another zone': { mailbox: { zone: 'Asia/Tokyo', mails: usualDay(215, 48) } },
  'two mailboxes': { mailbox: { mails: usualDay(60, 10) }, others: [{ connectionId: 'connection-000002', email: 'team@northpeak.example', mails: usualDay(230, 50) }] },
  'connection lost': { mailbox: { mails: usualDay(60, 10), departures: leaving(tomorrowMorning, 6) }, lostSince: '2026-03-03T08:12:00.000Z', attributes: settings },
  offline: { mailbox: { mails: usualDay(215, 48) }, savedAgo: 96 * minute, fails: { code: 'network-failed' } },
  'from this device': { mailbox: { mails: usualDay(215, 48) }, savedAgo: 5 * hour, silent: true },
  loading: { silent: true },
  failed: { fails: { code: 'network-failed' } },
  'no mailbox': { without: true, attributes: settings },
  'sending not permitted': { granted: ['read'], attributes: settings },
  'sending refused': { fails: { code: 'sending-not-permitted' }, attributes: { ...settings, 'connection-id': 'connection-000001' } },
} satisfies Record<string, Given>;

export type MeterStateName = keyof typeof meterStates;
export const meterStateNames = Object.keys(meterStates) as MeterStateName[];
