import type { Mail } from '../mail/mail.ts';
import { wordsOf, type Words } from '../text/reply-text.ts';
import { judgeBounce, type BounceFacts, type OtherReport } from './bounce/judge-bounce.ts';
import { prefixOf, type Prefix } from './subject-prefixes.ts';

/** A mail's words, told apart once. */
export interface ReadWords {
  readonly mail: Mail;
  readonly words: Words;
  readonly prefix: Prefix;
}

/** A mail with what several rules need to know of it, worked out once. */
export interface Reading extends ReadWords {
  /** What it reports of a delivery; undefined for everything that is no report. */
  readonly report: BounceFacts | OtherReport | undefined;
}

export const read = (mail: Mail): Reading => {
  const told = { mail, words: wordsOf(mail), prefix: prefixOf(mail.subject) };
  return { ...told, report: judgeBounce(told) };
};
