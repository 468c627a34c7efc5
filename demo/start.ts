import { mkdirSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotBuilt, readBuiltPages } from './built-pages.ts';
import type { Crm } from './crm/crm.ts';
import { restoreHeard } from './crm/hooks/heard-events.ts';
import { createDemoClock } from './demo-clock.ts';
import { keepKeys, readJsonFile } from './demo-keys.ts';
import { tenantsFile, type HostOfDemo } from './demo-tenants.ts';
import type { EmulatedGoogle } from './google/emulated-google.ts';
import { restoreMailboxes } from './google/gmail/saved-mailboxes.ts';
import { restoreGrants } from './google/saved-grants.ts';
import { listen, PortTaken, type Listening } from './listen.ts';
import { demoClient, openCrm, openGoogle } from './open-parts.ts';
import { portProblem, readPorts } from './ports.ts';
import { pushEnvironment, pushSubscription, serviceEnvironment } from './service-environment.ts';
import { ServiceDidNotStart, startServiceProcess, type ServiceProcess } from './service-process.ts';

/**
 * `npm start`: the CRM and the emulated Google in this process, the real service as a child of it. Keys and data stay
 * in `.data/demo/` (or DEMO_DATA_DIR), so that a restarted demo still knows who is connected; removing the folder begins anew.
 */
const folder = process.env['DEMO_DATA_DIR'] ?? fileURLToPath(new URL('../.data/demo/', import.meta.url));
const clock = createDemoClock();
const notYet = async (): Promise<Response> => new Response('Starting', { status: 503, headers: { 'retry-after': '1' } });

const start = async (ending: (() => Promise<void>)[]): Promise<void> => {
  const ports = readPorts(process.env);
  if (!ports.ok) return fail(ports.failure);
  const { crm: crmPort, service: servicePort, google: googlePort } = ports.value;
  const serviceOrigin = `http://connect.localhost:${servicePort}`;
  const googleOrigin = `http://google.localhost:${googlePort}`;
  const built = await readBuiltPages();
  mkdirSync(folder, { recursive: true });
  const keys = keepKeys(folder);

  // All three ports are taken before anything is started: a port that is not free costs nobody a wait.
  const parts: { google?: EmulatedGoogle; crm?: Crm; service?: ServiceProcess } = {};
  const open = async (port: number, answer: (request: Request) => Promise<Response>): Promise<Listening> => {
    const listening = await listen(answer, port);
    ending.push(() => listening.close());
    return listening;
  };
  await open(crmPort, (request) => (parts.crm?.fetch ?? notYet)(request));
  await open(googlePort, (request) => (parts.google?.fetch ?? notYet)(request));
  await (await listen(notYet, servicePort)).close();

  const client = demoClient(keys, serviceOrigin);
  const savedPath = join(folder, 'google.json');
  const saved = readJsonFile(savedPath);
  const google = openGoogle({
    origin: googleOrigin,
    client,
    controlKey: keys.controlKey,
    clock,
    saved: restoreGrants(saved),
    savedMailboxes: restoreMailboxes(saved),
  });
  parts.google = google;
  ending.push(keepSaved(() => google.save(), savedPath));

  const host: HostOfDemo = { id: 'larkspur', product: 'Larkspur CRM', origin: `http://localhost:${crmPort}`, secret: keys.tenantSecret };
  const tenantsPath = join(folder, 'tenants.json');
  writeFileSync(tenantsPath, tenantsFile([host]), { mode: 0o600 });
  const { sessionKey } = keys;
  const heardPath = join(folder, 'heard.json');
  const heard = restoreHeard(readJsonFile(heardPath));
  ending.push(keepSaved(() => heard.events(), heardPath));
  const startService = async (): Promise<void> => {
    const service = await startServiceProcess({
      environment: {
        ...serviceEnvironment({
          serviceOrigin,
          port: servicePort,
          googleOrigin,
          googlePort,
          clientId: client.clientId,
          clientSecret: client.clientSecret,
          tenantsFile: tenantsPath,
          dataFolder: join(folder, 'service'),
          encryptionKey: keys.encryptionKey,
        }),
        ...pushEnvironment(serviceOrigin),
      },
      onLine: (line) => {
        if (process.env['DEMO_LOG']) process.stderr.write(`${line}\n`);
      },
    });
    // Started again after time has passed, it has to be told of that first.
    const passedMs = clock.now() - Date.now();
    if (passedMs > 0) service.advance(passedMs);
    parts.service = service;
    void service.ended.then(() => {
      if (!stopping && parts.service === service) void stop('The service ended by itself; the demo ends with it.');
    });
  };
  const leaveServiceDown = async (milliseconds: number): Promise<void> => {
    const { service } = parts;
    delete parts.service;
    await service?.stop();
    clock.advance(milliseconds);
    await startService();
  };
  clock.onAdvance((milliseconds) => parts.service?.advance(milliseconds));
  parts.crm = await openCrm({ host, serviceOrigin, servicePort, sessionKey, heard, returnPage: built.returnPage(serviceOrigin), clock, google, leaveServiceDown });
  await startService();
  google.control.pushTo(pushSubscription(serviceOrigin, servicePort));
  ending.unshift(async () => parts.service?.stop());
  process.stdout.write(`Demo CRM: ${host.origin}\n`);
  process.stdout.write(`  service ${serviceOrigin}, emulated Google ${googleOrigin}. Ctrl-C ends all three.\n`);
};

/** Writes what there is whenever it changed, so that even a killed demo keeps it. */
const keepSaved = (saved: () => unknown, path: string): (() => Promise<void>) => {
  let written = '';
  let writing = Promise.resolve();
  const save = async (): Promise<void> => {
    const text = JSON.stringify(saved());
    if (text === written) return;
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
    written = text;
  };
  const timer = setInterval(() => {
    writing = writing.then(save, save);
  }, 500);
  return async () => {
    clearInterval(timer);
    await writing.then(save, save);
  };
};

const ending: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

const stop = (sentence?: string): Promise<void> =>
  (stopping ??= (async () => {
    if (sentence !== undefined) fail(sentence);
    for (const end of ending) await end();
    process.exit();
  })());

const fail = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

/** The service speaks of its own settings; whoever starts the demo sets the demo's. */
const inWordsOfTheDemo = (sentence: string): string => sentence.replace('GCK_DATA_DIR, or set DATABASE_URL', 'DEMO_DATA_DIR');

const sentenceOf = (error: unknown): string => {
  if (error instanceof PortTaken) return portProblem(error.port, process.env);
  if (error instanceof NotBuilt) return error.message;
  if (error instanceof ServiceDidNotStart) return `The service did not start:\n${inWordsOfTheDemo(error.message)}`;
  return `The demo did not start: ${error instanceof Error ? error.message : String(error)}`;
};

try {
  await start(ending);
  if (process.exitCode !== undefined) await stop();
} catch (error) {
  await stop(sentenceOf(error));
}
