import type { Mail } from '../mail/mail.ts';
import { wordsOf, type Words } from '../text/reply-text.ts';
import { prefixOf, type Prefix } from './subject-prefixes.ts';

/** A mail with what several rules need to know of it, worked out once. */
export interface Reading {
  readonly mail: Mail;
  readonly words: Words;
  readonly prefix: Prefix;
}

export const read = (mail: Mail): Reading => ({ mail, words: wordsOf(mail), prefix: prefixOf(mail.subject) });
