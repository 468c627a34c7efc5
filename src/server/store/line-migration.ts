import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Between two places there is another: a mail is moved without touching those that it passes. */
export const lineMigration: Migration = {
  name: '0017-line',
  async up(database) {
    await sql`alter table outgoing_mails alter column place type double precision`.execute(database);
  },
};
