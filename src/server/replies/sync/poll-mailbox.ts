import { sql } from 'kysely';
import { fail, succeed, type Outcome } from '../../../contract/index.ts';
import { fractionOf } from '../../connections/check-times.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { never, opensGap, releaseMailbox, type MailboxChange, type StoredMailbox } from '../../store/mailboxes.ts';
import { queueDelivery } from '../../webhooks/queue-delivery.ts';
import { tryAgainAt } from './after-trouble.ts';
import { catchUp } from './catch-up.ts';
import { learnOwnAddresses } from './learn-own-addresses.ts';
import type { Answered, Stop } from './mailbox-at-gmail.ts';
import { nextPollAt } from './next-poll.ts';
import type { Poll } from './poll.ts';
import { settleHand } from './postpone.ts';
import type { Quota } from './quota.ts';
import { beginCatchUp, readAdded, readPostponedMails } from './read-added.ts';
import type { TakenOver } from './read-mails.ts';
import { renewWatch } from './renew-watch.ts';

/** What a poll came to when nothing stopped it. */
interface Polled {
  readonly cursor: string;
  /** Where a time is still being read again, the next poll need not wait. */
  readonly goesOnInMs: number | undefined;
  readonly watchEndsAt: number | undefined;
}

/**
 * One poll of a mailbox that was claimed: what could not be handled before, then the changes since the cursor, then a part
 * of what has to be read again, then the watch. Its last statement stores the cursor and gives the mailbox back.
 */
export const pollMailbox = async (poll: Poll, quota: Quota): Promise<void> => {
  const polled = await read(poll);
  poll.ports.metrics.mailboxPolled(polled.ok ? 'done' : polled.failure.code);
  if (polled.ok) await recordDone(poll, polled.value);
  else await recordStop(poll, polled.failure, quota);
};

const read = async (poll: Poll): Promise<Outcome<Polled, Stop | Answered | TakenOver>> => {
  const { mailbox, gmail } = poll;
  await settleHand(poll);
  await learnOwnAddresses(poll);
  if (mailbox.cursor === undefined) {
    const newest = await gmail.ask('newestHistory', (port, token) => port.newestHistory(token));
    return newest.ok ? finish(poll, newest.value.historyId) : newest;
  }
  const postponed = mailbox.hasPostponed ? await readPostponedMails(poll) : succeed(undefined);
  if (!postponed.ok) return postponed;
  const added = await readAdded(poll, mailbox.cursor);
  if (added.ok) return finish(poll, added.value);
  if (added.failure.code !== 'history-expired') return added;
  const begun = await beginCatchUp(poll);
  return begun.ok ? finish(poll, begun.value) : begun;
};

const finish = async (poll: Poll, cursor: string): Promise<Outcome<Polled, Stop | TakenOver>> => {
  const caughtUp = await catchUp(poll);
  // The changes were read to their end, whatever has become of the rest: that is kept.
  const goesOnInMs = caughtUp.ok ? (caughtUp.value.kind === 'done' ? undefined : caughtUp.value.atLeastMs) : tryAgainInMs(poll, caughtUp.failure);
  if (!caughtUp.ok && goesOnInMs === undefined) return fail(caughtUp.failure);
  return succeed({ cursor, goesOnInMs, watchEndsAt: await renewWatch(poll) });
};

const secondMs = 1_000;

const tryAgainInMs = ({ ports }: Poll, failure: Stop | TakenOver): number | undefined => {
  if (failure.code === 'stopping') return 0;
  if (failure.code === 'unavailable' || failure.code === 'request-refused') return 30 * secondMs;
  if (failure.code !== 'slow-down' || failure.who === 'project') return undefined;
  const now = ports.clock.now();
  return tryAgainAt({ failures: 4, retryAt: failure.retryAt }, now, 1) - now;
};

const recordDone = async (poll: Poll, { cursor, goesOnInMs, watchEndsAt }: Polled): Promise<void> => {
  const { ports, mailbox } = poll;
  const now = ports.clock.now();
  const lastSentAt = Math.max(mailbox.lastSentAt ?? 0, poll.sentAt ?? 0) || undefined;
  const next = nextPollAt(ports.settings.replies.poll, { lastSentAt, watchEndsAt }, now);
  const change: MailboxChange = {
    cursor,
    checked_at: new Date(now),
    failures: 0,
    ...(poll.sentAt === undefined ? {} : { last_sent_at: sql<Date>`greatest(last_sent_at, ${new Date(poll.sentAt)})` }),
  };
  const nextAt = goesOnInMs === undefined ? next : Math.min(next, now + goesOnInMs);
  const gap = mailbox.gap?.to === undefined && goesOnInMs === undefined ? mailbox.gap : undefined;
  const released = gap === undefined ? await releaseMailbox(ports.database, mailbox, nextAt, change) : await closeGap(poll, gap.from, nextAt, change);
  // A page that looks on is told now how the mailbox stands, not at its next beat.
  if (gap !== undefined || poll.catchUp !== undefined || mailbox.checkedAt === undefined) ports.bell.ring(mailbox.owner);
  if (released && goesOnInMs === undefined) poll.dropped.ids.clear();
};

/** Everything that came while nothing could be read is stored: the person and the host are told how much it was. */
const closeGap = ({ ports, mailbox }: Poll, from: number, nextAt: number, change: MailboxChange): Promise<boolean> =>
  ports.database.transaction().execute(async (transaction) => {
    const to = ports.clock.now();
    const row = await transaction.selectFrom('mailboxes').select('gap_replies').where('connection_id', '=', mailbox.connectionId).forUpdate().executeTakeFirst();
    if (!(await releaseMailbox(transaction, mailbox, nextAt, { ...change, gap_to: new Date(to) }))) return false;
    const { owner, connectionId } = mailbox;
    const { org, user } = owner;
    const data = { org, user, connectionId, from: instantOf(from), to: instantOf(to), replies: row?.gap_replies ?? 0 };
    await queueDelivery(ports, transaction, { owner, orderKey: connectionId, event: { type: 'tracking.gap-closed', timestamp: instantOf(to), data } });
    return true;
  });

const recordStop = async ({ ports, mailbox }: Poll, stop: Stop | Answered | TakenOver, quota: Quota): Promise<void> => {
  const { database, clock, random } = ports;
  const now = clock.now();
  const failures = mailbox.failures + 1;
  const release = (nextAt: number, change: MailboxChange): Promise<boolean> => releaseMailbox(database, mailbox, nextAt, change);
  switch (stop.code) {
    case 'taken-over':
      return;
    case 'stopping':
      return void (await release(now, {}));
    case 'disconnected':
      return void (await release(never, {}));
    case 'reconnect-needed':
      // One look at the row from time to time, and no call of Google: a check may find that the grant works after all.
      await release(nextPollAt(ports.settings.replies.poll, mailbox, now), { ...opensGap, failures: 0 });
      if (mailbox.gap === undefined || mailbox.gap.to !== undefined) ports.bell.ring(mailbox.owner);
      return;
    case 'not-permitted':
      return void (await release(tryAgainAt({ failures, retryAt: undefined }, now, 1), { ...opensGap, failures }));
    case 'slow-down': {
      const again = tryAgainAt({ failures, retryAt: stop.retryAt }, now, fractionOf(random));
      if (stop.who === 'project') quota.pauseUntil(again);
      return void (await release(again, { failures }));
    }
    default:
      return void (await release(tryAgainAt({ failures, retryAt: undefined }, now, fractionOf(random)), { failures }));
  }
};

/** What a poll leaves that something unexpected ended: the mailbox is tried again as after any trouble. */
export const releaseAfterError = async ({ ports, mailbox }: Poll): Promise<void> => {
  const failures = mailbox.failures + 1;
  const again = tryAgainAt({ failures, retryAt: undefined }, ports.clock.now(), fractionOf(ports.random));
  await releaseMailbox(ports.database, mailbox, again, { failures });
};

export const isCareful = ({ pollsUnfinished }: StoredMailbox): boolean => pollsUnfinished > 1;
