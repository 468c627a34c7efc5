import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, succeed } from '../../src/contract/index.ts';
import { createGoogle } from '../../src/server/google/google-client.ts';
import { quotaUnits, type GmailPort } from '../../src/server/google/gmail-port.ts';
import { createMetrics } from '../../src/server/operations/metrics.ts';
import type { Ports } from '../../src/server/ports.ts';
import { createFeedBell } from '../../src/server/replies/feed/feed-bell.ts';
import { createPollBell } from '../../src/server/replies/sync/poll-bell.ts';
import { createPolling } from '../../src/server/replies/sync/polling.ts';
import { decodeSettings } from '../../src/server/settings/decode-settings.ts';
import { createKeyring } from '../../src/server/store/keyring.ts';
import { openStore } from '../../src/server/store/open.ts';
import { accessTokenOf, makeMailboxes, messageOf, threadOf } from './given-mailboxes.ts';

const mailboxes = 100;
const mailsEach = 60;

export interface RepliesPerSecond {
  readonly perSecond: number;
  /** Quota units for each reply, the question for changes among them. */
  readonly unitsPerReply: number;
}

const tenants = JSON.stringify({
  tenants: [
    {
      id: 'bench',
      product: 'Bench',
      keys: [{ kid: 'k1', algorithm: 'HS256', secret: randomBytes(32).toString('base64url') }],
      origins: [{ origin: 'https://crm.example.com' }],
      webhooks: [{ id: 'crm', url: 'https://crm.example.com/hook', secrets: [`whsec_${randomBytes(32).toString('base64')}`] }],
    },
  ],
});

/** An answer as people write them: with a signature, the mail that it answers below, and the same once more in HTML. */
const mailOf = (number: number, count: number): Uint8Array =>
  new TextEncoder().encode(
    [
      'From: Ben Bright <ben@client.example>',
      `To: bench-${number}@mail.example`,
      'Subject: Re: Our offer',
      `Message-ID: <answer-${number}-${count}@client.example>`,
      `In-Reply-To: <${messageOf(number)}>`,
      `References: <${messageOf(number)}>`,
      'Date: Tue, 3 Mar 2026 12:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="cut"',
      '',
      '--cut',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `That sounds good, number ${count}. Could you send the contract by Friday?`,
      '',
      'Best regards,',
      'Ben',
      '',
      'On Mon, 2 Mar 2026 at 09:00, Anna <anna@mail.example> wrote:',
      ...Array.from({ length: 20 }, (_, line) => `> Line ${line} of what we offered, with enough words to be a line of a mail.`),
      '',
      '--cut',
      'Content-Type: text/html; charset=utf-8',
      '',
      `<div>That sounds good, number ${count}. Could you send the contract by Friday?</div><div>Best regards,<br>Ben</div>`,
      `<div class="gmail_quote"><div>On Mon, 2 Mar 2026 at 09:00, Anna wrote:</div><blockquote>${'<p>Line of what we offered, with enough words.</p>'.repeat(20)}</blockquote></div>`,
      '--cut--',
    ].join('\r\n'),
  );

/** Gmail that answers at once: what is measured is this service and its database. */
const quickGmail = (): GmailPort => {
  const whole = (gmailId: string) => {
    const [number = 0, count = 0] = gmailId.split('-').slice(1).map(Number);
    return { gmailId, threadId: threadOf(number), labels: ['INBOX', 'UNREAD'], receivedAt: Date.now(), bytes: mailOf(number, count) };
  };
  return {
    newestHistory: async () => succeed({ historyId: '9' }),
    addedSince: async (accessToken) => {
      const number = Number(accessToken.slice(accessTokenOf(0).length - 1));
      const mails = Array.from({ length: mailsEach }, (_, count) => ({ gmailId: `mail-${number}-${count}`, threadId: threadOf(number), labels: ['INBOX'] }));
      return succeed({ mails, nextPage: undefined, historyId: '9' });
    },
    receivedSince: async () => succeed({ mails: [], nextPage: undefined }),
    headers: async () => fail({ code: 'google-unavailable' }),
    wholeMail: async (_token, gmailId) => succeed(whole(gmailId)),
    watch: async () => fail({ code: 'google-unavailable' }),
    unwatch: async () => succeed(undefined),
    ownAddresses: async () => fail({ code: 'google-unavailable' }),
    mailRules: async () => fail({ code: 'google-unavailable' }),
    sendMail: async () => fail({ code: 'google-unavailable' }),
  };
};

/** Judges and stores replies as the service does, row, feed and what the host is told of it, on PostgreSQL beside it. */
export const measureRepliesPerSecond = async (databaseUrl: string): Promise<RepliesPerSecond> => {
  const key = randomBytes(32);
  const decoded = decodeSettings(
    {
      GCK_SERVICE_ORIGIN: 'https://connect.example.com',
      GCK_TENANTS_FILE: 'tenants.json',
      GCK_ENCRYPTION_KEYS: `k1:${key.toString('base64')}`,
      GOOGLE_CLIENT_ID: 'bench',
      GOOGLE_CLIENT_SECRET: 'bench',
      GCK_UNITS_MAILBOX: '1000000',
      GCK_UNITS_PROJECT: '100000000',
    },
    tenants,
  );
  if (!decoded.ok) throw new Error(`The settings of the bench are wrong: ${JSON.stringify(decoded.failure)}`);
  const opened = await openStore({ kind: 'postgres', url: databaseUrl });
  if (!opened.ok) throw new Error(`No database: ${opened.failure.code}`);
  const { database, close } = opened.value;
  try {
    const { settings } = decoded.value;
    const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
    const clock = { now: () => Date.now(), sleep: (milliseconds: number) => pause(milliseconds) };
    const keyring = createKeyring([{ id: 'k1', bytes: new Uint8Array(key) }], random);
    let units = 0;
    const metrics = { ...createMetrics(), gmailAsked: (method: keyof typeof quotaUnits) => void (units += quotaUnits[method]) };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const ports: Ports = {
      settings,
      clock,
      random,
      database,
      keyring,
      google: createGoogle({ settings: settings.google, redirectUri: '', clock }),
      gmail: quickGmail(),
      webhooks: { post: async () => fail({ code: 'no-answer' }) },
      bell: createFeedBell(),
      pollBell: createPollBell(),
      sendBell: createPollBell(),
      log,
      metrics,
      pages: new Map(),
      kit: new Map(),
    };
    await makeMailboxes(database, keyring, { count: mailboxes, tenant: 'bench', dueWithinMs: 0, tracked: true });
    const polling = createPolling(ports, new AbortController().signal);
    const startedAt = performance.now();
    let stored = 0;
    while (stored < mailboxes * mailsEach) {
      await polling.claim();
      await polling.drain();
      const row = await database.selectFrom('replies').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      if (row.count === stored) throw new Error(`Only ${stored} replies were found`);
      stored = row.count;
    }
    return { perSecond: stored / ((performance.now() - startedAt) / 1_000), unitsPerReply: units / stored };
  } finally {
    await close();
  }
};
