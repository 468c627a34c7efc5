import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { askGmail } from './ask-gmail.ts';
import { namesOfSent, type SentNames } from './mail/names-of-sent.ts';

/** What a mail that was sent is called in the mailbox: answers name these ids. */
export interface IdsAtGmail extends SentNames {
  readonly threadId: string;
}

/**
 * A host may know the Gmail id alone. Undefined where Gmail does not answer: then the mail is tracked by what the host said
 * of it.
 */
export const idsAtGmail = async (ports: Ports, owner: Owner, connectionId: string, gmailId: string): Promise<IdsAtGmail | undefined> => {
  const answer = await askGmail(ports, { owner, connectionId, needs: ['read'] }, 'headers', (gmail, token) => gmail.headers(token, gmailId));
  if (!answer.ok || !answer.value.labels.includes('SENT')) return undefined;
  return { threadId: answer.value.threadId, ...namesOfSent(answer.value.headers) };
};
