import { fail, succeed, type Failure, type Outcome, type Proof, type ProofState } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { readConnection, type Owner } from '../../store/connections.ts';
import { callMailbox, readMailbox } from '../../store/mailboxes.ts';
import { lastProof, lastVerified, type StoredProof } from '../../store/proofs.ts';

/** How the last proof of a mailbox stands, and the last success. */
export const proofOf = async ({ database, clock }: Ports, connectionId: string): Promise<Proof> => {
  const last = await lastProof(database, connectionId);
  const verified = (await lastVerified(database, [connectionId])).get(connectionId);
  return {
    connectionId,
    state: last === undefined ? { kind: 'none' } : stateOf(last, clock.now()),
    ...(verified === undefined ? {} : { verified: { at: instantOf(verified.at), tookMs: verified.tookMs } }),
    notProven: ['mail-of-others', 'delivery', 'filters', 'verdicts', 'usual-wait'],
  };
};

/** What waits beyond its time has failed, whether anybody wrote that down or not. */
export const stateOf = ({ state, askedAt, endsAt, endedAt = endsAt, tookMs = 0, failure }: StoredProof, now: number): ProofState => {
  if (state === 'verified') return { kind: 'verified', at: instantOf(endedAt), tookMs };
  if (state === 'failed') return { kind: 'failed', at: instantOf(endedAt), failure: failure ?? { code: 'not-seen' } };
  if (now > endsAt) return { kind: 'failed', at: instantOf(endsAt), failure: { code: 'not-seen' } };
  return { kind: 'waiting', since: instantOf(askedAt), until: instantOf(endsAt) };
};

/** While somebody watches, the mailbox is looked at this often: Gmail may show a mail a moment after it took it. */
const lookEveryMs = 3_000;

export const readProof = async (ports: Ports, owner: Owner, connectionId: string): Promise<Outcome<Proof, Failure>> => {
  const { database, clock, pollBell } = ports;
  const connection = await readConnection(database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  const proof = await proofOf(ports, connectionId);
  if (proof.state.kind === 'waiting') {
    const checkedAt = (await readMailbox(database, connectionId))?.checkedAt ?? 0;
    if (clock.now() - checkedAt >= lookEveryMs) {
      await callMailbox(database, connectionId);
      pollBell.ring();
    }
  }
  return succeed(proof);
};
