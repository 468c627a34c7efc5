import { prefixOf } from '../../replies/verdict/subject-prefixes.ts';

/** The mail that is answered or followed: one that came, or one of ours. Ids are without angle brackets. */
export interface Earlier {
  /** What tells mailboxes apart. */
  readonly mailbox: string;
  readonly threadId: string | undefined;
  /** As those who got it know it: of ours, the one that Gmail gave it. */
  readonly messageId: string | undefined;
  /** What it refers to itself, oldest first, as far as that is known. */
  readonly references: readonly string[];
  readonly subject: string;
}

export interface Conversation {
  readonly threadId: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly subject: string;
}

/**
 * What puts a mail into the conversation of an earlier one, for Gmail as for everybody else's program. Gmail asks for three
 * things together: its id of the conversation, headers that name the earlier mail, and the same subject
 * (https://developers.google.com/workspace/gmail/api/guides/threads). The id is the mailbox' own: of another mailbox it
 * would be refused, and the headers alone have to do.
 */
export const joinConversation = (earlier: Earlier, mailbox: string): Conversation => {
  const inReplyTo = earlier.messageId !== undefined && isMessageId(earlier.messageId) ? earlier.messageId : undefined;
  return {
    threadId: earlier.mailbox === mailbox ? earlier.threadId : undefined,
    inReplyTo,
    references: bounded([...earlier.references.filter((id) => id !== inReplyTo), ...(inReplyTo === undefined ? [] : [inReplyTo])]),
    subject: answering(earlier.subject),
  };
};

export const isMessageId = (id: string): boolean => /^[^\s<>\p{Cc}\p{Cs}]{1,900}$/u.test(id);

/** In its own words, since Gmail compares them; a prefix that says “reply” in any language is not doubled. */
const answering = (subject: string): string => {
  const kind = prefixOf(subject).kind;
  return kind === 'reply' || kind === 'either' ? subject : `Re: ${subject}`.trim();
};

const mostReferences = 20;

/** The first one holds the conversation together, the last ones find the nearest mail that somebody still has. */
const bounded = (ids: readonly string[]): readonly string[] => {
  const known = [...new Set(ids.filter(isMessageId))];
  return known.length <= mostReferences ? known : [...known.slice(0, 1), ...known.slice(1 - mostReferences)];
};
