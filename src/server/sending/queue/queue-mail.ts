import { fail, succeed, type Failure, type OutgoingMail, type Outcome, type QueueMail } from '../../../contract/index.ts';
import type { ForUser } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { capabilitiesIn } from '../../google/scopes.ts';
import type { Ports } from '../../ports.ts';
import { useAttachments } from '../../store/attachments.ts';
import { writeAudit } from '../../store/audit.ts';
import { readConnection, type Owner, type StoredConnection } from '../../store/connections.ts';
import { deleteDraft } from '../../store/drafts.ts';
import { readMailbox } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { insertOutgoing, readByKey, stateColumns, type StoredState } from '../../store/outgoing-mails.ts';
import { learnZone, wakeSending } from '../../store/sending-mailboxes.ts';
import { whoGetsIt } from '../channel/who-gets-it.ts';
import { blockedAmong, blockReasonOf } from '../compliance/blocked-by.ts';
import { knownZone, mostRecipients } from '../dispatch/sending-state.ts';
import { contentColumns, failureOf, judgeContent, judgeFiles, sizesOf } from './content.ts';
import { dueTimeOf } from './due-time.ts';
import { earlierUnknown } from './earlier-mail.ts';
import { viewOf } from './outgoing-view.ts';
import { tellHost } from '../tell-host.ts';

/** Whoever asks again with the same key, because the answer was lost, is given the same mail. */
export const queueMail = async (ports: Ports, caller: ForUser, { connectionId, key, mail, when, recipientZone, anyHour, zone, draft }: QueueMail): Promise<Outcome<OutgoingMail, Failure>> => {
  const { database, clock, random, settings } = ports;
  const owner = ownerOf(caller);
  const connection = await sendable(ports, owner, connectionId);
  if (!connection.ok) return connection;
  const known = await readByKey(database, owner, connectionId, key);
  if (known !== undefined) return succeed(await viewOf(ports, known));
  const now = clock.now();
  if (!(await maySendAs(ports, connection.value, mail.from))) return fail({ code: 'sender-refused' });
  const trouble = judgeContent(mail, await mostRecipients(database, connectionId)) ?? judgeFiles(mail, await sizesOf(ports, owner, mail.attachments ?? []));
  if (trouble !== undefined) return fail(failureOf(trouble));
  const unknown = (await earlierUnknown(ports, owner, [mail]))(mail);
  if (unknown !== undefined) return fail(unknown);
  const due = dueTimeOf(when, now, settings.sending.undoSeconds);
  if (!due.ok) return due;
  const id = newId(random);
  const content = contentColumns(ports, owner, id, mail);
  const recipients = whoGetsIt(mail).recipients;
  const reason = blockReasonOf(recipients, await blockedAmong(database, owner, recipients));
  const state: StoredState = reason === undefined ? { kind: 'waiting' } : { kind: 'blocked', at: now, reason };
  const stored = await database.transaction().execute(async (transaction) => {
    // The mailbox before the files, as whoever edits a mail has it.
    await wakeSending(transaction, owner, connectionId, due.value.due_at.getTime(), now);
    await noteZone(transaction, connectionId, zone);
    const first = await readByKey(transaction, owner, connectionId, key);
    if (first !== undefined) return first;
    if (!(await useAttachments(transaction, owner, id, mail.attachments ?? [], now))) return undefined;
    const rows = await insertOutgoing(transaction, owner, connectionId, [
      {
        id,
        connection_id: connectionId,
        request_key: key,
        created_at: new Date(now),
        recipient_zone: recipientZone ?? null,
        any_hour: anyHour ?? false,
        insists: false,
        ...due.value,
        ...stateColumns(state),
        ...content,
      },
    ]);
    await tellHost(ports, transaction, owner, state.kind === 'blocked' ? [id] : []);
    if (draft !== undefined) await deleteDraft(transaction, owner, draft.id, draft.version);
    await writeAudit(transaction, { at: now, ...owner, action: 'mail-queued', result: 'done', jti: caller.jti, connectionId });
    return rows.get(key);
  });
  if (stored === undefined) return fail({ code: 'attachment-unknown' });
  ports.sendBell.ring();
  ports.bell.ring(owner);
  return succeed(await viewOf(ports, stored));
};

/** What the machine does not know by name tells nothing; the mail leaves all the same. */
export const noteZone = async (store: Parameters<typeof learnZone>[0], connectionId: string, zone: string | undefined): Promise<void> => {
  const known = knownZone(zone);
  if (known !== undefined) await learnZone(store, connectionId, known);
};

/** Under its own address, or one that Gmail knows as the person's. Without the permission to read only the own one is known. */
export const maySendAs = async ({ database }: Ports, { id, email }: StoredConnection, from: string | undefined): Promise<boolean> => {
  if (from === undefined || from.toLowerCase() === email.toLowerCase()) return true;
  const mailbox = await readMailbox(database, id);
  return mailbox?.ownAddresses.some((address) => address.toLowerCase() === from.toLowerCase()) ?? false;
};

/** A mailbox that may send, or may again once it is reconnected. */
export const sendable = async ({ database }: Ports, owner: Owner, connectionId: string): Promise<Outcome<StoredConnection, Failure>> => {
  const connection = await readConnection(database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  return capabilitiesIn(connection.scopes).includes('send') ? succeed(connection) : fail({ code: 'sending-not-permitted' });
};
