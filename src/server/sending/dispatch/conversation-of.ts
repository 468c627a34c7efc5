import type { MailContent } from '../../../contract/index.ts';
import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import type { Owner } from '../../store/connections.ts';
import { readOutgoing } from '../../store/outgoing-mails.ts';
import { readReply } from '../../store/replies.ts';
import type { Queries } from '../../store/tables.ts';
import { joinConversation, type Conversation, type Earlier } from '../channel/join-conversation.ts';

/** `too-early`: what it follows has not left, and still may. */
export type NoConversation = { readonly code: 'thread-gone' } | { readonly code: 'too-early' };

/** The conversation that a mail belongs to: that of the reply it answers, or of the mail that it follows. Undefined where it begins one. */
export const conversationOf = async (store: Queries, owner: Owner, connectionId: string, { answersReply, follows, subject }: MailContent): Promise<Outcome<Conversation | undefined, NoConversation>> => {
  if (answersReply === undefined && follows === undefined) return succeed(undefined);
  const earlier = answersReply === undefined ? await followed(store, owner, follows ?? '') : await answered(store, owner, answersReply);
  if (earlier === undefined) return fail({ code: 'thread-gone' });
  if (earlier === 'too-early') return fail({ code: 'too-early' });
  const joined = joinConversation(earlier, connectionId);
  if (subject.trim() === '' || subject === joined.subject) return succeed(joined);
  // Gmail keeps a conversation together by its subject: under another one only the headers tell.
  return succeed({ ...joined, subject, threadId: undefined });
};

const answered = async (store: Queries, owner: Owner, replyId: string): Promise<Earlier | undefined> => {
  const reply = await readReply(store, owner, replyId);
  return reply && { mailbox: reply.connectionId, threadId: reply.threadId, messageId: reply.messageId, references: [], subject: reply.subject };
};

const followed = async (store: Queries, owner: Owner, mailId: string): Promise<Earlier | 'too-early' | undefined> => {
  const mail = await readOutgoing(store, owner, mailId);
  if (mail !== undefined && ['waiting', 'sending', 'checking', 'held'].includes(mail.state.kind)) return 'too-early';
  if (mail?.state.kind !== 'sent') return undefined;
  return { mailbox: mail.connectionId, threadId: mail.threadId, messageId: mail.gmailMessageId ?? mail.attempt?.messageId, references: [], subject: mail.subject };
};
