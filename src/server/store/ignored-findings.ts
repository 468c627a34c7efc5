import type { Queries } from './tables.ts';

/** What a person does not want to be told about a mailbox' settings any more, by the finding's key. */
export interface IgnoredFindingsTable {
  connection_id: string;
  finding_key: string;
  ignored_at: Date;
}

export const ignoredFindings = async (store: Queries, connectionId: string): Promise<ReadonlySet<string>> => {
  const rows = await store.selectFrom('ignored_findings').select('finding_key').where('connection_id', '=', connectionId).execute();
  return new Set(rows.map((row) => row.finding_key));
};

/** More than there are filters in any mailbox; the oldest go. */
const mostIgnored = 2_000;

export const ignoreFinding = async (store: Queries, connectionId: string, key: string, now: number): Promise<void> => {
  await store
    .insertInto('ignored_findings')
    .values({ connection_id: connectionId, finding_key: key, ignored_at: new Date(now) })
    .onConflict((conflict) => conflict.columns(['connection_id', 'finding_key']).doNothing())
    .execute();
  await store
    .deleteFrom('ignored_findings')
    .where('connection_id', '=', connectionId)
    .where('finding_key', 'in', (old) =>
      old
        .selectFrom('ignored_findings')
        .select('finding_key')
        .where('connection_id', '=', connectionId)
        .orderBy('ignored_at', 'desc')
        .orderBy('finding_key')
        .offset(mostIgnored),
    )
    .execute();
};

export const mindFinding = async (store: Queries, connectionId: string, key: string): Promise<void> => {
  await store.deleteFrom('ignored_findings').where('connection_id', '=', connectionId).where('finding_key', '=', key).execute();
};
