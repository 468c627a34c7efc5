import type { MailHeaders } from '../../google/gmail-port.ts';
import type { Ports } from '../../ports.ts';
import { refersTo } from '../../replies/mail/message-ids.ts';
import { attemptIn } from '../channel/attempt-header.ts';
import { noteSentMail } from './note-sent-mail.ts';

/** A mail of the user's own that was seen in the mailbox. If it is an attempt of ours whose fate was unclear, it left. */
export const seeAttempt = async (ports: Ports, connectionId: string, { gmailId, threadId, receivedAt, headers }: Omit<MailHeaders, 'labels'>): Promise<boolean> => {
  const attemptId = attemptIn(headers);
  if (attemptId === undefined) return false;
  const messageId = refersTo(headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value, undefined)[0];
  return noteSentMail(ports, { attemptId, gmailId, threadId, at: receivedAt, messageId, connectionId });
};
