/** The header block of a mail, as far as a mailbox has to understand it. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What threads, filters and searches go by. */
export interface MailHead {
  readonly messageId: string | undefined;
  /** Every id that In-Reply-To and References name. */
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Written by a program: nothing answers it by itself. */
  readonly automatic: boolean;
}

/** Where the body begins. */
export const headEnd = (raw: Uint8Array): { readonly head: number; readonly body: number } => {
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) {
    if (raw[at + 1] === 10) return { head: at, body: at + 2 };
    if (raw[at + 1] === 13 && raw[at + 2] === 10) return { head: at, body: at + 3 };
  }
  return { head: raw.length, body: raw.length };
};

/** In the order of the mail, folded lines joined, encoded words decoded, as Gmail hands headers out. */
export const headersOf = (raw: Uint8Array): readonly Header[] => headersIn(Buffer.from(raw.subarray(0, headEnd(raw).head)).toString('utf8'));

export const headersIn = (text: string): readonly Header[] =>
  text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [{ name: line.slice(0, colon).trim(), value: decodeWords(line.slice(colon + 1).trim()) }];
    });

export const valueOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** RFC 2047. Blank space between two encoded words is none. */
const decodeWords = (value: string): string =>
  value
    .replace(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?\s*]+)[^?\s]*\?([bq])\?([^?]*)\?=/gi, (word, charset: string, encoding: string, text: string) => {
      const bytes =
        encoding.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
      return textOf(bytes, charset) ?? word;
    });

/** Undefined where nobody knows the charset. */
export const textOf = (bytes: Uint8Array, charset: string): string | undefined => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
};

export const messageIdsIn = (value: string | undefined): readonly string[] => value?.match(/<[^<>\s]+>/g) ?? [];

export const addressesIn = (value: string | undefined): readonly string[] =>
  (value?.match(/[^\s<>"(),;:]+@[^\s<>"(),;:]+/g) ?? []).map((address) => address.toLowerCase());

export const headOf = (raw: Uint8Array): MailHead => headFrom(headersOf(raw));

export const headFrom = (headers: readonly Header[]): MailHead => {
  const value = (name: string): string | undefined => valueOf(headers, name);
  return {
    messageId: messageIdsIn(value('Message-ID'))[0],
    references: [...new Set([...messageIdsIn(value('References')), ...messageIdsIn(value('In-Reply-To'))])],
    subject: value('Subject') ?? '',
    from: addressesIn(value('From'))[0] ?? '',
    to: ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(value(name))),
    automatic: !['', 'no'].includes((value('Auto-Submitted') ?? '').toLowerCase()) || value('Precedence') !== undefined || value('List-Id') !== undefined,
  };
};

/** The subject without the marks of answers and forwards: Gmail compares it before it joins a thread. */
export const bareSubject = (subject: string): string =>
  subject
    .replace(/^(\s*(re|fwd?|aw|wg|sv|tr|rif|res)(\[\d+\])?\s*:)+/i, '')
    .trim()
    .toLowerCase();
