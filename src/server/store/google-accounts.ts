import type { Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import { nextInOrder } from './order-at-google.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * What is known of a Google account across all tenants. Google withdraws access per account, not per grant, so every
 * decision to store or to withdraw one is taken with this row locked.
 */
export interface GoogleAccount {
  /** Until then somebody is asking Google to withdraw everything; nothing may be stored meanwhile. */
  readonly withdrawingUntil: number;
  /** The number of the withdrawal that Google last confirmed: grants that were asked for before it are dead. */
  readonly withdrawnOrder: number;
}

export const lockGoogleAccount = async (store: Transaction<Tables>, googleSub: string, now: number): Promise<GoogleAccount> => {
  // In one statement, because between two the row might be forgotten.
  const row = await store
    .insertInto('google_accounts')
    .values({ google_sub: googleSub, grants_issued: 0, touched_at: new Date(now) })
    .onConflict((conflict) => conflict.column('google_sub').doUpdateSet({ touched_at: new Date(now) }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    withdrawingUntil: row.withdrawing_until?.getTime() ?? 0,
    withdrawnOrder: row.withdrawn_order ?? 0,
  };
};

export const countGrant = async (store: Transaction<Tables>, googleSub: string, now: number): Promise<void> => {
  await store
    .updateTable('google_accounts')
    .set((column) => ({ grants_issued: column('grants_issued', '+', 1), touched_at: new Date(now) }))
    .where('google_sub', '=', googleSub)
    .execute();
};

export const beginWithdrawing = async (
  store: Transaction<Tables>,
  googleSub: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<void> => {
  await store
    .updateTable('google_accounts')
    .set({ withdrawing_until: new Date(until), touched_at: new Date(now) })
    .where('google_sub', '=', googleSub)
    .execute();
};

/** After a confirmed withdrawal Google counts from nothing again. */
export const endWithdrawing = async (store: Transaction<Tables>, googleSub: string, confirmed: boolean): Promise<void> => {
  await store
    .updateTable('google_accounts')
    .set({
      withdrawing_until: null,
      ...(confirmed ? { withdrawn_order: await nextInOrder(store), grants_issued: 0 } : {}),
    })
    .where('google_sub', '=', googleSub)
    .execute();
};

/**
 * Whether Google is being asked to withdraw an account that this user had to do with, or is about to be: a grant that was
 * put on the list a moment ago is asked about by whoever put it there, before its first time comes.
 */
export const isBeingWithdrawnFrom = async (store: Queries, { tenant, org, user }: Owner, now: number): Promise<boolean> => {
  const row = await store
    .selectFrom('revocations')
    .innerJoin('google_accounts', 'google_accounts.google_sub', 'revocations.google_sub')
    .select('revocations.id')
    .where('revocations.tenant', '=', tenant)
    .where('revocations.org', '=', org)
    .where('revocations.crm_user', '=', user)
    .where((where) =>
      where.or([
        where('google_accounts.withdrawing_until', '>', new Date(now)),
        where.and([where('revocations.attempts', '=', 0), where('revocations.next_attempt_at', '>', new Date(now))]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

export const grantsIssuedBySub = async (store: Queries, googleSubs: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (googleSubs.length === 0) return new Map();
  const rows = await store
    .selectFrom('google_accounts')
    .select(['google_sub', 'grants_issued'])
    .where('google_sub', 'in', [...googleSubs])
    .execute();
  return new Map(rows.map((row) => [row.google_sub, row.grants_issued]));
};

/** Forgets accounts that nobody holds and nothing waits for. */
export const forgetGoogleAccounts = async (store: Queries, untouchedSince: number): Promise<void> => {
  await store
    .deleteFrom('google_accounts')
    .where('touched_at', '<', new Date(untouchedSince))
    .where('google_sub', 'not in', (where) =>
      where.selectFrom('connections').select('google_sub').where('status', '!=', 'disconnected'),
    )
    .where('google_sub', 'not in', (where) => where.selectFrom('revocations').select('google_sub'))
    .execute();
};
