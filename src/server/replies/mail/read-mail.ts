import PostalMime, { addressParser, type Attachment, type Email } from 'postal-mime';
import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import type { Address, Header, Mail, MailPart } from './mail.ts';
import { refersTo } from './message-ids.ts';
import { firstLines, headEnd, looksLikeMail, withLineFeeds, withoutEnvelope } from './head-of-mail.ts';
import { decodedText, decodedWords } from './decode-text.ts';
import { asWestern, isMisread, withReadableHead } from './unnamed-charset.ts';

export type Unreadable =
  | { readonly code: 'empty' }
  /** No header that any mail has. */
  | { readonly code: 'not-mail' };

/** What is read of one mail. Words come first in every mail; what lies behind a megabyte is an attachment. */
export const longestRead = 1024 * 1024;
/** The library pays for each line, so a megabyte of line breaks is no more than this. */
const mostLines = 12_000;
const longestText = 256 * 1024;
const longestHtml = 256 * 1024;
const longestPart = 64 * 1024;
const mostParts = 50;

const limits = {
  forceRfc822Attachments: true,
  maxNestingDepth: 100,
  maxHeadersSize: 128 * 1024,
} as const;

/** Reads a mail of any hostility. It never throws and never takes long; what cannot be mail at all is said. */
export const readMail = async (bytes: Uint8Array): Promise<Outcome<Mail, Unreadable>> => {
  if (bytes.length === 0) return fail({ code: 'empty' });
  const whole = withoutEnvelope(withLineFeeds(bytes));
  if (!looksLikeMail(whole)) return fail({ code: 'not-mail' });
  const read = withReadableHead(firstLines(whole.subarray(0, longestRead), mostLines));
  const email = (await parseWords(read)) ?? (await parse(read.subarray(0, Math.min(headEnd(read), limits.maxHeadersSize / 2))));
  // Headers that no limit lets through are no mail's.
  if (email === undefined) return fail({ code: 'not-mail' });
  return succeed(toMail(email, read));
};

/** A mail that names no charset, or a wrong one, is read once more. */
const parseWords = async (read: Uint8Array): Promise<Email | undefined> => {
  const email = await parse(read);
  if (email === undefined || !isMisread(`${email.text ?? ''}${email.html ?? ''}`)) return email;
  const again = await parse(asWestern(read));
  return again === undefined ? email : { ...email, ...wordsOf(again) };
};

const wordsOf = ({ text, html }: Email): Pick<Email, 'text' | 'html'> => ({ ...(text === undefined ? {} : { text }), ...(html === undefined ? {} : { html }) });

/** The library refuses what passes its limits by throwing; then the headers alone are read. */
const parse = async (bytes: Uint8Array): Promise<Email | undefined> => {
  try {
    return await PostalMime.parse(bytes, limits);
  } catch {
    return undefined;
  }
};

const toMail = (email: Email, read: Uint8Array): Mail => {
  const headers = email.headers.map((header): Header => ({ name: header.key, value: decodedWords(header.value) }));
  const raw = (name: string): string | undefined => email.headers.find((header) => header.key === name)?.value;
  const addresses = (name: string): readonly Address[] => addressesIn(raw(name) ?? '');
  const parts = email.attachments.slice(0, mostParts).filter(isWords).map(toPart);
  const text = email.text ?? (email.html === undefined ? lostText(email.attachments, read) : undefined);
  return {
    headers,
    from: addresses('from'),
    to: addresses('to'),
    cc: addresses('cc'),
    subject: oneLine(decodedWords(raw('subject') ?? '')),
    messageId: refersTo(raw('message-id'), undefined)[0],
    refersTo: refersTo(raw('in-reply-to'), raw('references')),
    date: dateOf(raw('date')),
    text: text === undefined ? undefined : clean(text, longestText),
    html: email.html === undefined ? undefined : clean(email.html, longestHtml),
    parts,
    cut: (text?.length ?? 0) > longestText || (email.html?.length ?? 0) > longestHtml,
  };
};

const clean = (text: string, longest: number): string => text.slice(0, longest).replaceAll('\0', '').replaceAll(/\r\n?/g, '\n');

/** One line of what people see; nothing where it has no sign that can be seen. */
const oneLine = (text: string): string => {
  const line = text
    .replaceAll(/[\s\0]+/g, ' ')
    .trim()
    .slice(0, 1_000);
  return visible.test(line) ? line : '';
};

/** Fillers count as letters or symbols to Unicode and are as empty as spaces. */
const visible = /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/**
 * The words of a mail without a text that any program would show: a body whose boundaries are missing or wrong is nobody's
 * part, and one of a type such as `text` or `text/enriched` looks like an attachment.
 */
const lostText = ([first, ...others]: readonly Attachment[], read: Uint8Array): string | undefined => {
  if (first !== undefined)
    return others.length === 0 && /^text(?!\/calendar)/.test(first.mimeType) ? toPart(first).text : undefined;
  const text = decodedText(read.subarray(headEnd(read)).subarray(0, longestText));
  return text.trim() === '' ? undefined : text;
};

const isWords = ({ mimeType }: Attachment): boolean => /^(text|message)\//.test(mimeType) || mimeType === 'application/ics';

const toPart = (part: Attachment): MailPart => {
  const content =
    typeof part.content === 'string' ? part.content : decodedText(new Uint8Array(part.content).subarray(0, longestPart));
  return { type: part.mimeType, text: clean(content, longestPart), method: part.method };
};

/** RFC 5321 knows none that is longer. */
const longestAddress = 320;

/** The addresses of a header. Groups are opened; a name without an address keeps its name. */
export const addressesIn = (value: string): readonly Address[] =>
  addressParser(value.slice(0, 32 * 1024), { flatten: true })
    .slice(0, 500)
    .map(({ name, address }) => ({ name: oneLine(decodedWords(name)), address: (address ?? '').trim().slice(0, longestAddress) }));

const dateOf = (value: string | undefined): Date | undefined => {
  const date = new Date(value ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
};
