import { addressesIn, messageIdsIn, type MailHead } from './mail-head.ts';

/** A mail in words, before it is bytes. Demo and tests write these; the bytes are made when somebody asks for them. */
export interface Letter {
  readonly from: string;
  readonly to: string | readonly string[];
  readonly cc?: string | readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Instead of text and HTML: a report or an invitation has parts of its own. */
  readonly body?: Part;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Beside the usual ones; `undefined` leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Files that hang on it. */
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

export type Part =
  | { readonly type: string; readonly text: string }
  | { readonly type: string; readonly file: string; readonly bytes: Uint8Array }
  | { readonly type: string; readonly parts: readonly Part[] };

export const letterHead = (letter: Letter, messageId: string): MailHead => ({
  messageId,
  references: [...new Set([...(letter.references ?? []), ...messageIdsIn(letter.inReplyTo)])],
  subject: letter.subject,
  from: addressesIn(letter.from)[0] ?? '',
  to: [letter.to, letter.cc ?? []].flat().flatMap(addressesIn),
  automatic: Object.keys(letter.headers ?? {}).some((name) => /^(auto-submitted|precedence|list-id)$/i.test(name)),
});

export const writeLetter = (letter: Letter, messageId: string, at: number): Buffer => {
  const { inReplyTo, references = inReplyTo === undefined ? [] : [inReplyTo] } = letter;
  const headers: Record<string, string | undefined> = {
    From: letter.from,
    To: [letter.to].flat().join(', '),
    Cc: letter.cc === undefined ? undefined : [letter.cc].flat().join(', '),
    Subject: letter.subject,
    Date: new Date(at).toUTCString().replace('GMT', '+0000'),
    'Message-ID': messageId,
    'In-Reply-To': inReplyTo,
    References: references.length === 0 ? undefined : references.join('\r\n '),
    ...letter.headers,
    'MIME-Version': '1.0',
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${encodeHeader(value)}`]));
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), writePart(bodyOf(letter), '0')]);
};

const bodyOf = ({ text, html, body, files = [] }: Letter): Part => {
  const plain: Part = { type: 'text/plain; charset=utf-8', text: text ?? '' };
  const marked: Part | undefined = html === undefined ? undefined : { type: 'text/html; charset=utf-8', text: html };
  const words = marked === undefined ? plain : text === undefined ? marked : { type: 'multipart/alternative', parts: [plain, marked] };
  const whole = body ?? words;
  if (files.length === 0) return whole;
  return { type: 'multipart/mixed', parts: [whole, ...files.map(({ name, type, bytes }) => ({ type, file: name, bytes }))] };
};

/** The lines of a part from its Content-Type on, as they stand in a mail. */
const writePart = (part: Part, place: string): Buffer => {
  if ('parts' in part) {
    const boundary = `=_part_${place}`;
    const inner = part.parts.flatMap((each, index) => [Buffer.from(`--${boundary}\r\n`), writePart(each, `${place}.${index}`), Buffer.from('\r\n')]);
    return Buffer.concat([Buffer.from(`Content-Type: ${part.type}; boundary="${boundary}"\r\n\r\n`), ...inner, Buffer.from(`--${boundary}--\r\n`)]);
  }
  if ('file' in part) {
    const lines = [`Content-Type: ${part.type}; name="${part.file}"`, `Content-Disposition: attachment; filename="${part.file}"`];
    return Buffer.from(`${lines.join('\r\n')}\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrapped(Buffer.from(part.bytes).toString('base64'))}\r\n`);
  }
  const text = part.text.replace(/\r?\n/g, '\r\n');
  if (isPlainAscii(text) && text.split('\r\n').every((line) => line.length < 990)) {
    return Buffer.from(`Content-Type: ${part.type}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${text}`);
  }
  const encoded = wrapped(Buffer.from(text).toString('base64'));
  return Buffer.from(`Content-Type: ${part.type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`);
};

const wrapped = (base64: string): string => base64.match(/.{1,76}/g)?.join('\r\n') ?? '';

const isPlainAscii = (text: string): boolean => /^[\t\r\n -~]*$/.test(text);

/** Runs of words beyond ASCII become encoded words; addresses and what stands between stay as they are. */
const encodeHeader = (value: string): string =>
  isPlainAscii(value)
    ? value
    : value
        .split(/(<[^>]*>|,)/)
        .map((piece) => (isPlainAscii(piece) ? piece : encodedWords(piece)))
        .join('');

const encodedWords = (piece: string): string => {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? [];
  // An encoded word may have 75 characters: 36 bytes leave room for the rest of it.
  const pieces: string[] = [''];
  for (const character of words.replace(/^"(.*)"$/, '$1')) {
    const last = pieces.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > 36) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return before + pieces.map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ') + after;
};
