import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../build/run-tool.ts';
import { runCounted } from './run-counted.ts';
import { sum, type Counts } from './stage.ts';

export interface TestFiles {
  readonly files: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** How many files run at once. */
  readonly concurrency: number;
  /** How long one file may take; node:test's own limits end its tests, and not a file that something keeps alive. */
  readonly limitMs: number;
  readonly say?: (text: string) => void;
}

const posix = process.platform !== 'win32';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a file that took too long gets for closing its browsers, before it is ended by force. */
const graceMs = 2_000;

/**
 * Runs test files, each in a process group of its own. A file that does not end in time is ended with everything it
 * started, is named as failed, and the others go on. Whatever interrupts the run interrupts the files.
 */
export const runTestFiles = async ({ files, env, concurrency, limitMs, say = (text) => void process.stdout.write(text) }: TestFiles): Promise<Counts> => {
  const waiting = [...files];
  const running = new Set<ChildProcess>();
  const interrupt = (signal: NodeJS.Signals): void => {
    waiting.length = 0;
    for (const child of running) signalGroup(child, signal);
  };
  for (const signal of signals) process.on(signal, interrupt);

  const runFile = async (file: string, counted: NodeJS.ProcessEnv): Promise<number> => {
    const child = start(file, { ...counted, ...env });
    running.add(child);
    try {
      const { code, inTime, printed } = await endOf(child, limitMs);
      if (!inTime) say(`✖ ${relative(root, file)}  did not end within ${spanOf(limitMs)}, and was ended\n`);
      say(printed);
      return inTime ? code : 1;
    } finally {
      running.delete(child);
    }
  };

  const runNext = async (results: Counts[]): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const next = file;
      results.push(await runCounted((counted) => runFile(next, counted)));
    }
  };

  try {
    const results: Counts[] = [];
    await Promise.all(Array.from({ length: concurrency }, () => runNext(results)));
    return sum(results);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
};

const reporter = new URL('report-node-tests.ts', import.meta.url).href;
const endWithParent = new URL('../launch/end-with-parent.mjs', import.meta.url).href;

const start = (file: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, ['--import', endWithParent, '--test', `--test-reporter=${reporter}`, file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A runner that finds itself inside another one's test runs nothing.
    env: { ...env, NODE_TEST_CONTEXT: undefined },
    detached: posix,
  });

const endOf = async (child: ChildProcess, limitMs: number) => {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const closed = once(child, 'close');
  let inTime = true;
  const limit = setTimeout(() => {
    inTime = false;
    signalGroup(child, 'SIGTERM');
  }, limitMs);
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), limitMs + graceMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(limit);
  clearTimeout(force);
  // What the file left behind, which may hold its output open, too.
  signalGroup(child, inTime ? 'SIGTERM' : 'SIGKILL');
  await Promise.race([closed, pause(graceMs, undefined, { ref: false })]);
  return { code: code ?? 1, inTime, printed: chunks.join('') };
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Nobody of the group is left.
  }
};

const spanOf = (milliseconds: number): string => (milliseconds < 60_000 ? `${milliseconds} ms` : `${milliseconds / 60_000} min`);
