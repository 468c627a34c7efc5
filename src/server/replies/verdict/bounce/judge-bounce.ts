import { headerOf, type Mail } from '../../mail/mail.ts';
import { automaticSubject } from '../auto-reply/auto-reply-words.ts';
import { automaticHeader } from '../automatic-header.ts';
import { evidence, type Evidence } from '../judgement.ts';
import type { ReadWords } from '../reading.ts';
import { awsNotificationIn, type AwsNotification } from './aws-notification.ts';
import { bounceKindOf, reasonIn } from './bounce-kind.ts';
import { bouncedRecipients } from './bounced-recipients.ts';
import {
  delayedSubject,
  isPersonal,
  isReportSubject,
  listsAddress,
  refusalIn,
  repeatsSubject,
  saysDelayed,
  saysDelivered,
  saysEnded,
  speaksOfMail,
  undeliveredAtEnd,
  undeliveredSubject,
  undeliveredWords,
} from './bounce-words.ts';
import { deliveryStatusOf, type RecipientStatus } from './delivery-status.ts';
import { hasNoReturnAddress, mailSystemOf } from './mail-systems.ts';
import { beforeCopy, originalIdsOf, returnedMailOf, type ReturnedMail } from './returned-mail.ts';

/** What a mail system reports of a mail it could not deliver, or not yet. */
export interface BounceFacts {
  readonly verdict: 'bounce' | 'delay-notice';
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly kind: 'hard' | 'soft';
  readonly status: string | undefined;
  readonly recipients: readonly string[];
  /** The ids of the mail that failed, as far as the bounce names it. */
  readonly names: readonly string[];
}

/** A report that is not a failure, though it is built like one. */
export interface OtherReport {
  readonly verdict: 'other';
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/**
 * Signs add up, because half of all bounces keep to no standard: a report in the standard's form is enough by itself,
 * everything else needs two signs of which one only a machine gives. Words count where the sender wrote them: in a
 * person's mail, what is quoted says nothing.
 */
export const judgeBounce = (reading: ReadWords): BounceFacts | OtherReport | undefined => {
  const { mail, words, prefix } = reading;
  if (isAbuseReport(mail, words.whole)) return { verdict: 'other', confidence: 0.95, evidence: [evidence('abuse-report')] };
  // A person may answer a report, or pass it on with all its parts.
  const system = isDeliveryReport(mail) || mailSystemOf(mail) !== undefined || hasNoReturnAddress(mail);
  const told = system || prefix.kind === 'none';
  const aws = told ? awsNotificationIn(words.whole) : undefined;
  if (aws !== undefined) return fromAws(aws);
  const statuses = told ? deliveryStatusOf(mail, system ? words.whole : words.text) : [];
  const report = isDeliveryReport(mail) || statuses.length > 0;
  const actions = new Set(statuses.map(({ action }) => action));
  if (
    report &&
    statuses.length > 0 &&
    [...actions].every((action) => action === 'delivered' || action === 'relayed' || action === 'expanded')
  ) {
    return { verdict: 'other', confidence: 0.9, evidence: [evidence('delivered-notice')] };
  }
  if (system && statuses.length === 0 && saysDelivered(beforeCopy(words.whole)))
    return { verdict: 'other', confidence: 0.8, evidence: [evidence('delivered-notice')] };
  // Vacation programs have no return address either, and speak of what cannot be read or reached.
  if (!report && automaticSubject(mail.subject) === 'program' && mailSystemOf(mail)?.kind !== 'daemon') return undefined;
  const returned = returnedMailOf(mail, words.whole);
  const signs = signsOf(reading, report, returned);
  if (!signs.machine || signs.weight < 1) return undefined;
  return facts(reading, statuses, returned, signs);
};

interface Signs {
  readonly weight: number;
  /** Whether one of them is such as no person's mail has. */
  readonly machine: boolean;
  readonly evidence: readonly Evidence[];
}

const signsOf = ({ mail, words, prefix }: ReadWords, report: boolean, returned: ReturnedMail | undefined): Signs => {
  const system = mailSystemOf(mail);
  const failed = headerOf(mail, 'x-failed-recipients');
  const noReturn = hasNoReturnAddress(mail);
  const machine = report || failed !== undefined || system?.kind === 'daemon' || noReturn;
  const late = system === undefined || system.kind === 'program' ? undefined : delayedSubject(mail.subject);
  // Behind `Re:` and `Fwd:` stands somebody else's subject.
  const subject =
    machine || prefix.kind === 'none'
      ? (undeliveredSubject(mail.subject) ?? late)
      : prefix.kind === 'reply'
        ? undeliveredAtEnd(mail.subject)
        : undefined;
  // Rows of stars around its title make a gateway's whole report look like a mail that is quoted.
  const spoken = machine || system !== undefined || (words.text === '' && !words.forwards) ? words.whole : words.text;
  // A mail system may give its reason and nothing else.
  const says =
    undeliveredWords(spoken) ?? (late !== undefined && saysDelayed(spoken) ? late : undefined) ?? (machine || system !== undefined || isReportSubject(mail.subject) ? reasonIn(spoken) : undefined);
  const refusal = refusalIn(spoken);
  // What programs send unasked is marked as generated, reports as answers.
  const marked = automaticHeader(mail)?.startsWith('Auto-Submitted: auto-generated') === false;
  const reports =
    subject !== undefined &&
    says !== undefined &&
    ((prefix.kind === 'none' && isReportSubject(mail.subject) && (repeatsSubject(mail.subject) || !isPersonal(spoken))) ||
      (speaksOfMail(`${mail.subject}\n${spoken}`) &&
        (marked || (prefix.kind === 'none' && returned !== undefined) || listsAddress(spoken))));
  const list: readonly (readonly [boolean, number, Evidence])[] = [
    [report, 1, evidence('delivery-report')],
    [failed !== undefined, 0.9, evidence('failed-recipient', failed)],
    [system?.kind === 'daemon', 0.7, evidence('from-mail-system', system?.name)],
    [system?.kind === 'office', 0.4, evidence('from-mail-system', system?.name)],
    [system?.kind === 'program' && returned !== undefined, 0.2, evidence('from-mail-system', system?.name)],
    [noReturn, 0.4, evidence('no-return-address')],
    [subject !== undefined, 0.5, evidence('subject-of-bounce', mail.subject)],
    [says !== undefined, 0.5, evidence('says-undelivered', says)],
    [refusal !== undefined, 0.3, evidence('refused-with', refusal)],
    [returned !== undefined, 0.3, evidence('returns-mail')],
  ];
  const found = list.filter(([holds]) => holds);
  return {
    weight: found.reduce((sum, [, weight]) => sum + weight, 0),
    machine: machine || reports || (system !== undefined && system.kind !== 'program'),
    evidence: found.map(([, , reason]) => reason),
  };
};

const facts = (
  { mail, words }: ReadWords,
  statuses: readonly RecipientStatus[],
  returned: ReturnedMail | undefined,
  signs: Signs,
): BounceFacts => {
  const told = bounceKindOf(statuses, words.whole);
  const delayed = isDelayed(mail, statuses, words.whole);
  const kind = delayed ? 'soft' : told.kind;
  return {
    verdict: delayed ? 'delay-notice' : 'bounce',
    confidence: Math.min(0.99, 0.55 + signs.weight * 0.2),
    evidence: [
      ...signs.evidence,
      delayed ? evidence('still-trying') : evidence(kind === 'hard' ? 'address-does-not-work' : 'may-work-later', told.because),
    ],
    kind,
    status: told.status,
    recipients: bouncedRecipients(mail, statuses, returned, words.whole),
    names: [...(returned?.messageIds ?? []), ...originalIdsOf(mail)].filter((id) => id !== mail.messageId).concat(mail.refersTo),
  };
};

const isDelayed = (mail: Mail, statuses: readonly RecipientStatus[], whole: string): boolean => {
  if (statuses.length > 0 && statuses.some(({ action }) => action !== undefined))
    return statuses.every(({ action }) => action !== 'failed') && statuses.some(({ action }) => action === 'delayed');
  if (/returned mail|fail|undeliver/i.test(mail.subject)) return false;
  return (
    saysDelayed(mail.subject) || (saysDelayed(whole) && !saysEnded(whole) && headerOf(mail, 'x-failed-recipients') === undefined)
  );
};

const isDeliveryReport = (mail: Mail): boolean =>
  /report-type\s*=\s*"?(?:delivery-status|delivery)/i.test(headerOf(mail, 'content-type') ?? '');

const isAbuseReport = (mail: Mail, whole: string): boolean =>
  /report-type\s*=\s*"?feedback-report/i.test(headerOf(mail, 'content-type') ?? '') ||
  /\bthis is an? (?:e-?mail |automated )?(?:abuse|spam|complaint) (?:report|notification)/i.test(whole.slice(0, 2_000)) ||
  mail.parts.some(({ type }) => type === 'message/feedback-report') ||
  mail.parts.some(({ text }) => /^x-hmxmroriginalrecipient:/im.test(text));

const fromAws = (aws: AwsNotification): BounceFacts | OtherReport => {
  if (aws.kind === 'complaint') return { verdict: 'other', confidence: 0.9, evidence: [evidence('abuse-report')] };
  if (aws.kind === 'delivery') return { verdict: 'other', confidence: 0.9, evidence: [evidence('delivered-notice')] };
  return {
    verdict: 'bounce',
    confidence: 0.95,
    evidence: [evidence('delivery-report'), evidence(aws.permanent ? 'address-does-not-work' : 'may-work-later', aws.status)],
    kind: aws.permanent ? 'hard' : 'soft',
    status: aws.status,
    recipients: aws.recipients,
    names: aws.messageId === undefined ? [] : [aws.messageId],
  };
};
