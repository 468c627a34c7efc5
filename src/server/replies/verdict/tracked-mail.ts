import type { Mail } from '../mail/mail.ts';
import type { JudgeContext, TrackedMail } from './judgement.ts';
import { sameMailbox } from './same-mailbox.ts';

/** The tracked mail that this one names, its nearest reference first. */
export const trackedMailOf = (
  mail: Pick<Mail, 'refersTo'>,
  { tracked }: Pick<JudgeContext, 'tracked'>,
): TrackedMail | undefined => {
  for (const id of mail.refersTo) {
    const found = tracked?.find(({ messageIds }) => messageIds.includes(id));
    if (found !== undefined) return found;
  }
  return undefined;
};

export const isFromMailbox = (mail: Pick<Mail, 'from'>, mailbox: readonly string[]): boolean =>
  mail.from.some(({ address }) => mailbox.some((own) => sameMailbox(own, address)));

export const lastSent = (mails: readonly TrackedMail[]): TrackedMail | undefined =>
  [...mails].sort((one, other) => (other.sentAt?.getTime() ?? 0) - (one.sentAt?.getTime() ?? 0))[0];

/** Whether a mail was sent by then; a time that is not known counts for it. */
export const sentBy = ({ sentAt }: TrackedMail, then: Date | undefined): boolean =>
  sentAt === undefined || then === undefined || sentAt.getTime() <= then.getTime();
