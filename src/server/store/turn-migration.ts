import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** The next few mails of a mailbox are found without sorting all that wait in it: a campaign has 100,000. */
export const turnMigration: Migration = {
  name: '0015-turn',
  async up(database) {
    await database.schema
      .createIndex('outgoing_mails_by_turn')
      .on('outgoing_mails')
      .columns(['connection_id', 'due_at', 'place'])
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute();
  },
};
