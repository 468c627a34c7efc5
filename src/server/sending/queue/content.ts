import { decode, fail, mailContentSchema, succeed, type FailReason, type Failure, type MailContent, type Outcome } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import { attachmentsOf } from '../../store/attachments.ts';
import type { Owner } from '../../store/connections.ts';
import { outgoingContentPlace } from '../../store/sealed-places.ts';
import { filesTooLarge } from '../channel/mail-size.ts';
import { whoGetsIt } from '../channel/who-gets-it.ts';

/** What a mail's row says of its content in the clear, and the whole of it sealed. */
export const contentColumns = ({ keyring }: Pick<Ports, 'keyring'>, owner: Owner, id: string, content: MailContent) => ({
  shown_to: JSON.stringify(content.to),
  recipients: JSON.stringify(whoGetsIt(content).recipients),
  subject: content.subject,
  reference: content.reference ?? null,
  sealed_content: keyring.seal(JSON.stringify(content), outgoingContentPlace({ ...owner, id })),
});

export const openContent = ({ keyring }: Pick<Ports, 'keyring'>, owner: Owner, id: string, sealed: string): Outcome<MailContent, { readonly code: 'content-unreadable' }> => {
  const opened = keyring.open(sealed, outgoingContentPlace({ ...owner, id }));
  const decoded = opened.ok ? decode(mailContentSchema, JSON.parse(opened.value)) : opened;
  return decoded.ok ? succeed(decoded.value) : fail({ code: 'content-unreadable' });
};

/** Why nobody could be sent this, as far as it can be told before its time. */
export const judgeContent = (content: MailContent, recipientsPerMessage: number): FailReason | undefined => {
  const { recipients, invalid } = whoGetsIt(content);
  if (invalid.length > 0) return { code: 'address-invalid' };
  if (recipients.length === 0) return { code: 'nobody' };
  // Each recipient unsubscribes for themselves alone.
  if (content.marketing === true && recipients.length > 1) return { code: 'recipients-too-many', most: 1, asked: recipients.length };
  if (recipients.length > recipientsPerMessage) return { code: 'recipients-too-many', most: recipientsPerMessage, asked: recipients.length };
  return undefined;
};

/** Why these files could never be sent: one is gone, or together they are more than Gmail takes. `known`: the sizes of those that are there. */
export const judgeFiles = ({ attachments = [] }: MailContent, known: ReadonlyMap<string, number>): FailReason | undefined => {
  const sizes = [...new Set(attachments)].map((id) => known.get(id));
  const there = sizes.flatMap((size) => size ?? []);
  return there.length < sizes.length ? { code: 'attachment-gone' } : filesTooLarge(there);
};

/** The sizes of those of these files that are there and this user's. */
export const sizesOf = async ({ database }: Pick<Ports, 'database'>, owner: Owner, ids: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map((await attachmentsOf(database, owner, [...new Set(ids)])).map(({ id, size }) => [id, size]));

/** The same as an answer to whoever is still writing it. */
export const failureOf = (reason: FailReason): Failure => {
  switch (reason.code) {
    case 'recipients-too-many':
    case 'mail-too-large':
      return { code: reason.code, most: reason.most, asked: reason.asked };
    case 'nobody':
      return { code: 'nobody-to-send-to' };
    case 'address-invalid':
    case 'sender-refused':
      return { code: reason.code };
    case 'attachment-gone':
      return { code: 'attachment-unknown' };
    case 'content-unreadable':
      return { code: 'stored-data-unreadable' };
    default:
      return { code: 'request-malformed' };
  }
};
