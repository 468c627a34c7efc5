import { decodeWords } from 'postal-mime';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** Bytes whose charset nobody names: UTF-8 where they are, else the charset that old systems left unsaid most often. */
export const decodedText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
};

/** A header's value with its encoded words in letters. */
export const decodedWords = (value: string): string => {
  if (!value.includes('=?')) return value;
  try {
    return decodeWords(value.slice(0, 64 * 1024));
  } catch {
    // A word that cannot be decoded is shown as it came.
    return value;
  }
};
