import { sql } from 'kysely';
import type { Queries } from './tables.ts';

/** How the mail that leaves stands, for an operator. */
export interface SendingInspected {
  readonly waiting: number;
  /** Of them those that have waited for longer than a day past their time. */
  readonly overdue: number;
  /** They ask a person. */
  readonly held: number;
  readonly unclear: number;
  /** Mailboxes from which nothing can leave. */
  readonly parked: number;
  /** Mailboxes for which nobody has told Google's plan, so that its lowest numbers are kept to. */
  readonly presumed: number;
}

export const inspectSending = async (store: Queries): Promise<SendingInspected> => {
  const count = (what: ReturnType<typeof sql<boolean>>) => sql<number>`count(*) filter (where ${what})`;
  const mails = await store
    .selectFrom('outgoing_mails')
    .select([
      count(sql`state = 'waiting'`).as('waiting'),
      count(sql`state = 'waiting' and ready_at < now() - interval '1 day'`).as('overdue'),
      count(sql`state = 'held'`).as('held'),
      count(sql`state = 'checking'`).as('unclear'),
    ])
    .where('state', 'in', ['waiting', 'held', 'checking'])
    .executeTakeFirstOrThrow();
  const mailboxes = await store
    .selectFrom('sending_mailboxes')
    .innerJoin('connections', 'connections.id', 'sending_mailboxes.connection_id')
    .select([
      count(sql`parked is not null`).as('parked'),
      // Google's own addresses are personal ones.
      count(sql`(override is null or (override::jsonb ->> 'plan') is null) and email not like '%@gmail.com' and email not like '%@googlemail.com'`).as('presumed'),
    ])
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { ...mails, ...mailboxes };
};
