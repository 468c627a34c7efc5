import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { askGmail } from './ask-gmail.ts';
import { headerOf } from './mail/mail.ts';
import { refersTo } from './mail/message-ids.ts';

/** What a mail that was sent is called in the mailbox: answers name these ids. */
export interface IdsAtGmail {
  readonly threadId: string | undefined;
  readonly messageId: string | undefined;
}

/**
 * Gmail may send a mail under another Message-ID than it was written with (https://github.com/gauteh/lieer/issues/198), and
 * a host may know its Gmail id alone. Nothing is known where Gmail does not answer: then the mail is tracked by what the
 * host said of it.
 */
export const idsAtGmail = async (ports: Ports, owner: Owner, connectionId: string, gmailId: string): Promise<IdsAtGmail> => {
  const answer = await askGmail(ports, { owner, connectionId, needs: ['read'] }, 'headers', (gmail, token) => gmail.headers(token, gmailId));
  if (!answer.ok || !answer.value.labels.includes('SENT')) return { threadId: undefined, messageId: undefined };
  const headers = answer.value.headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  return { threadId: answer.value.threadId, messageId: refersTo(headerOf({ headers }, 'message-id'), undefined)[0] };
};
