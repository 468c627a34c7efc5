import { sql, type RawBuilder, type Transaction } from 'kysely';
import { toOutgoing, type Attempt, type StoredOutgoing } from './outgoing-of-row.ts';
import type { OutgoingChange } from './outgoing-mails.ts';
import { notAtAll } from './sending-mailboxes.ts';
import type { Queries, Tables } from './tables.ts';

/** The first mails of a mailbox that are ready, in the order in which they are due. Whoever edits one just now keeps it. */
export const lockReady = async (store: Transaction<Tables>, connectionId: string, now: number, limit: number): Promise<readonly StoredOutgoing[]> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('state', '=', sql.lit('waiting'))
    .where('ready_at', '<=', new Date(now))
    .orderBy('due_at')
    .orderBy('place')
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map(toOutgoing);
};

/** When the next mail that is not ready yet will be, as part of the statement that writes it down. */
export const nextReadyAt = (connectionId: string, now: number): RawBuilder<Date> =>
  sql<Date>`coalesce((select min(ready_at) from outgoing_mails where connection_id = ${connectionId} and state = 'waiting' and ready_at > ${new Date(now)}), ${new Date(notAtAll)})`;

/** The columns of a mail that is about to be handed to Gmail. */
export const claimedColumns = ({ id, at, messageId }: Attempt, endsAt: number): OutgoingChange => ({
  state: 'sending',
  reason: null,
  attempt_id: id,
  attempt_at: new Date(at),
  attempt_ends_at: new Date(endsAt),
  message_id: messageId,
  look_at: null,
  looks: 0,
});

/** The mail of an attempt, as long as the attempt is its latest: a person may have let it go again meanwhile. */
export const lockAttempt = async (store: Transaction<Tables>, attemptId: string): Promise<StoredOutgoing | undefined> => (await lockAttempts(store, [attemptId]))[0];

/** In one order for everybody who locks several. */
export const lockAttempts = async (store: Transaction<Tables>, attemptIds: readonly string[]): Promise<readonly StoredOutgoing[]> => {
  const rows = await store.selectFrom('outgoing_mails').selectAll().where('attempt_id', 'in', attemptIds).orderBy('id').forUpdate().execute();
  return rows.map(toOutgoing);
};

/** Has others wait longer for an attempt; false once it was given up. */
export const extendAttempt = async (store: Queries, attemptId: string, endsAt: number): Promise<boolean> => {
  const row = await store
    .updateTable('outgoing_mails')
    .set({ attempt_ends_at: new Date(endsAt) })
    .where('attempt_id', '=', attemptId)
    .where('state', '=', sql.lit('sending'))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Mails whose process said nothing any more: whether they left is not known. */
export const lockLeftBehind = async (store: Transaction<Tables>, now: number, limit: number): Promise<readonly StoredOutgoing[]> => {
  const rows = await store
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('state', '=', sql.lit('sending'))
    .where('attempt_ends_at', '<=', new Date(now))
    .orderBy('attempt_ends_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toOutgoing);
};

/** Takes mails that are to be looked for in their mailbox, or read back; until `againAt` no other process does. */
export const claimLooks = async (store: Queries, now: number, againAt: number, limit: number): Promise<readonly StoredOutgoing[]> => {
  const rows = await store
    .updateTable('outgoing_mails')
    .set({ look_at: new Date(againAt) })
    .where('id', 'in', (due) =>
      due.selectFrom('outgoing_mails').select('id').where('look_at', '<=', new Date(now)).orderBy('look_at').limit(limit).forUpdate().skipLocked(),
    )
    .returningAll()
    .execute();
  return rows.map(toOutgoing);
};

/** Which of these mails at Gmail are ours already. */
export const knownAtGmail = async (store: Queries, connectionId: string, gmailIds: readonly string[]): Promise<ReadonlySet<string>> => {
  if (gmailIds.length === 0) return new Set();
  const rows = await store.selectFrom('outgoing_mails').select('gmail_id').where('connection_id', '=', connectionId).where('gmail_id', 'in', gmailIds).execute();
  return new Set(rows.flatMap((row) => row.gmail_id ?? []));
};

/** Whether the fate of any mail of this mailbox is open: then every mail of the user's own may be it. */
export const waitsForAttempt = async (store: Queries, connectionId: string): Promise<boolean> => {
  const row = await store
    .selectFrom('outgoing_mails')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('attempt_at', 'is not', null)
    .where('gmail_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** What Gmail says of a mail of ours, beside its state. */
export const noteReadBack = async (store: Queries, id: string, gmailMessageId: string | undefined, lookAt: number | undefined, looks: number): Promise<void> => {
  await store
    .updateTable('outgoing_mails')
    .set({ ...(gmailMessageId === undefined ? {} : { gmail_message_id: gmailMessageId }), look_at: lookAt === undefined ? null : new Date(lookAt), looks })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .execute();
};
