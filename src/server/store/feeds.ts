import { sql, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * The next number in a user's feed. The row stays locked to the end of the transaction, so whoever reads the feed up to
 * a number has seen everything below it: without that, a slow transaction could commit a smaller number later. Of several
 * numbers taken at once it is the last.
 */
export const nextChange = async (store: Transaction<Tables>, { tenant, org, user }: Owner, count = 1): Promise<number> => {
  const row = await store
    .insertInto('feeds')
    .values({ tenant, org, crm_user: user, last_change: count })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'org', 'crm_user']).doUpdateSet({ last_change: sql`feeds.last_change + ${count}::integer` }),
    )
    .returning('last_change')
    .executeTakeFirstOrThrow();
  return row.last_change;
};

/** The number of the latest change, 0 before the first. */
export const lastChange = async (store: Queries, { tenant, org, user }: Owner): Promise<number> => {
  const row = await store
    .selectFrom('feeds')
    .select('last_change')
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where('crm_user', '=', user)
    .executeTakeFirst();
  return row?.last_change ?? 0;
};

/** The same for many users in one question; who has no feed yet is left out. */
export const lastChanges = async (store: Queries, owners: readonly Owner[]): Promise<readonly { readonly owner: Owner; readonly change: number }[]> => {
  const rows = await store
    .selectFrom('feeds')
    .selectAll()
    .where((where) => {
      const wanted = owners.map(({ tenant, org, user }) => where.tuple(tenant, org, user));
      return where(where.refTuple('tenant', 'org', 'crm_user'), 'in', wanted);
    })
    .execute();
  return rows.map((row) => ({ owner: { tenant: row.tenant, org: row.org, user: row.crm_user }, change: row.last_change }));
};
