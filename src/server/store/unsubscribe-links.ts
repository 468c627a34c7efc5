import type { Organisation } from './suppressions.ts';
import type { Queries } from './tables.ts';

/** Whom the address in a mail takes off the list: it works long after everything else of the mail is forgotten. */
export interface UnsubscribeLink {
  readonly organisation: Organisation;
  readonly address: string;
}

/** A mail that is edited before it leaves may go to somebody else. */
export const writeUnsubscribeLink = async (store: Queries, id: string, { organisation: { tenant, org }, address }: UnsubscribeLink, at: number): Promise<void> => {
  const change = { address, left_at: new Date(at) };
  await store
    .insertInto('unsubscribe_links')
    .values({ id, tenant, org, ...change })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
};

/** By what stands in the address: a recipient knows no more than that. */
export const readUnsubscribeLink = async (store: Queries, id: string): Promise<UnsubscribeLink | undefined> => {
  if (!/^[\w-]{16,64}$/.test(id)) return undefined;
  const row = await store.selectFrom('unsubscribe_links').select(['tenant', 'org', 'address']).where('id', '=', id).executeTakeFirst();
  return row && { organisation: { tenant: row.tenant, org: row.org }, address: row.address };
};
