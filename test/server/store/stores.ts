import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL database of a test's own, in the server that the tests were given; dropped at the end. */
export const ownDatabase = async (t: { after(end: () => unknown): void }): Promise<string> => {
  const server = process.env['GCK_TEST_DATABASE_URL'];
  if (server === undefined) throw new TypeError('Failed to test on PostgreSQL: GCK_TEST_DATABASE_URL is not set; `npm test` sets it');
  const name = `gck_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  t.after(() => run(`drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

/** A directory of a test's own, removed at the end. */
export const ownDirectory = (t: { after(end: () => unknown): void }): string => {
  const directory = mkdtempSync(join(tmpdir(), 'gck-data-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
