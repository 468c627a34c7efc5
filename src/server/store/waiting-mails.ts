import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/** A mail of a mailbox that changed, as far as a forecast needs it. */
export interface WaitingChange {
  readonly id: string;
  readonly state: string;
  readonly change: number;
  readonly readyAt: number;
  /** JSON. */
  readonly recipients: string;
  readonly recipientZone: string | undefined;
  readonly anyHour: boolean;
}

/** What changed in a mailbox after a number of the feed; from the beginning only what waits. */
export const waitingChanges = async (store: Queries, connectionId: string, since: number, limit: number): Promise<readonly WaitingChange[]> => {
  const all = store
    .selectFrom('outgoing_mails')
    .select(['id', 'state', 'change_number', 'ready_at', 'recipients', 'recipient_zone', 'any_hour'])
    .where('connection_id', '=', connectionId)
    .where('change_number', '>', since);
  const rows = await (since === 0 ? all.where('state', '=', sql.lit('waiting')) : all).orderBy('change_number').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    change: row.change_number,
    readyAt: row.ready_at.getTime(),
    recipients: row.recipients,
    recipientZone: row.recipient_zone ?? undefined,
    anyHour: row.any_hour,
  }));
};

export const countWaiting = async (store: Queries, connectionId: string): Promise<number> => {
  const row = await store
    .selectFrom('outgoing_mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};
