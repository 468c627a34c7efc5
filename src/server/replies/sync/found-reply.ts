import { decode, emailAddress, evidenceSchema, bounceSchema, replySchema } from '../../../contract/index.ts';
import type { WholeMail } from '../../google/gmail-port.ts';
import type { Judged, NewReply } from '../../store/replies.ts';
import type { TrackedMail } from '../../store/tracked-mails.ts';
import type { Mail } from '../mail/mail.ts';
import type { Judgement } from '../verdict/judgement.ts';
import { foundIn } from './labels-of-mail.ts';

/** A mail that is worth a row. Its place in the feed is given when it is stored. */
export interface FoundReply extends Omit<NewReply, 'id' | 'owner' | 'connectionId' | 'foundAt' | 'sealedText' | 'change'> {
  /** What the person wrote. */
  readonly text: string;
}

export interface JudgedMail {
  readonly whole: WholeMail;
  readonly mail: Mail;
  readonly judgement: Judgement;
  readonly text: string;
  /** Our mails that may be meant, those of the same conversation apart. */
  readonly tracked: readonly TrackedMail[];
  readonly ofThread: readonly TrackedMail[];
}

/** What is kept of a reply's own words. Whoever wants more is shown the whole mail. */
const longestText = 20_000;

/**
 * What matches nothing of ours is dropped. A bounce is kept even so: it may be about a mail of the user's that nobody
 * registered, and is shown as one that names none.
 */
export const foundReply = ({ whole, mail, judgement, text, tracked, ofThread }: JudgedMail): FoundReply | undefined => {
  const { verdict } = judgement;
  const isReport = verdict === 'bounce' || verdict === 'delay-notice';
  const named = tracked.find(({ id }) => id === judgement.answers);
  // A report is about the mail that it names and about no other, wherever Gmail has put it.
  const answers = named ?? (isReport ? undefined : lastBefore(ofThread, whole));
  if (answers === undefined && !isReport) return undefined;
  const [from] = mail.from;
  return {
    gmailId: whole.gmailId,
    threadId: whole.threadId,
    messageId: mail.messageId === undefined ? undefined : plain(mail.messageId),
    receivedAt: whole.receivedAt,
    from: { name: plain(from?.name ?? ''), address: plain(from?.address ?? '') },
    subject: plain(mail.subject),
    judged: judgedOf(judgement),
    foundIn: foundIn(whole.labels),
    answers,
    text: plain(text).slice(0, longestText),
    // The user's own mail is no news to them.
    seenAt: verdict === 'own' ? whole.receivedAt : undefined,
  };
};

const lastBefore = (ofThread: readonly TrackedMail[], { receivedAt, gmailId }: WholeMail): TrackedMail | undefined => {
  const others = ofThread.filter((each) => each.gmailId !== gmailId);
  return others.find(({ sentAt }) => sentAt <= receivedAt) ?? others.at(-1);
};

/** Only what the contract has a place for: a mail may say anything, and the rules read it out. */
const judgedOf = (judgement: Judgement): Judged => ({
  verdict: judgement.verdict,
  confidence: judgement.confidence,
  evidence: judgement.evidence.map(({ code, value }) => ({ code, ...(value === undefined ? {} : { value: plain(value) }) })).filter((each) => decode(evidenceSchema, each).ok),
  bounce: 'bounce' in judgement ? bounceOf(judgement.bounce) : undefined,
  returnDate: 'returnDate' in judgement && decode(replySchema.shape.returnDate, judgement.returnDate).ok ? judgement.returnDate : undefined,
  meeting: 'meeting' in judgement ? judgement.meeting : undefined,
});

const bounceOf = ({ kind, status, recipients }: NonNullable<Judged['bounce']>): NonNullable<Judged['bounce']> => ({
  kind,
  ...(status !== undefined && decode(bounceSchema.shape.status, status).ok ? { status } : {}),
  recipients: recipients.filter((each) => decode(emailAddress, each).ok),
});

/** No database takes the null character in a text. */
const plain = (text: string): string => text.replaceAll('\0', '');
