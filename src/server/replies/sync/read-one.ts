import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import type { MailHeaders, WholeMail } from '../../google/gmail-port.ts';
import { readLimitWords } from '../../google/read-limit-words.ts';
import type { LimitTold } from '../../sending/dispatch/hear-bounce.ts';
import { seeAttempt } from '../../sending/settle/see-attempt.ts';
import { knownAtGmail, waitsForAttempt } from '../../store/outgoing-claims.ts';
import { waitsForProof } from '../../store/proofs.ts';
import { noteSeenLeaving, waitsForThread } from '../../store/tracked-threads.ts';
import { namesOfSent } from '../mail/names-of-sent.ts';
import { readMail } from '../mail/read-mail.ts';
import { seeProof } from '../proof/see-proof.ts';
import { judgeReading } from '../verdict/judge-mail.ts';
import { read } from '../verdict/reading.ts';
import { replyTextOf } from '../text/reply-text.ts';
import { foundReply, type FoundReply } from './found-reply.ts';
import { kindOf } from './labels-of-mail.ts';
import { stopOf, type Answered, type Stop } from './mailbox-at-gmail.ts';
import type { Listed, Poll } from './poll.ts';
import { sentMailOf, type SentMail } from './sent-mail.ts';
import { isWorthReading, judgedAgainst, whoIsMeant } from './who-is-meant.ts';

/** What one mail came to. */
export interface Finding {
  /** Set for a mail of the user's own: when it left, what is tracked of it, and whether it is one that was registered. */
  readonly sent: { readonly at: number; readonly tracked: SentMail | undefined; readonly joins: boolean } | undefined;
  readonly reply: FoundReply | undefined;
  /** A bounce that names a mail of ours may say that Gmail's limit was reached. */
  readonly limitTold?: LimitTold | undefined;
}

const nothing: Finding = { sent: undefined, reply: undefined };

/**
 * Reads one mail as far as it has to be read: not at all where its labels say enough, its headers where its conversation
 * is unknown, the whole where it may be about a mail of ours. 40 quota units at most, 20 in a tracked conversation.
 */
export const readOne = async (poll: Poll, listed: Listed, inTrackedThread: boolean): Promise<Outcome<Finding, Stop>> => {
  const kind = listed.labels === undefined ? 'unknown' : kindOf(listed.labels);
  if (kind === 'ruled-out') return succeed(nothing);
  // What this product sent is known in all its parts, and is not paid for twice.
  const isKnown = kind === 'own' && (await knownAtGmail(poll.ports.database, poll.mailbox.connectionId, [listed.gmailId])).size > 0;
  if (isKnown || (kind === 'own' && !inTrackedThread && !(await isAwaited(poll)))) return succeed({ ...nothing, sent: { at: poll.ports.clock.now(), tracked: undefined, joins: false } });
  if (inTrackedThread) return ofWhole(poll, await wholeMail(poll, listed), true);
  const headers = await headersOf(poll, listed);
  if (!headers.ok || headers.value === undefined) return headers.ok ? succeed(nothing) : headers;
  if (await seeProof(poll.ports, { ...poll.mailbox, headers: headers.value.headers })) return succeed(nothing);
  switch (kindOf(headers.value.labels)) {
    case 'ruled-out':
      return succeed(nothing);
    case 'own':
      return succeed({ ...nothing, sent: await ownMail(poll, headers.value) });
    case 'incoming':
      return (await isWorthReading(poll, headers.value)) ? ofWhole(poll, await wholeMail(poll, listed), false) : succeed(nothing);
  }
};

/** Whether something is awaited that a mail of the user's own may be. */
const isAwaited = async (poll: Poll): Promise<boolean> => {
  const { ports, mailbox } = poll;
  if (tracksSent(poll) || (await waitsForProof(ports.database, mailbox.connectionId)) || (await waitsForAttempt(ports.database, mailbox.connectionId))) return true;
  return waitsForThread(ports.database, mailbox.connectionId, ports.clock.now() - awaitedForMs);
};

/** A mail that a host registered and that was not seen leaving by then was sent elsewhere. */
const awaitedForMs = 2 * 86_400_000;

const ownMail = async (poll: Poll, headers: MailHeaders): Promise<Finding['sent']> => {
  if (await seeAttempt(poll.ports, poll.mailbox.connectionId, headers)) return { at: headers.receivedAt, tracked: undefined, joins: true };
  const joins = await noteSent(poll, headers);
  return { at: headers.receivedAt, tracked: !joins && tracksSent(poll) ? sentMailOf(headers) : undefined, joins };
};

/** Whether it is a mail of which a host knew a Message-ID alone; then everything else about it is known from now on. */
const noteSent = ({ ports, mailbox }: Poll, { gmailId, threadId, headers }: Pick<MailHeaders, 'gmailId' | 'threadId' | 'headers'>): Promise<boolean> =>
  noteSeenLeaving(ports.database, mailbox.connectionId, { gmailId, threadId, ...namesOfSent(headers) });

const tracksSent = ({ ports: { settings }, mailbox }: Poll): boolean => settings.tenants.get(mailbox.owner.tenant)?.trackSent ?? settings.replies.trackSent;

const ofWhole = async (poll: Poll, answer: Outcome<WholeMail | undefined, Stop>, inTrackedThread: boolean): Promise<Outcome<Finding, Stop>> => {
  if (!answer.ok) return answer;
  const whole = answer.value;
  if (whole === undefined || kindOf(whole.labels) === 'ruled-out') return succeed(nothing);
  const parsed = await readMail(whole.bytes);
  // Nothing that could be shown: Gmail has it all the same, so it is no trouble of ours.
  if (!parsed.ok) return succeed(nothing);
  const mail = parsed.value;
  if (inTrackedThread && (await seeProof(poll.ports, { ...poll.mailbox, headers: mail.headers }))) return succeed(nothing);
  const own = kindOf(whole.labels) === 'own';
  // A Message-ID says what the user's own mail is, and nothing of anybody else's: everybody can write it into a header.
  const isAttempt = own && (await seeAttempt(poll.ports, poll.mailbox.connectionId, { ...whole, headers: mail.headers }));
  const joins = isAttempt || (own && (await noteSent(poll, { ...whole, headers: mail.headers })));
  const reading = read(mail);
  const meant = await whoIsMeant(poll, whole.threadId, reading);
  const judgement = judgeReading(reading, {
    mailbox: poll.ownAddresses,
    labels: whole.labels,
    tracked: judgedAgainst(meant),
    receivedAt: new Date(whole.receivedAt),
  });
  // What this product sent, or the host registered, is tracked: it is no answer to itself.
  const itself = joins || meant.tracked.some(({ gmailId }) => gmailId === whole.gmailId);
  const found = itself ? undefined : foundReply({ whole, mail, judgement, text: replyTextOf(reading.words).text, ...meant });
  const tracked = own && !itself && tracksSent(poll) ? sentMailOf({ ...whole, headers: mail.headers }) : undefined;
  return succeed({
    sent: own ? { at: whole.receivedAt, tracked, joins } : undefined,
    reply: inTrackedThread || !own ? found : undefined,
    limitTold: found?.judged.verdict === 'bounce' && found.answers !== undefined ? limitToldIn(reading.words.whole, found.answers.sentAt) : undefined,
  });
};

const limitToldIn = (text: string, reachedAt: number): LimitTold | undefined => {
  const words = readLimitWords(text.slice(0, 20_000));
  return words && { words, reachedAt };
};

/** Undefined: it was deleted since it was listed, which is no trouble. */
const wholeMail = async ({ gmail }: Poll, { gmailId }: Listed): Promise<Outcome<WholeMail | undefined, Stop>> =>
  withoutGone(await gmail.ask('wholeMail', (port, token) => port.wholeMail(token, gmailId)));

const headersOf = async ({ gmail }: Poll, { gmailId }: Listed): Promise<Outcome<MailHeaders | undefined, Stop>> =>
  withoutGone(await gmail.ask('headers', (port, token) => port.headers(token, gmailId)));

const withoutGone = <T>(answer: Outcome<T, Stop | Answered>): Outcome<T | undefined, Stop> => {
  if (answer.ok) return answer;
  return answer.failure.code === 'mail-gone' ? succeed(undefined) : fail(stopOf(answer.failure));
};
