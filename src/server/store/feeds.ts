import { sql, type RawBuilder, type Transaction } from 'kysely';
import * as z from 'zod/mini';
import { decode } from '../../contract/index.ts';
import type { Owner } from './connections.ts';
import type { Queries, Tables } from './tables.ts';

/**
 * Who reads a feed keeps its place: a number and the *era* in which it was told. A database that is restored from a copy
 * forgets changes and gives their numbers out again, to other rows; the number alone says nothing of that once it has been
 * passed. No restored database goes on in its old era, since an era ends whenever the database is started, made, or has its
 * rows thrown away. The feed notes after which number each of its eras began: a place of an earlier era that lies behind the
 * beginning of the next was told by a database that is no more.
 */
export interface FeedHead {
  /** The number of the latest change, 0 before the first. */
  readonly change: number;
  readonly era: string;
}

export interface Feed extends FeedHead {
  readonly eras: readonly Era[];
}

export interface Era {
  readonly era: string;
  /** The feed's last number of the time before. */
  readonly after: number;
}

/** Whether whoever is at this place has read nothing but what is in this feed. Who has read nothing has. */
export const isOfFeed = ({ change, era }: FeedHead, feed: Feed): boolean => {
  if (change === 0) return true;
  const index = feed.eras.findIndex((each) => each.era === era);
  if (index < 0) return false;
  return change <= (feed.eras[index + 1]?.after ?? feed.change);
};

/** What a restore, by whichever way, does not leave as it was: the server's start, the database, the table, its file. */
const eraNow = sql<string>`md5(concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
  (select oid from pg_database where datname = current_database()), 'feeds'::regclass::oid, pg_relation_filenode('feeds')))`;

/** A reader that was away for longer than these begins anew, which costs it some pages. */
const mostEras = 30;

/**
 * The next number in a user's feed. The row stays locked to the end of the transaction, so whoever reads the feed up to
 * a number has seen everything below it: without that, a slow transaction could commit a smaller number later. Of several
 * numbers taken at once it is the last.
 */
export const nextChange = async (store: Transaction<Tables>, owner: Owner, count = 1): Promise<number> => {
  const { rows } = await takeNumbers(owner, count).execute(store);
  const [row] = rows;
  if (row === undefined) throw new TypeError('Failed to take a number: a feed gives one');
  return row.last_change;
};

/** The statement that takes them, for those who need them in the next one only. */
export const takeNumbers = ({ tenant, org, user }: Owner, count: number): RawBuilder<{ readonly last_change: number }> => {
  const eraAfter = (after: RawBuilder<unknown>) => sql`jsonb_build_array(jsonb_build_object('era', ${eraNow}, 'after', ${after}))`;
  return sql`insert into feeds (tenant, org, crm_user, last_change, eras) values (${tenant}, ${org}, ${user}, ${count}::integer, ${eraAfter(sql`0`)})
    on conflict (tenant, org, crm_user) do update set
      last_change = feeds.last_change + excluded.last_change,
      eras = case when feeds.eras -> -1 -> 'era' = excluded.eras -> 0 -> 'era' then feeds.eras
        else (case when jsonb_array_length(feeds.eras) < ${sql.lit(mostEras)} then feeds.eras else feeds.eras - 0 end) || ${eraAfter(sql`feeds.last_change`)} end
    returning last_change`;
};

const erasSchema = z.array(z.object({ era: z.string(), after: z.int() }));

/** A feed without a change is in the era in which its first one would come. */
export const readFeed = async (store: Queries, { tenant, org, user }: Owner): Promise<Feed> => {
  const { rows } = await sql<{ readonly now: string; readonly last_change: number | null; readonly eras: unknown }>`
    select ${eraNow} as now, feeds.last_change, feeds.eras from (select 1) as one
    left join feeds on feeds.tenant = ${tenant} and feeds.org = ${org} and feeds.crm_user = ${user}`.execute(store);
  const [row] = rows;
  const decoded = decode(erasSchema, row?.eras ?? []);
  const eras = decoded.ok ? decoded.value : [];
  return { change: row?.last_change ?? 0, era: eras.at(-1)?.era ?? row?.now ?? '', eras };
};

/** The latest numbers of many users in one question; who has no feed yet is left out. */
export const lastChanges = async (store: Queries, owners: readonly Owner[]): Promise<readonly { readonly owner: Owner; readonly change: number }[]> => {
  const rows = await store
    .selectFrom('feeds')
    .select(['tenant', 'org', 'crm_user', 'last_change'])
    .where((where) => {
      const wanted = owners.map(({ tenant, org, user }) => where.tuple(tenant, org, user));
      return where(where.refTuple('tenant', 'org', 'crm_user'), 'in', wanted);
    })
    .execute();
  return rows.map((row) => ({ owner: { tenant: row.tenant, org: row.org, user: row.crm_user }, change: row.last_change }));
};
