import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore } from '../../../src/server/store/open.ts';

/** The part of a test's context that ends things. */
export interface Cleanup {
  after(end: () => unknown): void;
}

/** A PostgreSQL database of a test's own, in the server that the tests were given; dropped at the end. */
export const ownDatabase = async (t: Cleanup): Promise<string> => {
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
export const ownDirectory = (t: Cleanup): string => {
  const directory = mkdtempSync(join(tmpdir(), 'gck-data-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

let template: Promise<string> | undefined;

/** The directory of an embedded database that was started once: making one takes seconds, a copy does not. */
export const ownEmbedded = async (t: Cleanup): Promise<string> => {
  template ??= (async () => {
    const made = mkdtempSync(join(tmpdir(), 'gck-template-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    const opened = await openStore({ kind: 'embedded', directory: made });
    if (!opened.ok) throw new TypeError(`Failed to make an embedded database: ${opened.failure.code}`);
    await opened.value.close();
    return made;
  })();
  const directory = ownDirectory(t);
  cpSync(await template, directory, { recursive: true });
  return directory;
};
