import { createHash } from 'node:crypto';
import type { AcceptedMail } from '../../../demo/google/gmail/sending.ts';
import { succeed, type MailContent, type OutgoingMail, type When } from '../../../src/contract/index.ts';
import type { UserCaller } from '../../../src/server/auth/caller.ts';
import { createPolling } from '../../../src/server/replies/sync/polling.ts';
import type { Ports, Random } from '../../../src/server/ports.ts';
import { decideMail, type Wish } from '../../../src/server/sending/queue/decide-mail.ts';
import { viewsOf } from '../../../src/server/sending/queue/outgoing-view.ts';
import { queueMail } from '../../../src/server/sending/queue/queue-mail.ts';
import { sendDue } from '../../../src/server/sending/dispatch/sending-rounds.ts';
import { settleDue, takeLeftBehind } from '../../../src/server/sending/settle/settle-rounds.ts';
import { enrolMailbox } from '../../../src/server/store/mailboxes.ts';
import { listOutgoing } from '../../../src/server/store/outgoing-mails.ts';
import type { Store } from '../../../src/server/store/open.ts';
import { accessTokenPlace, refreshTokenPlace } from '../../../src/server/store/sealed-places.ts';
import type { GivenGmail } from '../google/given-gmail.ts';
import { acme, givenPorts, settingsWith, type TestClock } from '../given-ports.ts';

const scopeOf = { send: 'https://www.googleapis.com/auth/gmail.send', read: 'https://www.googleapis.com/auth/gmail.readonly' };
export const owner = { tenant: 'acme', org: 'org-1', user: 'user-1' };
export const connectionId = 'connection-of-lea-001';
export const lea = 'lea@northpeak.example';

export const caller: UserCaller = {
  kind: 'user',
  tenant: acme,
  org: owner.org,
  user: owner.user,
  origin: 'https://crm.acme.example',
  jti: 'jti-1',
  tokenEndsAt: Number.POSITIVE_INFINITY,
  name: undefined,
  expectedEmail: undefined,
  hostedDomain: undefined,
};

/** A mailbox that sends, in an empty database, before the emulated Gmail. */
export interface GivenSender {
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly google: GivenGmail['google'];
  readonly gmail: GivenGmail;
  /** Queues a mail; at once unless another time is given. The key is its subject. */
  queue(subject: string, change?: Partial<MailContent>, when?: When): Promise<OutgoingMail>;
  decide(mail: OutgoingMail, wish: Wish): Promise<OutgoingMail | string>;
  /** Lets go what is due now; by another process where its ports are given. */
  send(by?: Ports): Promise<void>;
  settle(by?: Ports): Promise<void>;
  /** Reads what came into the mailbox. */
  poll(by?: Ports): Promise<void>;
  mails(): Promise<readonly OutgoingMail[]>;
  /** Each mail by its subject, with its state and the reason of it. */
  states(): Promise<Readonly<Record<string, string>>>;
  /** What Google took, whatever was heard of it: by subject, how often. */
  taken(): ReadonlyMap<string, number>;
}

const tables = ['outgoing_mails', 'sending_mailboxes', 'sent_elsewhere', 'heard_facts', 'suppressions', 'attachments', 'attachment_uses', 'mailboxes', 'tracked_mails', 'tracked_people', 'replies', 'postponed_mails', 'feeds', 'deliveries', 'proofs', 'connections'] as const;

let senders = 0;

/** Other bytes in each test of a file: Gmail keeps the attempts of all of them. */
const freshRandom = (): Random => {
  const sender = (senders += 1);
  let drawn = 0;
  return { bytes: (length) => new Uint8Array(createHash('shake256', { outputLength: length }).update(`${sender}/${(drawn += 1)}`).digest()) };
};

export interface SenderOptions {
  readonly gmail: GivenGmail;
  readonly capabilities?: readonly ('send' | 'read')[];
  readonly sending?: Partial<Ports['settings']['sending']>;
  readonly random?: Random;
}

export const givenSender = async (store: Pick<Store, 'database'>, { gmail, capabilities = ['send', 'read'], sending = {}, random }: SenderOptions): Promise<GivenSender> => {
  const { database } = store;
  for (const table of tables) await database.deleteFrom(table).execute();
  const before = gmail.google.control.sentMails().length;
  const { clock } = gmail;
  const scopes = ['openid', 'email', ...capabilities.map((each) => scopeOf[each])];
  const given = givenPorts(store, { random: random ?? freshRandom() });
  const settings = settingsWith();
  // Access ends after an hour, as everywhere.
  const access = (): string => gmail.google.control.issueAccess(lea, scopes);
  const google: Ports['google'] = {
    ...given.ports.google,
    profile: async () => succeed({ email: lea, historyId: '1' }),
    refresh: async () => succeed({ accessToken: access(), accessTokenExpiresAt: clock.now() + 3_600_000, refreshToken: undefined, scopes }),
  };
  const ports: Ports = { ...given.ports, google, clock, gmail: gmail.gmail, settings: { ...settings, sending: { ...settings.sending, undoSeconds: 0, ...sending } } };
  const place = { ...owner, id: connectionId };
  const far = new Date(clock.now() + 4_000 * 86_400_000);
  await database
    .insertInto('connections')
    .values({
      id: connectionId,
      tenant: owner.tenant,
      org: owner.org,
      crm_user: owner.user,
      google_sub: 'sub-lea',
      email: lea,
      status: 'working',
      scopes: scopes.join(' '),
      sealed_refresh_token: ports.keyring.seal('refresh-token', refreshTokenPlace(place)),
      sealed_access_token: ports.keyring.seal(access(), accessTokenPlace(place)),
      access_token_ends_at: new Date(clock.now() + 3_600_000),
      grant_number: 1,
      answer_number: 1,
      connected_at: new Date(clock.now()),
      last_worked_at: new Date(clock.now()),
      next_check_at: far,
    })
    .execute();
  if (capabilities.includes('read')) await database.transaction().execute((transaction) => enrolMailbox(transaction, { connectionId, owner, email: lea, now: clock.now() }));
  const running = new AbortController().signal;

  const sender: GivenSender = {
    ports,
    clock,
    google: gmail.google,
    gmail,
    async queue(subject, change = {}, when = { kind: 'now' }) {
      const mail = { to: [{ name: 'Anna Berg', address: 'anna.berg@globex.example' }], subject, text: `About ${subject}.`, ...change };
      const key = `key-${Buffer.from(subject).toString('base64url')}`.slice(0, 64);
      const queued = await queueMail(ports, caller, { connectionId, key, mail, when });
      if (!queued.ok) throw new Error(`Not queued: ${queued.failure.code}`);
      return queued.value;
    },
    async decide(mail, wish) {
      const decided = await decideMail(ports, caller, mail.id, mail.version, wish);
      return decided.ok ? decided.value : decided.failure.code;
    },
    send: (by = ports) => sendDue(by, running),
    async settle(by = ports) {
      await takeLeftBehind(by);
      await settleDue(by, running);
    },
    async poll(by = ports) {
      const polling = createPolling(by, running);
      await polling.claim();
      await polling.drain();
    },
    mails: async () => viewsOf(ports, await listOutgoing(database, owner, { before: undefined, limit: 1_000, connectionId: undefined, open: false })),
    async states() {
      const mails = await sender.mails();
      return Object.fromEntries(mails.map(({ subject, state }) => [subject, ['reason' in state ? `${state.kind} ${state.reason.code}` : 'because' in state ? `${state.kind} ${state.because}` : state.kind].join('')]));
    },
    taken() {
      const counts = new Map<string, number>();
      for (const mail of gmail.google.control.sentMails().slice(before)) {
        const subject = subjectOf(mail);
        counts.set(subject, (counts.get(subject) ?? 0) + 1);
      }
      return counts;
    },
  };
  return sender;
};

const subjectOf = ({ headers }: AcceptedMail): string => headers.find(({ name }) => name.toLowerCase() === 'subject')?.value ?? '';
