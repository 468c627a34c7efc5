import { fromThrown } from '../../http/thrown-failure.ts';
import type { Ports } from '../../ports.ts';
import { createRounds, type Rounds } from '../../rounds.ts';
import { claimLooks, lockLeftBehind } from '../../store/outgoing-claims.ts';
import { changeOutgoing, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import { lookFor } from './look-for.ts';

/**
 * Finds out what became of mails whose fate is unclear: Gmail's answer was lost, or the process died between writing the
 * attempt down and hearing it. Each is looked for in the mailbox a few times over some minutes. Nothing here ever sends.
 */
const restMs = 1_000;
const leaseMs = 2 * 60_000;
const atOnce = 20;

export const createSettling = (ports: Ports): Rounds =>
  createRounds(ports.clock, async (signal) => {
    try {
      await takeLeftBehind(ports);
      return (await settleDue(ports, signal)) ? 0 : restMs;
    } catch (error) {
      ports.log.error('settling-failed', fromThrown(error).fields);
      return restMs;
    }
  });

/** A process that died, or that lost its database, says nothing of its attempts any more: they are unclear. */
export const takeLeftBehind = async ({ database, clock, bell }: Ports): Promise<void> => {
  const now = clock.now();
  const found = await database.transaction().execute(async (transaction) => {
    const mails = await lockLeftBehind(transaction, now, atOnce);
    // Two processes have different mails, and the feeds of the same people: both take them in one order.
    for (const { owner, id } of mails.toSorted(byOwner)) await changeOutgoing(transaction, owner, [[id, { state: 'checking', look_at: new Date(now) }]]);
    return mails;
  });
  for (const { owner } of found) bell.ring(owner);
};

const byOwner = (a: StoredOutgoing, b: StoredOutgoing): number => (feedOf(a) < feedOf(b) ? -1 : 1);
const feedOf = ({ owner: { tenant, org, user } }: StoredOutgoing): string => JSON.stringify([tenant, org, user]);

/** True when there was more to do than one round takes. */
export const settleDue = async (ports: Ports, signal: AbortSignal): Promise<boolean> => {
  const now = ports.clock.now();
  const due = await claimLooks(ports.database, now, now + leaseMs, atOnce);
  const mailboxes = [...new Set(due.map(({ connectionId }) => connectionId))];
  await Promise.all(mailboxes.map((id) => lookInTurn(ports, due.filter(({ connectionId }) => connectionId === id), signal)));
  return due.length === atOnce && !signal.aborted;
};

/** A mailbox is asked one thing after another; several of them together, so that a slow one keeps no other waiting. */
const lookInTurn = async (ports: Ports, mails: readonly StoredOutgoing[], signal: AbortSignal): Promise<void> => {
  for (const mail of mails) {
    if (signal.aborted) return;
    try {
      await lookFor(ports, mail);
    } catch (error) {
      // The lease ends, and it is looked for again.
      ports.log.error('settling-failed', { ...fromThrown(error).fields, tenant: mail.owner.tenant, connectionId: mail.connectionId });
    }
  }
};
