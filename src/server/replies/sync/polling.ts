import { fromThrown } from '../../http/thrown-failure.ts';
import type { Ports } from '../../ports.ts';
import { claimMailboxes, keepMailboxes, type ClaimedMailbox } from '../../store/mailboxes.ts';
import { newId } from '../../store/new-id.ts';
import { mailboxAtGmail } from './mailbox-at-gmail.ts';
import { leaseMs } from './next-poll.ts';
import type { Dropped, Poll } from './poll.ts';
import { isCareful, pollMailbox, releaseAfterError } from './poll-mailbox.ts';
import { createQuota } from './quota.ts';

/** The polls of one process. */
export interface Polling {
  /** Claims mailboxes that are due, as many as there is room for, and begins to poll them. True when more may be due. */
  claim(): Promise<boolean>;
  /** Says that the polls under way go on, once a third of their lease is over. */
  keep(): Promise<void>;
  /** Whether there is room for a good part of what a process may poll at once: one by one, claims would cost more than polls. */
  hasRoom(): boolean;
  /** Waits for the polls under way. */
  drain(): Promise<void>;
}

const keepEveryMs = leaseMs / 3;

export const createPolling = (ports: Ports, signal: AbortSignal, pollEnded: () => void = () => undefined): Polling => {
  const { database, clock, settings } = ports;
  const quota = createQuota(clock, settings.replies.units);
  const polls = new Map<ClaimedMailbox, Promise<void>>();
  const dropped = new Map<string, Dropped>();
  let keptAt = clock.now();

  const pollOne = async (mailbox: ClaimedMailbox): Promise<void> => {
    const unkept = dropped.get(mailbox.connectionId) ?? { ids: new Set(), since: undefined };
    dropped.set(mailbox.connectionId, unkept);
    const gmail = mailboxAtGmail(ports, quota, mailbox, signal);
    const counts = mailbox.catchUp !== undefined || (mailbox.gap !== undefined && mailbox.gap.to === undefined);
    const poll: Poll = { ports, mailbox, gmail, signal, dropped: unkept, careful: isCareful(mailbox), ownAddresses: mailbox.ownAddresses, sentAt: undefined, counts, catchUp: mailbox.catchUp };
    try {
      await pollMailbox(poll, quota);
    } catch (error) {
      ports.log.error('poll-failed', { ...fromThrown(error).fields, tenant: mailbox.owner.tenant, connectionId: mailbox.connectionId });
      // Where the database is away, the lease ends by itself.
      await releaseAfterError(poll).catch(() => undefined);
    }
    if (unkept.ids.size === 0) dropped.delete(mailbox.connectionId);
  };

  return {
    hasRoom: () => polls.size <= settings.replies.poll.atOnce * 0.75,
    async claim() {
      const now = clock.now();
      const room = settings.replies.poll.atOnce - polls.size;
      if (room <= 0 || signal.aborted) return room <= 0;
      const claimed = await claimMailboxes(database, { now, leaseEndsAt: now + leaseMs, holder: newId(ports.random), limit: room });
      for (const mailbox of claimed) {
        const poll = pollOne(mailbox).finally(() => {
          polls.delete(mailbox);
          pollEnded();
        });
        polls.set(mailbox, poll);
      }
      return claimed.length === room;
    },
    async keep() {
      const now = clock.now();
      if (now - keptAt < keepEveryMs) return;
      await keepMailboxes(database, [...polls.keys()], now + leaseMs);
      keptAt = now;
    },
    async drain() {
      await Promise.all(polls.values());
    },
  };
};
