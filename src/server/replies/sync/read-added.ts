import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import type { AddedPage } from '../../google/gmail-port.ts';
import { changeHeld } from '../../store/mailboxes.ts';
import { duePostponed } from '../../store/postponed-mails.ts';
import type { Answered, Stop } from './mailbox-at-gmail.ts';
import type { Poll } from './poll.ts';
import { readAnew, readMails, type TakenOver } from './read-mails.ts';

/**
 * Follows Gmail's record of changes from the cursor to its end. The new cursor is handed out and nowhere stored before
 * everything up to it is: whoever stores it says that nothing below has to be looked at again.
 */
export const readAdded = async (poll: Poll, cursor: string): Promise<Outcome<string, Stop | Answered | TakenOver>> => {
  let page: string | undefined;
  for (;;) {
    const answer = await poll.gmail.ask<AddedPage>('addedSince', (port, token) => port.addedSince(token, { after: cursor, page }));
    if (!answer.ok) return answer;
    const { mails, nextPage, historyId } = answer.value;
    const read = await readMails(poll, mails);
    if (!read.ok) return read;
    if (nextPage === undefined) return succeed(later(cursor, historyId));
    page = nextPage;
  }
};

/** History ids are larger than a number can tell apart. An answer from a copy of the mailbox that lags must not turn the cursor back. */
const later = (one: string, other: string): string => {
  if (!/^\d+$/.test(one) || !/^\d+$/.test(other)) return other;
  return BigInt(other) > BigInt(one) ? other : one;
};

const postponedAtOnce = 20;

/** Comes back to mails that could not be handled when they were found. */
export const readPostponedMails = async (poll: Poll): Promise<Outcome<undefined, Stop | TakenOver>> => {
  const { ports, mailbox } = poll;
  for (const mail of await duePostponed(ports.database, mailbox.connectionId, ports.clock.now(), postponedAtOnce)) {
    const listed = { gmailId: mail.gmailId, threadId: mail.threadId, labels: undefined, postponed: true } as const;
    const read = await readAnew(poll, [listed], mail.deaths > 0);
    if (!read.ok) return read;
  }
  return succeed(undefined);
};

const hour = 3_600_000;

/**
 * Gmail has forgotten its record of changes since the cursor. Following begins anew at once, from the newest change, and in
 * the same statement it is noted from when on the mails have to be read again: from then on nothing can be lost.
 */
export const beginCatchUp = async (poll: Poll): Promise<Outcome<string, Stop | Answered | TakenOver>> => {
  const { ports, mailbox, gmail } = poll;
  const newest = await gmail.ask('newestHistory', (port, token) => port.newestHistory(token));
  if (!newest.ok) return newest;
  const now = ports.clock.now();
  const since = Math.min((mailbox.checkedAt ?? now) - hour, mailbox.catchUp?.since ?? Infinity);
  const begun = await changeHeld(ports.database, mailbox, {
    cursor: newest.value.historyId,
    catch_up_since: new Date(since),
    catch_up_page: null,
    ...(mailbox.catchUp === undefined ? { catch_up_read: 0, catch_up_found: 0 } : {}),
  });
  if (!begun) return fail({ code: 'taken-over' });
  poll.counts = true;
  poll.catchUp = { since, page: undefined, read: mailbox.catchUp?.read ?? 0, found: mailbox.catchUp?.found ?? 0 };
  ports.log.info('catch-up-begun', { tenant: mailbox.owner.tenant, connectionId: mailbox.connectionId, at: new Date(since).toISOString() });
  return succeed(newest.value.historyId);
};
