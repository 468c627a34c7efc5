import type { Connection, ConnectionsView } from '../../../src/contract/index.ts';

/** The person's mailboxes, as the service tells them. */
export const givenConnections = (changes: readonly Partial<Connection>[] = [{}]): ConnectionsView => ({
  product: 'Larkspur CRM',
  user: {},
  clientId: 'client',
  connectedAppsUrl: 'https://myaccount.google.com/connections',
  connections: changes.map((change) => ({
    id: 'connection-000001',
    email: 'lea@northpeak.example',
    connectedAt: '2026-03-01T09:00:00.000Z',
    lastWorkedAt: '2026-03-03T13:00:00.000Z',
    granted: ['send', 'read'],
    health: { kind: 'working' },
    grantsIssued: 1,
    mailsWaiting: 0,
    ...change,
  })),
  withdrawals: [],
});
