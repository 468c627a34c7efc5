import { succeed, unsubscribePath, type FailReason, type Outcome } from '../../../contract/index.ts';
import type { MailToSend } from '../../google/gmail-port.ts';
import type { Ports } from '../../ports.ts';
import { writeUnsubscribeLink } from '../../store/unsubscribe-links.ts';
import { boundsOnceJudged, composeMail } from '../channel/compose-mail.ts';
import { filesOf } from '../channel/upload-attachment.ts';
import { openContent } from '../queue/content.ts';
import { conversationOf, type NoConversation } from './conversation-of.ts';
import type { ClaimedMail } from './look.ts';

/** A claimed mail as it is handed to Gmail, or why there is none. Nothing of it was sent yet. `own`: the mailbox' address. */
export const composeOutgoing = async (ports: Ports, mail: ClaimedMail, own: string): Promise<Outcome<MailToSend, FailReason | NoConversation>> => {
  const { owner, id, attempt, connectionId, sealedContent } = mail;
  const opened = openContent(ports, owner, id, sealedContent);
  if (!opened.ok) return opened;
  const content = opened.value;
  const conversation = await conversationOf(ports.database, owner, connectionId, content);
  if (!conversation.ok) return conversation;
  const files = await filesOf(ports, owner, content.attachments ?? []);
  if (!files.ok) return files;
  const composed = await composeMail({
    ...content,
    from: { address: content.from ?? own },
    attachments: files.value,
    messageId: attempt.messageId,
    attemptId: attempt.id,
    at: attempt.at,
    ...(content.marketing === true ? { unsubscribeUrl: `${ports.settings.serviceOrigin}${unsubscribePath(id)}` } : {}),
    ...(conversation.value === undefined ? {} : conversation.value),
  }, boundsOnceJudged);
  const [address] = composed.ok && content.marketing === true ? composed.value.recipients : [];
  if (address !== undefined) await writeUnsubscribeLink(ports.database, id, { organisation: owner, address }, attempt.at);
  return composed.ok ? succeed({ bytes: composed.value.bytes, threadId: conversation.value?.threadId }) : composed;
};
