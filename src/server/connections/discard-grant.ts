import type { Transaction } from 'kysely';
import { fromThrown } from '../http/thrown-failure.ts';
import type { Ports } from '../ports.ts';
import { isHeld } from '../store/connections.ts';
import type { Flow } from '../store/flows.ts';
import { newId } from '../store/new-id.ts';
import type { Revocation } from '../store/revocations.ts';
import { revokedTokenPlace } from '../store/sealed-places.ts';
import type { Tables } from '../store/tables.ts';
import { scheduleWithdrawal } from './schedule-withdrawal.ts';
import { attemptWithdrawal } from './withdraw-due.ts';

/** A grant that Google made and that is not stored. */
export interface UnwantedGrant {
  readonly googleSub: string;
  readonly email: string;
  readonly token: string;
}

/**
 * Puts an unwanted grant into the revocation list, in the transaction that refuses it and with the account's row locked:
 * a process that dies right after leaves it to the loop. Undefined when a connection somewhere lives by the same Google
 * account: withdrawing would end it too, so the token is only forgotten.
 */
export const discardGrant = async (
  ports: Ports,
  transaction: Transaction<Tables>,
  { tenant, org, user }: Flow,
  { googleSub, email, token }: UnwantedGrant,
): Promise<Revocation | undefined> => {
  if (await isHeld(transaction, googleSub)) return undefined;
  const place = { id: newId(ports.random), tenant, org, connectionId: undefined };
  const sealedRefreshToken = ports.keyring.seal(token, revokedTokenPlace(place));
  return scheduleWithdrawal(ports, transaction, { ...place, user, googleSub, email, sealedRefreshToken });
};

/** Asks Google at once, before the person chooses another account, and lets nobody wait for the answer. */
export const withdrawNow = (ports: Ports, revocation: Revocation): void => {
  attemptWithdrawal(ports, revocation).catch((error: unknown) => {
    // It stands in the list; the loop will ask again.
    ports.log.warn('withdrawal-postponed', { tenant: revocation.tenant, ...fromThrown(error).fields });
  });
};
