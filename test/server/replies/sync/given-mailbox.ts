import { createPolling } from '../../../../src/server/replies/sync/polling.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { readMailbox, type StoredMailbox } from '../../../../src/server/store/mailboxes.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { newId } from '../../../../src/server/store/new-id.ts';
import { trackMail, type TrackedMail } from '../../../../src/server/store/tracked-mails.ts';
import { readScope, sendScope } from '../../../../demo/google/scopes.ts';
import { givenConnection, owner } from '../given-connection.ts';
import { acme, givenPorts, settingsWith, type TestClock } from '../../given-ports.ts';
import { givenGmail, type GivenGmail, type GivenMail } from './given-gmail.ts';

export { owner } from '../given-connection.ts';

export const connectionId = 'connection-of-anna-01';
export const anna = 'anna@mail.example';

export const webhookTenant = {
  ...acme,
  webhooks: [{ id: 'crm', url: 'https://crm.acme.example/hooks', secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`], events: ['reply.found', 'tracking.gap-closed'] as const }],
};

export interface GivenMailbox {
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly gmail: GivenGmail;
  readonly lines: readonly string[];
  /** Polls whatever is due, to the end. */
  poll(ports?: Ports): Promise<void>;
  /** Lets time pass until the mailbox is due, and polls it. */
  pollNext(): Promise<void>;
  mailbox(): Promise<StoredMailbox>;
  track(mail?: Partial<TrackedMail>): Promise<TrackedMail>;
  /** A reply to a tracked mail, in its thread unless said otherwise. */
  answer(mail: TrackedMail, given?: GivenMail): string;
  replies(): Promise<readonly string[]>;
  deliveries(): Promise<readonly string[]>;
}

/** A mailbox that was connected and looked at once, in an empty database. */
export const givenMailbox = async (store: Pick<Store, 'database'>, change: Partial<Ports> = {}): Promise<GivenMailbox> => {
  const { database } = store;
  const given = givenPorts(store);
  const { clock, lines } = given;
  const gmail = givenGmail({ now: () => clock.now() });
  const ports: Ports = { ...given.ports, settings: settingsWith({ tenants: new Map([[acme.id, webhookTenant]]) }), gmail: gmail.port, ...change };
  await givenConnection(ports, { id: connectionId, email: anna, scopes: [sendScope, readScope], accessToken: 'access-1' });

  const polling = createPolling(ports, new AbortController().signal);
  const mailbox: GivenMailbox = {
    ports,
    clock,
    gmail,
    lines,
    async poll(others) {
      const polls = others === undefined ? polling : createPolling(others, new AbortController().signal);
      await polls.claim();
      await polls.drain();
    },
    async pollNext() {
      const { nextPollAt } = await mailbox.mailbox();
      clock.advance(Math.max(0, nextPollAt - clock.now()));
      await mailbox.poll();
    },
    async mailbox() {
      const row = await readMailbox(database, connectionId);
      if (row === undefined) throw new Error('The mailbox has no row');
      return row;
    },
    async track(given = {}) {
      const id = newId(ports.random);
      const mail: TrackedMail = {
        id,
        connectionId,
        gmailId: undefined,
        threadId: `thread-${id}`,
        messageId: `${id}@acme.example`,
        gmailMessageId: undefined,
        subject: 'Our offer',
        recipients: ['ben@client.example'],
        sentAt: clock.now(),
        reference: 'deal-7',
        source: 'host',
        ...given,
      };
      await database.transaction().execute((transaction) => trackMail(transaction, owner, mail));
      return mail;
    },
    answer(mail, { headers = {}, ...rest } = {}) {
      const standard = { From: 'Ben Bright <ben@client.example>', To: anna, Subject: `Re: ${mail.subject}`, 'Message-ID': `<answer-${newId(ports.random)}@client.example>`, 'In-Reply-To': `<${mail.messageId ?? 'none@x.example'}>` };
      return gmail.deliver({ threadId: mail.threadId ?? 'thread-none', text: 'Yes, gladly.', headers: { ...standard, ...headers }, ...rest }).gmailId;
    },
    async replies() {
      const rows = await database.selectFrom('replies').select(['gmail_id', 'verdict', 'found_in']).orderBy('change_number').execute();
      return rows.map((row) => `${row.gmail_id} ${row.verdict} ${row.found_in}`);
    },
    async deliveries() {
      const rows = await database.selectFrom('deliveries').select(['type', 'payload']).orderBy('place').execute();
      return rows.map(({ type, payload }) => `${type} ${/"threadId":"([^"]*)"/.exec(payload)?.[1] ?? ''}`);
    },
  };
  await mailbox.poll();
  return mailbox;
};
