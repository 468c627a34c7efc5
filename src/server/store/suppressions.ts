import { sql } from 'kysely';
import type { SuppressionCause } from '../../contract/index.ts';
import type { Migration } from './migration.ts';
import type { Owner } from './connections.ts';
import type { Queries } from './tables.ts';

/** Whom nobody of an organisation writes to: addresses, and domains with everything below them. */
export interface SuppressionsTable {
  tenant: string;
  org: string;
  /** An address or a domain, in lower case. */
  what: string;
  cause: string;
  at: Date;
}

export const suppressionMigration: Migration = {
  name: '0012-suppressions',
  async up(database) {
    await database.schema
      .createTable('suppressions')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('org', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('cause', 'text', (column) => column.notNull())
      .addColumn('at', 'timestamptz', (column) => column.notNull())
      .addPrimaryKeyConstraint('suppressions_key', ['tenant', 'org', 'what'])
      .execute();
  },
};

export type Organisation = Pick<Owner, 'tenant' | 'org'>;

export interface StoredSuppression {
  readonly what: string;
  readonly cause: SuppressionCause;
  readonly at: number;
}

/** A list that is read in is read in by so many rows at once. */
const rowsAtOnce = 5_000;

/** What is there already stays as it is, but for a bounce, which gives way to a person's own word. How many are new. */
export const suppress = async (store: Queries, { tenant, org }: Organisation, entries: readonly StoredSuppression[]): Promise<number> => {
  // In one order, so that two lists with the same names never wait for each other.
  const different = [...new Map(entries.map((entry) => [entry.what, entry])).values()].sort((a, b) => (a.what < b.what ? -1 : 1));
  let added = 0;
  for (let start = 0; start < different.length; start += rowsAtOnce) {
    const rows = await store
      .insertInto('suppressions')
      .values(different.slice(start, start + rowsAtOnce).map(({ what, cause, at }) => ({ tenant, org, what, cause, at: new Date(at) })))
      .onConflict((conflict) =>
        conflict
          .columns(['tenant', 'org', 'what'])
          .doUpdateSet({ cause: sql`excluded.cause`, at: sql`excluded.at` })
          .where('suppressions.cause', '=', 'bounced')
          .where(sql<boolean>`excluded.cause <> 'bounced'`),
      )
      .returning(sql<boolean>`xmax = 0`.as('is_new'))
      .execute();
    added += rows.filter((row) => row.is_new).length;
  }
  return added;
};

export const unsuppress = async (store: Queries, { tenant, org }: Organisation, what: readonly string[], cause?: SuppressionCause): Promise<number> => {
  if (what.length === 0) return 0;
  let query = store.deleteFrom('suppressions').where('tenant', '=', tenant).where('org', '=', org).where('what', 'in', what);
  if (cause !== undefined) query = query.where('cause', '=', cause);
  return (await query.returning('what').execute()).length;
};

/** By name, behind `after`. */
export const listSuppressions = async (store: Queries, { tenant, org }: Organisation, after: string, limit: number): Promise<readonly StoredSuppression[]> => {
  const rows = await store.selectFrom('suppressions').selectAll().where('tenant', '=', tenant).where('org', '=', org).where('what', '>', after).orderBy('what').limit(limit).execute();
  return rows.map(toSuppression);
};

/** Which of these addresses and domains are suppressed. */
export const findSuppressions = async (store: Queries, { tenant, org }: Organisation, what: readonly string[]): Promise<ReadonlyMap<string, StoredSuppression>> => {
  if (what.length === 0) return new Map();
  const rows = await store
    .selectFrom('suppressions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where(sql<boolean>`what = any(${what})`)
    .execute();
  return new Map(rows.map((row) => [row.what, toSuppression(row)]));
};

const toSuppression = ({ what, cause, at }: SuppressionsTable): StoredSuppression => ({
  what,
  cause: cause === 'unsubscribed' || cause === 'bounced' || cause === 'blocked-domain' ? cause : 'blocked-address',
  at: at.getTime(),
});
