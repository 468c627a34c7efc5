import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { aptInstall, aptIsUsable } from './apt.ts';
import { isRoot } from './run-quietly.ts';

export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

export class DatabaseMissing extends Error {}

/** The folder that holds `initdb` and `postgres`: Debian keeps them out of the search path, one folder per version. */
const findBinaries = (): string | undefined => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
};

/** PostgreSQL refuses to run as root, so root lends it another user: its own where there is one. */
const chooseUser = (): { uid: number; gid: number } | undefined => {
  if (!isRoot()) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((option) => Number(spawnSync('id', [option, name], { encoding: 'utf8' }).stdout || NaN));
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  return undefined;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // Not yet: the caller asks again.
  } finally {
    await client.end().catch(() => {});
  }
};

const untilItAnswers = async (server: ChildProcess, url: string, said: () => string): Promise<void> => {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) break;
    if (await answers(url)) return;
    await pause(100);
  }
  throw new DatabaseMissing(`PostgreSQL was found and did not start: ${said().trim()}`);
};

/** A database of its own in a temporary folder, without the care for power cuts that a real one takes. */
const startOwn = async (binaries: string): Promise<Postgres> => {
  const user = chooseUser();
  const folder = mkdtempSync(join(tmpdir(), 'gck-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(16).toString('hex');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);

  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const parameters = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale=C', '-N'];
  const made = spawnSync(join(binaries, 'initdb'), parameters, { ...user, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) {
    remove();
    throw new DatabaseMissing(`PostgreSQL was found and could not make a database: ${made.stderr.trim()}`);
  }

  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];
  const server = spawn(join(binaries, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));

  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      if (server.exitCode === null && server.signalCode === null) {
        const gone = new Promise((resolve) => server.once('exit', resolve));
        server.kill('SIGINT'); // its "fast" shutdown
        await gone;
      }
      remove();
    })());

  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await untilItAnswers(server, url, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
};

/** A PostgreSQL for the tests: the one named by DATABASE_URL, else one of our own from what is installed or from apt. */
export const startPostgres = async (): Promise<Postgres> => {
  const named = process.env['DATABASE_URL'];
  if (named !== undefined && named !== '') {
    if (await answers(named)) return { url: named, stop: async () => {} };
    throw new DatabaseMissing('DATABASE_URL names a PostgreSQL that does not answer: start it, or remove DATABASE_URL to have the tests start one.');
  }
  if (findBinaries() === undefined && aptIsUsable()) aptInstall('postgresql');
  const binaries = findBinaries();
  if (binaries === undefined) {
    throw new DatabaseMissing('The tests need PostgreSQL, and none was found: install it, or set DATABASE_URL to one that may be written to.');
  }
  return startOwn(binaries);
};
