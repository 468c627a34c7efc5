import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the column and the table mean stands in `outgoing-tables.ts`; the indexes serve `sent-retention.ts` alone. */
export const sentRetentionMigration: Migration = {
  name: '0013-sent-retention',
  async up(database) {
    await database.schema
      .createTable('unsubscribe_links')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('left_at', 'timestamptz', (column) => column.notNull())
      .execute();
    await database.schema.createIndex('unsubscribe_links_by_age').on('unsubscribe_links').column('left_at').execute();
    await database.schema.alterTable('sending_mailboxes').addColumn('stopped_at', 'timestamptz').execute();
    await database.schema.createIndex('sending_mailboxes_by_stop').on('sending_mailboxes').column('stopped_at').where(sql.ref('stopped_at'), 'is not', null).execute();
    await database.schema.createIndex('outgoing_mails_by_end').on('outgoing_mails').column('ended_at').where(sql.ref('ended_at'), 'is not', null).execute();
    await database.schema.createIndex('sent_elsewhere_by_age').on('sent_elsewhere').column('sent_at').execute();
    await database.schema.createIndex('heard_facts_by_age').on('heard_facts').column('heard_at').execute();
  },
};
