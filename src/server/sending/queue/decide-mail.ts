import type { Transaction } from 'kysely';
import { fail, succeed, type editMailSchema, type decideMailSchema, type FailReason, type Failure, type MailContent, type OutgoingMail, type Outcome } from '../../../contract/index.ts';
import type * as z from 'zod/mini';
import type { UserCaller } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { Ports } from '../../ports.ts';
import { useAttachments } from '../../store/attachments.ts';
import { writeAudit } from '../../store/audit.ts';
import { readConnection, type Owner } from '../../store/connections.ts';
import { lockOutgoing, readOutgoing, stateColumns, withoutAttempt, type OutgoingChange, type StoredOutgoing } from '../../store/outgoing-mails.ts';
import { wakeSending } from '../../store/sending-mailboxes.ts';
import { noteSentElsewhere } from '../../store/sending-history.ts';
import type { Tables } from '../../store/tables.ts';
import { mostRecipients } from '../dispatch/sending-state.ts';
import { contentColumns, failureOf, judgeContent, judgeFiles, openContent, sizesOf } from './content.ts';
import { dueAt, dueTimeOf } from './due-time.ts';
import { earlierUnknown } from './earlier-mail.ts';
import { viewOf } from './outgoing-view.ts';
import { maySendAs } from './queue-mail.ts';
import { changeAndTell } from '../tell-host.ts';

type Decision = z.output<typeof decideMailSchema>['decision'];
type Edit = z.output<typeof editMailSchema>;

/** What a person wants to become of a mail. Judged against the row as it is under its lock. */
export type Wish =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'send-now' }
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'decide'; readonly decision: Decision };

/** `sent`: a person says that it left, so no attempt of it is looked for any more. */
export const decideMail = async (ports: Ports, caller: UserCaller, id: string, version: number, wish: Wish): Promise<Outcome<OutgoingMail, Failure>> => {
  const owner = ownerOf(caller);
  const seen = await readOutgoing(ports.database, owner, id);
  if (seen === undefined) return fail({ code: 'outgoing-unknown' });
  const trouble = wish.kind === 'edit' && wish.edit.mail !== undefined ? await judgeEdit(ports, owner, seen.connectionId, wish.edit.mail) : undefined;
  if (trouble !== undefined) return fail(failureOf(trouble));
  const unknown = wish.kind === 'edit' && wish.edit.mail !== undefined ? (await earlierUnknown(ports, owner, [wish.edit.mail]))(wish.edit.mail) : undefined;
  if (unknown !== undefined) return fail(unknown);
  const done = await ports.database.transaction().execute(async (transaction): Promise<Outcome<undefined, Failure>> => {
    const now = ports.clock.now();
    // The mailbox before the mail, as whoever sends has it.
    await wakeSending(transaction, owner, seen.connectionId, now, now);
    const mail = await lockOutgoing(transaction, owner, id);
    if (mail === undefined) return fail({ code: 'outgoing-unknown' });
    if (isDoneAlready(mail, wish)) return succeed(undefined);
    if (mail.version !== version) return fail({ code: isLeaving(mail) ? 'outgoing-leaving' : 'outgoing-changed' });
    const change = changeFor(ports, mail, wish, now);
    if (!change.ok) return change;
    if (wish.kind === 'edit' && !(await takesFiles(transaction, mail, wish.edit, now))) return fail({ code: 'attachment-unknown' });
    if (mail.state.kind === 'held' && change.value.state === 'waiting') await countUnclear(transaction, mail);
    await changeAndTell(ports, transaction, owner, [[id, { version: mail.version + 1, ...change.value }]]);
    await writeAudit(transaction, { at: now, ...owner, action: 'mail-decided', result: 'done', jti: caller.jti, connectionId: mail.connectionId });
    return succeed(undefined);
  });
  if (!done.ok) return done;
  ports.sendBell.ring();
  ports.bell.ring(owner);
  const changed = await readOutgoing(ports.database, owner, id);
  return changed === undefined ? fail({ code: 'outgoing-unknown' }) : succeed(await viewOf(ports, changed));
};

/** As when it was queued. */
const judgeEdit = async (ports: Ports, owner: Owner, connectionId: string, mail: MailContent): Promise<FailReason | undefined> => {
  const connection = await readConnection(ports.database, owner, connectionId);
  if (connection === undefined || !(await maySendAs(ports, connection, mail.from))) return { code: 'sender-refused' };
  return judgeContent(mail, await mostRecipients(ports.database, connectionId)) ?? judgeFiles(mail, await sizesOf(ports, owner, mail.attachments ?? []));
};

const takesFiles = async (transaction: Transaction<Tables>, { owner, id }: StoredOutgoing, { mail }: Edit, now: number): Promise<boolean> =>
  mail === undefined || useAttachments(transaction, owner, id, mail.attachments ?? [], now);

/** Asked again because the answer was lost. */
const isDoneAlready = ({ state }: StoredOutgoing, wish: Wish): boolean =>
  state.kind === 'cancelled' && state.reason.code === 'by-person' && (wish.kind === 'cancel' || (wish.kind === 'decide' && wish.decision.kind === 'cancel'));

const isLeaving = ({ state: { kind } }: StoredOutgoing): boolean => kind === 'sending' || kind === 'checking' || kind === 'sent';

const changeFor = (ports: Ports, mail: StoredOutgoing, wish: Wish, now: number): Outcome<OutgoingChange, Failure> => {
  if (isLeaving(mail)) return fail({ code: 'outgoing-leaving' });
  switch (wish.kind) {
    case 'cancel':
      return isOpen(mail) ? succeed(cancelled(now)) : fail({ code: 'outgoing-ended' });
    case 'send-now':
      return isOpen(mail) ? succeed(goes(mail, now)) : fail({ code: 'outgoing-ended' });
    case 'edit':
      return isOpen(mail) ? edited(ports, mail, wish.edit, now) : fail({ code: 'outgoing-ended' });
    case 'decide':
      return decided(mail, wish.decision, now);
  }
};

const isOpen = ({ state: { kind } }: StoredOutgoing): boolean => kind === 'waiting' || kind === 'held';

/** What was withdrawn because of an answer may be sent all the same. */
const isWithdrawn = ({ state }: StoredOutgoing): boolean => state.kind === 'cancelled' && state.reason.code !== 'by-person';

const decided = (mail: StoredOutgoing, decision: Decision, now: number): Outcome<OutgoingChange, Failure> => {
  if (!isOpen(mail) && !isWithdrawn(mail)) return fail({ code: 'outgoing-ended' });
  switch (decision.kind) {
    case 'send':
      return succeed(goes(mail, now));
    case 'cancel':
      return succeed(cancelled(now));
    case 'sent':
      return isUnclear(mail) ? succeed({ ...stateColumns({ kind: 'sent', at: mail.attempt?.at ?? now }), look_at: null }) : fail({ code: 'outgoing-changed' });
    case 'reschedule': {
      const due = dueTimeOf(decision.when, now, 0);
      return due.ok ? succeed({ ...waits(mail), ...due.value }) : due;
    }
  }
};

const isUnclear = ({ state }: StoredOutgoing): boolean => state.kind === 'held' && state.reason.code === 'unclear';

const cancelled = (now: number): OutgoingChange => ({ ...stateColumns({ kind: 'cancelled', at: now, reason: { code: 'by-person' } }), look_at: null });

/** Whoever insists on a mail that was withdrawn is not asked again. */
const waits = (mail: StoredOutgoing): OutgoingChange => ({ ...withoutAttempt, ...stateColumns({ kind: 'waiting' }), ...(isWithdrawn(mail) ? { insists: true } : {}) });

const goes = (mail: StoredOutgoing, now: number): OutgoingChange => ({ ...waits(mail), ...dueAt(now) });

const edited = (ports: Ports, mail: StoredOutgoing, { mail: content, when }: Edit, now: number): Outcome<OutgoingChange, Failure> => {
  const due = when === undefined ? undefined : dueTimeOf(when, now, ports.settings.sending.undoSeconds);
  if (due?.ok === false) return due;
  // What may have left would tell afterwards of words that it did not have.
  if (isUnclear(mail) && due === undefined) return fail({ code: 'outgoing-leaving' });
  const written = content === undefined ? {} : contentColumns(ports, mail.owner, mail.id, content);
  // What is held stays so until it has a new time.
  return succeed({ ...written, ...(due === undefined ? {} : { ...waits(mail), ...due.value }) });
};

/** A mail that may have left and is sent again counts twice. */
const countUnclear = async (transaction: Transaction<Tables>, { connectionId, attempt, recipients }: StoredOutgoing): Promise<void> => {
  if (attempt !== undefined) await noteSentElsewhere(transaction, connectionId, [{ gmailId: `attempt:${attempt.id}`, sentAt: attempt.at, recipients }]);
};

export const contentOf = async (ports: Ports, caller: UserCaller, id: string): Promise<Outcome<{ readonly mail: OutgoingMail; readonly content: MailContent }, Failure>> => {
  const owner = ownerOf(caller);
  const mail = await readOutgoing(ports.database, owner, id);
  if (mail === undefined) return fail({ code: 'outgoing-unknown' });
  const content = openContent(ports, owner, id, mail.sealedContent);
  return content.ok ? succeed({ mail: await viewOf(ports, mail), content: content.value }) : fail({ code: 'stored-data-unreadable' });
};
