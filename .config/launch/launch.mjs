// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseNode } from './choose-node.mjs';
import { installationProblem, installationState } from './installation.mjs';
import { runInGroup } from './run-in-group.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const pinnedNode = join(root, process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node');

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The search path without this project's own programs: they are about to be replaced. */
const outerPath = () => (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')).join(delimiter);

/** Installs exactly what the lock file names. @returns {string | undefined} what went wrong */
const install = () => {
  const npm = process.env['npm_execpath'];
  const outerNode = process.env['npm_node_execpath'];
  // `--include=dev`: NODE_ENV=production would leave out everything that builds and tests.
  const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund', '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const [program, all] = npm !== undefined && outerNode !== undefined && npm.endsWith('.js') && existsSync(outerNode)
    ? [outerNode, [npm, ...parameters]]
    : ['npm', parameters];
  const result = spawnSync(program, all, {
    cwd: root,
    env: { ...process.env, PATH: outerPath() },
    // A command's own output may be redirected into a file.
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (result.error !== undefined) return `npm is missing, or cannot be run: ${result.error.message}.`;
  if (result.status === 0) return undefined;
  console.error(result.stderr);
  return installationProblem(result.stderr);
};

/** @returns {string | undefined} what went wrong */
const installWhatIsMissing = () => {
  const stamp = 'node_modules/.package-lock.json';
  const state = installationState(readJson('package-lock.json'), existsSync(join(root, stamp)) ? readJson(stamp) : undefined);
  if (state === 'complete') return undefined;
  console.error(state === 'absent' ? 'Installing the packages (npm ci)…' : 'The lock file has changed: installing the packages again (npm ci)…');
  return install();
};

/**
 * @param {string | undefined} command
 * @param {readonly string[]} parameters
 */
export const launch = async (command, parameters) => {
  /** @param {string} problem */
  const refuse = (problem) => {
    console.error(`\n${problem}`);
    process.exitCode = 1;
  };
  const script = join(root, '.config/commands', `${(command ?? '').replaceAll(':', '-')}.ts`);
  if (command === undefined || !/^[a-z:]+$/.test(command) || !existsSync(script)) {
    return refuse(`There is no command “${command ?? ''}” in this project: see the scripts in package.json.`);
  }
  const problem = installWhatIsMissing();
  if (problem !== undefined) return refuse(problem);

  const choice = chooseNode({
    pinnedRuns: spawnSync(pinnedNode, ['--version']).status === 0,
    pinnedVersion: readJson('package.json').devDependencies.node,
    systemVersion: process.versions.node,
  });
  if (choice.use === 'none') return refuse(choice.problem);
  if (choice.use === 'system') console.error(choice.note);
  const node = choice.use === 'pinned' ? pinnedNode : process.execPath;
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  const preload = new URL('./end-with-parent.mjs', import.meta.url).href;
  process.exitCode = await runInGroup(node, ['--import', preload, script, ...parameters], env);
};
