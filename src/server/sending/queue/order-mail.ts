import type { Transaction } from 'kysely';
import { fail, succeed, type Failure, type LinePlace, type OutgoingMail, type Outcome } from '../../../contract/index.ts';
import type { UserCaller } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { Ports } from '../../ports.ts';
import { writeAudit } from '../../store/audit.ts';
import { besideSpot, firstBetween, spotOf, type Spot } from '../../store/outgoing-line.ts';
import { lockOutgoing, readOutgoing, type OutgoingChange, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import { wakeSending } from '../../store/sending-mailboxes.ts';
import type { Tables } from '../../store/tables.ts';
import { changeAndTell } from '../tell-host.ts';
import { dueAt } from './due-time.ts';
import { viewOf } from './outgoing-view.ts';

/** Pages show as one line what is due by then: the seconds in which a mail can be taken back are no place in a line. */
const soonMs = 60_000;

/** A person has a mail leave sooner or later than others that wait like it. */
export const orderMail = async (ports: Ports, caller: UserCaller, id: string, version: number, place: LinePlace): Promise<Outcome<OutgoingMail, Failure>> => {
  const owner = ownerOf(caller);
  const seen = await readOutgoing(ports.database, owner, id);
  if (seen === undefined) return fail({ code: 'outgoing-unknown' });
  const done = await ports.database.transaction().execute(async (transaction): Promise<Outcome<undefined, Failure>> => {
    const now = ports.clock.now();
    // The mailbox before the mail, as whoever sends has it.
    await wakeSending(transaction, owner, seen.connectionId, now, now);
    const mail = await lockOutgoing(transaction, owner, id);
    const spot = mail && (await spotOf(transaction, mail.connectionId, id));
    if (mail === undefined || spot === undefined) return fail({ code: mail === undefined ? 'outgoing-unknown' : notWaiting(mail) });
    if (mail.version !== version) return fail({ code: 'outgoing-changed' });
    const wanted = await spotFor(transaction, mail.connectionId, spot, place, now + soonMs);
    if (wanted === undefined) return fail({ code: 'order-changed' });
    if (wanted === spot) return succeed(undefined);
    await changeAndTell(ports, transaction, owner, [[id, { version: mail.version + 1, ...columnsOf(spot, wanted) }]]);
    await writeAudit(transaction, { at: now, ...owner, action: 'mail-decided', result: 'done', jti: caller.jti, connectionId: mail.connectionId });
    return succeed(undefined);
  });
  if (!done.ok) return done;
  ports.sendBell.ring();
  ports.bell.ring(owner);
  const changed = await readOutgoing(ports.database, owner, id);
  return changed === undefined ? fail({ code: 'outgoing-unknown' }) : succeed(await viewOf(ports, changed));
};

const notWaiting = ({ state: { kind } }: StoredOutgoing): 'outgoing-leaving' | 'outgoing-ended' =>
  kind === 'sending' || kind === 'checking' || kind === 'sent' ? 'outgoing-leaving' : 'outgoing-ended';

/** A mail that is due already leaves no sooner by another due time; it only takes that of those it stands among. */
const columnsOf = (spot: Spot, wanted: Spot): OutgoingChange => ({ place: wanted.place, ...(wanted.dueAt === spot.dueAt ? {} : dueAt(wanted.dueAt)) });

/** The same spot where the mail stands there already; undefined where there is no such place in its line. */
const spotFor = async (store: Transaction<Tables>, connectionId: string, spot: Spot, place: LinePlace, soon: number): Promise<Spot | undefined> => {
  const isDue = spot.dueAt <= soon;
  if (place.kind === 'first') {
    const head = await firstBetween(store, connectionId, isDue ? undefined : spot.dueAt, isDue ? soon : spot.dueAt);
    return head === undefined || head.id === spot.id ? spot : { ...spot, dueAt: head.dueAt, place: head.place - 1 };
  }
  const other = place.mailId === spot.id ? undefined : await spotOf(store, connectionId, place.mailId);
  if (other === undefined || !(other.dueAt === spot.dueAt || (isDue && other.dueAt <= soon))) return undefined;
  const next = await besideSpot(store, connectionId, other, place.kind, spot.id);
  const between = next === undefined ? other.place + (place.kind === 'before' ? -0.5 : 0.5) : (next.place + other.place) / 2;
  // Halved so often that there is nothing left between the two.
  if (between === other.place || between === next?.place) return undefined;
  return { ...spot, dueAt: other.dueAt, place: between };
};
