/** Where a mail's headers stand, found in the bytes before anything is parsed. */
const lineFeed = 10;
const carriageReturn = 13;
const longestHead = 1024 * 1024;

const latin = new TextDecoder('latin1');

/** The mail without what files put before it: a byte order mark, empty lines, the `From ` line of an mbox. */
export const withoutEnvelope = (bytes: Uint8Array): Uint8Array => {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const isSpace = (byte: number | undefined): boolean =>
    byte === lineFeed || byte === carriageReturn || byte === 32 || byte === 9;
  while (isSpace(bytes[start])) start += 1;
  if (/^>?From [^:\n]/.test(latin.decode(bytes.subarray(start, start + 8)))) {
    const end = bytes.indexOf(lineFeed, start);
    start = end < 0 ? bytes.length : end + 1;
  }
  return bytes.subarray(start);
};

const telltale = 4096;

/** Files of old Macs end their lines with a carriage return alone, which no parser of mail takes for an end. */
export const withLineFeeds = (bytes: Uint8Array): Uint8Array => {
  const start = bytes.subarray(0, telltale);
  if (!start.includes(carriageReturn) || start.includes(lineFeed)) return bytes;
  return bytes.map((byte) => (byte === carriageReturn ? lineFeed : byte));
};

export const firstLines = (bytes: Uint8Array, most: number): Uint8Array => {
  let at = -1;
  for (let lines = 0; lines < most; lines += 1) {
    at = bytes.indexOf(lineFeed, at + 1);
    if (at < 0) return bytes;
  }
  return bytes.subarray(0, at + 1);
};

/** The offset of the body: behind the first empty line. */
export const headEnd = (bytes: Uint8Array): number => {
  let at = bytes.indexOf(lineFeed);
  while (at >= 0) {
    const next = bytes[at + 1] === carriageReturn ? at + 2 : at + 1;
    if (next >= bytes.length || bytes[next] === lineFeed) return Math.min(next + 1, bytes.length);
    at = bytes.indexOf(lineFeed, at + 1);
  }
  return bytes.length;
};

const telling =
  /^(?:from|to|cc|subject|date|received|message-id|return-path|delivered-to|mime-version|content-type|reply-to|sender|in-reply-to|references|x-[a-z0-9-]+)[ \t]*:/im;

/** Whether at least one header of the kind that every mail has stands before the first empty line. */
export const looksLikeMail = (bytes: Uint8Array): boolean =>
  telling.test(latin.decode(bytes.subarray(0, Math.min(headEnd(bytes), longestHead))));
