import { sql } from 'kysely';
import type { Organisation } from './suppressions.ts';
import type { Queries } from './tables.ts';

export interface SentByDomain {
  readonly domain: string;
  readonly toPersonalGmail: number;
  readonly connectionIds: readonly string[];
}

/** How many mails to personal Gmail addresses left since a time, by the primary domain of their senders. */
export const sentToPersonalGmail = async (store: Queries, { tenant, org }: Organisation, since: number): Promise<readonly SentByDomain[]> => {
  const domain = sql<string>`lower(split_part(connections.email, '@', 2))`;
  const toGmail = sql<number>`(select count(*) from json_array_elements_text(outgoing_mails.recipients::json) as recipient(address)
    where recipient.address like '%@gmail.com' or recipient.address like '%@googlemail.com')`;
  const rows = await store
    .selectFrom('outgoing_mails')
    .innerJoin('connections', 'connections.id', 'outgoing_mails.connection_id')
    .select([domain.as('domain'), sql<string>`sum(${toGmail})`.as('count'), sql<string[]>`array_agg(distinct outgoing_mails.connection_id)`.as('ids')])
    .where('outgoing_mails.tenant', '=', tenant)
    .where('outgoing_mails.org', '=', org)
    .where('outgoing_mails.attempt_at', '>', new Date(since))
    .groupBy(domain)
    .orderBy('domain')
    .execute();
  return rows.map((row) => ({ domain: row.domain, toPersonalGmail: Number(row.count), connectionIds: row.ids }));
};
