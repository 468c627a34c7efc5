import type { Migration } from './migration.ts';

/** What the columns mean stands in `attachments.ts`. */
export const attachmentMigration: Migration = {
  name: '0011-attachments',
  async up(database) {
    await database.schema
      .createTable('attachments')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('crm_user', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('sealed_bytes', 'bytea', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('last_used_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await database.schema.createIndex('attachments_by_owner').on('attachments').columns(['tenant', 'org', 'crm_user']).execute();
    await database.schema.createIndex('attachments_by_use').on('attachments').column('last_used_at').execute();

    await database.schema
      .createTable('attachment_uses')
      .addColumn('attachment_id', 'text', (column) => column.notNull().references('attachments.id').onDelete('cascade'))
      .addColumn('outgoing_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('attachment_uses_key', ['outgoing_id', 'attachment_id'])
      .execute();
    await database.schema.createIndex('attachment_uses_by_attachment').on('attachment_uses').column('attachment_id').execute();
  },
};
