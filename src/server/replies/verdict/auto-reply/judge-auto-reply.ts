import { hasHeader, headerOf, type Mail } from '../../mail/mail.ts';
import { automaticHeader } from '../automatic-header.ts';
import { hasNoReturnAddress } from '../bounce/mail-systems.ts';
import { evidence, type Evidence } from '../judgement.ts';
import { isReadReceipt } from '../read-receipt.ts';
import type { Reading } from '../reading.ts';
import {
  absentWords,
  automaticSubject,
  automaticWords,
  confirmsReceipt,
  declaresAutomatic,
  isAbsenceOfSomebody,
  isAbsentSubject,
  namesDeputy,
  onlyGreets,
  saysGone,
  saysLater,
  templateSentences,
} from './auto-reply-words.ts';
import { returnDateOf } from './return-date.ts';

export interface AutoReply {
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly returnDate: string | undefined;
}

/**
 * Half of all automatic answers carry a header that says so. For the others the subject of a vacation program is enough;
 * words in the text are not, because people write them into real answers: only a text that is a template through and
 * through, and quotes nothing, is taken for one. X-Auto-Response-Suppress and Precedence: bulk alone say nothing.
 */
export const judgeAutoReply = (reading: Reading, receivedAt: Date | undefined): AutoReply | undefined => {
  const { mail, words } = reading;
  const dated = (): string | undefined => returnDateOf(mail, words.text === '' ? words.whole : words.text, receivedAt);
  const found = fromHeaders(reading) ?? fromSubject(reading, receivedAt) ?? fromWords(reading, dated) ?? fromNobody(reading);
  if (found === undefined) return undefined;
  const returnDate = dated();
  return {
    ...found,
    evidence: returnDate === undefined ? found.evidence : [...found.evidence, evidence('back-on', returnDate)],
    returnDate,
  };
};

interface Found {
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

const isNotification = (mail: Mail): boolean => hasHeader(mail, 'list-id') || hasHeader(mail, 'list-unsubscribe');
const answersInvitation = (mail: Mail): boolean =>
  mail.parts.some(({ method, text }) => /^(?:REPLY|COUNTER|CANCEL)$/.test(method ?? /^METHOD:(\w+)/im.exec(text)?.[1] ?? ''));
/** Says nothing by itself; the old vacation programs set it. */
const isBulk = (mail: Mail): boolean => /^(?:bulk|junk|list)$/i.test(headerOf(mail, 'precedence')?.trim() ?? '');

const fromHeaders = (reading: Reading): Found | undefined => {
  const { mail, words, prefix } = reading;
  const marked = automaticHeader(mail);
  if (marked === undefined || isReadReceipt(reading)) return undefined;
  const generated = marked === 'Auto-Submitted: auto-generated';
  // What programs generate unasked, for lists or for calendars, answers nobody.
  if (generated && (isNotification(mail) || answersInvitation(mail))) return undefined;
  const answers =
    mail.refersTo.length > 0 ||
    prefix.kind === 'reply' ||
    automaticSubject(mail.subject) !== undefined ||
    absentWords(words.text) !== undefined;
  return { confidence: generated ? (answers ? 0.85 : 0.6) : 0.98, evidence: [evidence('marked-automatic', marked)] };
};

const fromSubject = ({ mail, words, prefix }: Reading, receivedAt: Date | undefined): Found | undefined => {
  const subject = automaticSubject(mail.subject);
  // Behind `Re:` stands the subject of an earlier mail, unless the program put its words at the end.
  if ((prefix.kind === 'reply' && subject === undefined) || prefix.kind === 'forward' || isNotification(mail)) return undefined;
  const says = absentWords(words.text);
  const told = automaticWords(words.text);
  const reasons = [
    evidence('automatic-subject', mail.subject),
    ...(told === undefined ? [] : [evidence('says-automatic', told)]),
    ...(says === undefined ? [] : [evidence('says-absent', says)]),
  ];
  if (subject !== undefined) {
    // "Absence" or "Auto" may be a person's word; with a reference or a template's sentences it is a program's.
    const sure =
      subject === 'program' ||
      (mail.refersTo.length > 0 && prefix.kind !== 'reply') ||
      says !== undefined ||
      told !== undefined ||
      hasNoReturnAddress(mail) ||
      templateSentences(words.text) >= 1;
    return sure ? { confidence: says !== undefined || mail.refersTo.length > 0 ? 0.95 : 0.85, evidence: reasons } : undefined;
  }
  if (!isAbsentSubject(mail.subject) || mail.cc.length > 0) return undefined;
  const weight =
    (mail.refersTo.length > 0 ? 1 : 0) +
    (hasNoReturnAddress(mail) ? 2 : 0) +
    (isBulk(mail) ? 1 : 0) +
    (isAbsenceOfSomebody(mail.subject) && !/[?？]/u.test(words.text) && returnDateOf(mail, words.text, receivedAt) !== undefined ? 0.5 : 0) +
    (told === undefined ? 0 : 2) +
    // `Ann is away (back on 5 June)`: a day in the subject is there for those who read no further.
    (returnDateOf({ ...mail, subject: '' }, mail.subject, receivedAt) === undefined ? 0 : 0.5) +
    (says === undefined ? 0 : 0.5) +
    templateSentences(words.text) * 0.5;
  return weight >= 1 && (says !== undefined || told !== undefined || mail.refersTo.length > 0)
    ? { confidence: Math.min(0.9, 0.6 + weight * 0.1), evidence: reasons }
    : undefined;
};

const longestTemplate = 1_500;

const longestShort = 400;
/** Whether a text begins with these words: before them stand a greeting and thanks, or nothing. */
const isLead = (text: string, says: string): boolean => {
  const words = text.slice(0, 200 + says.length).replaceAll(/\s+/g, ' ');
  const at = words.indexOf(says);
  return at >= 0 && onlyGreets(words.slice(0, at));
};

const fromWords = ({ mail, words, prefix }: Reading, dated: () => string | undefined): Found | undefined => {
  const { text, quotes } = words;
  if (prefix.kind === 'forward' || isNotification(mail) || text.length > longestTemplate || text === '') return undefined;
  const noReturn = hasNoReturnAddress(mail);
  if (mail.refersTo.length === 0 && prefix.kind !== 'reply' && !noReturn) return undefined;
  const declares = declaresAutomatic(text);
  if (declares !== undefined) return { confidence: 0.85, evidence: [evidence('says-automatic', declares)] };
  if (quotes) return undefined;
  const told = automaticWords(text);
  const says = absentWords(text);
  const template = templateSentences(text);
  // A question or a turn to the matter itself is a person's.
  if (told === undefined && /[?？]|\bbut\b|\baber\b|\bmais\b|\bpero\b|\bma\b|\bmas\b|\bmaar\b|(?<!い)ただ(?:し|、)|しかし/iu.test(text))
    return undefined;
  if (told !== undefined && (says !== undefined || template >= 2 || confirmsReceipt(text)))
    return {
      confidence: 0.9,
      evidence: [evidence('says-automatic', told), ...(says === undefined ? [] : [evidence('says-absent', says)])],
    };
  if (says === undefined) return undefined;
  // Two sentences, the absence and whom to ask or when to expect an answer, are the shortest of templates; thanks are anybody's.
  const short = text.length <= longestShort && (namesDeputy(text) || saysLater(text)) && isLead(text, says);
  const complete =
    template >= (noReturn ? 1 : saysGone(says) ? 2 : 3) || ((short || template >= (noReturn ? 0 : 2)) && dated() !== undefined);
  return complete ? { confidence: 0.75, evidence: [evidence('says-absent', says)] } : undefined;
};

/** A mail to which nobody can answer, and which itself answers one, is a program's whatever it says. */
const fromNobody = (reading: Reading): Found | undefined => {
  const { mail, words, prefix } = reading;
  if (!hasNoReturnAddress(mail) || isNotification(mail) || answersInvitation(mail) || isReadReceipt(reading)) return undefined;
  if (prefix.kind === 'forward' || mail.parts.some(({ type }) => type.startsWith('message/'))) return undefined;
  const answers = mail.refersTo.length > 0 || prefix.kind === 'reply';
  const template = isBulk(mail) && (templateSentences(words.text) > 0 || confirmsReceipt(words.text));
  return answers || template ? { confidence: 0.7, evidence: [evidence('no-return-address')] } : undefined;
};
