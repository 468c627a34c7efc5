import type { Selectable, Transaction, Updateable } from 'kysely';
import type { RevocationsTable } from './connect-tables.ts';
import type { Owner } from './connections.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * A grant that Google has not withdrawn yet: taken from its connection, and still encrypted for the place it came from, or
 * refused before it had one. `waiting` Google is asked again; `given-up` after 24 hours, when the token is gone.
 */
export interface Revocation extends Owner {
  readonly id: string;
  readonly connectionId: string | undefined;
  readonly googleSub: string;
  readonly email: string;
  readonly sealedRefreshToken: string | undefined;
  readonly disconnectedAt: number;
  readonly attempts: number;
  readonly givesUpAt: number;
  readonly state: 'waiting' | 'given-up';
}

export interface NewRevocation extends Omit<Revocation, 'attempts' | 'state' | 'sealedRefreshToken'> {
  readonly sealedRefreshToken: string;
  readonly nextAttemptAt: number;
}

export const insertRevocation = async (store: Transaction<Tables>, revocation: NewRevocation): Promise<void> => {
  await store
    .insertInto('revocations')
    .values({
      id: revocation.id,
      tenant: revocation.tenant,
      org: revocation.org,
      crm_user: revocation.user,
      connection_id: revocation.connectionId ?? null,
      google_sub: revocation.googleSub,
      email: revocation.email,
      sealed_refresh_token: revocation.sealedRefreshToken,
      disconnected_at: new Date(revocation.disconnectedAt),
      attempts: 0,
      next_attempt_at: new Date(revocation.nextAttemptAt),
      gives_up_at: new Date(revocation.givesUpAt),
    })
    .execute();
};

export const listRevocations = async (store: Queries, owner: Owner): Promise<readonly Revocation[]> => {
  const rows = await store
    .selectFrom('revocations')
    .selectAll()
    .where('tenant', '=', owner.tenant)
    .where('org', '=', owner.org)
    .where('crm_user', '=', owner.user)
    .orderBy('disconnected_at')
    .orderBy('id')
    .execute();
  return rows.map(toRevocation);
};

/**
 * Takes up to `limit` revocations that are due and puts them out of the others' reach until `leasedUntil`. Rows that
 * another process is taking at this moment are passed over.
 */
export const takeDueRevocations = (store: Queries, now: number, leasedUntil: number, limit: number): Promise<readonly Revocation[]> =>
  store.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('revocations')
      .selectAll()
      .where('given_up_at', 'is', null)
      .where('next_attempt_at', '<=', new Date(now))
      .orderBy('next_attempt_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length > 0) {
      await transaction
        .updateTable('revocations')
        .set({ next_attempt_at: new Date(leasedUntil) })
        .where('id', 'in', rows.map((row) => row.id))
        .execute();
    }
    return rows.map(toRevocation);
  });

export const changeRevocation = async (store: Queries, id: string, change: Updateable<RevocationsTable>): Promise<void> => {
  await store.updateTable('revocations').set(change).where('id', '=', id).execute();
};

export const deleteRevocation = async (store: Queries, id: string): Promise<void> => {
  await store.deleteFrom('revocations').where('id', '=', id).execute();
};

/** All of a Google account: it is in use again, or Google has withdrawn everything at once. */
export const deleteRevocationsOf = async (store: Queries, googleSub: string): Promise<void> => {
  await store.deleteFrom('revocations').where('google_sub', '=', googleSub).execute();
};

export const deleteRevocationsGivenUpBefore = async (store: Queries, time: number): Promise<void> => {
  await store.deleteFrom('revocations').where('given_up_at', '<', new Date(time)).execute();
};

const toRevocation = (row: Selectable<RevocationsTable>): Revocation => ({
  id: row.id,
  tenant: row.tenant,
  org: row.org,
  user: row.crm_user,
  connectionId: row.connection_id ?? undefined,
  googleSub: row.google_sub,
  email: row.email,
  sealedRefreshToken: row.sealed_refresh_token ?? undefined,
  disconnectedAt: row.disconnected_at.getTime(),
  attempts: row.attempts,
  givesUpAt: row.gives_up_at.getTime(),
  state: row.given_up_at === null ? 'waiting' : 'given-up',
});
