import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { inspectSending, type SendingInspected } from './inspect-sending.ts';
import { createKeyring, type EncryptionKey } from './keyring.ts';
import { checkKeys, type CheckedKey } from './key-checks.ts';
import { migrations } from './migrations.ts';
import { sentRetentionMigration } from './sent-retention-migration.ts';
import { connectStore, databaseFolder, type StoreLocation } from './open.ts';
import { isDatabaseDown } from './database-failure.ts';
import type { Random } from '../ports.ts';

/** How a database stands, seen without changing anything in it. */
export type Inspection =
  | { readonly kind: 'absent' }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'present';
      readonly pendingMigrations: readonly string[];
      readonly unknownMigrations: readonly string[];
      readonly keys: readonly CheckedKey[];
      /** Undefined before the tables are there. */
      readonly sending: SendingInspected | undefined;
    };

/** Whether a start could make the folder: what stands there, or nearest above it, is a folder to write into. */
const canBeMade = (folder: string): boolean => {
  if (!existsSync(folder)) return dirname(folder) !== folder && canBeMade(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    // No right to write, or a disk that takes nothing.
    return false;
  }
};

export const inspectStore = async (
  location: StoreLocation,
  keys: readonly EncryptionKey[],
  random: Random,
): Promise<Inspection> => {
  // Opening an embedded database makes it, and a look must not.
  if (location.kind === 'embedded' && !existsSync(databaseFolder(location.directory))) {
    return { kind: canBeMade(location.directory) ? 'absent' : 'unusable' };
  }
  const connected = connectStore(location);
  if (!connected.ok) return { kind: connected.failure.code === 'directory-in-use' ? 'in-use' : 'unusable' };
  const { database, close } = connected.value;
  try {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(database);
    const has = (name: string): boolean => tables.rows.some((row) => row.name === name);
    const applied = has('schema_migrations') ? await database.selectFrom('schema_migrations').select('name').execute() : [];
    const names = applied.map((row) => row.name);
    const known = migrations.map(({ name }) => name);
    return {
      kind: 'present',
      pendingMigrations: known.filter((name) => !names.includes(name)),
      unknownMigrations: names.filter((name) => !known.includes(name)),
      keys: has('key_checks') ? await checkKeys(database, createKeyring(keys, random)) : [],
      sending: names.includes(sentRetentionMigration.name) ? await inspectSending(database) : undefined,
    };
  } catch (error) {
    if (isDatabaseDown(error)) return { kind: 'unreachable' };
    throw error;
  } finally {
    await close();
  }
};
