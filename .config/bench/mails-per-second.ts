import { setTimeout as pause } from 'node:timers/promises';
import type { Ports } from '../../src/server/ports.ts';
import { createPolling } from '../../src/server/replies/sync/polling.ts';
import { createSending } from '../../src/server/sending/dispatch/sending-rounds.ts';
import { createSettling } from '../../src/server/sending/settle/settle-rounds.ts';
import { makeMailboxes } from './given-mailboxes.ts';
import { makeOutgoing, quickGmail } from './given-outgoing.ts';
import { openPorts } from './given-ports.ts';

const mailboxes = 1_000;

export interface MailsPerSecond {
  readonly mails: number;
  /** Mails that Gmail took and that stand in the database as sent. */
  readonly perSecond: number;
  /** Processor time of the service's own process for each mail, in milliseconds; PostgreSQL's comes on top. */
  readonly cpuPerMail: number;
  /** Quota units for each mail, with reading back what Gmail made of it. */
  readonly unitsPerMail: number;
  /** The same once the mailbox was followed too, the question for changes among them. */
  readonly unitsFollowed: number;
}

const count = async ({ database }: Ports, column: 'ended_at' | 'gmail_message_id'): Promise<number> =>
  (await database.selectFrom('outgoing_mails').select(({ fn }) => fn.count<number>(column).as('count')).executeTakeFirstOrThrow()).count;

const untilAll = async (ports: Ports, column: 'ended_at' | 'gmail_message_id', mails: number): Promise<void> => {
  for (let before = 0, still = 0; ; ) {
    const now = await count(ports, column);
    if (now >= mails) return;
    still = now === before ? still + 1 : 0;
    if (still > 300) throw new Error(`Only ${now} mails of ${mails} came so far`);
    before = now;
    await pause(100);
  }
};

/** Sends a morning rush as the service does: every mailbox has mails that are due, fewer than any limit holds back. */
export const measureMailsPerSecond = async (databaseUrl: string, mails = 10_000): Promise<MailsPerSecond> => {
  const { gmail, taken } = quickGmail();
  const { ports, units, close } = await openPorts({ databaseUrl, gmail });
  const sending = createSending(ports);
  const settling = createSettling(ports);
  try {
    await makeMailboxes(ports.database, ports.keyring, { count: mailboxes, tenant: 'bench', dueWithinMs: 0, tracked: false });
    const now = Date.now();
    await makeOutgoing(ports, { mailboxes, count: mails, tenant: 'bench', dueAt: () => now });
    await ports.database.updateTable('sending_mailboxes').set({ next_at: new Date() }).execute();
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    await Promise.all([sending.start(), settling.start(), untilAll(ports, 'ended_at', mails).then(() => sending.stop())]);
    const seconds = (performance.now() - startedAt) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    if (new Set(taken.map(({ index }) => index)).size !== mails || taken.length !== mails) throw new Error(`Gmail took ${taken.length} mails, not ${mails}`);
    await untilAll(ports, 'gmail_message_id', mails);
    await settling.stop();
    const unitsPerMail = units() / mails;
    const polling = createPolling(ports, new AbortController().signal);
    await ports.database.updateTable('mailboxes').set({ next_poll_at: new Date(0) }).execute();
    for (;;) {
      const left = await ports.database.selectFrom('mailboxes').select('connection_id').where('cursor', '!=', '9').limit(1).execute();
      if (left.length === 0) break;
      await polling.claim();
      await polling.drain();
    }
    return { mails, perSecond: mails / seconds, cpuPerMail: (user + system) / 1_000 / mails, unitsPerMail, unitsFollowed: units() / mails };
  } finally {
    await Promise.all([sending.stop(), settling.stop()]);
    await close();
  }
};
