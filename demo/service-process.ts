import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The real service as a process of its own. */
export interface ServiceProcess {
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<void>;
  /** Asks it to finish what it does, and waits. */
  stop(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Lets time pass in it. */
  advance(milliseconds: number): void;
}

/** It ended before it was ready; what it said about that stands in the message. */
export class ServiceDidNotStart extends Error {
  override readonly name = 'ServiceDidNotStart';
}

export interface ServiceProcessOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/** Starts it and waits until it listens. It ends with its parent, however that one ends. */
export const startServiceProcess = async ({ environment, onLine }: ServiceProcessOptions): Promise<ServiceProcess> => {
  const preload = new URL('./service-preload.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', preload, 'src/server/main.ts'], {
    cwd: root,
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });

  const said: string[] = [];
  const ready = new Promise<void>((resolve) => {
    eachLine(child.stdout, (line) => {
      if (line.startsWith('Service: ')) resolve();
      onLine(line);
    });
  });
  eachLine(child.stderr, (line) => {
    said.push(line);
    onLine(line);
  });

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  const started = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (!started) throw new ServiceDidNotStart(said.slice(-8).join('\n'));
  const advance = (milliseconds: number): void => {
    if (child.connected) child.send({ passMilliseconds: milliseconds });
  };
  return { ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL'), advance };
};

const eachLine = (output: Readable | null, take: (line: string) => void): void => {
  if (output !== null) createInterface({ input: output }).on('line', take);
};

/** The service of a demo is told everything; an operator's own settings for another one must not leak into it. */
const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GCK_|GOOGLE_|DATABASE_URL$|PORT$|HOST$)/.test(name)));
