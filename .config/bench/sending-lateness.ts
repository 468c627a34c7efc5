import { setTimeout as pause } from 'node:timers/promises';
import { createSending } from '../../src/server/sending/dispatch/sending-rounds.ts';
import { createSettling } from '../../src/server/sending/settle/settle-rounds.ts';
import { makeMailboxes } from './given-mailboxes.ts';
import { makeOutgoing, quickGmail } from './given-outgoing.ts';
import { openPorts } from './given-ports.ts';

const mailboxes = 1_000;
const spreadMs = 60_000;

export interface SendingLateness {
  readonly medianMs: number;
  /** Of 100 mails 95 were handed to Gmail within this time after they were due. */
  readonly p95Ms: number;
  readonly longestMs: number;
}

/** Mails that are due evenly over a minute, each mailbox' own ones seconds apart, so that nearly every mail needs a look of its own. */
export const measureSendingLateness = async (databaseUrl: string, mails = 10_000): Promise<SendingLateness> => {
  const { gmail, taken } = quickGmail();
  const { ports, close } = await openPorts({ databaseUrl, gmail });
  const sending = createSending(ports);
  const settling = createSettling(ports);
  try {
    await makeMailboxes(ports.database, ports.keyring, { count: mailboxes, tenant: 'bench', dueWithinMs: 0, tracked: false });
    // Writing them down takes a while.
    const start = Date.now() + 3_000 + mails;
    const dueAt = (index: number): number => start + (index * spreadMs) / mails;
    await makeOutgoing(ports, { mailboxes, count: mails, tenant: 'bench', dueAt });
    if (Date.now() > start) throw new Error('The mails were not written down before the first was due');
    await Promise.all([sending.start(), settling.start(), untilAll(() => taken.length, mails, start + 4 * spreadMs).finally(() => Promise.all([sending.stop(), settling.stop()]))]);
    const sorted = taken.map(({ index, at }) => at - dueAt(index)).sort((one, other) => one - other);
    const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
    return { medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) };
  } finally {
    await Promise.all([sending.stop(), settling.stop()]);
    await close();
  }
};

const untilAll = async (count: () => number, mails: number, givesUpAt: number): Promise<void> => {
  while (count() < mails) {
    if (Date.now() > givesUpAt) throw new Error(`Only ${count()} mails of ${mails} left`);
    await pause(50);
  }
};
