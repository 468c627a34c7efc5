import { sql, type Selectable, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import type { Migration } from './migration.ts';
import type { Batch } from './retention.ts';
import type { Queries, Tables } from './tables.ts';

/** A mail that is being written, under the id that its page chose. */
export interface DraftsTable {
  tenant: string;
  org: string;
  crm_user: string;
  id: string;
  /** 1 when it is first saved. */
  version: number;
  saved_at: Date;
  /** JSON, encrypted. */
  sealed_draft: string;
}

export interface StoredDraft {
  readonly id: string;
  readonly version: number;
  readonly savedAt: number;
  readonly sealed: string;
}

export const draftMigration: Migration = {
  name: '0014-drafts',
  async up(database) {
    await database.schema
      .createTable('drafts')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('saved_at', 'timestamptz', (column) => column.notNull())
      .addColumn('sealed_draft', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('drafts_key', ['tenant', 'org', 'crm_user', 'id'])
      .execute();
    await database.schema.createIndex('drafts_by_age').on('drafts').column('saved_at').execute();
  },
};

/** Held until the end of the transaction: of two windows that save at once the second sees what the first has saved. */
export const lockDrafts = async (store: Transaction<Tables>, { tenant, org, user }: Owner): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(['drafts', tenant, org, user])}, 0))`.execute(store);
};

export const readDraft = async (store: Queries, owner: Owner, id: string): Promise<StoredDraft | undefined> => {
  const row = await owned(store, owner).selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDraft(row);
};

/** What was saved last comes first. */
export const listDrafts = async (store: Queries, owner: Owner): Promise<readonly Omit<StoredDraft, 'sealed'>[]> => {
  const rows = await owned(store, owner).select(['id', 'version', 'saved_at']).orderBy('saved_at', 'desc').orderBy('id').execute();
  return rows.map(({ id, version, saved_at }) => ({ id, version, savedAt: saved_at.getTime() }));
};

export const writeDraft = async (store: Transaction<Tables>, { tenant, org, user }: Owner, { id, version, savedAt, sealed }: StoredDraft): Promise<void> => {
  const saved = { version, saved_at: new Date(savedAt), sealed_draft: sealed };
  await store
    .insertInto('drafts')
    .values({ tenant, org, crm_user: user, id, ...saved })
    .onConflict((conflict) => conflict.columns(['tenant', 'org', 'crm_user', 'id']).doUpdateSet(saved))
    .execute();
};

/** Unless another window has saved more of it since that version. */
export const deleteDraft = async (store: Queries, { tenant, org, user }: Owner, id: string, version: number): Promise<void> => {
  await store
    .deleteFrom('drafts')
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where('crm_user', '=', user)
    .where('id', '=', id)
    .where('version', '<=', version)
    .execute();
};

/** True when there may be more. */
export const forgetDrafts = async (store: Queries, { before, limit }: Batch): Promise<boolean> => {
  const { rows } = await sql`
    delete from drafts where (tenant, org, crm_user, id) in (
      select tenant, org, crm_user, id from drafts
      where saved_at < ${new Date(before)} order by saved_at limit ${limit} for update skip locked
    ) returning 1`.execute(store);
  return rows.length === limit;
};

const owned = (store: Queries, { tenant, org, user }: Owner) =>
  store.selectFrom('drafts').where('tenant', '=', tenant).where('org', '=', org).where('crm_user', '=', user);

const toDraft = (row: Selectable<DraftsTable>): StoredDraft => ({ id: row.id, version: row.version, savedAt: row.saved_at.getTime(), sealed: row.sealed_draft });
