import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { fail } from '../../src/contract/index.ts';
import type { GmailPort } from '../../src/server/google/gmail-port.ts';
import type { GooglePort } from '../../src/server/google/google-port.ts';
import { createLog } from '../../src/server/operations/log.ts';
import { createMetrics } from '../../src/server/operations/metrics.ts';
import type { Clock, Ports, Random } from '../../src/server/ports.ts';
import type { Settings, Tenant } from '../../src/server/settings/settings.ts';
import { createFeedBell } from '../../src/server/replies/feed/feed-bell.ts';
import { createPollBell } from '../../src/server/replies/sync/poll-bell.ts';
import { createKeyring } from '../../src/server/store/keyring.ts';
import type { Store } from '../../src/server/store/open.ts';
import type { Tables } from '../../src/server/store/tables.ts';

/** The ports of a service in a test: a clock that stands still, randomness that repeats, a log in memory. */
export const serviceOrigin = 'https://connect.example.com';
export const noon = Date.parse('2026-03-03T12:00:00.000Z');

export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

export const clockAt = (start = noon): TestClock => {
  let now = start;
  return {
    now: () => now,
    sleep: async () => void (await nextTurn()),
    advance: (milliseconds) => (now += milliseconds),
  };
};

/** Different bytes at each call, the same in each run. */
export const countedRandom = (): Random => {
  let count = 0;
  return {
    bytes: (length) => {
      count += 1;
      const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
        createHash('sha256').update(`${count}/${block}`).digest(),
      );
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
  };
};

export const hostSecret = Buffer.alloc(32, 'host').toString('base64url');

export const acme: Tenant = {
  id: 'acme',
  product: 'Acme CRM',
  claim: 'page',
  limits: { user: undefined, attempts: undefined, backend: undefined },
  keys: [{ kid: 'k1', algorithm: 'HS256', material: hostSecret }],
  origins: [{ origin: 'https://crm.acme.example', returnPath: '/gmail-return.html' }],
  webhooks: [],
  trackSent: undefined,
};

export const settingsWith = (change: Partial<Settings> = {}): Settings => ({
  serviceOrigin,
  port: 0,
  listenAddress: '127.0.0.1',
  google: {
    clientId: 'client-1',
    clientSecret: 'CANARY-client-secret',
    issuers: ['https://accounts.google.com', 'accounts.google.com'],
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    revocationUrl: 'https://oauth2.googleapis.com/revoke',
    certificatesUrl: 'https://www.googleapis.com/oauth2/v1/certs',
    gmailUrl: 'https://gmail.googleapis.com/',
    connectedAppsUrl: 'https://myaccount.google.com/connections',
    gmailWebUrl: 'https://mail.google.com/',
    timeoutMs: 10_000,
  },
  tenants: new Map([[acme.id, acme]]),
  trustedProxies: 0,
  limits: { address: 1200, pages: 120, user: 240, attempts: 30 },
  replies: {
    poll: { activeSeconds: 60, idleSeconds: 300, idleWithPushSeconds: 600, atOnce: 40 },
    units: { mailbox: 6_000, project: 1_200_000 },
    pushTopic: undefined,
    pushSender: undefined,
    trackSent: false,
    keptDays: { found: 730, disconnected: 30 },
  },
  sending: { lateToleranceSeconds: 900, undoSeconds: 10, atOnce: 40 },
  ...change,
});

/** Google, as far as it is never reached. */
const noGoogle: GooglePort = {
  authorizationUrl: () => 'https://accounts.google.com/o/oauth2/v2/auth',
  exchange: async () => fail({ code: 'google-unavailable' }),
  refresh: async () => fail({ code: 'google-unavailable' }),
  revoke: async () => fail({ code: 'google-unavailable' }),
  profile: async () => fail({ code: 'google-unavailable' }),
  checkPush: async () => fail({ code: 'google-unavailable' }),
  reachable: async () => false,
};

/** Gmail, as far as it is never reached. */
const noGmail: GmailPort = {
  newestHistory: async () => fail({ code: 'google-unavailable' }),
  addedSince: async () => fail({ code: 'google-unavailable' }),
  receivedSince: async () => fail({ code: 'google-unavailable' }),
  headers: async () => fail({ code: 'google-unavailable' }),
  wholeMail: async () => fail({ code: 'google-unavailable' }),
  watch: async () => fail({ code: 'google-unavailable' }),
  unwatch: async () => fail({ code: 'google-unavailable' }),
  ownAddresses: async () => fail({ code: 'google-unavailable' }),
  mailRules: async () => fail({ code: 'google-unavailable' }),
  sentSince: async () => fail({ code: 'google-unavailable' }),
  findByMessageId: async () => fail({ code: 'google-unavailable' }),
  sendMail: async () => fail({ code: 'unreachable' }),
};

export interface TestPorts {
  readonly ports: Ports;
  readonly clock: TestClock;
  /** Every line of the log, as it would be written. */
  readonly lines: string[];
}

/** A database that refuses every connection, as PostgreSQL does while it is down. */
export const deadDatabase = (): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => {
          throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432 CANARY-database-address'), { code: 'ECONNREFUSED' });
        },
        end: async () => undefined,
        options: {},
      },
    }),
  });

export const givenPorts = (
  store: Pick<Store, 'database'> = { database: deadDatabase() },
  change: Partial<Ports> = {},
): TestPorts => {
  const clock = clockAt();
  const random = countedRandom();
  const lines: string[] = [];
  const ports: Ports = {
    settings: settingsWith(),
    clock,
    random,
    database: store.database,
    keyring: createKeyring([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }], random),
    google: noGoogle,
    gmail: noGmail,
    pollBell: createPollBell(),
    sendBell: createPollBell(),
    bell: createFeedBell(),
    webhooks: { post: async () => fail({ code: 'no-answer' }) },
    log: createLog((line) => lines.push(line)),
    metrics: createMetrics(),
    pages: new Map(),
    kit: new Map(),
    ...change,
  };
  return { ports, clock, lines };
};
