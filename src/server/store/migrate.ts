import { sql, type Kysely } from 'kysely';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { Migration } from './migration.ts';
import type { Tables } from './tables.ts';

/** The database was migrated by a newer version of the service; this one would not understand it. */
export interface NewerSchema {
  readonly code: 'schema-newer';
  readonly names: readonly string[];
}

/** Any number, as long as every version of the service uses the same. */
const migrationLock = 4_401_001;

/**
 * Brings the schema up to date. Several processes may start together: each step takes the same advisory lock, looks
 * again at what is applied, and commits one migration with the note of it.
 */
export const migrate = async (
  database: Kysely<Tables>,
  migrations: readonly Migration[],
): Promise<Outcome<readonly string[], NewerSchema>> => {
  const applied: string[] = [];
  for (;;) {
    const step = await database.transaction().execute(async (transaction) => {
      // Whoever waits for the lock waits as long as the other's migration takes.
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
      await transaction.schema
        .createTable('schema_migrations')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('applied_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      const rows = await transaction.selectFrom('schema_migrations').select('name').execute();
      const present = new Set(rows.map((row) => row.name));
      const unknown = [...present].filter((name) => !migrations.some((migration) => migration.name === name)).sort();
      if (unknown.length > 0) return fail({ code: 'schema-newer', names: unknown } as const);
      const next = migrations.find((migration) => !present.has(migration.name));
      if (next === undefined) return succeed(undefined);
      await next.up(transaction);
      await transaction.insertInto('schema_migrations').values({ name: next.name }).execute();
      return succeed(next.name);
    });
    if (!step.ok) return step;
    if (step.value === undefined) return succeed(applied);
    applied.push(step.value);
  }
};
