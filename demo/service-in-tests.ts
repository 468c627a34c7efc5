import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeSettings } from '../src/server/settings/decode-settings.ts';
import { createLog } from '../src/server/operations/log.ts';
import { createMetrics } from '../src/server/operations/metrics.ts';
import { createService } from '../src/server/start-and-stop.ts';
import type { BuiltPages } from './built-pages.ts';
import type { DemoClock } from './demo-clock.ts';
import { ServiceDidNotStart, startServiceProcess } from './service-process.ts';

/** The service of a test. It may be stopped and started again on the same data. */
export interface ServiceInTests {
  readonly origin: string;
  /** Where Node finds it. */
  readonly backChannel: string;
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the process in the middle of whatever it does; only where it is one. */
  kill(): Promise<void>;
}

export interface ServiceInTestsOptions {
  readonly kind: 'inside' | 'process';
  readonly origin: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: BuiltPages;
  readonly onLine: (line: string) => void;
  readonly clock: DemoClock;
}

interface Running {
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export const createServiceInTests = (options: ServiceInTestsOptions): ServiceInTests => {
  const { kind, origin, port } = options;
  let running: Running | undefined;

  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };

  return {
    origin,
    port,
    backChannel: `http://127.0.0.1:${port}`,
    start: async () => {
      running ??= kind === 'process' ? await startProcess(options) : await startInside(options);
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
};

const startProcess = async (options: ServiceInTestsOptions): Promise<Running> => {
  const running = await startServiceProcess(options);
  const passed = options.clock.now() - Date.now();
  // Started again after time has passed, it has to be told of that first.
  if (passed > 0) running.advance(passed);
  options.clock.onAdvance((milliseconds) => running.advance(milliseconds));
  return running;
};

/** The same assembly as main.ts, with the clock in the test's hand. */
const startInside = async ({ environment, files, onLine, clock }: ServiceInTestsOptions): Promise<Running> => {
  const decoded = decodeSettings(environment, readFileSync(environment['GCK_TENANTS_FILE'] ?? '', 'utf8'));
  if (!decoded.ok) throw new ServiceDidNotStart(decoded.failure.map(({ where, sentence }) => `${where}: ${sentence}`).join('\n'));
  const service = createService(decoded.value, {
    clock: {
      now: () => clock.now(),
      sleep: (milliseconds, signal) => pause(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    },
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    log: createLog(onLine),
    metrics: createMetrics({ process: false }),
    pages: files.pages,
    kit: files.kit,
  });
  const started = await service.start();
  if (!started.ok) throw new ServiceDidNotStart(`The service did not start: ${started.failure.code}.`);
  const kill = (): Promise<never> => Promise.reject(new TypeError('Failed to kill the service: it shares this process'));
  return { stop: () => service.stop(), kill };
};
