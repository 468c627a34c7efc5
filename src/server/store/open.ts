import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import { isDatabaseDown } from './database-failure.ts';
import { lockDirectory, type DirectoryInUse } from './directory-lock.ts';
import { migrate, type NewerSchema } from './migrate.ts';
import type { Migration } from './migration.ts';
import { migrations as everyMigration } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Where the service keeps its rows. */
export type StoreLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly directory: string }
  /** Gone when it is closed: for tests. */
  | { readonly kind: 'memory' };

export interface Store {
  readonly database: Kysely<Tables>;
  /** Ends every connection and gives the directory free. A second call does nothing. */
  readonly close: () => Promise<void>;
}

export type StoreProblem =
  | DirectoryInUse
  | NewerSchema
  | { readonly code: 'directory-unusable'; readonly directory: string }
  | { readonly code: 'database-unreachable' };

/** Opens the database and brings its schema up to date. */
export const openStore = async (
  location: StoreLocation,
  migrations: readonly Migration[] = everyMigration,
): Promise<Outcome<Store, StoreProblem>> => {
  const connected = connectStore(location);
  if (!connected.ok) return connected;
  const store = connected.value;
  try {
    const migrated = await migrate(store.database, migrations);
    if (migrated.ok) return succeed(store);
    await store.close();
    return migrated;
  } catch (error) {
    // A second failure while closing says nothing new.
    await store.close().catch(() => undefined);
    if (error instanceof DirectoryUnusable && location.kind === 'embedded') {
      return fail({ code: 'directory-unusable', directory: location.directory });
    }
    if (isDatabaseDown(error)) return fail({ code: 'database-unreachable' });
    throw error;
  }
};

/** Connects without looking at the schema. PostgreSQL is first asked at the first query. */
export const connectStore = (location: StoreLocation): Outcome<Store, StoreProblem> => {
  switch (location.kind) {
    case 'postgres':
      return succeed(storeOver(new Kysely<Tables>({ dialect: new PostgresDialect({ pool: postgresPool(location.url) }) })));
    case 'memory':
      return succeed(storeOver(new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: new PGlite({ startParams }) }) })));
    case 'embedded':
      return connectEmbedded(location.directory);
  }
};

/** An eighth of PostgreSQL's usual buffers: an embedded database is small, and 100 MB of memory are not. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** The files of the database stand below the lock, in a folder that holds nothing else. */
export const databaseFolder = (directory: string): string => join(directory, 'database');

const connectEmbedded = (directory: string): Outcome<Store, StoreProblem> => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const lock = lockDirectory(directory);
    if (!lock.ok) return lock;
    const dialect = new PGliteDialect({ pglite: () => openEmbedded(directory) });
    return succeed(storeOver(new Kysely<Tables>({ dialect }), () => lock.value.release()));
  } catch {
    // Every way in which a directory cannot be made or written to has one remedy: another directory or its rights.
    return fail({ code: 'directory-unusable', directory });
  }
};

/** Thrown at the first query when the files below a data directory are not a database that PGlite can open. */
class DirectoryUnusable extends Error {}

const openEmbedded = async (directory: string): Promise<PGlite> => {
  try {
    return await PGlite.create(databaseFolder(directory), { startParams });
  } catch (cause) {
    throw new DirectoryUnusable('Failed to open the embedded database', { cause });
  }
};

const storeOver = (database: Kysely<Tables>, release: () => void = () => undefined): Store => {
  let closing: Promise<void> | undefined;
  return {
    database,
    close() {
      closing ??= database.destroy().finally(release);
      return closing;
    },
  };
};

const postgresPool = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'gmail-connect-kit',
    // Counts and identities arrive as numbers, as PGlite gives them; neither comes near 2^53.
    types: { getTypeParser: (id, format): unknown => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)) },
  });
  // A connection that breaks while it is idle is replaced; one that breaks between two queries fails the second. Both
  // also emit an error, and one without a listener would end the process: the pool listens to idle ones only.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
};
