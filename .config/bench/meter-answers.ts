import type { Owner } from '../../src/server/store/connections.ts';
import { forecastOfBatch } from '../../src/server/sending/meter/forecast-of-batch.ts';
import { limitsOfMailbox } from '../../src/server/sending/meter/limits-of-mailbox.ts';
import { pageOfOutgoing } from '../../src/server/sending/queue/pages-of-outgoing.ts';
import { changeOutgoing } from '../../src/server/store/outgoing-mails.ts';
import { connectionOf, makeMailboxes } from './given-mailboxes.ts';
import { makeOutgoing, quickGmail } from './given-outgoing.ts';
import { openPorts } from './given-ports.ts';
import { median } from './median.ts';

const runs = 15;
const hour = 3_600_000;

/** Milliseconds from the handler's call to the text of its answer. */
export interface MeterAnswer {
  /** The first question to a process, which reads the whole queue. */
  readonly coldMs: number;
  /** The median of those after it, a mail having changed before each. */
  readonly warmMs: number;
  readonly longestMs: number;
}

export interface MeterAnswers {
  readonly meter: MeterAnswer;
  readonly forecast: MeterAnswer;
  /** A page of 200 rows of the list of what waits. */
  readonly page: MeterAnswer;
}

/** What the routes of the meter and of the list answer for one mailbox in which as many mails wait. */
export const measureMeterAnswers = async (databaseUrl: string, mails = 100_000): Promise<MeterAnswers> => {
  const measure = async (ask: 'meter' | 'forecast' | 'page'): Promise<MeterAnswer> => {
    // Each has a process' memory of its own: what is remembered goes with the connection to the database.
    const { ports, close } = await openPorts({ databaseUrl, gmail: quickGmail().gmail });
    const { database } = ports;
    const [owner, connectionId]: [Owner, string] = [{ tenant: 'bench', org: 'org-0', user: 'user-0' }, connectionOf(0)];
    const asks = {
      meter: () => limitsOfMailbox(ports, owner, connectionId),
      forecast: () =>
        forecastOfBatch(ports, owner, connectionId, {
          when: { kind: 'now' },
          mails: Array.from({ length: 180 }, (_, index) => ({ recipients: [{ name: '', address: `ben-${index}@client.example` }] })),
        }),
      page: () => pageOfOutgoing(ports, owner, { before: undefined, limit: 200, connectionId, open: true }),
    };
    const once = async (): Promise<number> => {
      const startedAt = performance.now();
      const answer = await asks[ask]();
      JSON.stringify(answer);
      if (!answer.ok) throw new Error(`No answer: ${answer.failure.code}`);
      return performance.now() - startedAt;
    };
    try {
      const coldMs = await once();
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        await database.transaction().execute((transaction) => changeOutgoing(transaction, owner, [[`mail-of-bench-${String(run).padStart(8, '0')}`, { version: run + 2 }]]));
        times.push(await once());
      }
      return { coldMs, warmMs: median(times), longestMs: Math.max(...times) };
    } finally {
      await close();
    }
  };
  const { ports, close } = await openPorts({ databaseUrl, gmail: quickGmail().gmail });
  try {
    await makeMailboxes(ports.database, ports.keyring, { count: 1, tenant: 'bench', dueWithinMs: 0, tracked: false });
    const now = Date.now();
    await makeOutgoing(ports, { mailboxes: 1, count: mails, tenant: 'bench', dueAt: (index) => now + hour + index * 10 });
  } finally {
    await close();
  }
  return { meter: await measure('meter'), forecast: await measure('forecast'), page: await measure('page') };
};
