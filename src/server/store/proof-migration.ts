import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the columns mean stands in `proofs.ts` and `ignored-findings.ts`. */
export const proofMigration: Migration = {
  name: '0006-proofs',
  async up(database) {
    await database.schema
      .createTable('proofs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('place', 'bigserial', (column) => column.notNull())
      .addColumn('mark', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'timestamptz', (column) => column.notNull())
      .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'timestamptz')
      .addColumn('gmail_id', 'text')
      .addColumn('ended_at', 'timestamptz')
      .addColumn('took_ms', 'integer')
      .addColumn('failure', 'text')
      .addUniqueConstraint('proofs_by_mark', ['connection_id', 'mark'])
      .execute();
    await database.schema
      .createIndex('proofs_one_waits')
      .unique()
      .on('proofs')
      .column('connection_id')
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute();
    await database.schema.createIndex('proofs_by_place').on('proofs').columns(['connection_id', 'place']).execute();

    await database.schema
      .createTable('ignored_findings')
      .addColumn('connection_id', 'text', (column) => column.notNull())
      .addColumn('finding_key', 'text', (column) => column.notNull())
      .addColumn('ignored_at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('ignored_findings_key', ['connection_id', 'finding_key'])
      .execute();
  },
};
