import { fail, succeed, type FailReason, type Outcome } from '../../../contract/index.ts';
import type { MailToSend } from '../../google/gmail-port.ts';
import type { Ports } from '../../ports.ts';
import { addressOf } from '../../store/connections.ts';
import { composeMail } from '../channel/compose-mail.ts';
import { openContent } from '../queue/content.ts';
import type { ClaimedMail } from './look.ts';

/** A claimed mail as it is handed to Gmail, or why there is none. Nothing of it was sent yet. */
export const composeOutgoing = async (ports: Ports, mail: ClaimedMail): Promise<Outcome<MailToSend, FailReason>> => {
  const { owner, id, attempt, connectionId, sealedContent } = mail;
  const content = openContent(ports, owner, id, sealedContent);
  if (!content.ok) return content;
  const own = await addressOf(ports.database, connectionId);
  if (own === undefined) return fail({ code: 'sender-refused' });
  const composed = await composeMail({
    ...content.value,
    from: { address: content.value.from ?? own },
    attachments: [],
    messageId: attempt.messageId,
    attemptId: attempt.id,
    at: attempt.at,
  });
  return composed.ok ? succeed({ bytes: composed.value.bytes, threadId: undefined }) : composed;
};
