import { fail, largestFileBytes, succeed, type Attachment, type Failure, type Outcome, type UploadAttachment } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import type { Ports } from '../../ports.ts';
import { deleteAttachments, insertAttachment, lockAttachmentsOf, roomTakenBy, sealedAttachments, type StoredAttachment } from '../../store/attachments.ts';
import type { Owner } from '../../store/connections.ts';
import { newId } from '../../store/new-id.ts';
import { attachmentPlace } from '../../store/sealed-places.ts';
import type { AttachedFile } from './attached-file.ts';
import { makeRoom } from './attachment-room.ts';

/** How long a file stays that no open mail has: long enough to take up again what was being written. */
export const attachmentKeptMs = 3 * 86_400_000;

/** Keeps a file, encrypted. Where a user has too many, those that no mail needs go first. */
export const uploadAttachment = async (ports: Ports, owner: Owner, { name, type, content }: UploadAttachment): Promise<Outcome<Attachment, Failure>> => {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > largestFileBytes) return fail({ code: 'mail-too-large', most: largestFileBytes, asked: bytes.length });
  const id = newId(ports.random);
  const at = ports.clock.now();
  const sealedBytes = ports.keyring.sealBytes(bytes, attachmentPlace({ ...owner, id }));
  const made = await ports.database.transaction().execute(async (transaction) => {
    await lockAttachmentsOf(transaction, owner);
    const room = makeRoom(await roomTakenBy(transaction, owner), bytes.length);
    if (room.kind === 'no-room') return room;
    await deleteAttachments(transaction, room.forget);
    await insertAttachment(transaction, owner, { id, name, type, size: bytes.length, sealedBytes, at });
    return room;
  });
  if (made.kind === 'no-room') return fail({ code: 'mail-too-large', most: made.left, asked: bytes.length });
  return succeed(attachmentView({ id, name, type, size: bytes.length, lastUsedAt: at }));
};

export const attachmentView = ({ id, name, type, size, lastUsedAt }: StoredAttachment): Attachment => ({
  id,
  name,
  type,
  size,
  keptUntil: instantOf(lastUsedAt + attachmentKeptMs),
});

/** The files of a mail that is about to be composed, in the order of their ids. */
export const filesOf = async (
  { database, keyring }: Pick<Ports, 'database' | 'keyring'>,
  owner: Owner,
  ids: readonly string[],
): Promise<Outcome<readonly AttachedFile[], { readonly code: 'attachment-gone' | 'content-unreadable' }>> => {
  const stored = await sealedAttachments(database, owner, ids);
  if (stored.length < new Set(ids).size) return fail({ code: 'attachment-gone' });
  const files: AttachedFile[] = [];
  for (const { id, name, type, sealedBytes } of stored) {
    const opened = keyring.openBytes(sealedBytes, attachmentPlace({ ...owner, id }));
    if (!opened.ok) return fail({ code: 'content-unreadable' });
    files.push({ name, type, bytes: opened.value });
  }
  return succeed(files);
};
