import { succeed } from '../../src/contract/index.ts';
import type { GmailPort } from '../../src/server/google/gmail-port.ts';
import { createPolling } from '../../src/server/replies/sync/polling.ts';
import { makeMailboxes } from './given-mailboxes.ts';
import { openPorts } from './given-ports.ts';

const day = 86_400_000;

/** Quota units of Gmail for one mailbox in which nothing happens, from midnight to midnight. */
export interface MailboxDay {
  readonly units: number;
  readonly polls: number;
}

export interface MailboxDays {
  /** Gmail tells of changes. */
  readonly watched: MailboxDay;
  readonly idle: MailboxDay;
  /** A mail was sent today. */
  readonly active: MailboxDay;
}

/** Nothing is new, and Gmail tells of changes for seven days at a time. */
const quietGmail = (now: () => number): Partial<GmailPort> => ({
  addedSince: async () => succeed({ mails: [], nextPage: undefined, historyId: '1' }),
  watch: async () => succeed({ historyId: '1', endsAt: now() + 7 * day }),
  ownAddresses: async () => succeed([]),
});

const push = { GCK_PUSH_TOPIC: 'projects/bench/topics/gmail', GCK_PUSH_AUDIENCE: 'bench', GCK_PUSH_ACCOUNT: 'pusher@bench.example' };

/** A day passes by the clock that the service is given: each poll is a real one, at the time that the service itself set. */
const passDay = async (databaseUrl: string, environment: Readonly<Record<string, string>>, isActive: boolean): Promise<MailboxDay> => {
  const start = Date.now();
  let now = start;
  const { ports, units, close } = await openPorts({ databaseUrl, gmail: quietGmail(() => now), now: () => now, environment });
  const { database, keyring } = ports;
  try {
    for (const table of ['tracked_mails', 'mailboxes', 'connections'] as const) await database.deleteFrom(table).execute();
    await makeMailboxes(database, keyring, { count: 1, tenant: 'bench', dueWithinMs: 0, tracked: false });
    await database.updateTable('connections').set({ access_token_ends_at: new Date(start + 2 * day) }).execute();
    await database
      .updateTable('mailboxes')
      // The watch is renewed once in a day: it is due at its beginning.
      .set({ last_sent_at: isActive ? new Date(start) : null, ...('GCK_PUSH_TOPIC' in environment ? { watch_next_at: new Date(start) } : { watch_ends_at: null, watch_next_at: null }) })
      .execute();
    const polling = createPolling(ports, new AbortController().signal);
    let polls = 0;
    for (;;) {
      const { next_poll_at: due } = await database.selectFrom('mailboxes').select('next_poll_at').executeTakeFirstOrThrow();
      if (due.getTime() >= start + day) return { units: units(), polls };
      if (polls > 0 && due.getTime() <= now) throw new Error('A poll set no later time for the next one');
      now = Math.max(now, due.getTime());
      await polling.claim();
      await polling.drain();
      polls += 1;
    }
  } finally {
    await close();
  }
};

export const measureMailboxDays = async (databaseUrl: string): Promise<MailboxDays> => ({
  watched: await passDay(databaseUrl, push, false),
  idle: await passDay(databaseUrl, {}, false),
  active: await passDay(databaseUrl, push, true),
});
