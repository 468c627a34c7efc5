import type { Transaction } from 'kysely';
import type { Ports } from '../../ports.ts';
import type { Owner } from '../../store/connections.ts';
import { lockWaitingTo, mailboxesWaitingFor, type WaitingWhere } from '../../store/waiting-mails.ts';
import { stateColumns, type OutgoingChange, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import type { StoredReply } from '../../store/replies.ts';
import { lockSending } from '../../store/sending-mailboxes.ts';
import type { Tables } from '../../store/tables.ts';
import { writtenKey } from '../channel/sendable-address.ts';
import { blockedAmong, blockReasonOf } from '../compliance/blocked-by.ts';
import { changeAndTell } from '../tell-host.ts';
import { withdrawnBy } from './withdrawn-by.ts';

/** What mails come to that wait and must not leave any more, by their ids: what came back since, and whom nobody writes to. */
export const endsOf = async (store: Transaction<Tables>, owner: Owner, connectionId: string, mails: readonly StoredOutgoing[], now: number): Promise<ReadonlyMap<string, OutgoingChange>> => {
  const blocked = await blockedAmong(store, owner, mails.flatMap(({ recipients }) => recipients));
  const withdrawn = await withdrawnBy(store, connectionId, mails, now);
  return new Map(
    mails.flatMap(({ id, recipients }): (readonly [string, OutgoingChange])[] => {
      const blocking = blockReasonOf(recipients, blocked);
      if (blocking !== undefined) return [[id, stateColumns({ kind: 'blocked', at: now, reason: blocking })]];
      const reason = withdrawn.get(id);
      return reason === undefined ? [] : [[id, stateColumns({ kind: 'cancelled', at: now, reason })]];
    }),
  );
};

/** Who answered, or could not be reached. What that means for mail that waits is judged by what is stored of it. */
export const whoCameBack = ({ judged: { bounce }, from }: Pick<StoredReply, 'judged' | 'from'>, verdict: StoredReply['judged']['verdict']): readonly string[] => {
  if (verdict === 'reply') return [writtenKey(from.address)];
  return verdict === 'bounce' ? (bounce?.recipients.map(writtenKey) ?? []) : [];
};

/** More at once come with a list, and are looked at when their mail comes due. */
const mostAddresses = 20;

/**
 * Somebody answered, unsubscribed, or cannot be reached: what waits for them ends now and says why, and whoever wrote it still
 * has the time to send it all the same. Nothing depends on it: every mail is looked at once more before it leaves.
 */
export const withdrawWaiting = async (ports: Ports, where: WaitingWhere, addresses: readonly string[]): Promise<void> => {
  const { database, clock, bell } = ports;
  if (addresses.length === 0 || addresses.length > mostAddresses) return;
  for (const { owner, connectionId } of await mailboxesWaitingFor(database, where, addresses)) {
    await database.transaction().execute(async (transaction) => {
      // The mailbox before its mails.
      if ((await lockSending(transaction, connectionId)) === undefined) return;
      const now = clock.now();
      const ends = await endsOf(transaction, owner, connectionId, await lockWaitingTo(transaction, connectionId, addresses), now);
      await changeAndTell(ports, transaction, owner, [...ends]);
    });
    bell.ring(owner);
  }
};
