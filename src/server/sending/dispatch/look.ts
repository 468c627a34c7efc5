import type { Transaction } from 'kysely';
import type { Ports } from '../../ports.ts';
import { listWaiting, stateColumns, type Attempt, type OutgoingChange, type StoredOutgoing, type StoredState } from '../../store/outgoing-mails.ts';
import { claimedColumns, lockReady, nextReadyAt } from '../../store/outgoing-claims.ts';
import { changeSending, lockSending, type SendingMailbox } from '../../store/sending-mailboxes.ts';
import type { Tables } from '../../store/tables.ts';
import { tellWaitingAnew } from '../../store/waiting-mails.ts';
import { newId } from '../../store/new-id.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { nextRoom, type TooMuch } from '../limits/next-room.ts';
import { recipientsOf } from '../limits/sent-history.ts';
import { windowFor } from '../schedule/send-window.ts';
import { opensFor } from '../schedule/next-opening.ts';
import { attemptLeaseMs, claimMs } from './attempt-lease.ts';
import { lateOnes } from './late-ones.ts';
import { readSendingState, type SendingState } from './sending-state.ts';
import { endsOf } from './withdraw-waiting.ts';
import { changeAndTell } from '../tell-host.ts';

/** A mail whose attempt is on disk: it counts as sent from now on, whatever comes of it. */
export type ClaimedMail = StoredOutgoing & {
  readonly attempt: NonNullable<StoredOutgoing['attempt']>;
  /** Until then others believe that it is under way. */
  readonly attemptEndsAt: number;
};

/** As many as may be under way for one mailbox: Gmail allows about ten requests at once, of all the user's programs. */
const atOnce = 5;

/**
 * One look at a mailbox: what may leave it now is claimed, and when to look again is written down. All of it in one
 * transaction, under the lock of the mailbox' row, so that two processes never let go together more than the limits have
 * room for, and no mail twice.
 */
export const lookAt = (ports: Ports, { connectionId, holder }: SendingMailbox, email: string): Promise<Looked> =>
  ports.database.transaction().execute(async (transaction) => {
    const mailbox = await lockSending(transaction, connectionId);
    // Whose claim ended before it came here has been followed by another process.
    if (mailbox === undefined || mailbox.holder !== holder) return { claimed: [], changed: false, more: false };
    const now = ports.clock.now();
    const state = await readSendingState(ports, mailbox, email, transaction);
    const held = await holdLate(ports, transaction, mailbox, state, now);
    const { changes, claimed, heldUntil, heldBy, more } = await decide(ports, transaction, mailbox, { ...state, email }, now);
    await changeAndTell(ports, transaction, mailbox.owner, [...changes]);
    // Whether Google takes mail again is not known before it took one: until then everything waits for that.
    const goesToSee = claimed.length > 0 && mailbox.parked !== 'reconnection' && mailbox.parked !== 'permission';
    const freed = mailbox.parked !== undefined && !goesToSee;
    if (freed) await tellWaitingAnew(transaction, mailbox.owner, connectionId);
    // Where nothing holds the mailbox, the next mail that is not ready yet does.
    const goesOnAt = more ? now : heldUntil;
    const nextAt = goesOnAt === undefined ? nextReadyAt(connectionId, now) : new Date(goesOnAt);
    await changeSending(transaction, connectionId, { next_at: nextAt, held_by: heldBy ?? null, ...(freed ? { parked: null, parked_at: null } : {}), ...(holder === undefined ? {} : { lease_ends_at: new Date(now + claimMs) }) });
    return { claimed, changed: held || freed || changes.size > 0, more };
  });

export interface Looked {
  readonly claimed: readonly ClaimedMail[];
  readonly changed: boolean;
  /** Whether more may be ready behind these. */
  readonly more: boolean;
}

interface Decided {
  readonly changes: ReadonlyMap<string, OutgoingChange>;
  readonly claimed: readonly ClaimedMail[];
  /** Nothing leaves before then: a limit, or Google, has no room. */
  readonly heldUntil: number | undefined;
  readonly heldBy: string | undefined;
  readonly more: boolean;
}

/** In the order of `forecast`: as they are due, and one that has no room holds those behind it. */
const decide = async (ports: Ports, transaction: Transaction<Tables>, mailbox: SendingMailbox, { email, ...state }: SendingState & { readonly email: string }, now: number): Promise<Decided> => {
  // After trouble one goes first to see.
  const most = mailbox.failures > 0 ? 1 : atOnce;
  // One more than may leave tells whether to look again.
  const found = await lockReady(transaction, mailbox.connectionId, now, most + 1);
  const ready = found.slice(0, most);
  const ends = await endsOf(transaction, mailbox.owner, mailbox.connectionId, ready, now);
  const changes = new Map<string, OutgoingChange>();
  const claimed: ClaimedMail[] = [];
  let { history } = state;
  for (const mail of ready) {
    const end = ends.get(mail.id);
    if (end !== undefined) {
      changes.set(mail.id, end);
      continue;
    }
    const opensAt = opensAtFor(state, mail, now);
    if (opensAt > now) {
      changes.set(mail.id, { ready_at: new Date(opensAt) });
      continue;
    }
    const recipients = recipientsOf(mail.recipients, state.ownDomains);
    const room = nextRoom(history, state.limits, recipients, now);
    if (room.kind === 'never') {
      changes.set(mail.id, stateColumns({ kind: 'failed', at: now, reason: tooMuch(room.because) }));
      continue;
    }
    if (room.kind === 'later') return { changes, claimed, heldUntil: room.at, heldBy: room.because, more: false };
    const id = newId(ports.random);
    const attempt: Attempt = { id, at: now, messageId: `${id}@${email.slice(email.lastIndexOf('@') + 1)}` };
    const attemptEndsAt = now + attemptLeaseMs(ports.settings.google.timeoutMs);
    changes.set(mail.id, claimedColumns(attempt, attemptEndsAt));
    claimed.push({ ...mail, state: { kind: 'sending' }, attempt, attemptEndsAt });
    history = { ...history, mails: [...history.mails, { ...recipients, id: mail.id, at: now, origin: 'ours' }] };
  }
  return { changes, claimed, heldUntil: undefined, heldBy: undefined, more: found.length > most };
};

const tooMuch = ({ limit, most, asked }: TooMuch): Extract<StoredState, { kind: 'failed' }>['reason'] => ({
  code: limit === 'recipientsPerMessage' ? 'recipients-too-many' : 'limit-too-small',
  most,
  asked,
});

const opensAtFor = ({ times: { rules, zone, hours } }: SendingState, mail: StoredOutgoing, now: number): number => {
  if (hours === undefined || mail.anyHour) return now;
  const known = mail.recipientZone !== undefined && rules.has(mail.recipientZone) ? mail.recipientZone : undefined;
  return opensFor(rules, windowFor(hours, zone, known), now);
};

/** What should have left while nobody looked, or while the mailbox was not connected, asks a person now. */
const holdLate = async (ports: Ports, transaction: Transaction<Tables>, mailbox: SendingMailbox, state: SendingState, now: number): Promise<boolean> => {
  const away = mailbox.parked === undefined ? { from: mailbox.nextAt, code: 'came-due-while-down' as const } : { from: mailbox.parkedAt ?? now, code: 'came-due-while-disconnected' as const };
  const toleranceMs = ports.settings.sending.lateToleranceSeconds * 1_000;
  if (now - away.from <= toleranceMs) return false;
  const late = lateOnes(state, await listWaiting(transaction, mailbox.connectionId), { awayFrom: away.from, leftBy: now - toleranceMs });
  const changes = late.map(({ id, dueAt }): readonly [string, OutgoingChange] => [
    id,
    stateColumns({ kind: 'held', at: now, reason: { code: away.code, dueAt: instantOf(dueAt), backAt: instantOf(now) } }),
  ]);
  await changeAndTell(ports, transaction, mailbox.owner, changes);
  return changes.length > 0;
};
