import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fail } from '../../src/contract/index.ts';
import { createGmail } from '../../src/server/google/gmail-client.ts';
import { createGoogle } from '../../src/server/google/google-client.ts';
import { quotaUnits, type GmailPort } from '../../src/server/google/gmail-port.ts';
import { createMetrics } from '../../src/server/operations/metrics.ts';
import type { Ports } from '../../src/server/ports.ts';
import { createFeedBell } from '../../src/server/replies/feed/feed-bell.ts';
import { createPollBell } from '../../src/server/replies/sync/poll-bell.ts';
import { decodeSettings } from '../../src/server/settings/decode-settings.ts';
import { createKeyring } from '../../src/server/store/keyring.ts';
import { openStore } from '../../src/server/store/open.ts';

const tenants = JSON.stringify({
  tenants: [
    {
      id: 'bench',
      product: 'Bench',
      keys: [{ kid: 'k1', algorithm: 'HS256', secret: randomBytes(32).toString('base64url') }],
      origins: [{ origin: 'https://crm.example.com' }],
      webhooks: [{ id: 'crm', url: 'https://crm.example.com/hook', secrets: [`whsec_${randomBytes(32).toString('base64')}`] }],
    },
  ],
});

export interface PortsToOpen {
  readonly databaseUrl: string;
  /** What a Gmail of the bench's own answers; nothing else is asked. */
  readonly gmail: Partial<GmailPort>;
  /** The machine's own unless given. */
  readonly now?: () => number;
  /** More of the service's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface OpenPorts {
  readonly ports: Ports;
  /** Gmail's quota units so far. */
  readonly units: () => number;
  readonly close: () => Promise<void>;
}

/** What the service works with, on a real database. */
export const openPorts = async ({ databaseUrl, gmail, now = Date.now, environment = {} }: PortsToOpen): Promise<OpenPorts> => {
  const key = randomBytes(32);
  const decoded = decodeSettings(
    {
      GCK_SERVICE_ORIGIN: 'https://connect.example.com',
      GCK_TENANTS_FILE: 'tenants.json',
      GCK_ENCRYPTION_KEYS: `k1:${key.toString('base64')}`,
      GOOGLE_CLIENT_ID: 'bench',
      GOOGLE_CLIENT_SECRET: 'bench',
      GCK_UNITS_MAILBOX: '1000000',
      GCK_UNITS_PROJECT: '100000000',
      ...environment,
    },
    tenants,
  );
  if (!decoded.ok) throw new Error(`The settings of the bench are wrong: ${JSON.stringify(decoded.failure)}`);
  const opened = await openStore({ kind: 'postgres', url: databaseUrl });
  if (!opened.ok) throw new Error(`No database: ${opened.failure.code}`);
  const store = opened.value;
  const { settings } = decoded.value;
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
  const clock = {
    now,
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      // Whoever is woken early wants to go on.
      await pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
  };
  let units = 0;
  const ports: Ports = {
    settings,
    clock,
    random,
    database: store.database,
    keyring: createKeyring([{ id: 'k1', bytes: new Uint8Array(key) }], random),
    google: createGoogle({ settings: settings.google, redirectUri: '', clock }),
    gmail: { ...createGmail({ settings: settings.google, clock }), ...gmail },
    webhooks: { post: async () => fail({ code: 'no-answer' }) },
    bell: createFeedBell(),
    pollBell: createPollBell(),
    sendBell: createPollBell(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { ...createMetrics(), gmailAsked: (method: keyof typeof quotaUnits) => void (units += quotaUnits[method]) },
    pages: new Map(),
    kit: new Map(),
  };
  return { ports, units: () => units, close: () => store.close() };
};
