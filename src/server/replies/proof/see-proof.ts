import type { ProofFailure } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { lockProofOf, noteProofSeen, type StoredProof } from '../../store/proofs.ts';
import { markIn } from './proof-mail.ts';

export interface SeenMail {
  readonly owner: Owner;
  readonly connectionId: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Whether a mail that was found is the proof's own: then it is neither an answer nor mail of the user's. A mark that was
 * never given out in this mailbox is anybody's and means nothing. Seen twice is seen once.
 */
export const seeProof = async ({ database, clock, bell }: Ports, { owner, connectionId, headers }: SeenMail): Promise<boolean> => {
  const mark = markIn(headers);
  if (mark === undefined) return false;
  const now = clock.now();
  const came = await database.transaction().execute(async (transaction) => {
    const proof = await lockProofOf(transaction, connectionId, mark);
    if (proof === undefined) return 'strange';
    if (proof.tookMs !== undefined) return 'known';
    const { tookMs, failure } = judgeSeen(proof, now);
    await noteProofSeen(transaction, proof.id, now, tookMs, failure);
    return 'seen';
  });
  if (came === 'seen') bell.ring(owner);
  return came !== 'strange';
};

/** What was promised counts, not what was given up meanwhile: the mail may be seen by another process whose clock differs. */
export const judgeSeen = (proof: Pick<StoredProof, 'askedAt' | 'endsAt'>, now: number): { readonly tookMs: number; readonly failure: ProofFailure | undefined } => {
  const tookMs = Math.max(0, Math.min(now - proof.askedAt, longestMs));
  return { tookMs, failure: now > proof.endsAt ? { code: 'late', tookMs } : undefined };
};

/** What the column holds; nobody waits for three weeks. */
const longestMs = 2_000_000_000;
