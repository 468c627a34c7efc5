import type { Migration } from './migration.ts';

/** What the columns mean stands in `reply-tables.ts`. */
export const ownAddressesMigration: Migration = {
  name: '0007-own-addresses',
  async up(database) {
    await database.schema
      .alterTable('mailboxes')
      .addColumn('own_addresses', 'text')
      .addColumn('own_addresses_next_at', 'timestamptz')
      .execute();
  },
};
