import { headerOf, type Mail } from '../mail/mail.ts';
import { judgeAutoReply } from './auto-reply/judge-auto-reply.ts';
import { whoseBounce, type Owner } from './bounce/whose-bounce.ts';
import { judgeCalendarAnswer } from './calendar-answer.ts';
import { byItself, evidence, type Evidence, type JudgeContext, type Judgement } from './judgement.ts';
import { listEvidence } from './list-mail.ts';
import { read, type Reading } from './reading.ts';
import { isReadReceipt } from './read-receipt.ts';
import { forwardEvidence } from './forwarded.ts';
import { judgeReply } from './judge-reply.ts';
import { isFromMailbox, trackedMailOf } from './tracked-mail.ts';

/** Judges one mail. The order is said at `Judgement`. */
export const judgeMail = (mail: Mail, context: JudgeContext = byItself): Judgement => judgeReading(read(mail), context);

export const judgeReading = (reading: Reading, context: JudgeContext): Judgement => {
  const judged = judge(reading, context);
  const { mail, words } = reading;
  const empty =
    words.text === '' && words.whole.trim() !== '' && ['reply', 'possible-reply', 'auto-reply'].includes(judged.verdict);
  const notes = [...(empty ? [evidence('no-own-words')] : []), ...(mail.cut ? [evidence('cut-short')] : [])];
  return notes.length === 0 ? judged : { ...judged, evidence: [...judged.evidence, ...notes] };
};

const judge = (reading: Reading, context: JudgeContext): Judgement => {
  const { mail } = reading;
  const own = ownMail(mail, context);
  if (own !== undefined) return own;
  const bounce = reading.report;
  if (bounce?.verdict === 'other') return { ...bounce, answers: undefined };
  if (bounce !== undefined) {
    const owner: Owner = whoseBounce(bounce.names, bounce.recipients, context);
    const { verdict, confidence, kind, status, recipients } = bounce;
    return {
      verdict,
      confidence,
      evidence: [...bounce.evidence, ...owner.evidence],
      answers: owner.id,
      bounce: { kind, ...(status === undefined ? {} : { status }), recipients: [...recipients] },
    };
  }
  const answers = trackedMailOf(mail, context)?.id;
  const auto = judgeAutoReply(reading, context.receivedAt);
  if (auto !== undefined) return { verdict: 'auto-reply', answers, ...auto };
  const calendar = judgeCalendarAnswer(mail);
  if (calendar !== undefined) return { verdict: 'calendar-answer', answers, ...calendar };
  if (isReadReceipt(reading)) return { verdict: 'read-receipt', confidence: 0.98, evidence: [evidence('reports-reading')], answers };
  return listOrForward(reading, context) ?? judgeReply(reading, context);
};

/** Gmail's labels decide what is own. Anybody may write any address into From; only where no label is known it has to do. */
const ownMail = (mail: Mail, { labels, mailbox }: JudgeContext): Judgement | undefined => {
  if (labels !== undefined) {
    return labels.includes('SENT') || labels.includes('DRAFT')
      ? { verdict: 'own', confidence: 1, evidence: [evidence('in-sent')], answers: undefined }
      : undefined;
  }
  return isFromMailbox(mail, mailbox)
    ? { verdict: 'own', confidence: 0.7, evidence: [evidence('own-address')], answers: undefined }
    : undefined;
};

const listOrForward = (reading: Reading, context: JudgeContext): Judgement | undefined => {
  const { mail } = reading;
  const list = listEvidence(mail);
  const forward = list === undefined ? forwardEvidence(reading) : undefined;
  const reason: Evidence | undefined = list ?? forward;
  if (reason === undefined) return undefined;
  const ours = trackedMailOf(mail, context);
  if (ours !== undefined && !isFromMailbox(mail, context.mailbox)) {
    return {
      verdict: 'reply',
      confidence: 0.8,
      evidence: [
        evidence('answers-ours', headerOf(mail, 'in-reply-to')),
        evidence(list === undefined ? 'forward-answers-ours' : 'list-answers-ours'),
        reason,
      ],
      answers: ours.id,
    };
  }
  return { verdict: list === undefined ? 'forward' : 'list', confidence: 0.9, evidence: [reason], answers: undefined };
};
