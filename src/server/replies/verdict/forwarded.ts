import { evidence, type Evidence } from './judgement.ts';
import type { Reading } from './reading.ts';

/**
 * A forward is known by its subject, by a body that is only another mail, or by the mark above the mail that it passes on. Behind `Re:` with references such a body
 * is part of an answer. Where a prefix means a reply in one language and a forward in another, the body decides.
 */
export const forwardEvidence = ({ mail, words, prefix }: Reading): Evidence | undefined => {
  if (prefix.kind === 'forward') return evidence('subject-of-forward', mail.subject);
  if (prefix.kind === 'either' && (words.forwards || mail.refersTo.length === 0))
    return evidence('subject-of-forward', mail.subject);
  const answers = mail.refersTo.length > 0;
  // A quotation with nothing above it is an empty answer where the mail answers; a mail marked as passed on is not.
  if (words.onlyForwarded && (prefix.kind === 'reply' ? words.forwards && !answers : words.forwards || !answers)) {
    return evidence('only-forwarded');
  }
  // Nothing but a mail in an attachment.
  const isBare = words.whole.trim() === '' && prefix.kind !== 'reply' && mail.parts.some(({ type }) => type === 'message/rfc822');
  if (isBare) return evidence('only-forwarded');
  return words.forwards && prefix.kind === 'none' && !answers ? evidence('passes-on') : undefined;
};
