import type { MailClient } from '../../src/client/mail-client/mail-client.ts';
import {
  fail,
  succeed,
  type Claimed,
  type Connection,
  type ConnectionsView,
  type FlowStatus,
  type PreparedFlow,
} from '../../src/contract/index.ts';

export const serviceOrigin = 'https://connect.example';

export const givenFlow = (number: number, expiresAt = '2026-03-03T14:10:00.000Z'): PreparedFlow => {
  const flowId = `flow-${String(number).padStart(12, '0')}`;
  const start = (ticket: number): string => `${serviceOrigin}/connect/start?ticket=${flowId}-${ticket}`;
  return { flowId, startUrls: [start(1), start(2)], expiresAt, returnPage: true };
};

export const givenConnection = (change: Partial<Connection> = {}): Connection => ({
  id: 'connection-000001',
  email: 'lea@northpeak.example',
  connectedAt: '2026-03-03T14:02:00.000Z',
  lastWorkedAt: '2026-03-03T14:02:00.000Z',
  granted: ['send', 'read'],
  health: { kind: 'working' },
  grantsIssued: 1,
  mailsWaiting: 0,
  ...change,
});

export const givenView = (...connections: readonly Connection[]): ConnectionsView => ({
  product: 'Larkspur CRM',
  user: { name: 'Léa Moreau' },
  clientId: '4120-larkspur.apps.example',
  connectedAppsUrl: 'https://google.example/connections',
  connections: [...connections],
  withdrawals: [],
});

export interface Call {
  readonly name: keyof MailClient;
  readonly argument: unknown;
}

export interface GivenClient extends MailClient {
  readonly calls: Call[];
  callsOf(name: keyof MailClient): readonly unknown[];
  status: FlowStatus;
  claimed: Claimed;
  answers: Partial<MailClient>;
}

/** A service that says yes, unless the test gives other answers. */
export const givenMailClient = (): GivenClient => {
  let flows = 0;
  const calls: Call[] = [];
  const record = <T>(name: keyof MailClient, argument: unknown, otherwise: () => Promise<T>, own: Promise<T> | undefined) => {
    calls.push({ name, argument });
    return own ?? otherwise();
  };
  const client: GivenClient = {
    calls,
    callsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.argument),
    status: { status: 'pending' },
    claimed: { connection: givenConnection(), withheld: [] },
    answers: {},
    userKey: () => record('userKey', undefined, async () => 'lea', client.answers.userKey?.()),
    connections: (signal) =>
      record('connections', undefined, async () => succeed(givenView()), client.answers.connections?.(signal)),
    prepare: (request, signal) =>
      record('prepare', request, async () => succeed(givenFlow((flows += 1))), client.answers.prepare?.(request, signal)),
    poll: (flowId, signal) => record('poll', flowId, async () => succeed(client.status), client.answers.poll?.(flowId, signal)),
    cancel: (flowId, signal) => record('cancel', flowId, async () => succeed(undefined), client.answers.cancel?.(flowId, signal)),
    claim: (request, signal) =>
      record('claim', request, async () => succeed(client.claimed), client.answers.claim?.(request, signal)),
    disconnect: (id, signal) =>
      record('disconnect', id, async () => succeed({ withdrawal: 'confirmed' } as const), client.answers.disconnect?.(id, signal)),
    check: (id, signal) =>
      record('check', id, async () => fail({ code: 'connection-unknown' } as const), client.answers.check?.(id, signal)),
  };
  return client;
};
