import type { Random } from '../chance.ts';
import { headersOf } from './mail-head.ts';
import type { StoredMail } from './mailbox.ts';
import { leavesOf, partsOf, snippetOf, type MailPart } from './mail-parts.ts';

export type MailFormat = 'minimal' | 'metadata' | 'full' | 'raw';

/** A mail as `messages.get` answers it. */
export const mailJson = (mail: StoredMail, format: MailFormat, random: Random, metadataHeaders: readonly string[] = []): object => {
  const raw = mail.raw();
  const tree = partsOf(raw);
  return {
    id: mail.id,
    threadId: mail.threadId,
    ...(mail.labels.length === 0 ? {} : { labelIds: mail.labels }),
    snippet: snippetOf(tree),
    ...(format === 'metadata' ? { payload: headersJson(raw, tree.mimeType, metadataHeaders) } : {}),
    ...(format === 'full' ? { payload: partJson(tree, random) } : {}),
    ...(format === 'raw' ? { raw: base64url(raw) } : {}),
    sizeEstimate: raw.length,
    historyId: String(mail.historyId),
    internalDate: String(mail.at),
  };
};

const headersJson = (raw: Uint8Array, mimeType: string, wanted: readonly string[]): object => {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return { mimeType, headers: headersOf(raw).filter(({ name }) => names.size === 0 || names.has(name.toLowerCase())) };
};

const partJson = ({ partId, mimeType, filename, headers, bytes, parts }: MailPart, random: Random): object => ({
  partId,
  mimeType,
  filename,
  headers,
  body:
    filename === '' || parts.length > 0
      ? { size: bytes.length, ...(bytes.length === 0 ? {} : { data: base64url(bytes) }) }
      : { attachmentId: attachmentId(partId, random), size: bytes.length },
  ...(parts.length === 0 ? {} : { parts: parts.map((part) => partJson(part, random)) }),
});

/** Another id at each look, as with Gmail: only the bytes behind it stay. */
const attachmentId = (partId: string, random: Random): string => `ANGjdJ${base64url(random.bytes(12))}-${base64url(Buffer.from(partId))}`;

export const attachmentJson = (mail: StoredMail, id: string): object | undefined => {
  const partId = Buffer.from(id.slice(id.indexOf('-', 22) + 1), 'base64url').toString();
  const part = leavesOf(partsOf(mail.raw())).find((each) => each.partId === partId && each.filename !== '');
  return part === undefined ? undefined : { size: part.bytes.length, data: base64url(part.bytes) };
};

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
