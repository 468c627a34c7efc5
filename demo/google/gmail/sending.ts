import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { deliver, gmailMessageId, mailOfLetter } from './deliver.ts';
import { gmailErrors, type GmailError } from './gmail-error.ts';
import type { Header } from './mail-head.ts';
import { placeInTime, type Mailbox, type StoredMail } from './mailbox.ts';

/** A mail that Gmail took, whatever was heard of it. */
export interface AcceptedMail {
  /** The mailbox that it was sent from. */
  readonly mailbox: string;
  readonly at: number;
  readonly gmailId: string;
  readonly threadId: string;
  /** As the sender wrote it, with angle brackets. */
  readonly messageId: string | undefined;
  /** Each once, in lower case, blind copies among them. */
  readonly recipients: readonly string[];
  /** As the sender wrote them. */
  readonly headers: readonly Header[];
  /** Taken, and then returned for the limit: nobody got it. */
  readonly returned: boolean;
}

/** What a mailbox may send in any 24 hours. What was sent elsewhere counts too. */
export interface SendingLimits {
  readonly messages?: number;
  readonly recipients?: number;
  /** Gmail refuses what exceeds them, or takes it and returns it by mail a moment later. */
  readonly told: 'refused' | 'returned';
  /** When it says to come back: when there is room again, or a quarter of an hour after each try, for as long as it is tried. */
  readonly retry?: 'when-free' | 'sliding';
}

export interface Sending {
  limits: SendingLimits | undefined;
  /** Everything that was ever taken, oldest first. Nothing is taken out of it: it judges what was sent twice. */
  readonly accepted: AcceptedMail[];
}

const dayMs = 24 * 3_600_000;
const quarterMs = 15 * 60_000;

export type SendingVerdict = { readonly kind: 'free' } | { readonly kind: 'refused'; readonly error: GmailError } | { readonly kind: 'returned' };

export const judgeSending = ({ clock, sending: { limits } }: World, mailbox: Mailbox, recipients: number): SendingVerdict => {
  if (limits === undefined) return { kind: 'free' };
  const now = clock.now();
  const sent = sentSince(mailbox, now - dayMs);
  const freeAt = Math.max(
    freedAt(sent.map(({ at }) => ({ at, weight: 1 })), 1, limits.messages),
    freedAt(sent.map(({ at, head }) => ({ at, weight: new Set(head.to).size })), recipients, limits.recipients),
  );
  if (freeAt === -Infinity) return { kind: 'free' };
  if (limits.told === 'returned') return { kind: 'returned' };
  const retryAt = limits.retry === 'sliding' ? now + quarterMs : Math.min(freeAt, now + dayMs);
  return { kind: 'refused', error: gmailErrors.retryAfter(retryAt, ' (Mail sending)') };
};

/** Oldest first; a mail of exactly a day ago counts no more. */
const sentSince = (mailbox: Mailbox, since: number): readonly StoredMail[] =>
  mailbox.byTime.slice(placeInTime(mailbox, since)).filter(({ labels }) => labels.includes('SENT'));

/** When so much of what was sent is a day old that the new mail fits; -Infinity where it fits now. */
const freedAt = (sent: readonly { readonly at: number; readonly weight: number }[], asked: number, most = Infinity): number => {
  let over = sent.reduce((sum, { weight }) => sum + weight, 0) + asked - most;
  let freed = -Infinity;
  for (const { at, weight } of sent) {
    if (over <= 0) break;
    over -= weight;
    freed = at + dayMs;
  }
  return over > 0 ? Infinity : freed;
};

/** Gmail's own mail to a sender whose mail it had taken already. */
export const returnForLimit = (world: World, account: Account, { head }: StoredMail, recipients: readonly string[]): void => {
  const letter = {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    to: account.email,
    subject: 'Delivery Status Notification (Failure)',
    text: `You have reached a limit for sending mail. Your message was not sent.\n\nYou reached a Gmail sending limit. https://support.google.com/mail/answer/22839\n\n${recipients.join('\n')}\n`,
    ...(head.messageId === undefined ? {} : { inReplyTo: head.messageId, references: [head.messageId] }),
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Failed-Recipients': recipients.join(', ') },
  };
  deliver(world, account, mailOfLetter(letter, gmailMessageId(world), world.clock.now()));
};
