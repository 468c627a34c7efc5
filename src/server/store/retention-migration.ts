import { sql } from 'kysely';
import { never } from './mailboxes.ts';
import type { Migration } from './migration.ts';

/** What the column means stands in `reply-tables.ts`; the indexes serve `retention.ts` alone. */
export const retentionMigration: Migration = {
  name: '0010-retention',
  async up(database) {
    await database.schema.alterTable('mailboxes').addColumn('stopped_at', 'timestamptz').execute();
    await database.updateTable('mailboxes').set({ stopped_at: sql<Date>`now()` }).where('next_poll_at', '=', new Date(never)).execute();
    await database.schema.createIndex('mailboxes_by_stop').on('mailboxes').column('stopped_at').where(sql.ref('stopped_at'), 'is not', null).execute();
    await database.schema.createIndex('replies_by_age').on('replies').column('received_at').execute();
    await database.schema.createIndex('replies_by_answered').on('replies').column('tracked_id').execute();
    await database.schema.createIndex('tracked_mails_by_age').on('tracked_mails').column('sent_at').execute();
    await database.schema.createIndex('deliveries_by_end').on('deliveries').column('ended_at').where(sql.ref('state'), '!=', 'waiting').execute();
  },
};
