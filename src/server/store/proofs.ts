import { sql, type Generated, type Selectable, type Transaction } from 'kysely';
import { decode, proofFailureSchema, type ProofFailure } from '../../contract/index.ts';
import type { Owner } from './connections.ts';
import type { Queries, Tables } from './tables.ts';

/** One attempt to prove that replies in a mailbox are seen: a marked mail to oneself, and what became of it. */
export interface ProofsTable {
  id: string;
  connection_id: string;
  tenant: string;
  org: string;
  crm_user: string;
  /** Only ever compared in SQL. */
  place: Generated<string>;
  /** What the mail carries in its header, so that it is known again. */
  mark: string;
  asked_at: Date;
  /** Until when it has to be seen. */
  ends_at: Date;
  state: string;
  /** When it left, or may have left; absent when it certainly did not. It counts in Gmail's limits. */
  sent_at: Date | null;
  gmail_id: string | null;
  /** When it was seen, refused, or not waited for any longer. */
  ended_at: Date | null;
  /** From asking to seeing, where it was seen. */
  took_ms: number | null;
  /** JSON, as the contract has it. */
  failure: string | null;
}

export interface StoredProof {
  readonly id: string;
  readonly connectionId: string;
  readonly mark: string;
  readonly askedAt: number;
  readonly endsAt: number;
  readonly state: 'waiting' | 'verified' | 'failed';
  readonly endedAt: number | undefined;
  readonly tookMs: number | undefined;
  readonly failure: ProofFailure | undefined;
}

export interface NewProof {
  readonly id: string;
  readonly owner: Owner;
  readonly connectionId: string;
  readonly mark: string;
  readonly askedAt: number;
  readonly endsAt: number;
}

/** False when another one waits in this mailbox: the unique index decides, not a look before. */
export const insertProof = async (store: Queries, proof: NewProof): Promise<boolean> => {
  const inserted = await store
    .insertInto('proofs')
    .values({ ...rowOf(proof), state: 'waiting', sent_at: new Date(proof.askedAt) })
    .onConflict((conflict) => conflict.column('connection_id').where('state', '=', sql.lit('waiting')).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** One that came to nothing before any mail was sent. */
export const insertFailedProof = async (store: Queries, proof: NewProof, failure: ProofFailure): Promise<void> => {
  await store.insertInto('proofs').values({ ...rowOf(proof), state: 'failed', ended_at: new Date(proof.askedAt), failure: JSON.stringify(failure) }).execute();
};

const rowOf = ({ id, owner, connectionId, mark, askedAt, endsAt }: NewProof) => ({
  id,
  connection_id: connectionId,
  tenant: owner.tenant,
  org: owner.org,
  crm_user: owner.user,
  mark,
  asked_at: new Date(askedAt),
  ends_at: new Date(endsAt),
});

/** Gmail took the mail; it may have been seen by now. */
export const noteProofSent = async (store: Queries, id: string, gmailId: string, sentAt: number): Promise<void> => {
  await store.updateTable('proofs').set({ gmail_id: gmailId, sent_at: new Date(sentAt) }).where('id', '=', id).execute();
};

/** Gmail did not take it. */
export const noteProofRefused = async (store: Queries, id: string, failure: ProofFailure, now: number): Promise<void> => {
  await store
    .updateTable('proofs')
    .set({ state: 'failed', failure: JSON.stringify(failure), sent_at: null, ended_at: new Date(now) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
};

/** What waited too long makes room for another. */
export const endOverdueProof = async (store: Queries, connectionId: string, now: number): Promise<void> => {
  await store
    .updateTable('proofs')
    .set({ state: 'failed', failure: JSON.stringify({ code: 'not-seen' } satisfies ProofFailure), ended_at: sql<Date>`ends_at` })
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'waiting')
    .where('ends_at', '<', new Date(now))
    .execute();
};

export const lockProofOf = async (store: Transaction<Tables>, connectionId: string, mark: string): Promise<StoredProof | undefined> => {
  const row = await store.selectFrom('proofs').selectAll().where('connection_id', '=', connectionId).where('mark', '=', mark).forUpdate().executeTakeFirst();
  return row && toProof(row);
};

/** The mail was seen, in time or not. */
export const noteProofSeen = async (store: Transaction<Tables>, id: string, seenAt: number, tookMs: number, failure: ProofFailure | undefined): Promise<void> => {
  await store
    .updateTable('proofs')
    .set({
      state: failure === undefined ? 'verified' : 'failed',
      ended_at: new Date(seenAt),
      took_ms: tookMs,
      failure: failure === undefined ? null : JSON.stringify(failure),
    })
    .where('id', '=', id)
    .execute();
};

export const waitsForProof = async (store: Queries, connectionId: string): Promise<boolean> => {
  const row = await store.selectFrom('proofs').select('id').where('connection_id', '=', connectionId).where('state', '=', 'waiting').executeTakeFirst();
  return row !== undefined;
};

export const lastProof = async (store: Queries, connectionId: string): Promise<StoredProof | undefined> => {
  const row = await store.selectFrom('proofs').selectAll().where('connection_id', '=', connectionId).orderBy('place', 'desc').limit(1).executeTakeFirst();
  return row && toProof(row);
};

export interface Verified {
  readonly at: number;
  readonly tookMs: number;
}

/** The last success in each of these mailboxes. */
export const lastVerified = async (store: Queries, connectionIds: readonly string[]): Promise<ReadonlyMap<string, Verified>> => {
  if (connectionIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('proofs')
    .select(['connection_id', 'ended_at', 'took_ms'])
    .distinctOn('connection_id')
    .where('connection_id', 'in', connectionIds)
    .where('state', '=', 'verified')
    .orderBy('connection_id')
    .orderBy('ended_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.connection_id, { at: row.ended_at?.getTime() ?? 0, tookMs: row.took_ms ?? 0 }]));
};

/** The last success of each mailbox stays. */
export const forgetProofs = async (store: Queries, before: number): Promise<void> => {
  await store
    .deleteFrom('proofs')
    .where('asked_at', '<', new Date(before))
    .where((where) =>
      where.or([
        where('state', '!=', 'verified'),
        where.exists(
          where
            .selectFrom('proofs as newer')
            .select('newer.id')
            .whereRef('newer.connection_id', '=', 'proofs.connection_id')
            .where('newer.state', '=', 'verified')
            .whereRef('newer.ended_at', '>', 'proofs.ended_at'),
        ),
      ]),
    )
    .execute();
};

const toProof = (row: Selectable<ProofsTable>): StoredProof => ({
  id: row.id,
  connectionId: row.connection_id,
  mark: row.mark,
  askedAt: row.asked_at.getTime(),
  endsAt: row.ends_at.getTime(),
  state: row.state === 'verified' || row.state === 'failed' ? row.state : 'waiting',
  endedAt: row.ended_at?.getTime(),
  tookMs: row.took_ms ?? undefined,
  failure: row.failure === null ? undefined : toFailure(row.failure),
});

const toFailure = (json: string): ProofFailure => {
  const decoded = decode(proofFailureSchema, JSON.parse(json));
  return decoded.ok ? decoded.value : { code: 'not-seen' };
};
