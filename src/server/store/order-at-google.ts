import { sql } from 'kysely';
import type { Migration } from './migration.ts';
import type { Queries } from './tables.ts';

/**
 * What was first, a grant or a withdrawal, decides whether the grant is alive. Clocks of two processes may differ by
 * seconds; the database's numbers do not.
 */
export const orderMigration: Migration = {
  name: '0004-order-at-google',
  async up(database) {
    await sql`create sequence order_at_google`.execute(database);
    await database.schema.alterTable('google_accounts').dropColumn('withdrawn_at').execute();
    await database.schema.alterTable('google_accounts').addColumn('withdrawn_order', 'bigint').execute();
    // A grant that was refused never had a connection.
    await database.schema.alterTable('revocations').alterColumn('connection_id', (column) => column.dropNotNull()).execute();
  },
};

/** Greater than every number that anybody was given before. */
export const nextInOrder = async (store: Queries): Promise<number> => {
  const { rows } = await sql<{ number: number }>`select nextval('order_at_google') as number`.execute(store);
  return Number(rows[0]?.number);
};
