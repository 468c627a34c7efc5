import { headerOf, type Mail } from '../mail/mail.ts';

/** A notice that a mail was displayed, deleted or processed (RFC 8098). */
export const isReadReceipt = (mail: Mail): boolean =>
  /report-type\s*=\s*"?disposition-notification/i.test(headerOf(mail, 'content-type') ?? '') ||
  mail.parts.some(({ type }) => /^message\/(?:global-)?disposition-notification$/.test(type));
