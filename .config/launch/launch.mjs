// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseNode } from './choose-node.mjs';
import { installationProblem, installationState, registryIsOutOfReach } from './installation.mjs';
import { runInGroup } from './run-in-group.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const pinnedNode = join(root, process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node');

/** @type {readonly NodeJS.Signals[]} */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The search path without this project's own programs: they are about to be replaced. */
const outerPath = () => (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')).join(delimiter);

/**
 * npm as the person has it, under the Node that it belongs to. Interrupted in the middle of an installation it would work
 * on for a while, to put things back in order; what it leaves when it is ended outright has no stamp and is made anew.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<{ status: number | null, stderr: string, error?: Error }>}
 */
const npm = async (parameters) => {
  const script = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'];
  const known = script !== undefined && node !== undefined && script.endsWith('.js') && existsSync(node) && !node.includes('node_modules');
  const [program, all] = known ? [node, [script, ...parameters]] : ['npm', parameters];
  const child = spawn(program, all, {
    cwd: root,
    env: { ...process.env, PATH: outerPath() },
    // A command's own output may be redirected into a file.
    stdio: ['ignore', 2, 'pipe'],
    shell: process.platform === 'win32',
    detached: process.platform !== 'win32',
  });
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    try {
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // It has just ended by itself.
    }
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ending) process.on(signal, end);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  const result = await new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, stderr, error }));
    child.on('close', (status) => resolve({ status, stderr }));
  });
  for (const signal of ending) process.off(signal, end);
  return result;
};

/** Installs exactly what the lock file names. @returns {Promise<string | undefined>} what went wrong */
const install = async () => {
  // Without a network `npm ci` tries every single package for minutes; one question before it settles the matter, and
  // what npm has kept from earlier installations may still be enough.
  const question = await npm(['ping', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=15000']);
  if (question.error !== undefined) return `npm is missing, or cannot be run: ${question.error.message}.`;
  const offline = question.status !== 0 && registryIsOutOfReach(question.stderr);
  // `--include=dev`: NODE_ENV=production would leave out everything that builds and tests.
  const result = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', ...(offline ? ['--offline'] : [])]);
  if (result.status === 0) return undefined;
  console.error(result.stderr.split('\n').filter((line) => !line.startsWith('npm warn')).join('\n'));
  return installationProblem(result.stderr);
};

/** @returns {Promise<string | undefined>} what went wrong */
const installWhatIsMissing = async () => {
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
  const problem = await installWhatIsMissing();
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
