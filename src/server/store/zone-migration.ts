import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** A mailbox whose sender's clock nobody has told is another thing than one in UTC: its first mail tells it. */
export const zoneMigration: Migration = {
  name: '0016-zone',
  async up(database) {
    await database.schema.alterTable('sending_mailboxes').alterColumn('zone', (column) => column.dropDefault()).execute();
    await database.schema.alterTable('sending_mailboxes').alterColumn('zone', (column) => column.dropNotNull()).execute();
    // Whoever chose hours chose the clock with them.
    await sql`update sending_mailboxes set zone = null where zone = 'UTC' and hours is null`.execute(database);
  },
};
