import type { Ports } from '../../ports.ts';
import { changeOutgoing, lockOutgoing } from '../../store/outgoing-mails.ts';
import { wakeSending } from '../../store/sending-mailboxes.ts';
import { waitingByWallTime, type WallTimeMail } from '../../store/waiting-mails.ts';
import { recompute } from './judge-wall-time.ts';
import type { ZoneRules } from './zone-rules.ts';

const atOnce = 500;

/**
 * Whether what waits is still due when its wall clock shows the chosen time. Parliaments change clocks, and the rules come with
 * Node: so this is asked once at each start. A mail is moved without a question, as calendars do it; its row shows the time
 * that was chosen, which stays what it was. How many were moved.
 */
export const rereadClocks = async (ports: Ports, rules: ZoneRules): Promise<number> => {
  let moved = 0;
  let after = '';
  for (;;) {
    const mails = await waitingByWallTime(ports.database, after, atOnce);
    for (const mail of mails) if (await moveMail(ports, rules, mail)) moved += 1;
    after = mails.at(-1)?.id ?? '';
    if (mails.length < atOnce) return moved;
  }
};

const moveMail = async ({ database, clock, bell }: Ports, rules: ZoneRules, seen: WallTimeMail): Promise<boolean> => {
  if (instantOf(rules, seen) === seen.at) return false;
  const { owner, connectionId, id } = seen;
  const changed = await database.transaction().execute(async (transaction) => {
    await wakeSending(transaction, owner, connectionId, clock.now(), clock.now());
    const mail = await lockOutgoing(transaction, owner, id);
    if (mail?.state.kind !== 'waiting' || mail.chosen === undefined) return false;
    const due = new Date(instantOf(rules, { ...mail.chosen, at: mail.dueAt }));
    if (due.getTime() === mail.dueAt) return false;
    await changeOutgoing(transaction, owner, [[id, { due_at: due, ready_at: due, version: mail.version + 1 }]]);
    return true;
  });
  if (changed) bell.ring(owner);
  return changed;
};

const instantOf = (rules: ZoneRules, { wall, zone, choice, at }: Pick<WallTimeMail, 'wall' | 'zone' | 'choice' | 'at'>): number => recompute(rules, { wall, zone, choice, at }).time.at;
