import { headEnd, headersIn, textOf, valueOf, type Header } from './mail-head.ts';

/** A part of a mail as Gmail's `payload` has it; `bytes` is its content without the transfer encoding, text in UTF-8. */
export interface MailPart {
  readonly partId: string;
  readonly mimeType: string;
  readonly filename: string;
  readonly headers: readonly Header[];
  readonly bytes: Uint8Array;
  readonly parts: readonly MailPart[];
}

const deepest = 20;

export const partsOf = (raw: Uint8Array, partId = '', depth = 0): MailPart => {
  const { head, body } = headEnd(raw);
  const headers = headersIn(Buffer.from(raw.subarray(0, head)).toString('utf8'));
  const type = valueOf(headers, 'Content-Type') ?? 'text/plain';
  const mimeType = (/^\s*([\w.+-]+\/[\w.+-]+)/.exec(type)?.[1] ?? 'text/plain').toLowerCase();
  const content = raw.subarray(body);
  const base = { partId, mimeType, filename: parameter(valueOf(headers, 'Content-Disposition') ?? '', 'filename') ?? parameter(type, 'name') ?? '', headers };
  const place = (index: number): string => (partId === '' ? String(index) : `${partId}.${String(index)}`);
  const boundary = parameter(type, 'boundary');
  if (mimeType.startsWith('multipart/') && boundary !== undefined && depth < deepest) {
    const parts = splitAt(content, boundary).map((each, index) => partsOf(each, place(index), depth + 1));
    return { ...base, bytes: new Uint8Array(), parts };
  }
  const decoded = decodeTransfer(content, valueOf(headers, 'Content-Transfer-Encoding') ?? '');
  if (mimeType === 'message/rfc822' && depth < deepest) return { ...base, bytes: decoded, parts: [partsOf(decoded, place(0), depth + 1)] };
  if (!mimeType.startsWith('text/')) return { ...base, bytes: decoded, parts: [] };
  const text = textOf(decoded, parameter(type, 'charset') ?? 'utf-8');
  return { ...base, bytes: text === undefined ? decoded : new TextEncoder().encode(text), parts: [] };
};

export const leavesOf = (part: MailPart): readonly MailPart[] => (part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf));

/** What Gmail shows beside the subject in a list. */
export const snippetOf = (part: MailPart): string => {
  const leaves = leavesOf(part).filter(({ filename }) => filename === '');
  const words = leaves.find(({ mimeType }) => mimeType === 'text/plain') ?? leaves.find(({ mimeType }) => mimeType === 'text/html');
  const text = Buffer.from(words?.bytes.subarray(0, 2_000) ?? []).toString('utf8');
  return (words?.mimeType === 'text/html' ? text.replace(/<[^>]*>/g, ' ') : text).replace(/\s+/g, ' ').trim().slice(0, 200);
};

const parameter = (value: string, name: string): string | undefined => {
  const found = new RegExp(`[;\\s]${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
};

const splitAt = (content: Uint8Array, boundary: string): Uint8Array[] => {
  const text = Buffer.from(content).toString('latin1');
  const lines = new RegExp(`(?:^|\\r?\\n)--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(--)?[ \\t]*(?:\\r?\\n|$)`, 'g');
  const parts: Uint8Array[] = [];
  let start: number | undefined;
  for (const line of text.matchAll(lines)) {
    if (start !== undefined) parts.push(content.subarray(start, line.index));
    start = line[1] === undefined ? line.index + line[0].length : undefined;
  }
  if (start !== undefined) parts.push(content.subarray(start));
  return parts;
};

const decodeTransfer = (content: Uint8Array, encoding: string): Uint8Array => {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(Buffer.from(content).toString('latin1'), 'base64');
    case 'quoted-printable':
      return Buffer.from(
        Buffer.from(content)
          .toString('latin1')
          .replace(/[ \t]*=?[ \t]*\r?\n/g, (end) => (end.includes('=') ? '' : '\r\n'))
          .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      );
    default:
      return content;
  }
};
