import { fail, succeed, type Disconnected, type Failure, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeConnection, isHeld, lockConnection, readConnection, withoutGrant } from '../store/connections.ts';
import { lockGoogleAccount } from '../store/google-accounts.ts';
import { stopMailbox } from '../store/mailboxes.ts';
import { stopSending } from '../store/sending-mailboxes.ts';
import { newId } from '../store/new-id.ts';
import type { Revocation } from '../store/revocations.ts';
import { ownerOf } from './owner-of.ts';
import { scheduleWithdrawal } from './schedule-withdrawal.ts';
import { attemptWithdrawal } from './withdraw-due.ts';

/**
 * Takes the grant from its connection and puts it into the revocation list, in one transaction: from then on nothing can
 * use it. Then Google is asked at once; when it does not answer, the maintenance loop goes on asking.
 */
export const disconnect = async (ports: Ports, caller: UserCaller, connectionId: string): Promise<Outcome<Disconnected, Failure>> => {
  const taken = await takeGrant(ports, caller, connectionId);
  if (taken === 'unknown') return fail({ code: 'connection-unknown' });
  if (taken === 'kept') return succeed({ withdrawal: 'kept' });
  return succeed({ withdrawal: await attemptWithdrawal(ports, taken) });
};

const takeGrant = async (ports: Ports, caller: UserCaller, connectionId: string): Promise<Revocation | 'unknown' | 'kept'> => {
  const owner = ownerOf(caller);
  const seen = await readConnection(ports.database, owner, connectionId);
  if (seen === undefined) return 'unknown';
  return ports.database.transaction().execute(async (transaction) => {
    const now = ports.clock.now();
    // The account before the connection, as everywhere, so that two of these never wait for each other.
    await lockGoogleAccount(transaction, seen.googleSub, now);
    const connection = await lockConnection(transaction, owner, connectionId);
    if (connection === undefined || connection.state.kind === 'disconnected') return 'unknown';
    await changeConnection(transaction, connectionId, withoutGrant);
    await stopMailbox(transaction, connectionId, now);
    await stopSending(transaction, connectionId, now);
    const kept = connection.sealedRefreshToken === undefined || (await isHeld(transaction, connection.googleSub));
    await writeAudit(transaction, {
      at: now,
      ...owner,
      action: 'disconnected',
      result: kept ? 'kept' : 'done',
      jti: caller.jti,
      connectionId,
    });
    if (kept || connection.sealedRefreshToken === undefined) return 'kept';
    const { googleSub, email, sealedRefreshToken } = connection;
    return scheduleWithdrawal(ports, transaction, { id: newId(ports.random), ...owner, connectionId, googleSub, email, sealedRefreshToken });
  });
};
