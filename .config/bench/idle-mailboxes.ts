import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemoForTests } from '../../demo/start-for-tests.ts';
import { createKeyring } from '../../src/server/store/keyring.ts';
import { openStore } from '../../src/server/store/open.ts';
import { makeMailboxes } from './given-mailboxes.ts';

const mailboxes = 100_000;
/** Each is polled once in this time: ten minutes, less what the death of a process may cost. */
const spreadMs = 580_000;
const measuredMs = 60_000;

export interface IdleMailboxes {
  readonly mailboxes: number;
  /** Resident memory of the service's process in megabytes, with all of them. */
  readonly memory: number;
  readonly pollsPerSecond: number;
  /** Processor time of the service for each poll, in milliseconds. */
  readonly cpuPerPoll: number;
  /** Mailboxes that were due for more than five seconds at the end. */
  readonly late: number;
}

/** Gmail with nothing new in any mailbox. */
const quietGmail = async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end('{"historyId":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url, close };
};

/** The real service, a process of its own, with mailboxes in which nothing happens, watched by Gmail. */
export const measureIdleMailboxes = async (databaseUrl: string): Promise<IdleMailboxes> => {
  const gmail = await quietGmail();
  const demo = await startDemoForTests({
    service: 'process',
    databaseUrl,
    environment: { GOOGLE_GMAIL_URL: gmail.url, GCK_PUSH_TOPIC: 'projects/bench/topics/gmail', GCK_PUSH_AUDIENCE: 'bench', GCK_PUSH_ACCOUNT: 'pusher@bench.example' },
  });
  const opened = await openStore({ kind: 'postgres', url: databaseUrl });
  if (!opened.ok) throw new Error(`No database: ${opened.failure.code}`);
  const { database, close } = opened.value;
  const metric = async (pattern: RegExp): Promise<number> =>
    Number(pattern.exec(await (await fetch(`${demo.service.backChannel}/metrics`)).text())?.[1] ?? 0);
  try {
    const [key = ''] = demo.secrets;
    const keyring = createKeyring([{ id: 'demo', bytes: new Uint8Array(Buffer.from(key, 'base64')) }], { bytes: (length) => new Uint8Array(randomBytes(length)) });
    await makeMailboxes(database, keyring, { count: mailboxes, tenant: demo.crm.host.id, dueWithinMs: spreadMs, tracked: false });
    const polled = /^gck_polls_total\{result="done"\} (\S+)/m;
    const cpu = /^process_cpu_seconds_total (\S+)/m;
    const before = await metric(polled);
    const cpuBefore = await metric(cpu);
    const startedAt = performance.now();
    await pause(measuredMs);
    const polls = (await metric(polled)) - before;
    const pollsPerSecond = polls / ((performance.now() - startedAt) / 1_000);
    const cpuPerPoll = (((await metric(cpu)) - cpuBefore) * 1_000) / polls;
    const late = await database
      .selectFrom('mailboxes')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('next_poll_at', '<', new Date(Date.now() - 5_000))
      .executeTakeFirstOrThrow();
    return { mailboxes, memory: (await metric(/^process_resident_memory_bytes (\S+)/m)) / 1_000_000, pollsPerSecond, cpuPerPoll, late: late.count };
  } finally {
    await close();
    await demo.close();
    gmail.close();
  }
};
