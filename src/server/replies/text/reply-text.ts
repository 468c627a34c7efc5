import type { Mail } from '../mail/mail.ts';
import { ownWords, type OwnWords } from './own-words.ts';
import { textOfHtml } from './text-of-html.ts';

/** What a person wrote in a mail, for showing. It never decides what kind of mail it is. */
export interface ReplyText {
  readonly text: string;
  /** False when nothing could be told apart, or nothing was left: then the whole mail is what there is to show. */
  readonly separated: boolean;
  /** Everything, quotations included. */
  readonly whole: string;
}

/** A mail's words, told apart once for everything that reads them. */
export interface Words extends OwnWords {
  readonly whole: string;
}

/**
 * The structure of HTML says more than any reading of the text, where a mail program marked its quotation at all.
 * Otherwise the plain text is what the sender's program meant for reading as lines.
 */
export const wordsOf = (mail: Pick<Mail, 'text' | 'html'>): Words => {
  const plain = mail.text?.trim() === '' ? undefined : mail.text;
  const html = mail.html === undefined ? undefined : textOfHtml(mail.html);
  const whole = plain ?? html?.whole ?? '';
  if (html?.separated === true) {
    const left = ownWords(html.own);
    const read = ownWords(whole);
    const onlyForwarded = left.text === '' && read.onlyForwarded;
    return {
      ...left,
      separated: true,
      onlyForwarded,
      quotes: left.quotes || html.quoted,
      // Apple Mail and Thunderbird mark what they pass on as they mark a quotation; the line above it tells.
      forwards: left.forwards || html.forwarded || read.forwards,
      whole,
    };
  }
  return { ...ownWords(whole), whole };
};

export const replyTextOf = (words: Words): ReplyText => ({
  text: words.text,
  separated: words.separated && words.text !== '',
  whole: words.whole.trim(),
});
