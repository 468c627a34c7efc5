import { fail, succeed, type Failure, type Outcome, type ReplyText } from '../../contract/index.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { readReply, type StoredReply } from '../store/replies.ts';
import { replyTextPlace } from '../store/sealed-places.ts';
import { askGmail, readingFailure } from './ask-gmail.ts';
import { readMail } from './mail/read-mail.ts';
import { replyTextOf, wordsOf } from './text/reply-text.ts';

/**
 * The text of one mail: the whole is read from Gmail for this one answer and kept nowhere (20 quota units of the mailbox).
 * Where Gmail does not give it, what the person wrote is still here, with an empty `whole`.
 */
export const textOfReply = async (ports: Ports, owner: Owner, id: string): Promise<Outcome<ReplyText, Failure>> => {
  const reply = await readReply(ports.database, owner, id);
  if (reply === undefined) return fail({ code: 'reply-unknown' });
  const fromGmail = await readFromGmail(ports, reply);
  if (fromGmail.ok) return fromGmail;
  const kept = keptText(ports, reply);
  return kept === undefined ? fromGmail : succeed({ text: kept, separated: true, whole: '' });
};

const readFromGmail = async (ports: Ports, { owner, connectionId, gmailId }: StoredReply): Promise<Outcome<ReplyText, Failure>> => {
  const mail = await askGmail(ports, { owner, connectionId, needs: ['read'] }, 'wholeMail', (gmail, token) => gmail.wholeMail(token, gmailId));
  if (!mail.ok) return fail(mail.failure.code === 'mail-gone' ? { code: 'mail-gone' } : readingFailure(mail.failure));
  const read = await readMail(mail.value.bytes);
  // What no reader understands is shown as nothing rather than as bytes.
  return succeed(read.ok ? replyTextOf(wordsOf(read.value)) : { text: '', separated: false, whole: '' });
};

const keptText = ({ keyring }: Ports, { owner, id, sealedText }: StoredReply): string | undefined => {
  const opened = sealedText === undefined ? undefined : keyring.open(sealedText, replyTextPlace({ ...owner, id }));
  return opened?.ok ? opened.value : undefined;
};
