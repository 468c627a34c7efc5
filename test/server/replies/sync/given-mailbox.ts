import { createPolling } from '../../../../src/server/replies/sync/polling.ts';
import type { Ports } from '../../../../src/server/ports.ts';
import { enrolMailbox, readMailbox, type StoredMailbox } from '../../../../src/server/store/mailboxes.ts';
import { accessTokenPlace, refreshTokenPlace } from '../../../../src/server/store/sealed-places.ts';
import type { Store } from '../../../../src/server/store/open.ts';
import { newId } from '../../../../src/server/store/new-id.ts';
import { trackMail, type TrackedMail } from '../../../../src/server/store/tracked-mails.ts';
import { acme, givenPorts, settingsWith, type TestClock } from '../../given-ports.ts';
import { givenGmail, type GivenGmail, type GivenMail } from './given-gmail.ts';

const scopes = 'openid email https://www.googleapis.com/auth/gmail.send https://www.googleapis.com/auth/gmail.readonly';
export const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
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
  for (const table of ['mailboxes', 'tracked_mails', 'tracked_people', 'replies', 'postponed_mails', 'feeds', 'deliveries', 'proofs', 'ignored_findings', 'connections'] as const) {
    await database.deleteFrom(table).execute();
  }
  const given = givenPorts(store);
  const { clock, lines } = given;
  const gmail = givenGmail({ now: () => clock.now() });
  const ports: Ports = { ...given.ports, settings: settingsWith({ tenants: new Map([[acme.id, webhookTenant]]) }), gmail: gmail.port, ...change };
  const place = { ...owner, id: connectionId };
  const far = new Date(clock.now() + 400 * 86_400_000);
  await database
    .insertInto('connections')
    .values({
      id: connectionId,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      google_sub: 'sub-anna',
      email: anna,
      status: 'working',
      scopes,
      sealed_refresh_token: ports.keyring.seal('refresh-1', refreshTokenPlace(place)),
      sealed_access_token: ports.keyring.seal('access-1', accessTokenPlace(place)),
      access_token_ends_at: far,
      grant_number: 1,
      answer_number: 1,
      connected_at: new Date(clock.now()),
      last_worked_at: new Date(clock.now()),
      next_check_at: far,
    })
    .execute();
  await database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId, owner, email: anna, now: clock.now() }));

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
