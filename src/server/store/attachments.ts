import { sql, type Selectable, type Transaction } from 'kysely';
import type { Owner } from './connections.ts';
import { openStates } from './outgoing-mails.ts';
import type { Queries, Tables } from './tables.ts';

/** A file that somebody uploaded to send it. */
export interface AttachmentsTable {
  id: string;
  tenant: string;
  org: string;
  crm_user: string;
  name: string;
  type: string;
  /** In bytes, as they were uploaded. */
  size: number;
  sealed_bytes: Uint8Array;
  created_at: Date;
  /** When it was uploaded, or last named by a mail that was queued or changed, or by a draft that was saved. */
  last_used_at: Date;
}

/** Which mails have which files. A mail that is changed has others. */
export interface AttachmentUsesTable {
  attachment_id: string;
  outgoing_id: string;
}

export interface StoredAttachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly lastUsedAt: number;
}

export interface NewAttachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sealedBytes: Uint8Array;
  readonly at: number;
}

export const insertAttachment = async (store: Queries, { tenant, org, user }: Owner, file: NewAttachment): Promise<void> => {
  const at = new Date(file.at);
  await store
    .insertInto('attachments')
    .values({ id: file.id, tenant, org, crm_user: user, name: file.name, type: file.type, size: file.size, sealed_bytes: file.sealedBytes, created_at: at, last_used_at: at })
    .execute();
};

/** The files of this user under these ids, in their order; one that is not there, or is somebody else's, is left out. */
export const attachmentsOf = async (store: Queries, owner: Owner, ids: readonly string[]): Promise<readonly StoredAttachment[]> => {
  if (ids.length === 0) return [];
  const rows = await owned(store, owner).select(described).where('id', 'in', ids).execute();
  return inOrder(ids, rows).map(toAttachment);
};

/** The same with their bytes, sealed as they are. */
export const sealedAttachments = async (store: Queries, owner: Owner, ids: readonly string[]): Promise<readonly (StoredAttachment & { readonly sealedBytes: Uint8Array })[]> => {
  if (ids.length === 0) return [];
  const rows = await owned(store, owner).select([...described, 'sealed_bytes']).where('id', 'in', ids).execute();
  return inOrder(ids, rows).map((row) => ({ ...toAttachment(row), sealedBytes: row.sealed_bytes }));
};

/**
 * A mail has exactly these files from now on, in the transaction that queues or changes it. False, and nothing is written, where
 * one of them is not there or not this user's. Their rows are locked: the maintenance, which would forget them, waits, and sees
 * that they are used again.
 */
export const useAttachments = async (store: Transaction<Tables>, owner: Owner, outgoingId: string, ids: readonly string[], now: number): Promise<boolean> => {
  const wanted = [...new Set(ids)].sort();
  if (wanted.length > 0) {
    // In one order, so that two who want the same files wait for each other in turn.
    const locked = await owned(store, owner).select('id').where('id', 'in', wanted).orderBy('id').forUpdate().execute();
    if (locked.length < wanted.length) return false;
    await store.updateTable('attachments').set({ last_used_at: new Date(now) }).where('id', 'in', wanted).execute();
  }
  await store.deleteFrom('attachment_uses').where('outgoing_id', '=', outgoingId).execute();
  if (wanted.length > 0) await store.insertInto('attachment_uses').values(wanted.map((id) => ({ attachment_id: id, outgoing_id: outgoingId }))).execute();
  return true;
};

/** They stay as long as if they had just been uploaded: a draft that was saved has them. */
export const keepAttachments = async (store: Transaction<Tables>, owner: Owner, ids: readonly string[], now: number): Promise<void> => {
  if (ids.length === 0) return;
  await lockAttachments(store, owner, ids);
  const { tenant, org, user } = owner;
  await store
    .updateTable('attachments')
    .set({ last_used_at: new Date(now) })
    .where('tenant', '=', tenant)
    .where('org', '=', org)
    .where('crm_user', '=', user)
    .where('id', 'in', ids)
    .execute();
};

/** Whoever wants files for several mails locks all of them first, in the one order in which everybody does. */
export const lockAttachments = async (store: Transaction<Tables>, owner: Owner, ids: readonly string[]): Promise<void> => {
  const wanted = [...new Set(ids)];
  if (wanted.length > 0) await owned(store, owner).select('id').where('id', 'in', wanted).orderBy('id').forUpdate().execute();
};

/**
 * Held until the end of the transaction: of two uploads of one user the second sees what the first made of the room, and a mail
 * that is being queued with some of these files is waited for. Each statement after this one sees what those have done.
 */
export const lockAttachmentsOf = async (store: Transaction<Tables>, owner: Owner): Promise<void> => {
  const { tenant, org, user } = owner;
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(['attachments', tenant, org, user])}, 0))`.execute(store);
  await owned(store, owner).select('id').orderBy('id').forUpdate().execute();
};

/** Everything that a user has stored, the one unused for longest first, and whether an open mail has it. */
export const roomTakenBy = (store: Queries, owner: Owner): Promise<readonly { readonly id: string; readonly size: number; readonly needed: boolean }[]> =>
  owned(store, owner).select(['id', 'size']).select(isNeeded.as('needed')).orderBy('last_used_at').orderBy('id').execute();

export const deleteAttachments = async (store: Queries, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await store.deleteFrom('attachments').where('id', 'in', ids).execute();
};

/** Forgets what no mail that may still leave has, and what nobody has used since. True when there may be more. */
export const forgetAttachments = async (store: Queries, { before, limit }: { readonly before: number; readonly limit: number }): Promise<boolean> => {
  const old = store
    .selectFrom('attachments')
    .select('id')
    .where('last_used_at', '<', new Date(before))
    .where((where) => where.not(isNeeded))
    .where((where) => where.not(endedSince(before)))
    .orderBy('last_used_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const gone = await store.deleteFrom('attachments').where('id', 'in', old).returning('id').execute();
  return gone.length === limit;
};

const isNeeded = sql<boolean>`exists (
  select from attachment_uses
  join outgoing_mails on outgoing_mails.id = attachment_uses.outgoing_id
  where attachment_uses.attachment_id = attachments.id and outgoing_mails.state in (${sql.join(openStates.map((state) => sql.lit(state)))})
)`;

/** A mail that just failed may be sent after all. */
const endedSince = (before: number) => sql<boolean>`exists (
  select from attachment_uses
  join outgoing_mails on outgoing_mails.id = attachment_uses.outgoing_id
  where attachment_uses.attachment_id = attachments.id and outgoing_mails.ended_at >= ${new Date(before)}
)`;

const described = ['id', 'name', 'type', 'size', 'last_used_at'] as const;

const owned = (store: Queries, { tenant, org, user }: Owner) =>
  store.selectFrom('attachments').where('tenant', '=', tenant).where('org', '=', org).where('crm_user', '=', user);

const inOrder = <R extends { readonly id: string }>(ids: readonly string[], rows: readonly R[]): readonly R[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
};

const toAttachment = (row: Pick<Selectable<AttachmentsTable>, (typeof described)[number]>): StoredAttachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  size: row.size,
  lastUsedAt: row.last_used_at.getTime(),
});
