import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { isDatabaseDown } from '../../store/database-failure.ts';
import { hearBounce } from '../../sending/dispatch/hear-bounce.ts';
import { whoCameBack, withdrawWaiting } from '../../sending/dispatch/withdraw-waiting.ts';
import { changeHeld } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { alreadyKnown, forgetPostponed } from '../../store/postponed-mails.ts';
import { noteSentElsewhere } from '../../store/sending-history.ts';
import { trackMail } from '../../store/tracked-mails.ts';
import { trackedThreads } from '../../store/tracked-threads.ts';
import { requestsAtOnce, type Stop } from './mailbox-at-gmail.ts';
import type { Listed, Poll } from './poll.ts';
import { handOf, postpone } from './postpone.ts';
import { readOne, type Finding } from './read-one.ts';
import { storeReplies } from './store-replies.ts';

/**
 * Reads what a page of Gmail's lists names and stores what is found, in the order of the page, so that a conversation is
 * told in its order. Whatever breaks it off leaves rows that are whole; begun anew, it passes over them.
 */
export const readMails = async (poll: Poll, listed: readonly Listed[]): Promise<Outcome<undefined, Stop | TakenOver>> => {
  const { ports, mailbox, dropped } = poll;
  const once = [...new Map(listed.map((mail) => [mail.gmailId, mail])).values()];
  const known = await alreadyKnown(ports.database, mailbox.connectionId, once.map(({ gmailId }) => gmailId));
  return readAnew(poll, once.filter(({ gmailId }) => !known.has(gmailId) && !dropped.ids.has(gmailId)), false);
};

/** Another process has the mailbox now; it found the lease of this one at its end. */
export interface TakenOver {
  readonly code: 'taken-over';
}

/** The same for mails of which it is known that they have no row. */
export const readAnew = async (poll: Poll, mails: readonly Listed[], suspect: boolean): Promise<Outcome<undefined, Stop | TakenOver>> => {
  const { ports, mailbox, signal, dropped } = poll;
  const threads = await trackedThreads(ports.database, mailbox.connectionId, [...new Set(mails.map(({ threadId }) => threadId))]);
  const careful = poll.careful || suspect;
  const atOnce = careful ? 1 : requestsAtOnce;
  for (let start = 0; start < mails.length; start += atOnce) {
    if (signal.aborted) return fail({ code: 'stopping' });
    const some = mails.slice(start, start + atOnce);
    if (careful && some[0] !== undefined && !(await changeHeld(ports.database, mailbox, { in_hand: handOf(some[0]) }))) return fail({ code: 'taken-over' });
    const read = await Promise.all(some.map(async (mail): Promise<Read> => ({ mail, came: await attempt(() => readOne(poll, mail, threads.has(mail.threadId))) })));
    const before = new Set(threads);
    const stop = await settle(poll, read, threads);
    if (stop !== undefined) return fail(stop);
    const late = cameTooEarly(read, (threadId) => threads.has(threadId) && !before.has(threadId));
    for (const { gmailId } of late) dropped.ids.delete(gmailId);
    const again = late.length === 0 ? succeed(undefined) : await readAnew(poll, late, suspect);
    if (!again.ok) return again;
  }
  return succeed(undefined);
};

/** What was looked at beside the mail that makes it ours: the user's own that it answers, or an earlier one of its conversation. */
const cameTooEarly = (read: readonly Read[], isNew: (threadId: string) => boolean): readonly Listed[] => {
  const findings = read.map(({ mail, came }) => ({ mail, finding: came.kind === 'done' && came.value.ok ? came.value.value : undefined }));
  const isTracked = findings.some(({ finding }) => finding?.sent?.tracked !== undefined);
  return findings
    .filter(({ mail, finding }) => finding !== undefined && finding.reply === undefined && finding.sent === undefined && (isTracked || isNew(mail.threadId)))
    .map(({ mail }) => mail);
};

interface Read {
  readonly mail: Listed;
  readonly came: Attempt<Outcome<Finding, Stop>>;
}

/** Stores what was found up to the first mail that stops the poll: what stands behind it waits, for the order's sake. */
const settle = async (poll: Poll, read: readonly Read[], threads: Set<string>): Promise<Stop | undefined> => {
  const found: Found[] = [];
  let stop: Stop | undefined;
  for (const { mail, came } of read) {
    if (came.kind === 'threw') await leave(poll, mail, came.error);
    else if (came.value.ok) found.push({ mail, finding: came.value.value });
    else stop = await stopUnlessOne(poll, mail, came.value.failure);
    if (stop !== undefined) break;
  }
  for (const { mail, finding } of await storeFound(poll, found)) {
    // A conversation may have become one of ours in this very page.
    if (finding.reply !== undefined || finding.sent?.tracked !== undefined || finding.sent?.joins === true) threads.add(mail.threadId);
  }
  return stop;
};

interface Found {
  readonly mail: Listed;
  readonly finding: Finding;
}

/** In one transaction, which is quicker; one by one where that fails, so that one mail keeps no other from its row. */
const storeFound = async (poll: Poll, found: readonly Found[]): Promise<readonly Found[]> => {
  const together = await attempt(() => storeTogether(poll, found));
  if (together.kind === 'done') return found;
  const stored: Found[] = [];
  for (const each of found) {
    const alone = await attempt(() => storeTogether(poll, [each]));
    if (alone.kind === 'done') stored.push(each);
    else await leave(poll, each.mail, alone.error);
  }
  return stored;
};

type Attempt<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'threw'; readonly error: unknown };

/** A mail may make anything throw; the database alone is never its fault. */
const attempt = async <T>(work: () => Promise<T>): Promise<Attempt<T>> => {
  try {
    return { kind: 'done', value: await work() };
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    return { kind: 'threw', error };
  }
};

const leave = (poll: Poll, mail: Listed, error: unknown): Promise<void> => postpone(poll, mail, { kind: 'failed', error });

/** Gmail answers with an error for one mail or for everything: one small question tells which. */
const stopUnlessOne = async (poll: Poll, mail: Listed, stop: Stop): Promise<Stop | undefined> => {
  if (stop.code !== 'unavailable' && stop.code !== 'request-refused') return stop;
  const answers = await poll.gmail.ask('newestHistory', (port, token) => port.newestHistory(token));
  if (!answers.ok) return stop;
  await leave(poll, mail, undefined);
  return undefined;
};

const storeTogether = async (poll: Poll, found: readonly Found[]): Promise<void> => {
  const { ports, mailbox, dropped } = poll;
  const { connectionId, owner } = mailbox;
  const kept = found.filter(({ finding: { sent, reply } }) => reply !== undefined || sent?.tracked !== undefined);
  const inserted = kept.length === 0 ? new Set<string>() : await ports.database.transaction().execute(async (transaction) => {
    for (const { finding } of kept) {
      const tracked = finding.sent?.tracked;
      if (tracked === undefined) continue;
      await trackMail(transaction, owner, { ...tracked, id: newId(ports.random), connectionId, reference: undefined, source: 'own' });
    }
    return storeReplies(poll, transaction, kept.flatMap(({ finding }) => finding.reply ?? []));
  });
  const again = found.filter(({ mail }) => mail.postponed === true).map(({ mail }) => mail.gmailId);
  await forgetPostponed(ports.database, connectionId, again);
  await noteSentElsewhere(ports.database, connectionId, found.flatMap(leftOf));
  await withdrawWaiting(ports, { ...owner, connectionId }, kept.flatMap(({ finding: { reply } }) => (reply !== undefined && inserted.has(reply.gmailId) ? whoCameBack(reply, reply.judged.verdict) : [])));
  for (const { finding: { limitTold } } of found) if (limitTold !== undefined) await hearBounce(ports, connectionId, limitTold);
  for (const { mail, finding } of found) {
    if (finding.sent !== undefined) poll.sentAt = Math.max(poll.sentAt ?? 0, finding.sent.at);
    if (finding.reply === undefined) dropped.ids.add(mail.gmailId);
    ports.metrics.mailFound(becameOf(finding, inserted.has(mail.gmailId)));
  }
  if (inserted.size > 0) ports.bell.ring(owner);
};

/** It counts in Gmail's limits, wherever it was sent. */
const leftOf = ({ mail: { gmailId }, finding: { sent } }: Found) => (sent === undefined ? [] : [{ gmailId, sentAt: sent.at, recipients: sent.tracked?.recipients }]);

const becameOf = ({ sent, reply }: Finding, isNew: boolean): string => {
  if (reply !== undefined) return isNew ? reply.judged.verdict : 'known';
  return sent?.tracked === undefined ? 'dropped' : 'tracked';
};
