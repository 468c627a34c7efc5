import type { World } from '../world.ts';
import { deliver, mailOf, mailOfLetter, type Delivery } from './deliver.ts';
import type { Letter } from './letter.ts';
import { deleteMail, forgetHistory, relabel, type StoredMail } from './mailbox.ts';
import { noUsage, type AccountMailbox, type Usage } from './mailboxes.ts';
import { usualSettings, type AutoForwarding, type Filter, type SendAs, type Vacation } from './mailbox-settings.ts';
import type { PushBehaviour, SentPush, Subscription } from './pushes.ts';
import { usualLimits, type QuotaLimits } from './quota.ts';
import type { AcceptedMail, SendingLimits } from './sending.ts';
import { readScope, sendScope } from '../scopes.ts';

/** What tests and the test panel do with mailboxes: what happens in them without anybody's asking the API. */
export interface GmailControl {
  /** A mail arrives: bytes as they are, or a letter, which goes to the mailbox itself unless it says otherwise. */
  deliver(email: string, mail: Uint8Array | string | ArrivingLetter, how?: Arrival): Delivered;
  mailbox(email: string): MailboxView;
  putFilter(email: string, filter: Omit<Filter, 'id'>): string;
  removeFilter(email: string, id: string): void;
  putLabel(email: string, name: string): string;
  setVacation(email: string, vacation: Vacation): void;
  setForwarding(email: string, forwarding: AutoForwarding): void;
  setSendAs(email: string, sendAs: readonly SendAs[]): void;
  /** Gmail forgets what changed before now. */
  expireHistory(email: string): void;
  /** For good, as when somebody empties the trash. */
  deleteMail(email: string, id: string): void;
  relabelMail(email: string, id: string, change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): void;
  /** Where Pub/Sub posts what changed; without it nobody is told. */
  pushTo(subscription: Subscription | undefined): void;
  behavePushes(how: PushBehaviour): void;
  /** Sends what was held, the newest first. */
  releasePushes(): void;
  pushesSettled(): Promise<void>;
  readonly pushes: readonly SentPush[];
  /** Other limits than the usual; what is absent is as usual. */
  limitQuota(limits: Partial<QuotaLimits>): void;
  /** How much every mailbox may send in a day; usually nobody counts. */
  limitSending(limits: SendingLimits | undefined): void;
  /** Every mail that was taken by `messages.send`, heard of or not, since this Google began: no reset forgets one. */
  sentMails(): readonly AcceptedMail[];
  /** What was asked of one mailbox, or of all, and what it cost. */
  usage(email?: string): UsageView;
  forgetUsage(): void;
  /** An access token without the walk through Google's pages. */
  issueAccess(email: string, scopes?: readonly string[]): string;
}

export type ArrivingLetter = Omit<Letter, 'to'> & Partial<Pick<Letter, 'to'>>;
export type Arrival = Pick<Delivery, 'labels' | 'at'>;

export interface Delivered {
  readonly id: string;
  readonly threadId: string;
  readonly messageId: string | undefined;
}

export interface MailboxView {
  readonly historyId: string;
  /** Oldest first. */
  readonly mails: readonly StoredMail[];
  readonly filters: readonly Filter[];
  readonly forwarding: AutoForwarding;
  readonly vacation: Vacation;
  /** Topics that are told of changes. */
  readonly watchedBy: readonly string[];
}

export type UsageView = Pick<Usage, 'calls' | 'units' | 'mostAtOnce'>;

export const createGmailControl = (world: World): GmailControl => {
  const { mailboxes, pushes, quota, accounts } = world;
  const own = (email: string): AccountMailbox => mailboxes.of(accounts.findOrOpen(email));
  const mailIn = (email: string, id: string): StoredMail => {
    const mail = own(email).mailbox.mails.get(id);
    if (mail === undefined) throw new TypeError(`Failed to find the mail ${id}: it is not in the mailbox of ${email}`);
    return mail;
  };
  const freshId = (): string => Buffer.from(world.random.bytes(9)).toString('base64url');

  return {
    deliver: (email, mail, how = {}) => {
      const account = accounts.findOrOpen(email);
      const arriving =
        typeof mail === 'string' || mail instanceof Uint8Array
          ? mailOf(Buffer.from(mail))
          : mailOfLetter({ to: account.email, ...mail }, mail.messageId ?? `<${freshId()}@${domainOf(mail.from)}>`, how.at ?? world.clock.now());
      const stored = deliver(world, account, arriving, how);
      return { id: stored.id, threadId: stored.threadId, messageId: stored.head.messageId };
    },
    mailbox: (email) => {
      const { mailbox, settings, watches } = own(email);
      return { historyId: String(mailbox.newest), mails: mailbox.byTime, filters: settings.filters, forwarding: settings.forwarding, vacation: settings.vacation, watchedBy: [...watches.values()].map(({ topic }) => topic) };
    },
    putFilter: (email, filter) => {
      const { settings } = own(email);
      const id = `ANe1Bm${freshId()}`;
      settings.filters = [...settings.filters, { id, ...filter }];
      return id;
    },
    removeFilter: (email, id) => {
      const { settings } = own(email);
      settings.filters = settings.filters.filter((filter) => filter.id !== id);
    },
    putLabel: (email, name) => {
      const { settings } = own(email);
      const known = settings.labels.find((label) => label.name === name);
      const id = known?.id ?? `Label_${String(settings.labels.length + 1)}`;
      if (known === undefined) settings.labels = [...settings.labels, { id, name }];
      return id;
    },
    setVacation: (email, vacation) => void (own(email).settings.vacation = vacation),
    setForwarding: (email, forwarding) => void (own(email).settings.forwarding = forwarding),
    setSendAs: (email, sendAs) => void (own(email).settings.sendAs = sendAs),
    expireHistory: (email) => forgetHistory(own(email).mailbox, mailboxes.draw),
    deleteMail: (email, id) => deleteMail(own(email).mailbox, mailboxes.draw, mailIn(email, id)),
    relabelMail: (email, id, { add = [], remove = [] }) => relabel(own(email).mailbox, mailboxes.draw, mailIn(email, id), add, remove),
    pushTo: (subscription) => pushes.subscribe(subscription),
    behavePushes: (how) => pushes.behave(how),
    releasePushes: () => pushes.release(),
    pushesSettled: () => pushes.settled(),
    pushes: pushes.sent,
    limitQuota: (limits) => {
      quota.limits = { ...usualLimits, ...limits };
    },
    limitSending: (limits) => void (world.sending.limits = limits),
    sentMails: () => [...world.sending.accepted],
    usage: (email) => {
      const { calls, units, mostAtOnce } = email === undefined ? quota.whole : own(email).usage;
      return { calls: { ...calls }, units, mostAtOnce };
    },
    forgetUsage: () => {
      quota.forget();
      for (const { usage } of mailboxes.all.values()) Object.assign(usage, { ...noUsage(), inFlight: usage.inFlight });
    },
    issueAccess: (email, scopes = [sendScope, readScope]) => {
      const [client] = world.clients;
      if (client === undefined) throw new TypeError('Failed to issue an access token: no client is registered');
      const { clientId, project } = client;
      return world.grants.issueTokens({ sub: accounts.findOrOpen(email).sub, clientId, project, scopes }, undefined).accessToken;
    },
  };
};

/** Everything as a new mailbox has it, but for the mails. */
export const resetGmail = ({ mailboxes, pushes, quota, sending }: World): void => {
  sending.limits = undefined;
  pushes.behave('delivered');
  quota.limits = usualLimits;
  for (const { settings } of mailboxes.all.values()) Object.assign(settings, usualSettings());
};

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'mail.example';

