import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/**
 * How what was found is forgotten again: a batch at a time, oldest first, and never what another process has in hand. Each
 * answers whether there may be more.
 *
 *   a reply            by its age, counted from the last word of a person on it, once its host has heard of it
 *   a tracked mail     by its age, once no reply to it is left
 *   a mailbox          with everything in it, a while after its owner disconnected it and did not come back
 *
 * What a host is yet to be told stands in the deliveries as it will be told, and outlives all of these.
 */
export interface Batch {
  readonly before: number;
  readonly limit: number;
}

export const forgetReplies = async (store: Queries, { before, limit }: Batch): Promise<boolean> => {
  const time = new Date(before);
  const { rows } = await sql`
    delete from replies where id in (
      select id from replies
      where received_at < ${time} and coalesce(greatest(corrected_at, handled_at), received_at) < ${time}
        and not exists (
          select from deliveries
          where deliveries.tenant = replies.tenant and deliveries.order_key = replies.thread_id and deliveries.state = 'waiting'
        )
      order by received_at limit ${limit} for update skip locked
    ) returning id`.execute(store);
  return rows.length === limit;
};

export const forgetTracked = async (store: Queries, { before, limit }: Batch): Promise<boolean> => {
  const { rows } = await sql`
    with gone as (
      delete from tracked_mails where id in (
        select id from tracked_mails
        where sent_at < ${new Date(before)} and not exists (select from replies where replies.tracked_id = tracked_mails.id)
        order by sent_at limit ${limit} for update skip locked
      ) returning connection_id, id
    ),
    unwritten as (
      delete from tracked_people using gone
      where tracked_people.connection_id = gone.connection_id and tracked_people.tracked_id = gone.id
    )
    select id from gone`.execute(store);
  return rows.length === limit;
};

/** Its connection is left: it says that there was one, and to whom it belonged. */
export const forgetMailbox = (store: Queries, { before, limit }: Batch): Promise<boolean> =>
  store.transaction().execute(async (transaction) => {
    const mailbox = await transaction
      .selectFrom('mailboxes')
      .select('connection_id')
      .where('stopped_at', '<', new Date(before))
      .where((where) => where.exists(where.selectFrom('connections').select('id').whereRef('connections.id', '=', 'connection_id').where('status', '=', 'disconnected')))
      .orderBy('stopped_at')
      .limit(1)
      // Whoever comes back in this moment waits, and begins anew.
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (mailbox === undefined) return false;
    const { connection_id: id } = mailbox;
    for (const table of ['replies', 'tracked_mails', 'tracked_people', 'postponed_mails', 'proofs', 'ignored_findings'] as const) {
      const { rows } = await sql`
        delete from ${sql.table(table)} where ctid = any(array(select ctid from ${sql.table(table)} where connection_id = ${id} limit ${limit})) returning 1`.execute(transaction);
      if (rows.length === limit) return true;
    }
    await transaction.deleteFrom('mailboxes').where('connection_id', '=', id).execute();
    return true;
  });
