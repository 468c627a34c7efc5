import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { isDatabaseDown } from '../../store/database-failure.ts';
import { changeHeld } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { alreadyKnown, forgetPostponed } from '../../store/postponed-mails.ts';
import { trackedThreads, trackMail } from '../../store/tracked-mails.ts';
import { requestsAtOnce, type Stop } from './mailbox-at-gmail.ts';
import type { Listed, Poll } from './poll.ts';
import { handOf, postpone } from './postpone.ts';
import { readOne, type Finding } from './read-one.ts';
import { storeReply } from './store-reply.ts';

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
  const { ports, mailbox, signal } = poll;
  const threads = await trackedThreads(ports.database, mailbox.connectionId, [...new Set(mails.map(({ threadId }) => threadId))]);
  const careful = poll.careful || suspect;
  const atOnce = careful ? 1 : requestsAtOnce;
  for (let start = 0; start < mails.length; start += atOnce) {
    if (signal.aborted) return fail({ code: 'stopping' });
    const some = mails.slice(start, start + atOnce);
    if (careful && some[0] !== undefined && !(await changeHeld(ports.database, mailbox, { in_hand: handOf(some[0]) }))) return fail({ code: 'taken-over' });
    const read = await Promise.all(some.map(async (mail) => ({ mail, came: await attempt(() => readOne(poll, mail, threads.has(mail.threadId))) })));
    for (const { mail, came } of read) {
      const settled = await settle(poll, mail, came);
      if (!settled.ok) return settled;
      // A conversation may have become one of ours in this very page.
      if (settled.value !== undefined) threads.add(settled.value);
    }
  }
  return succeed(undefined);
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

const settle = async (poll: Poll, mail: Listed, came: Attempt<Outcome<Finding, Stop>>): Promise<Outcome<string | undefined, Stop>> => {
  if (came.kind === 'threw') return leave(poll, mail, came.error);
  if (!came.value.ok) return stopOrLeave(poll, mail, came.value.failure);
  const finding = came.value.value;
  const stored = await attempt(() => store(poll, mail, finding));
  if (stored.kind === 'threw') return leave(poll, mail, stored.error);
  return succeed(finding.reply === undefined ? finding.sent?.tracked?.threadId : mail.threadId);
};

const leave = async (poll: Poll, mail: Listed, error: unknown): Promise<Outcome<undefined, never>> => {
  await postpone(poll, mail, { kind: 'failed', error });
  return succeed(undefined);
};

/** Gmail answers with an error for one mail or for everything: one small question tells which. */
const stopOrLeave = async (poll: Poll, mail: Listed, stop: Stop): Promise<Outcome<undefined, Stop>> => {
  if (stop.code === 'request-refused') return leave(poll, mail, undefined);
  if (stop.code !== 'unavailable') return fail(stop);
  const answers = await poll.gmail.ask('newestHistory', (port, token) => port.newestHistory(token));
  return answers.ok ? leave(poll, mail, undefined) : fail(stop);
};

const store = async (poll: Poll, mail: Listed, { sent, reply }: Finding): Promise<void> => {
  const { ports, mailbox, dropped } = poll;
  if (sent !== undefined) poll.sentAt = Math.max(poll.sentAt ?? 0, sent.at);
  const tracked = sent?.tracked;
  if (tracked === undefined && reply === undefined) {
    dropped.ids.add(mail.gmailId);
    ports.metrics.mailFound('dropped');
    return;
  }
  const isNew = await ports.database.transaction().execute(async (transaction) => {
    if (tracked !== undefined) {
      const { connectionId, owner } = mailbox;
      await trackMail(transaction, owner, { ...tracked, id: newId(ports.random), connectionId, gmailMessageId: undefined, reference: undefined, source: 'own' });
    }
    const inserted = reply !== undefined && (await storeReply(poll, transaction, reply));
    await forgetPostponed(transaction, mailbox.connectionId, [mail.gmailId]);
    return inserted;
  });
  if (reply === undefined) dropped.ids.add(mail.gmailId);
  ports.metrics.mailFound(reply === undefined ? 'tracked' : isNew ? reply.judged.verdict : 'known');
  if (isNew) ports.bell.ring(mailbox.owner);
};
