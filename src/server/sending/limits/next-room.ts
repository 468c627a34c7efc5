import { allowedInTheEnd } from './allowance.ts';
import { createLedger } from './ledger.ts';
import type { LimitName, MailboxLimits } from './mailbox-limits.ts';
import { recipientCount, type Recipients, type SentHistory } from './sent-history.ts';

/** Why a mail leaves later than it might, or never. */
export type HeldBy = LimitName | 'pause';

/** A mail that is too much for a limit even when nothing else was sent. It has to be split. */
export interface TooMuch {
  readonly limit: LimitName | 'recipientsPerMessage';
  readonly most: number;
  readonly asked: number;
}

export type NextRoom =
  | { readonly kind: 'now' }
  /** `at` in milliseconds since 1970 UTC. */
  | { readonly kind: 'later'; readonly at: number; readonly because: HeldBy }
  | { readonly kind: 'never'; readonly because: TooMuch };

/**
 * The earliest instant at which a mail may leave a mailbox that sends nothing else until then. A sender asks under its lock,
 * records the mail as sent before it calls Gmail, and asks again with the new history for the next one.
 */
export const nextRoom = (history: SentHistory, limits: MailboxLimits, mail: Recipients, now: number): NextRoom => {
  const tooMuch = createSizeJudge(limits)(mail);
  if (tooMuch !== undefined) return { kind: 'never', because: tooMuch };
  const ledger = createLedger(history, limits, now);
  const pausedUntil = limits.pause?.until ?? now;
  const { at, because } = ledger.roomFor(mail, Math.max(now, pausedUntil));
  return at <= now ? { kind: 'now' } : { kind: 'later', at, because: because ?? 'pause' };
};

/** Tells of mails whether one is too much whatever the mailbox sent before; undefined where it is not. */
export const createSizeJudge = (limits: MailboxLimits): ((mail: Recipients) => TooMuch | undefined) => {
  const { recipientsPerMessage, quotaUnitsPerMail } = limits;
  const ceilings = limits.rolling.map(({ name, counts, allowance }) => ({ name, counts, most: allowedInTheEnd(allowance) }));
  const first = (mail: Recipients): TooMuch | undefined => {
    const recipients = recipientCount(mail);
    const external = recipients - mail.inside.length;
    const asks = {
      messages: 1,
      recipients,
      externalRecipients: external,
      uniqueRecipients: recipients,
      uniqueExternalRecipients: external,
      quotaUnits: quotaUnitsPerMail,
    };
    if (recipients > recipientsPerMessage) return { limit: 'recipientsPerMessage', most: recipientsPerMessage, asked: recipients };
    const reached = ceilings.find(({ counts, most }) => asks[counts] > most);
    return reached && { limit: reached.name, most: reached.most, asked: asks[reached.counts] };
  };
  // Mails to one outsider are by far the most, and all alike.
  const usual = first({ inside: [], outside: ['one'], unnamed: 0 });
  return (mail) => (mail.outside.length === 1 && mail.inside.length === 0 && mail.unnamed === 0 ? usual : first(mail));
};
