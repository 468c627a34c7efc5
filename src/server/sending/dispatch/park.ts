import { sql } from 'kysely';
import type { Ports } from '../../ports.ts';
import { readConnection } from '../../store/connections.ts';
import { changeSending, notAtAll, unparkSending, type Parked, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import { tellWaitingAnew } from '../../store/waiting-mails.ts';

/** Google asks for growing pauses that begin at a second or more; a person who waits looks again within minutes. */
const firstPauseMs = 15_000;
const longestPauseMs = 10 * 60_000;

const pauseMs = (failures: number): number => Math.min(firstPauseMs * 2 ** failures, longestPauseMs);

/** An administrator may take days, and tells nobody: Gmail is asked now and then. */
const firstRefusedMs = 2 * 60_000;
const longestRefusedMs = 6 * 3_600_000;

/** When a parked mailbox is looked at again by itself. */
const againAt = (because: Parked, failures: number, now: number): number => {
  switch (because) {
    case 'reconnection':
    case 'permission':
      return notAtAll;
    case 'google-away':
      return now + pauseMs(failures);
    case 'google-policy':
    case 'no-gmail':
      return now + Math.min(firstRefusedMs * 2 ** failures, longestRefusedMs);
  }
};

/** Why nothing leaves, and what was known when that was found. */
export interface Parking {
  readonly because: Parked;
  /** Since when nothing leaves, where that was known already. */
  readonly since: number | undefined;
  /** The grant with which it was tried. A person may have given another one in between. */
  readonly grantNumber: number | undefined;
}

/**
 * Nothing leaves this mailbox until a person acts, or, where Google is away or refuses, until it is asked again. Since when is
 * kept, and everything that waits says why.
 */
export const parkMailbox = async ({ database, clock, bell }: Ports, { connectionId, failures, owner, parked }: SendingMailbox, { because, since, grantNumber }: Parking): Promise<void> => {
  const now = clock.now();
  await database.transaction().execute(async (transaction) => {
    // The mailbox before its mails.
    await changeSending(transaction, connectionId, {
      parked: because,
      parked_at: sql<Date>`coalesce(parked_at, ${new Date(since ?? now)})`,
      held_by: because,
      next_at: new Date(againAt(because, failures, now)),
      failures: sql<number>`least(failures + 1, 20)`,
    });
    if (since === undefined || because !== parked) await tellWaitingAnew(transaction, owner, connectionId);
  });
  // Whoever connected it again before this was written is not waited for a second time.
  const connection = await readConnection(database, owner, connectionId);
  if (connection !== undefined && connection.grantNumber !== grantNumber) await unparkSending(database, connectionId, now);
  bell.ring(owner);
};

/** Google takes mail again: what waits says so. */
export const unparkMailbox = async ({ database, bell }: Ports, { connectionId, owner }: SendingMailbox): Promise<void> => {
  await database.transaction().execute(async (transaction) => {
    await changeSending(transaction, connectionId, { parked: null, parked_at: null });
    await tellWaitingAnew(transaction, owner, connectionId);
  });
  bell.ring(owner);
};

/** Where one answer of Gmail's was lost the next may be too: the others wait, and one goes first to see. */
export const pauseAfterUnclear = async ({ database, clock }: Ports, { connectionId, failures }: SendingMailbox): Promise<void> => {
  const next = new Date(clock.now() + pauseMs(failures));
  await changeSending(database, connectionId, { held_by: 'google-away', next_at: next, failures: sql<number>`least(failures + 1, 20)` });
};
