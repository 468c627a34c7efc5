import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What the column means stands in `feeds.ts`. */
export const feedMigration: Migration = {
  name: '0009-feed-eras',
  async up(database) {
    await database.schema
      .alterTable('feeds')
      .addColumn('eras', 'jsonb', (column) => column.notNull().defaultTo(sql`'[]'::jsonb`))
      .execute();
  },
};
