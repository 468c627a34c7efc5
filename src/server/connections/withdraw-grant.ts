import type { Ports } from '../ports.ts';
import { isHeld } from '../store/connections.ts';
import { beginWithdrawing, endWithdrawing, lockGoogleAccount } from '../store/google-accounts.ts';
import { callLeaseMs } from '../store/leases.ts';
import { deleteRevocationsOf } from '../store/revocations.ts';

/** `kept`: a connection somewhere lives by the same Google account, and revoking would end it too. */
export type Withdrawal = 'confirmed' | 'waiting' | 'kept';

const lookAgainMs = 200;

/**
 * Google withdraws everything an account ever gave this app, whichever token names it
 * (https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke). Whether that may be asked is decided
 * with the account's row locked; while Google is asked, a mark on the row keeps anybody from storing a new grant of it.
 */
export const withdrawFromGoogle = async (ports: Ports, googleSub: string, token: string): Promise<Withdrawal> => {
  for (;;) {
    const begun = await begin(ports, googleSub);
    if (begun === 'kept') return 'kept';
    if (begun === 'begun') break;
    await ports.clock.sleep(lookAgainMs);
  }
  const revoked = await ports.google.revoke(token);
  await ports.database.transaction().execute(async (transaction) => {
    await lockGoogleAccount(transaction, googleSub, ports.clock.now());
    await endWithdrawing(transaction, googleSub, revoked.ok);
    if (revoked.ok) await deleteRevocationsOf(transaction, googleSub);
  });
  const result = revoked.ok ? 'confirmed' : 'waiting';
  ports.metrics.grantWithdrawn(result);
  return result;
};

const begin = (ports: Ports, googleSub: string): Promise<'begun' | 'kept' | 'busy'> =>
  ports.database.transaction().execute(async (transaction) => {
    const now = ports.clock.now();
    const account = await lockGoogleAccount(transaction, googleSub, now);
    if (await isHeld(transaction, googleSub)) return 'kept';
    if (now < account.withdrawingUntil) return 'busy';
    await beginWithdrawing(transaction, googleSub, { now, until: now + callLeaseMs(ports.settings.google.timeoutMs) });
    return 'begun';
  });
