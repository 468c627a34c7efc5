import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { quotaUnits, type ReceivedPage } from '../../google/gmail-port.ts';
import { noteCatchUp, type CatchUp } from '../../store/mailboxes.ts';
import { requestsAtOnce, stopOf, type Stop } from './mailbox-at-gmail.ts';
import type { Poll } from './poll.ts';
import { readMails, type TakenOver } from './read-mails.ts';

/** A poll gives way to other mailboxes, and to new mail, after this long. */
const longestMs = 5_000;
const atOnce = 2 * requestsAtOnce;

/** How far it came: to the end, or until `atLeast` milliseconds from now. */
export type CaughtUp = { readonly kind: 'done' } | { readonly kind: 'goes-on'; readonly atLeastMs: number };

/**
 * Reads the mails since a time again, newest first, page by page, each noted once it is done: a process that dies goes on
 * at the page where it was, and mails that have a row are passed over. It leaves a quarter of the mailbox' quota to
 * the mail that arrives meanwhile.
 */
export const catchUp = async (poll: Poll): Promise<Outcome<CaughtUp, Stop | TakenOver>> => {
  const { ports, mailbox } = poll;
  const endsAt = ports.clock.now() + longestMs;
  let progress = poll.catchUp;
  while (progress !== undefined) {
    poll.counts = true;
    if (poll.dropped.since !== progress.since) {
      // More is ours now than when they were dropped.
      poll.dropped.ids.clear();
      poll.dropped.since = progress.since;
    }
    const page = await readPage(poll, progress);
    if (!page.ok) return page;
    const { mails, nextPage } = page.value;
    for (let start = 0; start < mails.length; start += atOnce) {
      const wait = waitOf(poll, endsAt);
      if (wait !== undefined) return succeed({ kind: 'goes-on', atLeastMs: wait });
      const read = await readMails(poll, mails.slice(start, start + atOnce).map((mail) => ({ ...mail, labels: undefined })));
      if (!read.ok) return read;
    }
    const after: CatchUp = { ...progress, page: nextPage, read: progress.read + mails.length };
    const isDone = nextPage === undefined;
    // More is to be read again than this poll knows of: the next one, which is due at once, begins with it.
    if (!(await noteCatchUp(ports.database, mailbox, after, isDone))) return succeed({ kind: 'goes-on', atLeastMs: 0 });
    progress = isDone ? undefined : after;
  }
  return succeed({ kind: 'done' });
};

const waitOf = ({ ports, gmail }: Poll, endsAt: number): number | undefined => {
  const reserved = ports.settings.replies.units.mailbox / 4;
  const wait = gmail.waitMs(atOnce * (quotaUnits.headers + quotaUnits.wholeMail) + reserved);
  return wait > 0 || ports.clock.now() >= endsAt ? wait : undefined;
};

/** The name of a page does not last for ever; then it begins anew, and what was read is passed over quickly. */
const readPage = async (poll: Poll, { since, page }: CatchUp): Promise<Outcome<ReceivedPage, Stop>> => {
  const ask = (named: string | undefined) => poll.gmail.ask('receivedSince', (port, token) => port.receivedSince(token, { after: since, page: named }));
  const answer = await ask(page);
  const again = !answer.ok && answer.failure.code === 'request-refused' && page !== undefined ? await ask(undefined) : answer;
  return again.ok ? again : fail(stopOf(again.failure));
};
