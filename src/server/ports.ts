import type { Kysely } from 'kysely';
import type { GmailPort } from './google/gmail-port.ts';
import type { GooglePort } from './google/google-port.ts';
import type { StaticFiles } from './http/static-files.ts';
import type { Metrics } from './operations/metrics.ts';
import type { FeedBell } from './replies/feed/feed-bell.ts';
import type { PollBell } from './replies/sync/poll-bell.ts';
import type { Settings } from './settings/settings.ts';
import type { Keyring } from './store/keyring.ts';
import type { Tables } from './store/tables.ts';
import type { WebhookPort } from './webhooks/webhook-port.ts';

/**
 * Everything the service needs from outside, passed in so that a test can hold each of them in its hand.
 * `createApp(ports)` and the maintenance are built from these and touch nothing else.
 */
export interface Ports {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly database: Kysely<Tables>;
  readonly keyring: Keyring;
  readonly google: GooglePort;
  readonly gmail: GmailPort;
  readonly webhooks: WebhookPort;
  readonly bell: FeedBell;
  readonly pollBell: PollBell;
  /** The same for mail that is to leave. */
  readonly sendBell: PollBell;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The built `dist/pages`: `finish.js`, `finish.css` and `return.html`. */
  readonly pages: StaticFiles;
  /** The built `dist/bundle`, served under `/kit/`. */
  readonly kit: StaticFiles;
}

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Resolves after the given time, or at once when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** Cryptographically strong bytes. */
  bytes(length: number): Uint8Array;
}

/** Structured lines with an allow-list of fields: what is not named in `operations/log.ts` cannot be written. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** The fields a line may carry. Ids, codes, times and counts; never a token, a code of a flow, an address or a body. */
export interface LogFields {
  readonly requestId?: string;
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly tenant?: string;
  readonly org?: string;
  readonly user?: string;
  readonly jti?: string;
  readonly flowId?: string;
  readonly connectionId?: string;
  readonly failure?: string;
  readonly at?: string;
  readonly count?: number;
  readonly attempt?: number;
}
