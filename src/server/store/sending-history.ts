import { sql, type Transaction } from 'kysely';
import * as z from 'zod/mini';
import { decode } from '../../contract/index.ts';
import type { HeardFact } from '../sending/limits/heard-facts.ts';
import { toAddresses } from './addresses-of-json.ts';
import type { Queries, Tables } from './tables.ts';

/** One mail that left a mailbox, or may have left it. */
export interface LeftMail {
  readonly id: string;
  readonly at: number;
  /** Undefined where they are not known. */
  readonly recipients: readonly string[] | undefined;
  readonly origin: 'ours' | 'elsewhere';
}

/**
 * Everything that left a mailbox since a time, in any order: what was sent here, what may have been, the mails that prove
 * tracking, and what was sent elsewhere. A mail of ours stands under Gmail's id once that is known, so that it is not counted
 * again when the mailbox' history tells of it.
 */
export const leftSince = async (store: Queries, connectionId: string, since: number, ownAddress: string): Promise<readonly LeftMail[]> => {
  const time = new Date(since);
  // In one question: it is asked before every few mails that leave.
  const rows = await store
    .selectFrom('outgoing_mails')
    .select([sql<string>`coalesce(gmail_id, id)`.as('id'), sql<Date>`case when state = 'sent' then ended_at else attempt_at end`.as('at'), sql<string | null>`recipients`.as('recipients'), sql<string>`'ours'`.as('origin')])
    .where('connection_id', '=', connectionId)
    .where('attempt_at', '>', time)
    .unionAll((other) =>
      other
        .selectFrom('sent_elsewhere')
        .select(['gmail_id as id', 'sent_at as at', 'recipients', sql<string>`'elsewhere'`.as('origin')])
        .where('connection_id', '=', connectionId)
        .where('sent_at', '>', time),
    )
    .unionAll((other) =>
      other
        .selectFrom('proofs')
        .select([sql<string>`coalesce(gmail_id, id)`.as('id'), sql<Date>`sent_at`.as('at'), sql<string | null>`${JSON.stringify([ownAddress])}`.as('recipients'), sql<string>`'ours'`.as('origin')])
        .where('connection_id', '=', connectionId)
        .where('sent_at', '>=', time),
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.getTime(),
    recipients: row.recipients === null ? undefined : toAddresses(row.recipients),
    origin: row.origin === 'ours' ? 'ours' : 'elsewhere',
  }));
};

/** What was sent elsewhere, as the mailbox' history tells of it; seen twice it is the same. */
export const noteSentElsewhere = async (store: Queries, connectionId: string, mails: readonly { readonly gmailId: string; readonly sentAt: number; readonly recipients: readonly string[] | undefined }[]): Promise<void> => {
  if (mails.length === 0) return;
  await store
    .insertInto('sent_elsewhere')
    .values(
      mails.map(({ gmailId, sentAt, recipients }) => ({
        connection_id: connectionId,
        gmail_id: gmailId,
        sent_at: new Date(sentAt),
        recipients: recipients === undefined ? null : JSON.stringify(recipients),
      })),
    )
    .onConflict((conflict) => conflict.columns(['connection_id', 'gmail_id']).doNothing())
    .execute();
};

/** What Google said since a time, in the order in which it was heard. */
export const factsSince = async (store: Queries, connectionId: string, since: number): Promise<readonly HeardFact[]> => {
  const rows = await store
    .selectFrom('heard_facts')
    .select('fact')
    .where('connection_id', '=', connectionId)
    .where('heard_at', '>', new Date(since))
    .orderBy('place')
    .execute();
  return rows.flatMap((row): HeardFact[] => {
    const decoded = decode(factSchema, JSON.parse(row.fact));
    if (!decoded.ok) return [];
    const { retryAt } = decoded.value;
    return [decoded.value.kind === 'too-many-at-once' ? { ...decoded.value, retryAt: undefined } : { ...decoded.value, retryAt }];
  });
};

/** JSON leaves out what is undefined. */
const retryAt = z.optional(z.number());
const factSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('too-fast'), heardAt: z.number(), retryAt }),
  z.object({ kind: z.literal('too-many-at-once'), heardAt: z.number(), retryAt: z.optional(z.undefined()) }),
  z.object({ kind: z.literal('sending-paused'), heardAt: z.number(), retryAt, counted: z.number() }),
  z.object({ kind: z.literal('limit-reached'), heardAt: z.number(), retryAt, reachedAt: z.number(), limit: z.enum(['messages', 'recipients']), counted: z.number() }),
]);

export const noteFact = async (store: Transaction<Tables>, connectionId: string, fact: HeardFact): Promise<void> => {
  await store.insertInto('heard_facts').values({ connection_id: connectionId, heard_at: new Date(fact.heardAt), fact: JSON.stringify(fact) }).execute();
};
