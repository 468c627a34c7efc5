import { sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Where a mail stands among those of its mailbox that wait. */
export interface Spot {
  readonly id: string;
  readonly dueAt: number;
  readonly place: number;
}

const waiting = (store: Transaction<Tables>, connectionId: string) =>
  store.selectFrom('outgoing_mails').select(['id', 'due_at', 'place']).where('connection_id', '=', connectionId).where('state', '=', sql.lit('waiting'));

const toSpot = (row: { readonly id: string; readonly due_at: Date; readonly place: number } | undefined): Spot | undefined =>
  row && { id: row.id, dueAt: row.due_at.getTime(), place: row.place };

/** Undefined for one that does not wait in this mailbox. The mailbox is locked, so nobody leaves or moves meanwhile. */
export const spotOf = async (store: Transaction<Tables>, connectionId: string, id: string): Promise<Spot | undefined> =>
  toSpot(await waiting(store, connectionId).where('id', '=', id).executeTakeFirst());

/** The first of those that are due from one time to another. */
export const firstBetween = async (store: Transaction<Tables>, connectionId: string, from: number | undefined, until: number): Promise<Spot | undefined> => {
  const due = waiting(store, connectionId).where('due_at', '<=', new Date(until));
  const found = from === undefined ? due : due.where('due_at', '>=', new Date(from));
  return toSpot(await found.orderBy('due_at').orderBy('place').limit(1).executeTakeFirst());
};

/** Who stands right before or after this spot, of those that are due at the same time. */
export const besideSpot = async (store: Transaction<Tables>, connectionId: string, { dueAt, place }: Spot, side: 'before' | 'after', besides: string): Promise<Spot | undefined> => {
  const same = waiting(store, connectionId).where('due_at', '=', new Date(dueAt)).where('id', '!=', besides);
  const found = side === 'before' ? same.where('place', '<', place).orderBy('place', 'desc') : same.where('place', '>', place).orderBy('place');
  return toSpot(await found.limit(1).executeTakeFirst());
};

/** Of what waits in these mailboxes the first, in the order in which they are due. */
export const soonestIn = async (store: Pick<Transaction<Tables>, 'selectFrom'>, connectionIds: readonly string[], limit: number): Promise<readonly string[]> => {
  // Mailbox by mailbox, each by its index: one question for all of them would sort everything that waits.
  const found = await Promise.all(
    connectionIds.map((connectionId) =>
      store
        .selectFrom('outgoing_mails')
        .select(['id', 'due_at'])
        .where('connection_id', '=', connectionId)
        .where('state', '=', sql.lit('waiting'))
        .orderBy('due_at')
        .orderBy('place')
        .limit(limit)
        .execute(),
    ),
  );
  return found.flat().sort((one, other) => one.due_at.getTime() - other.due_at.getTime()).slice(0, limit).map(({ id }) => id);
};
