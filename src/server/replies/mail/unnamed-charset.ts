import { headEnd } from './head-of-mail.ts';
import { decodedText } from './decode-text.ts';

/**
 * Mails whose letters are in a charset that they do not name, or not the one that they name: old programs and gateways in
 * Western Europe leave it out. What is not UTF-8 is taken for the charset that was left unsaid most often.
 */
const encoder = new TextEncoder();

/** Headers have no charset of their own: letters beyond ASCII are UTF-8 (RFC 6532), or nobody knows. */
export const withReadableHead = (bytes: Uint8Array): Uint8Array => {
  const end = headEnd(bytes);
  const head = bytes.subarray(0, end);
  if (head.every((byte) => byte < 0x80)) return bytes;
  return joined(encoder.encode(decodedText(head)), bytes.subarray(end));
};

const lost = /\ufffd/gu;
const beyondAscii = /[^\0-\x7f\ufffd]/gu;

/** Whether more letters were lost than read: of a text that is UTF-8 but for its cut end, hardly any are. */
export const isMisread = (text: string): boolean => {
  const lostCount = text.match(lost)?.length ?? 0;
  return lostCount > 0 && lostCount >= (text.match(beyondAscii)?.length ?? 0);
};

/** The same mail, its texts in the charset that is left unsaid. */
export const asWestern = (bytes: Uint8Array): Uint8Array => {
  // Letter for byte; a decoder of that name would take some of them for others.
  const letters = Buffer.from(bytes).toString('latin1');
  const named = letters
    .replaceAll(/charset\s*=\s*"?(?:utf-?8|us-ascii|ascii|x-unknown|unknown-8bit)"?/gi, 'charset=windows-1252')
    .replaceAll(/^(content-type:[ \t]*text\/(?:plain|html)[ \t]*)(;?)(?!.{0,200}charset|\s*\n[ \t].{0,200}charset)/gim, '$1; charset=windows-1252$2');
  const typed = /^content-type:/im.test(letters.slice(0, headEnd(bytes))) ? named : `Content-Type: text/plain; charset=windows-1252\r\n${named}`;
  return new Uint8Array(Buffer.from(typed, 'latin1'));
};

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
};
