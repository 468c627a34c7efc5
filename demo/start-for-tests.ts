import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conditions } from './crm/conditions.ts';
import type { Crm } from './crm/crm.ts';
import { createHeardEvents } from './crm/hooks/heard-events.ts';
import { createDemoClock, type DemoClock } from './demo-clock.ts';
import { drawKeys } from './demo-keys.ts';
import { tenantsFile, webhookSecretOf, type HostOfDemo } from './demo-tenants.ts';
import type { SwitchChange } from './google/control.ts';
import type { EmulatedGoogle } from './google/emulated-google.ts';
import { freePort, listen } from './listen.ts';
import { demoClient, openCrm, openGoogle } from './open-parts.ts';
import { readBuiltPages } from './built-pages.ts';
import { pushEnvironment, pushSubscription, serviceEnvironment } from './service-environment.ts';
import { createServiceInTests, type ServiceInTests } from './service-in-tests.ts';

/**
 * The whole product for a test: CRM, service and emulated Google on free ports, with data that is gone afterwards.
 * What a test wants to be different it changes while everything runs: `crm.change`, `google.control`, `service`.
 */
export interface DemoForTests {
  readonly crm: Crm & { readonly origin: string; readonly host: HostOfDemo };
  /** A CRM of another tenant on another origin; only where `secondHost` is set. */
  readonly secondCrm: (Crm & { readonly origin: string; readonly host: HostOfDemo }) | undefined;
  readonly service: ServiceInTests;
  /** Time of CRM and service, and of Google where the service is a process of its own. Browsers keep theirs. */
  readonly clock: DemoClock;
  readonly google: EmulatedGoogle & { readonly origin: string; readonly clientId: string };
  /** Every secret of this demo's settings, to search for where they must not be. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

export interface DemoForTestsOptions {
  /** `process` is the real main.ts, which can be killed; `inside` shares this process, and answers sooner. */
  readonly service?: 'inside' | 'process';
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string;
  readonly conditions?: Partial<Conditions>;
  readonly switches?: SwitchChange;
  readonly secondHost?: boolean;
  /** Gmail tells the service of changes; without it they are polled for. */
  readonly pushes?: boolean;
  /** The test panel in the CRM's pages. */
  readonly panel?: boolean;
  /** The world outside takes real time instead of Google's. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** More of the service's environment, for example limits. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Receives what the service writes. */
  readonly onLine?: (line: string) => void;
}

export const startDemoForTests = async (options: DemoForTestsOptions = {}): Promise<DemoForTests> => {
  const folder = await mkdtemp(join(tmpdir(), 'gmail-connect-demo-'));
  const keys = drawKeys();
  const servicePort = await freePort();
  const serviceOrigin = `http://connect.localhost:${servicePort}`;
  const clock = createDemoClock();

  const closing: (() => Promise<void>)[] = [];
  const serve = async (name: string, answer: () => (request: Request) => Promise<Response>) => {
    const listening = await listen((request) => answer()(request), 0);
    closing.push(() => listening.close());
    return { port: listening.port, origin: `http://${name}:${listening.port}` };
  };

  try {
    const parts: { google?: EmulatedGoogle; service?: ServiceInTests } = {};
    const notYet = async (): Promise<Response> => new Response('Not started', { status: 503 });
    const googleAt = await serve('google.localhost', () => parts.google?.fetch ?? notYet);
    const client = demoClient(keys, serviceOrigin);
    // google-auth-library reads the machine's clock, which a service inside this process shares: Google stays with it.
    const googleClock = options.service === 'process' ? clock : { now: () => Date.now() };
    const pause = options.pause ?? (async (milliseconds: number): Promise<void> => parts.google?.control.advance(milliseconds));
    const google = openGoogle({ origin: googleAt.origin, client, controlKey: keys.controlKey, clock: googleClock, pause });
    parts.google = google;
    google.control.change(options.switches ?? {});
    if (options.pushes === true) google.control.pushTo(pushSubscription(serviceOrigin, servicePort));

    const pages = await readBuiltPages();
    const openHost = async (id: string, product: string, name: string) => {
      const opened: { crm?: Crm } = {};
      const at = await serve(name, () => opened.crm?.fetch ?? notYet);
      const host: HostOfDemo = { id, product, origin: at.origin, secret: randomBytes(32).toString('base64url') };
      const crm = await openCrm({
        host,
        serviceOrigin,
        servicePort,
        sessionKey: keys.sessionKey,
        heard: createHeardEvents(),
        returnPage: pages.returnPage(serviceOrigin),
        clock,
        google: options.panel === true ? google : undefined,
        pause,
        leaveServiceDown: async (milliseconds) => {
          await parts.service?.stop();
          clock.advance(milliseconds);
          await parts.service?.start();
        },
      });
      opened.crm = crm;
      crm.change(options.conditions ?? {});
      return { ...crm, origin: at.origin, host };
    };
    const crm = await openHost('larkspur', 'Larkspur CRM', 'localhost');
    const secondCrm = options.secondHost === true ? await openHost('acorn', 'Acorn CRM', 'acorn.localhost') : undefined;

    const tenantsPath = join(folder, 'tenants.json');
    await writeFile(tenantsPath, tenantsFile([crm.host, ...(secondCrm === undefined ? [] : [secondCrm.host])]));
    const environment = {
      ...serviceEnvironment({
        serviceOrigin,
        port: servicePort,
        googleOrigin: googleAt.origin,
        googlePort: googleAt.port,
        clientId: client.clientId,
        clientSecret: client.clientSecret,
        tenantsFile: tenantsPath,
        dataFolder: join(folder, 'service'),
        encryptionKey: keys.encryptionKey,
      }),
      ...(options.pushes === true ? pushEnvironment(serviceOrigin) : {}),
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      // Many attempts in a row come from one address and one person here.
      GCK_LIMIT_ADDRESS: '100000',
      GCK_LIMIT_PAGES: '100000',
      GCK_LIMIT_USER: '100000',
      GCK_LIMIT_ATTEMPTS: '100000',
      ...options.environment,
    };
    const service = createServiceInTests({
      kind: options.service ?? 'inside',
      origin: serviceOrigin,
      port: servicePort,
      environment,
      files: pages,
      clock,
      onLine: options.onLine ?? (() => undefined),
    });
    parts.service = service;
    closing.unshift(() => service.stop());
    await service.start();

    return {
      crm,
      secondCrm,
      service,
      clock,
      google: { ...google, origin: googleAt.origin, clientId: client.clientId },
      secrets: [keys.encryptionKey, keys.googleClientSecret, ...[crm, secondCrm].flatMap((each) => (each === undefined ? [] : [each.host.secret, webhookSecretOf(each.host)]))],
      close: () => closeAll(closing, folder),
    };
  } catch (error) {
    await closeAll(closing, folder);
    throw error;
  }
};

const closeAll = async (closing: readonly (() => Promise<void>)[], folder: string): Promise<void> => {
  for (const close of closing) await close();
  await rm(folder, { recursive: true, force: true });
};
