import type { Kysely } from 'kysely';
import type { Keyring, SealedPlace } from './keyring.ts';
import type { Migration } from './migration.ts';
import type { Tables } from './tables.ts';

/**
 * One sealed value per key that ever was the first, so that a key whose bytes were swapped under the same id is noticed
 * at the start and not when somebody's mail is due.
 */
export interface KeyChecksTable {
  key_id: string;
  sealed: string;
}

export const keyChecksMigration: Migration = {
  name: '0003-key-checks',
  async up(database) {
    await database.schema
      .createTable('key_checks')
      .addColumn('key_id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
  },
};

/** Notes a value under the key that is used for new values. Done at every start, by every process. */
export const noteFirstKey = async (database: Kysely<Tables>, keyring: Keyring): Promise<void> => {
  await database
    .insertInto('key_checks')
    .values({ key_id: keyring.firstKeyId, sealed: keyring.seal(keyring.firstKeyId, placeOf(keyring.firstKeyId)) })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute();
};

export interface CheckedKey {
  readonly keyId: string;
  /** `missing`: it is no longer configured. That is right once every value was sealed anew, which nobody can tell here. */
  readonly state: 'ready' | 'unreadable' | 'missing';
}

export const checkKeys = async (database: Kysely<Tables>, keyring: Keyring): Promise<readonly CheckedKey[]> => {
  const rows = await database.selectFrom('key_checks').selectAll().orderBy('key_id').execute();
  return rows.map(({ key_id: keyId, sealed }) => {
    if (!keyring.has(keyId)) return { keyId, state: 'missing' };
    return { keyId, state: keyring.open(sealed, placeOf(keyId)).ok ? 'ready' : 'unreadable' };
  });
};

const placeOf = (keyId: string): SealedPlace => ({ tenant: '', org: '', owner: keyId, field: 'key_check' });
