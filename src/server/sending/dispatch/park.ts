import { sql } from 'kysely';
import type { Ports } from '../../ports.ts';
import { readConnection } from '../../store/connections.ts';
import { changeSending, notAtAll, unparkSending, type Parked, type SendingMailbox } from '../../store/sending-mailboxes.ts';

/** Google asks for growing pauses that begin at a second or more; a person who waits looks again within minutes. */
const firstPauseMs = 15_000;
const longestPauseMs = 10 * 60_000;

const pauseMs = (failures: number): number => Math.min(firstPauseMs * 2 ** failures, longestPauseMs);

/** Why nothing leaves, and what was known when that was found. */
export interface Parking {
  readonly because: Parked;
  /** Since when nothing leaves, where that was known already. */
  readonly since: number | undefined;
  /** The grant with which it was tried. A person may have given another one in between. */
  readonly grantNumber: number | undefined;
}

/** Nothing leaves this mailbox until a person acts, or, where Google is away, until it is asked again. Since when is kept. */
export const parkMailbox = async ({ database, clock, bell }: Ports, { connectionId, failures, owner }: SendingMailbox, { because, since, grantNumber }: Parking): Promise<void> => {
  const now = clock.now();
  const again = because === 'google-away' ? now + pauseMs(failures) : notAtAll;
  await changeSending(database, connectionId, {
    parked: because,
    parked_at: sql<Date>`coalesce(parked_at, ${new Date(since ?? now)})`,
    held_by: because,
    next_at: new Date(again),
    failures: sql<number>`least(failures + 1, 20)`,
  });
  // Whoever connected it again before this was written is not waited for a second time.
  const connection = await readConnection(database, owner, connectionId);
  if (connection !== undefined && connection.grantNumber !== grantNumber) await unparkSending(database, connectionId, now);
  bell.ring(owner);
};

/** Where one answer of Gmail's was lost the next may be too: the others wait, and one goes first to see. */
export const pauseAfterUnclear = async ({ database, clock }: Ports, { connectionId, failures }: SendingMailbox): Promise<void> => {
  const next = new Date(clock.now() + pauseMs(failures));
  await changeSending(database, connectionId, { held_by: 'google-away', next_at: next, failures: sql<number>`least(failures + 1, 20)` });
};
