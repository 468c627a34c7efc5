import { spawnSync } from 'node:child_process';

/** Whether a program can be started here at all and ends well. */
export const runs = (program: string, parameters: readonly string[]): boolean =>
  spawnSync(program, parameters, { stdio: 'ignore', timeout: 60_000 }).status === 0;

export const isRoot = (): boolean => process.getuid?.() === 0;
