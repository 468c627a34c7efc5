import { sql } from 'kysely';
import type { Batch } from './retention.ts';
import type { Queries } from './tables.ts';

/**
 * How mail that left, or never will, is forgotten again: a batch at a time, and never what another process has in hand. Each
 * answers whether there may be more.
 *
 *   a mail that ended      by its age; what waits, or asks a person, stays
 *   what was sent elsewhere, and what Google said   once no limit looks back so far
 *   an unsubscribe link    years later: whoever uses it finds that it works
 *   a mailbox that sent    with everything in it, a while after its owner disconnected it and did not come back
 */
export const forgetEnded = async (store: Queries, { before, limit }: Batch): Promise<boolean> => {
  const { rows } = await sql`
    with gone as (
      delete from outgoing_mails where id in (
        select id from outgoing_mails
        where ended_at < ${new Date(before)} and state in ('sent', 'blocked', 'cancelled', 'failed')
        order by ended_at limit ${limit} for update skip locked
      ) returning id
    ),
    unused as (delete from attachment_uses using gone where attachment_uses.outgoing_id = gone.id)
    select id from gone`.execute(store);
  return rows.length === limit;
};

export const forgetHistory = async (store: Queries, batch: Batch): Promise<boolean> => {
  const elsewhere = await forgetOld(store, 'sent_elsewhere', 'sent_at', batch);
  const facts = await forgetOld(store, 'heard_facts', 'heard_at', batch);
  return elsewhere || facts;
};

export const forgetUnsubscribeLinks = (store: Queries, batch: Batch): Promise<boolean> => forgetOld(store, 'unsubscribe_links', 'left_at', batch);

const forgetOld = async (store: Queries, table: string, time: string, { before, limit }: Batch): Promise<boolean> => {
  const { rows } = await sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${sql.ref(time)} < ${new Date(before)} order by ${sql.ref(time)} limit ${limit} for update skip locked
    )) returning 1`.execute(store);
  return rows.length === limit;
};

/** What waited in it goes with it. */
export const forgetSending = (store: Queries, { before, limit }: Batch): Promise<boolean> =>
  store.transaction().execute(async (transaction) => {
    const mailbox = await transaction
      .selectFrom('sending_mailboxes')
      .select('connection_id')
      .where('stopped_at', '<', new Date(before))
      .orderBy('stopped_at')
      .limit(1)
      // Whoever comes back in this moment waits, and begins anew.
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (mailbox === undefined) return false;
    const { connection_id: id } = mailbox;
    await sql`delete from attachment_uses where outgoing_id in (select id from outgoing_mails where connection_id = ${id} order by id limit ${limit})`.execute(transaction);
    for (const table of ['outgoing_mails', 'sent_elsewhere', 'heard_facts'] as const) {
      const key = table === 'outgoing_mails' ? sql.ref('id') : sql.ref('ctid');
      const { rows } = await sql`
        delete from ${sql.table(table)} where ${key} = any(array(select ${key} from ${sql.table(table)} where connection_id = ${id} order by ${key} limit ${limit})) returning 1`.execute(transaction);
      if (rows.length === limit) return true;
    }
    await transaction.deleteFrom('sending_mailboxes').where('connection_id', '=', id).execute();
    return true;
  });
