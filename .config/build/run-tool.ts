import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program in the project's folder, its output shown as it comes, and resolves with its exit code. Ctrl-C reaches
 * every process of the group by itself; this one waits for the program to end in its own way.
 */
export const runProgram = async (program: string, parameters: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> => {
  const wait = (): void => {};
  process.on('SIGINT', wait).on('SIGTERM', wait).on('SIGHUP', wait);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(program, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', wait).off('SIGHUP', wait);
  }
};

/** The same with a program of node_modules/.bin, under this very Node. */
export const runTool = (tool: string, parameters: readonly string[], env?: NodeJS.ProcessEnv): Promise<number> =>
  runProgram(process.execPath, [join(root, 'node_modules/.bin', tool), ...parameters], env);
