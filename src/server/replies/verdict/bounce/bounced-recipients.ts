import { headerOf, sameAddress, type Mail } from '../../mail/mail.ts';
import type { RecipientStatus } from './delivery-status.ts';
import { addressesInText, beforeCopy, type ReturnedMail } from './returned-mail.ts';

const mostRecipients = 50;

/** Which addresses failed, best source first: the report, the header that Exim and Google set, the words, the mail that came back. */
export const bouncedRecipients = (
  mail: Mail,
  statuses: readonly RecipientStatus[],
  returned: ReturnedMail | undefined,
  own: string,
): readonly string[] => {
  const reported = statuses
    .filter(({ action }) => action === undefined || action === 'failed' || action === 'delayed')
    .flatMap((status) => asWritten(status, returned) ?? []);
  if (reported.length > 0) return each(reported);
  const header = addressesInText(headerOf(mail, 'x-failed-recipients') ?? '');
  if (header.length > 0) return each(header);
  const said = addressesInText(beforeCopy(own)).filter((address) => !isBystander(address, mail));
  const known = said.filter((address) => returned?.recipients.some((recipient) => sameAddress(recipient, address)));
  if (known.length > 0) return each(known);
  if (said.length > 0) return each(said).slice(0, 1);
  return each((returned?.recipients ?? []).filter((address) => !isBystander(address, mail)));
};

/** The address we wrote to, where the report follows it to another one. */
const asWritten = (
  { originalRecipient, finalRecipient }: RecipientStatus,
  returned: ReturnedMail | undefined,
): string | undefined => {
  const written =
    originalRecipient !== undefined &&
    returned?.recipients.some((recipient) => sameAddress(recipient, originalRecipient)) === true;
  return written ? originalRecipient : (finalRecipient ?? originalRecipient);
};

const each = (addresses: readonly string[]): readonly string[] =>
  [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()].slice(0, mostRecipients);

/** Whoever receives the bounce, and the mail system, did not fail. */
const isBystander = (address: string, mail: Mail): boolean =>
  [...mail.to, ...mail.from].some((person) => sameAddress(person.address, address)) ||
  /^(?:mailer-daemon|post-?master|support|help|abuse|hostmaster)@/i.test(address) ||
  mail.messageId === address ||
  mail.refersTo.includes(address);
