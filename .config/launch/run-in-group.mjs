// @ts-check
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** How long a command may take to end by itself after Ctrl-C before it is ended by force. */
const graceMilliseconds = 10_000;

const posix = process.platform !== 'win32';

/**
 * Whose child this process is, and, where the system tells (Linux), whose child its parent is: npm puts a shell between.
 * A process whose parent ends gets another one.
 */
const ancestors = () => {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(process.ppid); // No /proc: the parent alone has to do.
  }
};

/**
 * Runs a program as the leader of a process group of its own and resolves with its exit code. Whatever ends this
 * process ends the whole group: Ctrl-C, a signal, a closed terminal, or the end of the npm that started it.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export const runInGroup = (program, parameters, env) =>
  new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: posix });

    /** @param {NodeJS.Signals} signal */
    const signalGroup = (signal) => {
      if (child.pid === undefined) return;
      try {
        if (posix) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // Nobody of the group is left.
      }
    };

    let ending = false;
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      // A second Ctrl-C does not wait.
      signalGroup(ending ? 'SIGKILL' : signal);
      if (ending) return;
      ending = true;
      setTimeout(() => signalGroup('SIGKILL'), graceMilliseconds).unref();
    };
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, end);

    // An npm that was killed cannot pass anything on.
    const started = ancestors();
    if (process.env['npm_lifecycle_event'] !== undefined && posix) {
      setInterval(() => {
        if (!ending && ancestors() !== started) end('SIGTERM');
      }, 1000).unref();
    }

    child.on('error', (error) => {
      console.error(`Failed to run ${program}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      signalGroup('SIGTERM'); // what the command left behind
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
