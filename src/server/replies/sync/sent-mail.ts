import { decode, emailAddress } from '../../../contract/index.ts';
import type { MailHeaders } from '../../google/gmail-port.ts';
import { decodedWords } from '../mail/decode-text.ts';
import { namesOfSent } from '../mail/names-of-sent.ts';
import { addressesIn } from '../mail/read-mail.ts';

/** A mail that the user sent from Gmail, as it is tracked. */
export interface SentMail {
  readonly gmailId: string;
  readonly threadId: string;
  readonly messageId: string | undefined;
  readonly gmailMessageId: string | undefined;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly sentAt: number;
}

/** As many as Gmail lets a mail go to. */
const mostRecipients = 500;
const longestSubject = 998;

/** Undefined for a mail that went to nobody. */
export const sentMailOf = ({ gmailId, threadId, receivedAt, headers }: Pick<MailHeaders, 'gmailId' | 'threadId' | 'receivedAt' | 'headers'>): SentMail | undefined => {
  const values = (name: string): readonly string[] => headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
  const recipients = ['to', 'cc', 'bcc'].flatMap(values).flatMap((value) => addressesIn(value)).map(({ address }) => address.toLowerCase());
  const known = [...new Set(recipients)].filter((address) => decode(emailAddress, address).ok).slice(0, mostRecipients);
  if (known.length === 0) return undefined;
  const { messageId, original } = namesOfSent(headers);
  return {
    gmailId,
    threadId,
    messageId: original ?? messageId,
    gmailMessageId: messageId,
    subject: decodedWords(values('subject')[0] ?? '').replaceAll(/[\s\0]+/g, ' ').trim().slice(0, longestSubject),
    recipients: known,
    sentAt: receivedAt,
  };
};
