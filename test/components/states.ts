import type { CardState } from '../../src/client/connections/card-state.ts';
import type { AttemptFailure, ConnectState, Goal } from '../../src/client/connect/connect-state.ts';
import type { Model } from '../../src/components/gmail-connect-wizard/model.ts';
import type { Connection, ConnectionsView } from '../../src/contract/index.ts';

/** Every state that a person can see, by name, as the controllers would hold it on 3 May 2026 at 14:06 UTC. */
const now = new Date('2026-05-03T14:06:00.000Z');

const flowId = 'flow-0123456789abcdef';
const connectionId = 'connection-0123456789';
const email = 'lea@northpeak.example';

export const flow = {
  flowId,
  startUrls: ['https://connect.example/connect/start?ticket=a', 'https://connect.example/connect/start?ticket=b'] as [string, string],
  expiresAt: '2026-05-03T14:16:00.000Z',
  returnPage: true,
};

export const connection: Connection = {
  id: connectionId,
  email,
  connectedAt: '2026-03-03T12:00:00.000Z',
  lastWorkedAt: '2026-05-03T14:02:00.000Z',
  granted: ['send', 'read'],
  health: { kind: 'working' },
  grantsIssued: 2,
  mailsWaiting: 0,
};

const view: ConnectionsView = {
  product: 'Larkspur CRM',
  user: { name: 'Léa Moreau', expectedEmail: email },
  clientId: '4120-larkspur.apps.example',
  connectedAppsUrl: 'https://google.example/connections',
  connections: [],
  withdrawals: [],
};

const goal: Goal = { intent: { kind: 'connect' }, capabilities: ['send', 'read'] };
const attempt = { flow, ticketsUsed: 1, status: 'consenting' } as const;

const empty: Extract<CardState, { kind: 'shown' }> = { kind: 'shown', view, freshness: { kind: 'fresh', savedAt: now.getTime() }, action: { kind: 'none' } };

const disconnected = { kind: 'disconnected', connectionId, email, at: Date.parse('2026-05-03T14:05:00.000Z') } as const;

type Some = Pick<Model, 'connect' | 'card'> & Partial<Model>;

const step = (connect: ConnectState, more: Partial<Model> = {}): Some => ({ connect, card: empty, ...more });
const failed = (failure: AttemptFailure): Some => step({ at: 'failed', goal, failure });
const card = (connections: Partial<Connection>, more: Partial<Extract<CardState, { kind: 'shown' }>> = {}, views: Partial<ConnectionsView> = {}): Some => ({
  connect: { at: 'get-started' },
  card: { ...empty, view: { ...view, connections: [{ ...connection, ...connections }], ...views }, ...more },
});

export const states = {
  loading: { connect: { at: 'get-started' }, card: { kind: 'loading' } },
  'step 1': step({ at: 'settings' }),
  'step 2': step({ at: 'email-settings' }),
  'step 3': step({ at: 'email-connection' }),
  'step 4': step({ at: 'get-started' }),
  'step 5': step({ at: 'provider' }),
  'step 5 with Outlook': step({ at: 'provider' }, { providers: ['gmail', 'outlook'], provider: 'outlook' }),
  'step 6': step({ at: 'before-google', goal, preparation: { kind: 'ready', flow } }),
  'step 6, preparing': step({ at: 'before-google', goal, preparation: { kind: 'preparing' } }),
  'step 6, service away': step({ at: 'before-google', goal, preparation: { kind: 'failed', failure: { code: 'network-failed' } } }),
  'window blocked': step({ at: 'window-blocked', goal, attempt: { ...attempt, ticketsUsed: 0 } }),
  'window blocked, no return page': step({ at: 'window-blocked', goal, attempt: { ...attempt, flow: { ...flow, returnPage: false } } }),
  'steps 7 to 9': step({ at: 'at-google', goal, attempt, asking: { kind: 'nothing' } }),
  'window closed?': step({ at: 'at-google', goal, attempt, asking: { kind: 'closed' } }),
  'code by hand': step({ at: 'at-google', goal, attempt, asking: { kind: 'code', triesLeft: 3, wrong: false } }),
  'code was wrong': step({ at: 'at-google', goal, attempt, asking: { kind: 'code', triesLeft: 1, wrong: true } }),
  'what Google says': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: undefined } }),
  'Google says administrator': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'administrator-must-review' } }),
  'Google says internal': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'internal-app' } }),
  'Google says test users only': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'test-users-only' } }),
  'Google says not verified': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'not-verified' } }),
  'Google says redirect': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'redirect-uri-mismatch' } }),
  'Google says in-app': step({ at: 'at-google', goal, attempt, asking: { kind: 'google-says', chosen: 'in-app-browser' } }),
  leaving: step({ at: 'leaving', goal, attempt }),
  claiming: step({ at: 'claiming', goal, flowId, claim: { answer: 'awaited' } }),
  'claim without answer': step({ at: 'claiming', goal, flowId, claim: { answer: 'lost' } }),
  'all granted': step({ at: 'connected', connection, withheld: [] }),
  'reading withheld': step({ at: 'connected', connection: { ...connection, granted: ['send'] }, withheld: ['read'] }),
  'sending withheld': step({ at: 'connected', connection: { ...connection, granted: ['read'] }, withheld: ['send'] }),
  denied: failed({ code: 'denied' }),
  'wrong account': failed({ code: 'wrong-account', mismatch: 'address', expected: email, chosen: 'lea.moreau.home@mail.example' }),
  'wrong account, long addresses': failed({
    code: 'wrong-account',
    mismatch: 'address',
    expected: 'maria-alexandra.von-hohenlohe-langenburg@international-sales.northpeak-holding.example',
    chosen: `${'a'.repeat(64)}@${'subsidiary.'.repeat(6)}example`,
  }),
  'wrong domain': failed({ code: 'wrong-account', mismatch: 'domain', expected: 'northpeak.example', chosen: 'lea.moreau.home@mail.example' }),
  'permissions withheld': failed({ code: 'permissions-withheld', missing: ['send', 'read'], earlierGrantKept: false }),
  'administrator blocks': failed({ code: 'google-policy' }),
  'set up wrongly': failed({ code: 'origin-refused' }),
  'colleague has it': failed({ code: 'mailbox-taken' }),
  interrupted: failed({ code: 'exchange-interrupted' }),
  expired: failed({ code: 'flow-expired' }),
  'too many': failed({ code: 'too-many-requests', retryAfterSeconds: 240 }),
  unknown: { connect: { at: 'get-started' }, card: { kind: 'failed', failure: { code: 'network-failed' } } },
  connected: card({}),
  'connected, sending only': card({ granted: ['send'] }),
  'connected, checking': card({}, { action: { kind: 'checking', connectionId } }),
  'connected, check failed': card({}, { action: { kind: 'failed', connectionId, failure: { code: 'timed-out' } } }),
  'many grants': card({ grantsIssued: 93 }),
  slow: card({ health: { kind: 'slow', since: '2026-05-03T14:00:00.000Z' } }),
  stale: card({}, { freshness: { kind: 'stale', savedAt: Date.parse('2026-05-03T14:00:00.000Z'), failure: { code: 'network-failed' } } }),
  'reconnect needed': card({ health: { kind: 'reconnect-needed', since: '2026-05-03T12:12:00.000Z', cause: 'unnamed' } }),
  'reconnect needed, mails on hold': card({ health: { kind: 'reconnect-needed', since: '2026-05-03T12:12:00.000Z', cause: 'unnamed' }, mailsWaiting: 6 }),
  'reconnect needed, session policy': card({ health: { kind: 'reconnect-needed', since: '2026-05-03T12:12:00.000Z', cause: 'session-policy' } }),
  'reconnect needed, administrator': card({ health: { kind: 'reconnect-needed', since: '2026-05-03T12:12:00.000Z', cause: 'administrator-policy' } }),
  'disconnect?': card({ mailsWaiting: 1 }, { action: { kind: 'confirming-disconnect', connectionId } }),
  disconnecting: card({}, { action: { kind: 'disconnecting', connectionId } }),
  'withdrawal waiting': { connect: { at: 'get-started' }, card: { ...empty, view: { ...view, withdrawals: [{ connectionId, email, disconnectedAt: '2026-05-03T14:05:00.000Z', state: 'waiting' }] } } },
  'disconnected, confirmed': { connect: { at: 'get-started' }, card: { ...empty, action: { ...disconnected, withdrawal: 'confirmed' } } },
  'disconnected, kept': { connect: { at: 'get-started' }, card: { ...empty, action: { ...disconnected, withdrawal: 'kept' } } },
  'disconnected in another tab': { connect: { at: 'get-started' }, card: { ...empty, action: { ...disconnected, withdrawal: undefined } } },
  'withdrawal given up': card({}, {}, { withdrawals: [{ connectionId: 'connection-other-0123', email: 'old@northpeak.example', disconnectedAt: '2026-05-01T12:05:00.000Z', state: 'given-up' }] }),
} satisfies Record<string, Some>;

export type StateName = keyof typeof states;

const nothing = (): void => undefined;

/** The whole model of a named state; what is not said is as in an ordinary page. */
export const modelOf = (name: StateName, more: Partial<Model> = {}): Model => ({
  providers: ['gmail'],
  provider: 'gmail',
  settingsUrl: undefined,
  serviceOrigin: 'https://connect.example',
  pageAddress: 'https://crm.example/settings/email',
  tag: 'en',
  now,
  copied: undefined,
  tracking: undefined,
  send: nothing,
  ...states[name],
  ...more,
});
