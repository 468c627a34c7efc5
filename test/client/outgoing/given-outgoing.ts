import type { Connection, OutgoingMail, SendingForecast } from '../../../src/contract/index.ts';

let count = 0;

/** A row as the service sends it, each with its own id and change. */
export const givenOutgoing = (change: Partial<OutgoingMail> = {}): OutgoingMail => {
  count += 1;
  return {
    id: `outgoing-${String(count).padStart(10, '0')}`,
    connectionId: 'connection-000001',
    version: 1,
    to: [{ name: 'Mina Sato', address: 'mina@globex.example' }],
    recipients: 1,
    subject: 'Agenda for Thursday',
    createdAt: '2026-03-03T12:00:00.000Z',
    dueAt: '2026-03-04T07:00:00.000Z',
    place: count,
    chosen: { wall: '2026-03-04T08:00', zone: 'Europe/Paris' },
    state: { kind: 'waiting', because: 'due-time', leavesAt: '2026-03-04T07:00:00.000Z' },
    action: 'cancel',
    change: count,
    ...change,
  };
};

export const givenConnection = (change: Partial<Connection> = {}): Connection => ({
  id: 'connection-000001',
  email: 'lea@northpeak.example',
  connectedAt: '2026-03-01T09:00:00.000Z',
  lastWorkedAt: '2026-03-03T12:00:00.000Z',
  granted: ['send', 'read'],
  health: { kind: 'working' },
  grantsIssued: 1,
  mailsWaiting: 0,
  ...change,
});

export const givenForecast = (change: Partial<SendingForecast> = {}): SendingForecast => ({
  at: '2026-03-03T12:06:30.000Z',
  zone: 'Europe/Paris',
  days: [{ date: '2026-03-03', mails: 1, firstAt: '2026-03-03T12:06:40.000Z', lastAt: '2026-03-03T12:06:40.000Z' }],
  leaves: [{ at: '2026-03-03T12:06:40.000Z' }],
  never: [],
  blocked: [],
  alternatives: [],
  ...change,
});
