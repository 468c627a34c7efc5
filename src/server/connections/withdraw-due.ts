import type { LogFields, Ports } from '../ports.ts';
import { writeAudit, type AuditAction } from '../store/audit.ts';
import { callLeaseMs } from '../store/leases.ts';
import { changeRevocation, deleteRevocation, takeDueRevocations, type Revocation } from '../store/revocations.ts';
import { revokedTokenPlace } from '../store/sealed-places.ts';
import { fractionOf } from './check-times.ts';
import { withdrawFromGoogle, type Withdrawal } from './withdraw-grant.ts';
import { retryDelayMs } from './withdrawal-times.ts';

const batch = 20;

/** Claims what is due, acts, records; whatever another process has claimed is not seen here. */
export const withdrawDue = async (ports: Ports, signal: AbortSignal): Promise<boolean> => {
  const now = ports.clock.now();
  const lease = batch * callLeaseMs(ports.settings.google.timeoutMs);
  const due = await takeDueRevocations(ports.database, now, now + lease, batch);
  for (const revocation of due) {
    if (signal.aborted) return false;
    await attemptWithdrawal(ports, revocation);
  }
  return due.length === batch;
};

/** One attempt on a revocation that is ours for now. */
export const attemptWithdrawal = async (ports: Ports, revocation: Revocation): Promise<Withdrawal> => {
  const token =
    revocation.sealedRefreshToken === undefined
      ? undefined
      : ports.keyring.open(revocation.sealedRefreshToken, revokedTokenPlace(revocation));
  if (token === undefined || !token.ok) {
    // Without its token nobody can ask Google; the person has to remove the access there.
    ports.log.error('withdrawal-unreadable', namedInLog(revocation));
    await giveUp(ports, revocation);
    return 'waiting';
  }
  const result = await withdrawFromGoogle(ports, revocation.googleSub, token.value);
  if (result === 'waiting') await postpone(ports, revocation);
  else {
    await deleteRevocation(ports.database, revocation.id);
    await note(ports, revocation, 'grant-withdrawn', result);
  }
  return result;
};

const postpone = async (ports: Ports, revocation: Revocation): Promise<void> => {
  const now = ports.clock.now();
  if (now >= revocation.givesUpAt) return giveUp(ports, revocation);
  const next = now + retryDelayMs(revocation.attempts, fractionOf(ports.random));
  await changeRevocation(ports.database, revocation.id, {
    attempts: revocation.attempts + 1,
    // One last attempt falls on the end itself.
    next_attempt_at: new Date(Math.min(next, revocation.givesUpAt)),
  });
};

const giveUp = async (ports: Ports, revocation: Revocation): Promise<void> => {
  await changeRevocation(ports.database, revocation.id, {
    sealed_refresh_token: null,
    given_up_at: new Date(ports.clock.now()),
  });
  ports.metrics.grantWithdrawn('given-up');
  ports.log.warn('withdrawal-given-up', namedInLog(revocation));
  await note(ports, revocation, 'withdrawal-given-up', 'done');
};

const namedInLog = ({ tenant, connectionId }: Revocation): LogFields => ({ tenant, ...(connectionId === undefined ? {} : { connectionId }) });

const note = (ports: Ports, revocation: Revocation, action: AuditAction, result: string): Promise<void> =>
  writeAudit(ports.database, {
    at: ports.clock.now(),
    tenant: revocation.tenant,
    org: revocation.org,
    user: revocation.user,
    action,
    result,
    connectionId: revocation.connectionId,
  });
