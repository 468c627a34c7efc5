import { evidence, type Evidence } from './judgement.ts';
import type { Reading } from './reading.ts';

/**
 * A forward is known by its subject, or by a body that is only another mail. Behind `Re:` with references such a body
 * is part of an answer. Where a prefix means a reply in one language and a forward in another, the body decides.
 */
export const forwardEvidence = ({ mail, words, prefix }: Reading): Evidence | undefined => {
  if (prefix.kind === 'forward') return evidence('subject-of-forward', mail.subject);
  if (prefix.kind === 'either' && (words.forwards || mail.refersTo.length === 0))
    return evidence('subject-of-forward', mail.subject);
  const answers = prefix.kind === 'reply' && mail.refersTo.length > 0;
  return words.onlyForwarded && !answers ? evidence('only-forwarded') : undefined;
};
