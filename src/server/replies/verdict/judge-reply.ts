import type { Mail } from '../mail/mail.ts';
import { evidence, type Evidence, type JudgeContext, type Judgement, type TrackedMail } from './judgement.ts';
import type { Reading } from './reading.ts';
import { sameMailbox } from './same-mailbox.ts';
import { isFromMailbox, lastSent, sentBy, trackedMailOf } from './tracked-mail.ts';

/** What is left after everything that only looks like a reply. */
export const judgeReply = (reading: Reading, context: JudgeContext): Judgement => {
  const { mail } = reading;
  // Gmail would have put it under Sent; whoever wrote it, no prospect did.
  if (isFromMailbox(mail, context.mailbox)) return other('own-address-not-sent', 0.7);
  return context.tracked === undefined ? alone(reading) : among(reading, context, context.tracked);
};

const other = (code: 'own-address-not-sent' | 'nothing-told', confidence: number): Judgement => ({
  verdict: 'other',
  confidence,
  evidence: [evidence(code)],
  answers: undefined,
});

/** Nothing is known beside the mail: its references make it a reply to somebody's mail. */
const alone = (reading: Reading): Judgement => {
  if (reading.mail.refersTo.length > 0)
    return {
      verdict: 'reply',
      confidence: 0.8,
      evidence: [evidence('answers-a-mail'), ...looksLikeReply(reading)],
      answers: undefined,
    };
  const looks = looksLikeReply(reading);
  return looks.length > 0
    ? { verdict: 'possible-reply', confidence: 0.5, evidence: looks, answers: undefined }
    : other('nothing-told', 0.8);
};

const among = (reading: Reading, context: JudgeContext, tracked: readonly TrackedMail[]): Judgement => {
  const { mail } = reading;
  const named = trackedMailOf(mail, context);
  if (named !== undefined)
    return {
      verdict: 'reply',
      confidence: 0.99,
      evidence: [evidence('answers-ours'), whoAnswers(mail, named)],
      answers: named.id,
    };
  const arrivedAt = context.receivedAt ?? mail.date;
  const inThread = lastSent(tracked.filter((each) => each.sameThread && sentBy(each, arrivedAt)));
  if (inThread !== undefined)
    return {
      verdict: 'reply',
      confidence: 0.9,
      evidence: [evidence('in-our-thread'), whoAnswers(mail, inThread)],
      answers: inThread.id,
    };
  const contacted = lastSent(
    tracked.filter(
      (each) =>
        sentBy(each, arrivedAt) &&
        mail.from.some(({ address }) => each.recipients.some((recipient) => sameMailbox(recipient, address))),
    ),
  );
  const looks = looksLikeReply(reading);
  const unknown = mail.refersTo.length > 0 ? [evidence('answers-unknown')] : [];
  if (contacted !== undefined) {
    const reasons = [evidence('from-contact', mail.from[0]?.address), ...unknown, ...looks];
    return { verdict: 'possible-reply', confidence: looks.length > 0 ? 0.6 : 0.4, evidence: reasons, answers: contacted.id };
  }
  if (looks.length > 0 || unknown.length > 0)
    return { verdict: 'possible-reply', confidence: 0.3, evidence: [...unknown, ...looks], answers: undefined };
  return other('nothing-told', 0.9);
};

const whoAnswers = (mail: Mail, { recipients }: TrackedMail): Evidence => {
  const [from] = mail.from;
  const known = mail.from.some(({ address }) => recipients.some((recipient) => sameMailbox(recipient, address)));
  return evidence(known ? 'from-recipient' : 'from-other-person', from?.address || from?.name);
};

const looksLikeReply = ({ mail, words, prefix }: Reading): readonly Evidence[] => [
  ...(prefix.kind === 'reply' || prefix.kind === 'either' ? [evidence('subject-of-reply', mail.subject)] : []),
  ...(words.quotes ? [evidence('quotes-a-mail')] : []),
];
