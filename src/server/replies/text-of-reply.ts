import { fail, succeed, type Failure, type Outcome, type ReplyText } from '../../contract/index.ts';
import { accessTokenFor } from '../connections/access-token.ts';
import type { GmailFailure } from '../google/gmail-port.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { readReply } from '../store/replies.ts';
import { readMail } from './mail/read-mail.ts';
import { replyTextOf, wordsOf } from './text/reply-text.ts';

/** The text of one mail, read from Gmail for this one answer and kept nowhere. 20 quota units of the mailbox. */
export const textOfReply = async (ports: Ports, owner: Owner, id: string): Promise<Outcome<ReplyText, Failure>> => {
  const reply = await readReply(ports.database, owner, id);
  if (reply === undefined) return fail({ code: 'reply-unknown' });
  const token = await accessTokenFor(ports, owner, reply.connectionId);
  if (!token.ok) return token;
  const mail = await ports.gmail.wholeMail(token.value.value, reply.gmailId);
  if (!mail.ok) return fail({ code: failureOf(mail.failure.code) });
  const read = await readMail(mail.value.bytes);
  // What no reader understands is shown as nothing rather than as bytes.
  return succeed(read.ok ? replyTextOf(wordsOf(read.value)) : { text: '', separated: false, whole: '' });
};

const failureOf = (code: GmailFailure['code'] | 'mail-gone'): 'mail-gone' | 'tracking-not-permitted' | 'google-policy' | 'no-gmail' | 'google-unavailable' => {
  switch (code) {
    case 'mail-gone':
    case 'google-policy':
    case 'no-gmail':
      return code;
    case 'permission-missing':
      return 'tracking-not-permitted';
    case 'access-refused':
    case 'slow-down':
    case 'google-unavailable':
    case 'request-refused':
      return 'google-unavailable';
  }
};
