import { batchMailSchema, decode, fail, succeed, type Batch, type FailReason, type Failure, type MailContent, type Outcome, type queueBatchSchema, type When } from '../../../contract/index.ts';
import type * as z from 'zod/mini';
import type { ForUser } from '../../auth/caller.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import type { Ports } from '../../ports.ts';
import { lockAttachments, useAttachments } from '../../store/attachments.ts';
import { writeAudit } from '../../store/audit.ts';
import type { Owner, StoredConnection } from '../../store/connections.ts';
import { deleteDraft } from '../../store/drafts.ts';
import { newId } from '../../store/new-id.ts';
import { insertOutgoing, readBatch, readByKey, stateColumns, type NewOutgoing, type StoredOutgoing, type StoredState } from '../../store/outgoing-mails.ts';
import { wakeSending } from '../../store/sending-mailboxes.ts';
import { whoGetsIt } from '../channel/who-gets-it.ts';
import { blockedAmong, blockReasonOf, type Blocked } from '../compliance/blocked-by.ts';
import { mostRecipients } from '../dispatch/sending-state.ts';
import { contentColumns, judgeContent, judgeFiles, sizesOf } from './content.ts';
import { dueAt, dueTimeOf } from './due-time.ts';
import { earlierUnknown } from './earlier-mail.ts';
import { fillFields } from './fill-fields.ts';
import { viewsOf } from './outgoing-view.ts';
import { maySendAs, noteZone, sendable } from './queue-mail.ts';
import { tellHost } from '../tell-host.ts';

type QueueBatch = z.output<typeof queueBatchSchema>;

/**
 * Up to 1,000 mails at once. Each has its row, one that cannot be sent as well: what a person asked for always adds up. A
 * time that needs an answer is asked about before anything is stored.
 */
export const queueBatch = async (ports: Ports, caller: ForUser, { connectionId, key, when, anyHour, mails, zone, draft }: QueueBatch): Promise<Outcome<Batch, Failure>> => {
  const { database, clock, random } = ports;
  const owner = ownerOf(caller);
  const connection = await sendable(ports, owner, connectionId);
  if (!connection.ok) return connection;
  const first = await readByKey(database, owner, connectionId, keyOf(key, 0));
  if (first?.batch !== undefined) return batchOf(ports, owner, first.batch.id);
  const now = clock.now();
  const whole = dueTimeOf(when, now, ports.settings.sending.undoSeconds);
  if (!whole.ok) return whole;
  const batchId = newId(random);
  const items = mails.map((given) => decode(batchMailSchema, given));
  const files = await sizesOf(ports, owner, items.flatMap(filesIn));
  const most = await mostRecipients(database, connectionId);
  const senders = await sendersAmong(ports, connection.value, items);
  const unknown = await earlierUnknown(ports, owner, items.flatMap((item) => (item.ok ? [item.value.mail] : [])));
  const judged = items.map((item) => judge(item, { senders, files, most, unknown }));
  // Only of those that could be sent: a thousand mails may name two million people.
  const people = judged.flatMap(({ item, trouble }) => (item.ok && trouble === undefined ? whoGetsIt(item.value.mail).recipients : []));
  const blocked = await blockedAmong(database, owner, people);
  const rows: NewOutgoing[] = [];
  for (const [index, { item, trouble }] of judged.entries()) {
    const row = rowOf(ports, owner, { item, blocked, trouble, when, now, anyHour: anyHour ?? false });
    if (!row.ok) return row;
    rows.push({ ...row.value, connection_id: connectionId, request_key: keyOf(key, index), batch_id: batchId, batch_index: index });
  }
  const stored = await database.transaction().execute(async (transaction) => {
    await wakeSending(transaction, owner, connectionId, rows.reduce((first, row) => Math.min(first, new Date(row.ready_at).getTime()), Infinity), now);
    await noteZone(transaction, connectionId, zone);
    // Of two that ask with one key at once the first decides, of all its mails.
    const known = await readByKey(transaction, owner, connectionId, keyOf(key, 0));
    if (known !== undefined) return known.batch?.id;
    await lockAttachments(transaction, owner, [...files.keys()]);
    await insertOutgoing(transaction, owner, connectionId, rows);
    for (const [index, { item, trouble }] of judged.entries()) {
      const id = rows[index]?.id;
      if (id !== undefined && trouble === undefined && filesIn(item).length > 0) await useAttachments(transaction, owner, id, filesIn(item), now);
    }
    await tellHost(ports, transaction, owner, rows.filter(({ state }) => state !== 'waiting').map((row) => row.id));
    if (draft !== undefined) await deleteDraft(transaction, owner, draft.id, draft.version);
    await writeAudit(transaction, { at: now, ...owner, action: 'mail-queued', result: 'done', jti: caller.jti, connectionId });
    return batchId;
  });
  ports.sendBell.ring();
  ports.bell.ring(owner);
  return stored === undefined ? fail({ code: 'batch-unknown' }) : batchOf(ports, owner, stored);
};

const keyOf = (key: string, index: number): string => `${key}.${index}`;

type Item = Outcome<z.output<typeof batchMailSchema>, unknown>;

const filesIn = (item: Item): readonly string[] => (item.ok ? (item.value.mail.attachments ?? []) : []);

/** The addresses among those that the mails are to come from under which this mailbox may send. */
const sendersAmong = async (ports: Ports, connection: StoredConnection, items: readonly Item[]): Promise<ReadonlySet<string | undefined>> => {
  const named = new Set(items.map((item) => (item.ok ? item.value.mail.from : undefined)));
  const allowed = await Promise.all([...named].map(async (from) => ((await maySendAs(ports, connection, from)) ? [from] : [])));
  return new Set(allowed.flat());
};

/** The mail as it would leave, and why it never can. */
interface Judged {
  readonly item: Item;
  readonly trouble: FailReason | undefined;
}

interface Known {
  readonly senders: ReadonlySet<string | undefined>;
  readonly files: ReadonlyMap<string, number>;
  readonly most: number;
  readonly unknown: Awaited<ReturnType<typeof earlierUnknown>>;
}

const judge = (item: Item, { senders, files, most, unknown }: Known): Judged => {
  if (!item.ok) return { item, trouble: nonsense };
  if (!senders.has(item.value.mail.from)) return { item, trouble: { code: 'sender-refused' } };
  if (unknown(item.value.mail) !== undefined) return { item, trouble: { code: 'thread-gone' } };
  const filled = fillFields(item.value);
  if (!filled.ok) return { item, trouble: filled.failure };
  const mail = filled.value;
  return { item: succeed({ ...item.value, mail }), trouble: judgeFiles(mail, files) ?? judgeContent(mail, most) };
};

interface Given extends Judged {
  readonly blocked: Blocked;
  readonly when: When;
  readonly now: number;
  readonly anyHour: boolean;
}

type Row = Omit<NewOutgoing, 'connection_id' | 'request_key'>;

const rowOf = (ports: Ports, owner: Owner, { item: decoded, blocked, trouble, when, now, anyHour }: Given): Outcome<Row, Failure> => {
  const id = newId(ports.random);
  const content: MailContent = decoded.ok ? decoded.value.mail : { to: [], subject: '' };
  const due = dueTimeOf((decoded.ok ? decoded.value.when : undefined) ?? when, now, ports.settings.sending.undoSeconds);
  if (!due.ok) return due;
  const reason = trouble === undefined ? blockReasonOf(whoGetsIt(content).recipients, blocked) : undefined;
  const state: StoredState = trouble !== undefined ? { kind: 'failed', at: now, reason: trouble } : reason !== undefined ? { kind: 'blocked', at: now, reason } : { kind: 'waiting' };
  return succeed({
    id,
    created_at: new Date(now),
    recipient_zone: (decoded.ok ? decoded.value.recipientZone : undefined) ?? null,
    any_hour: anyHour,
    insists: false,
    ...(trouble === undefined ? due.value : dueAt(now)),
    ...contentColumns(ports, owner, id, content),
    ...stateColumns(state),
  });
};

const nonsense: FailReason = { code: 'address-invalid' };

export const batchOf = async (ports: Ports, owner: Owner, batchId: string): Promise<Outcome<Batch, Failure>> => {
  const mails = await readBatch(ports.database, owner, batchId);
  if (mails.length === 0) return fail({ code: 'batch-unknown' });
  const count = (...kinds: readonly StoredState['kind'][]): number => mails.filter(({ state }: StoredOutgoing) => kinds.includes(state.kind)).length;
  return succeed({
    id: batchId,
    total: mails.length,
    sent: count('sent'),
    waiting: count('waiting', 'sending', 'checking', 'held'),
    blocked: count('blocked', 'cancelled'),
    failed: count('failed'),
    mails: [...(await viewsOf(ports, mails))],
  });
};
