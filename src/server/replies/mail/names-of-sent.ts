import { headerOf, type Header } from './mail.ts';
import { refersTo } from './message-ids.ts';

/** The ids by which answers may name a mail that was sent, without brackets. */
export interface SentNames {
  /** Under which it went out. */
  readonly messageId: string | undefined;
  /** The sender's own, where Gmail put another in its place. */
  readonly original: string | undefined;
}

/**
 * Gmail may send a mail under another Message-ID than it was written with, and keeps that one in a header of its own
 * (https://github.com/gauteh/lieer/issues/198). Whoever looks up what was sent knows one of the two.
 */
export const namesOfSent = (given: readonly Header[]): SentNames => {
  const headers = given.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  const idIn = (name: string): string | undefined => refersTo(headerOf({ headers }, name), undefined)[0];
  return { messageId: idIn('message-id'), original: idIn('x-google-original-message-id') };
};
