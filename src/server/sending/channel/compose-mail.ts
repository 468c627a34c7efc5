import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import { fail, succeed, type Outcome, type Recipient } from '../../../contract/index.ts';
import { textOfHtml } from '../../replies/text/text-of-html.ts';
import { recipientsPerMessage } from '../gmail-limits.ts';
import { attachedPart, type AttachedFile } from './attached-file.ts';
import { attemptHeader, isAttemptId } from './attempt-header.ts';
import { htmlOfText } from './html-of-text.ts';
import { isMessageId } from './join-conversation.ts';
import { filesTooLarge, largestMailBytes } from './mail-size.ts';
import { sendableAddress } from './sendable-address.ts';
import { whoGetsIt, type Addressed } from './who-gets-it.ts';

/** A mail of which everything is decided. */
export interface MailToCompose extends Addressed {
  readonly from: Recipient;
  readonly subject: string;
  /** The one that is missing is made of the other. */
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments?: readonly AttachedFile[] | undefined;
  /** Without angle brackets, as all ids here; at the sender's domain. */
  readonly messageId: string;
  readonly attemptId: string;
  readonly inReplyTo?: string | undefined;
  /** Oldest first. */
  readonly references?: readonly string[] | undefined;
  /** An address of ours that unsubscribes by a POST, without any question (RFC 8058). */
  readonly unsubscribeUrl?: string | undefined;
  readonly at: number;
}

export interface ComposedMail {
  readonly bytes: Uint8Array;
  /** Every address once, in lower case, hidden ones too. */
  readonly recipients: readonly string[];
}

export type NotComposed =
  | { readonly code: 'nobody' | 'address-invalid' | 'sender-refused' }
  | { readonly code: 'recipients-too-many' | 'mail-too-large'; readonly most: number; readonly asked: number };

export interface MailBounds {
  readonly recipients: number;
  readonly bytes: number;
}

const usualBounds: MailBounds = { recipients: recipientsPerMessage, bytes: largestMailBytes };

/** For a mail that was judged by the limits of its own mailbox: an administrator may allow as many as Gmail's own page does. */
export const boundsOnceJudged: MailBounds = { ...usualBounds, recipients: 2_000 };

/**
 * The bytes that are handed to Gmail. They follow from what is given alone: the same attempt is the same mail to the last
 * byte. Gmail takes the recipients from the headers, so Bcc stands in them; it takes it out itself.
 */
export const composeMail = async (mail: MailToCompose, most: MailBounds = usualBounds): Promise<Outcome<ComposedMail, NotComposed>> => {
  const from = sendableAddress(mail.from.address);
  if (from === undefined) return fail({ code: 'sender-refused' });
  const { to, cc, bcc, recipients, invalid } = whoGetsIt(mail);
  if (invalid.length > 0) return fail({ code: 'address-invalid' });
  if (recipients.length === 0) return fail({ code: 'nobody' });
  if (recipients.length > most.recipients) return fail({ code: 'recipients-too-many', most: most.recipients, asked: recipients.length });
  const attachments = mail.attachments ?? [];
  const tooLarge = filesTooLarge(attachments.map(({ bytes }) => bytes.length), most.bytes);
  if (tooLarge !== undefined) return fail(tooLarge);

  const root = new MailComposer({
    from: named({ ...mail.from, address: from }),
    to: to.map(named),
    cc: cc.map(named),
    bcc: bcc.map(named),
    messageId: `<${messageIdOf(mail.messageId)}>`,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: `<${messageIdOf(mail.inReplyTo)}>` }),
    references: (mail.references ?? []).map((id) => `<${messageIdOf(id)}>`),
    date: new Date(mail.at),
    headers: headersOf(mail),
    ...bodyOf(mail),
    attachments: attachments.map(attachedPart),
    baseBoundary: mail.attemptId,
    newline: 'win',
    // It is given everything, and fetches nothing, whatever a mail contains.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  root.keepBcc = true;
  const bytes = await root.build();
  return bytes.length > most.bytes ? fail({ code: 'mail-too-large', most: most.bytes, asked: bytes.length }) : succeed({ bytes, recipients });
};

const longestName = 200;

/** A name that looks like an encoded word would be decoded by whoever reads it. */
const named = ({ name = '', address }: Recipient) => ({ name: oneLine([...name].slice(0, longestName).join('')).replaceAll('=?', '= ?'), address });

/** No line break, no other control, no half of a character; and nothing at all where nothing of it could be seen. */
const oneLine = (text: string): string =>
  text
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/^[\p{Cf}\s]+$/u, '')
    .trim();

const messageIdOf = (id: string): string => {
  if (!isMessageId(id)) throw new TypeError('Failed to compose a mail: a message id has signs that none may have');
  return id;
};

const headersOf = ({ subject, attemptId, unsubscribeUrl }: MailToCompose) => {
  if (!isAttemptId(attemptId)) throw new TypeError('Failed to compose a mail: the attempt has no id of ours');
  return [
    { key: 'Subject', value: { prepared: true, foldLines: true, value: subjectWords(oneLine(subject)) } },
    { key: attemptHeader, value: attemptId },
    ...(unsubscribeUrl === undefined
      ? []
      : [
          { key: 'List-Unsubscribe', value: { prepared: true, value: `<${httpsUrl(unsubscribeUrl)}>` } },
          { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
        ]),
  ];
};

/** Words that need it are encoded: beyond ASCII, longer than a line, or such as would be decoded though they were written so. */
const subjectWords = (subject: string): string =>
  /^[ -~]*$/.test(subject) && !subject.includes('=?') && !/\S{60}/.test(subject) ? subject : encodeWord(subject, isMostlyLatin(subject) ? 'Q' : 'B', 52);

const isMostlyLatin = (text: string): boolean => (text.match(/[^ -~]/g)?.length ?? 0) * 4 < text.length;

const httpsUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && !/(^|\.)localhost$/.test(url.hostname))) throw new TypeError('Failed to compose a mail: RFC 8058 asks for an HTTPS address');
  return url.href.replaceAll('>', '%3E');
};

const bodyOf = ({ text = '', html = '' }: MailToCompose) => {
  const words = windowsLines(text.trim() === '' && html.trim() !== '' ? textOfHtml(html).whole : text);
  const markup = windowsLines(html.trim() === '' && text.trim() !== '' ? htmlOfText(text) : html);
  return {
    ...(words.trim() === '' ? {} : { text: encodedText(words) }),
    ...(markup.trim() === '' ? {} : { html: encodedText(markup) }),
  };
};

/** Never as it is: a line may be too long for mail, and `flowed` text is put together differently everywhere. */
const encodedText = (content: string) => ({ content, contentTransferEncoding: isMostlyLatin(content) ? 'quoted-printable' : 'base64' });

const windowsLines = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '').replaceAll(/\r\n?|\n/g, '\r\n');
