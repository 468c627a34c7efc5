import { succeed } from '../../src/contract/index.ts';
import type { GmailPort } from '../../src/server/google/gmail-port.ts';
import { createPolling } from '../../src/server/replies/sync/polling.ts';
import { accessTokenOf, makeMailboxes, messageOf, threadOf } from './given-mailboxes.ts';
import { openPorts } from './given-ports.ts';

const mailboxes = 100;
const mailsEach = 60;

export interface RepliesPerSecond {
  readonly perSecond: number;
  /** Quota units for each reply, the question for changes among them. */
  readonly unitsPerReply: number;
}

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
const quickGmail = (): Partial<GmailPort> => {
  const whole = (gmailId: string) => {
    const [number = 0, count = 0] = gmailId.split('-').slice(1).map(Number);
    return { gmailId, threadId: threadOf(number), labels: ['INBOX', 'UNREAD'], receivedAt: Date.now(), bytes: mailOf(number, count) };
  };
  return {
    addedSince: async (accessToken) => {
      const number = Number(accessToken.slice(accessTokenOf(0).length - 1));
      const mails = Array.from({ length: mailsEach }, (_, count) => ({ gmailId: `mail-${number}-${count}`, threadId: threadOf(number), labels: ['INBOX'] }));
      return succeed({ mails, nextPage: undefined, historyId: '9' });
    },
    wholeMail: async (_token, gmailId) => succeed(whole(gmailId)),
    ownAddresses: async () => succeed([]),
  };
};

/** Judges and stores replies as the service does, row, feed and what the host is told of it, on PostgreSQL beside it. */
export const measureRepliesPerSecond = async (databaseUrl: string): Promise<RepliesPerSecond> => {
  const { ports, units, close } = await openPorts({ databaseUrl, gmail: quickGmail() });
  const { database, keyring } = ports;
  try {
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
    return { perSecond: stored / ((performance.now() - startedAt) / 1_000), unitsPerReply: units() / stored };
  } finally {
    await close();
  }
};
