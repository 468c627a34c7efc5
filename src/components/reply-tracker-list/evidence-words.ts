import { msg } from '@lit/localize';
import type { EvidenceCode } from '../../contract/evidence-codes.ts';
import type { ReplyEvidence } from '../../contract/index.ts';
import { isolated } from '../shared/address.ts';

/** Each reason as a salesperson says it. `…` stands for the value, and goes with what holds it where there is none. */
const table: Readonly<Record<EvidenceCode, () => string>> = {
  'in-sent': () => msg('You sent or drafted it'),
  'own-address': () => msg('It comes from your own address'),
  'own-address-not-sent': () => msg('It bears your address, but you did not send it from Gmail'),
  'delivery-report': () => msg('A mail server’s delivery report'),
  'failed-recipient': () => msg('It could not reach an address: …'),
  'from-mail-system': () => msg('A mail server wrote it: …'),
  'no-return-address': () => msg('Nobody can be answered'),
  'subject-of-bounce': () => msg('The subject is one of returned emails: “…”'),
  'says-undelivered': () => msg('It says that an email did not arrive: “…”'),
  'refused-with': () => msg('The other server refused: “…”'),
  'returns-mail': () => msg('An email is sent back inside'),
  'address-does-not-work': () => msg('This address no longer works (…)'),
  'may-work-later': () => msg('The address may work later (…)'),
  'still-trying': () => msg('The server keeps trying'),
  'names-our-mail': () => msg('It is about an email of yours'),
  'names-our-recipient': () => msg('You wrote to this address: …'),
  'names-none-of-ours': () => msg('It names no email that is watched'),
  'marked-automatic': () => msg('The email says it was sent automatically'),
  'automatic-subject': () => msg('Subject of an automatic answer: “…”'),
  'says-automatic': () => msg('It calls itself automatic: “…”'),
  'says-absent': () => msg('Somebody is away: “…”'),
  'back-on': () => msg('It gives a day of return'),
  'meeting-accepted': () => msg('Your invitation was accepted'),
  'meeting-declined': () => msg('Your invitation was declined'),
  'meeting-tentative': () => msg('Your invitation was accepted with reserve'),
  'meeting-counter': () => msg('Another time was proposed'),
  'meeting-cancelled': () => msg('The meeting was cancelled'),
  'meeting-answered': () => msg('A calendar’s answer to an invitation'),
  'reports-reading': () => msg('It only says that your email was opened'),
  'abuse-report': () => msg('Somebody reported an email as spam'),
  'delivered-notice': () => msg('It only says that your email arrived'),
  'sent-to-list': () => msg('It went to a mailing list: …'),
  'sent-to-many': () => msg('It was sent to many people'),
  'list-answers-ours': () => msg('It came through a list and answers your email'),
  'forward-answers-ours': () => msg('Your email was passed on, and this answers it'),
  'subject-of-forward': () => msg('Subject of a forwarded email: “…”'),
  'only-forwarded': () => msg('There is only a forwarded email inside'),
  'passes-on': () => msg('It passes another email on'),
  'answers-ours': () => msg('Answers your email'),
  'answers-a-mail': () => msg('It answers an earlier email'),
  'answers-unknown': () => msg('It answers an email that is not watched'),
  'in-our-thread': () => msg('Same conversation as your email'),
  'from-recipient': () => msg('Same person you wrote to'),
  'from-other-person': () => msg('Somebody else than you wrote to'),
  'subject-of-reply': () => msg('The subject begins like an answer: “…”'),
  'quotes-a-mail': () => msg('It quotes an earlier email'),
  'from-contact': () => msg('New conversation, but a person you wrote to'),
  'nothing-told': () => msg('Nothing shows that it answers you'),
  'no-own-words': () => msg('No words of its own were found'),
  'cut-short': () => msg('Only the beginning was read, it is very long'),
};

const isKnown = (code: string): code is EvidenceCode => Object.hasOwn(table, code);

/** A reason that only a newer service knows is left to the confidence beside it, rather than shown as a code. */
export const evidenceWords = ({ code, value }: ReplyEvidence): string | undefined => {
  if (!isKnown(code)) return undefined;
  const words = table[code]();
  return value === undefined ? words.replace(/\s?: \S*\s?…\s?\S*$| \(…\)/, '') : words.replace('…', () => isolated(value));
};

/** The line under a row: the first reasons, as sentences. */
export const reasons = (evidence: readonly ReplyEvidence[], most = evidence.length): string => {
  const known = evidence.flatMap((each) => evidenceWords(each) ?? []).slice(0, most);
  return known.length === 0 ? msg('The service found more than this page has words for.') : `${known.join('. ')}.`;
};

/** The rules give a number; a person is told what it means. */
export const confidenceWord = (confidence: number): string => (confidence >= 0.9 ? msg('Certain') : confidence >= 0.6 ? msg('Likely') : msg('Unsure'));
