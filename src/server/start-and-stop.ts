import type { Server } from 'node:http';
import { fail, succeed, type Outcome } from '../contract/index.ts';
import { createApp } from './app.ts';
import { createGmail } from './google/gmail-client.ts';
import { createGoogle } from './google/google-client.ts';
import { closeServer, listen, serverOf, type Listening, type ListenFailure } from './http/listen.ts';
import type { StaticFiles } from './http/static-files.ts';
import { createMaintenance } from './maintenance.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Clock, Log, Ports, Random } from './ports.ts';
import { createFeedBell, type FeedBell } from './replies/feed/feed-bell.ts';
import { createFeedWatch } from './replies/feed/feed-watch.ts';
import { createPollBell } from './replies/sync/poll-bell.ts';
import { createSync } from './replies/sync/sync-rounds.ts';
import type { Rounds } from './rounds.ts';
import { createSending } from './sending/dispatch/sending-rounds.ts';
import { createSettling } from './sending/settle/settle-rounds.ts';
import { redirectUri, type Deployment } from './settings/settings.ts';
import { checkKeys, noteFirstKey } from './store/key-checks.ts';
import { createKeyring } from './store/keyring.ts';
import { createWebhookRounds } from './webhooks/webhook-rounds.ts';
import { createWebhookPort } from './webhooks/webhook-port.ts';
import { openStore, type Store, type StoreProblem } from './store/open.ts';

/** What the process gives to the service beside its settings. */
export interface Outside {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pages: StaticFiles;
  readonly kit: StaticFiles;
}

export type StartProblem =
  | StoreProblem
  | ListenFailure
  | { readonly code: 'pages-missing' }
  | { readonly code: 'key-changed'; readonly keyIds: readonly string[] };

/**
 * One service of this process. It is `new`, then starting, then either failed or listening, then stopping, then
 * stopped; both calls may come at any time and as often as they like, and share one promise each. Stopping drains: no
 * new connections, then the requests under way, then the maintenance, then the database.
 */
export interface Service {
  start(): Promise<Outcome<Listening, StartProblem>>;
  stop(): Promise<void>;
}

interface Running {
  readonly store: Store;
  readonly server: Server;
  /** Everything that goes on by itself. */
  readonly rounds: readonly Rounds[];
  readonly bell: FeedBell;
  readonly listening: Listening;
}

/** How long requests under way may take once the service is told to stop. */
const drainMs = 10_000;

export const createService = (deployment: Deployment, outside: Outside): Service => {
  let starting: Promise<Outcome<Running, StartProblem>> | undefined;
  let stopping: Promise<void> | undefined;

  return {
    async start() {
      if (stopping !== undefined) throw new TypeError('Failed to start: this service was stopped; create another');
      starting ??= run(deployment, outside);
      const running = await starting;
      return running.ok ? succeed(running.value.listening) : running;
    },
    stop() {
      stopping ??= (async () => {
        const running = await starting?.catch(() => undefined);
        if (running?.ok) await drain(running.value, outside.clock);
      })();
      return stopping;
    },
  };
};

const run = async (deployment: Deployment, outside: Outside): Promise<Outcome<Running, StartProblem>> => {
  if (!outside.pages.has('finish.js')) return fail({ code: 'pages-missing' });
  const opened = await openStore(deployment.store);
  if (!opened.ok) return opened;
  const store = opened.value;
  const keyring = createKeyring(deployment.encryptionKeys, outside.random);
  await noteFirstKey(store.database, keyring);
  const changed = (await checkKeys(store.database, keyring)).filter(({ state }) => state === 'unreadable');
  if (changed.length > 0) {
    await store.close();
    return fail({ code: 'key-changed', keyIds: changed.map(({ keyId }) => keyId) });
  }

  const { settings } = deployment;
  const ports: Ports = {
    ...outside,
    settings,
    database: store.database,
    keyring,
    webhooks: createWebhookPort(outside.clock),
    bell: createFeedBell(),
    pollBell: createPollBell(),
    sendBell: createPollBell(),
    gmail: createGmail({ settings: settings.google, clock: outside.clock }),
    google: createGoogle({ settings: settings.google, redirectUri: redirectUri(settings), clock: outside.clock }),
  };
  const server = serverOf(createApp(ports));
  const listening = await listen(server, settings.port, settings.listenAddress);
  if (!listening.ok) {
    await store.close();
    return listening;
  }
  const webhooks = createWebhookRounds(ports);
  ports.bell.onAnyRing(() => webhooks.wake());
  const sync = createSync(ports);
  ports.pollBell.onRing(() => sync.wake());
  const sending = createSending(ports);
  const settling = createSettling(ports);
  ports.sendBell.onRing(() => sending.wake());
  const rounds = [createMaintenance(ports), sync, sending, settling, webhooks, createFeedWatch(ports)];
  for (const each of rounds) await each.start();
  return succeed({ store, server, rounds, bell: ports.bell, listening: listening.value });
};

const drain = async ({ server, rounds, bell, store }: Running, clock: Clock): Promise<void> => {
  // Live streams never end by themselves.
  bell.close();
  await closeServer(server, (finished) => clock.sleep(drainMs, finished));
  await Promise.all(rounds.map((each) => each.stop()));
  await store.close();
};
