import type { Transaction } from 'kysely';
import type { Ports } from '../ports.ts';
import { callLeaseMs } from '../store/leases.ts';
import { insertRevocation, type NewRevocation, type Revocation } from '../store/revocations.ts';
import type { Tables } from '../store/tables.ts';
import { withdrawalLastsMs } from './withdrawal-times.ts';

export type TakenGrant = Pick<
  NewRevocation,
  'id' | 'tenant' | 'org' | 'user' | 'connectionId' | 'googleSub' | 'email' | 'sealedRefreshToken'
>;

/**
 * Puts a grant into the revocation list, in the transaction that takes it from wherever it was. Whoever puts it
 * there asks Google right after; until that call must be over, the loop leaves it alone.
 */
export const scheduleWithdrawal = async (ports: Ports, transaction: Transaction<Tables>, taken: TakenGrant): Promise<Revocation> => {
  const now = ports.clock.now();
  const revocation = { ...taken, disconnectedAt: now, givesUpAt: now + withdrawalLastsMs };
  await insertRevocation(transaction, { ...revocation, nextAttemptAt: now + callLeaseMs(ports.settings.google.timeoutMs) });
  return { ...revocation, attempts: 0, state: 'waiting' };
};
