import type { Reply } from '../../../contract/index.ts';

/**
 * What Gmail's labels say before a mail is read. Only what can be no answer is ruled out: drafts, and what other products
 * keep in the mailbox. Spam, trash, archive and the user's own labels rule nothing out, for filters put them on.
 */
export type Kind = 'incoming' | 'own' | 'ruled-out';

const notMail: ReadonlySet<string> = new Set(['DRAFT', 'CHAT', 'CHATS']);

export const kindOf = (labels: readonly string[]): Kind => {
  if (labels.some((label) => notMail.has(label))) return 'ruled-out';
  return labels.includes('SENT') ? 'own' : 'incoming';
};

/** Where a person would have to look for it. */
export const foundIn = (labels: readonly string[]): Reply['foundIn'] => {
  if (labels.includes('TRASH')) return 'trash';
  if (labels.includes('SPAM')) return 'spam';
  return labels.includes('INBOX') ? 'inbox' : 'archive';
};
