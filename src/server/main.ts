#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGoogle } from './google/google-client.ts';
import { loadStaticFiles } from './http/static-files.ts';
import { describeThrown, fromThrown } from './http/thrown-failure.ts';
import { diagnose } from './operations/doctor.ts';
import { createLog } from './operations/log.ts';
import { createMetrics } from './operations/metrics.ts';
import { settingsSentences, startSentence } from './operations/start-sentences.ts';
import { returnPage, returnPageSentence } from './pages/return-page.ts';
import type { Clock, Random } from './ports.ts';
import { decodeSettings } from './settings/decode-settings.ts';
import { isExactOrigin } from './settings/origin-text.ts';
import { redirectUri } from './settings/settings.ts';
import { createService } from './start-and-stop.ts';
import { inspectStore } from './store/inspect.ts';

/**
 * The only file that touches the process: it reads the environment, hands everything over, and listens to signals.
 * Sentences for people and the log go to the error output; what was asked for (`Service: …`, the doctor's report, the
 * return page) to the output.
 */
const clock: Clock = {
  now: () => Date.now(),
  // An aborted sleep is over, not failed.
  sleep: (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};
const random: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** The package's `dist` beside the compiled modules, or the checkout's when the sources run. */
const builtFolder = (name: string): string => {
  const candidates = [`../../${name}/`, `../../dist/${name}/`].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((folder) => existsSync(folder)) ?? candidates[1] ?? name;
};

const readTenantsFile = (): string | undefined => {
  try {
    return readFileSync(process.env['GCK_TENANTS_FILE'] ?? '', 'utf8');
  } catch {
    // Missing, a folder, no right to read: the settings say that it cannot be read.
    return undefined;
  }
};

const serve = async (): Promise<void> => {
  const decoded = decodeSettings(process.env, readTenantsFile());
  if (!decoded.ok) return failWith(settingsSentences(decoded.failure));
  const deployment = decoded.value;
  const log = createLog((line) => void process.stderr.write(line));
  const [pages, kit] = await Promise.all([loadStaticFiles(builtFolder('pages')), loadStaticFiles(builtFolder('bundle'))]);
  const service = createService(deployment, { clock, random, log, metrics: createMetrics({ process: true }), pages, kit });

  const stop = async (): Promise<void> => {
    await service.stop();
    log.info('service-stopped');
    process.exit();
  };
  // Node would print the message of an error nobody caught, with whatever value a driver put into it.
  process.on('uncaughtException', (error) => {
    log.error('process-failed', fromThrown(error).fields);
    process.exit(1);
  });
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  const started = await service.start();
  if (!started.ok) return failWith(startSentence(started.failure));
  const { address, port } = started.value;
  log.info('service-started', { count: deployment.settings.tenants.size });
  say(`Service: ${deployment.settings.serviceOrigin} (listens on ${address}, port ${port})`);
};

const doctor = async (): Promise<void> => {
  const decoded = decodeSettings(process.env, readTenantsFile());
  const deployment = decoded.ok ? decoded.value : undefined;
  const origin = process.env['GCK_SERVICE_ORIGIN'] ?? '';
  const diagnosis = diagnose({
    serviceOrigin: isExactOrigin(origin) ? origin : undefined,
    problems: decoded.ok ? [] : decoded.failure,
    deployment,
    store: deployment && (await inspectStore(deployment.store, deployment.encryptionKeys, random)),
    googleAnswers:
      deployment &&
      (await createGoogle({ settings: deployment.settings.google, redirectUri: redirectUri(deployment.settings), clock }).reachable()),
    pagesBuilt: existsSync(`${builtFolder('pages')}finish.js`),
    kitBuilt: existsSync(`${builtFolder('bundle')}gmail-connect-kit.js`),
  });
  for (const line of diagnosis.lines) say(line);
  process.exitCode = diagnosis.healthy ? 0 : 1;
};

const printReturnPage = async (): Promise<void> => {
  const page = returnPage(process.env['GCK_SERVICE_ORIGIN'], await loadStaticFiles(builtFolder('pages')));
  if (!page.ok) return failWith(returnPageSentence(page.failure));
  process.stdout.write(page.value);
};

const failWith = (sentence: string): void => {
  complain(sentence);
  process.exitCode = 1;
};

const commands: Readonly<Record<string, () => Promise<void>>> = { serve, doctor, 'return-page': printReturnPage };

const { positionals } = parseArgs({ allowPositionals: true, strict: false });
const command = commands[positionals[0] ?? 'serve'];
try {
  if (command === undefined) failWith(`There is no such command; there are ${Object.keys(commands).join(', ')}.`);
  else await command();
} catch (error) {
  failWith(`The service could not do this because of something unexpected (${describeThrown(error)}).`);
}
