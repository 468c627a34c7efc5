import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/** How many mails wait to leave each of these mailboxes; one that none waits for is missing. */
export const waitingByConnection = async (store: Queries, connectionIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (connectionIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('outgoing_mails')
    .select(({ fn }) => ['connection_id', fn.countAll<number>().as('count')])
    .where('connection_id', 'in', connectionIds)
    .where('state', '=', sql.lit('waiting'))
    .groupBy('connection_id')
    .execute();
  return new Map(rows.map(({ connection_id, count }) => [connection_id, Number(count)]));
};
