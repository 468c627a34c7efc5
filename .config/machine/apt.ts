import { spawnSync } from 'node:child_process';
import { isRoot, runs } from './run-quietly.ts';

/** Debian and its relatives, for root: elsewhere nobody is asked for a password in the middle of a test run. */
export const aptIsUsable = (): boolean => isRoot() && runs('apt-get', ['--version']);

/** Installs a Debian package and answers whether that worked; what apt-get says is shown only when it did not. */
export const aptInstall = (name: string): boolean => {
  console.log(`Installing ${name} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const parameters of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const result = spawnSync('apt-get', ['-qq', ...parameters], { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    if (result.status !== 0) {
      console.error(`${result.stdout}${result.stderr}`.trim());
      return false;
    }
  }
  return true;
};
