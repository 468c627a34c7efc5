import { randomUUID } from 'node:crypto';
import { changedOutgoingSchema, sendingEndpoints, sendingLimitsSchema, sendingRulesSchema, type Connection, type MailContent, type When } from '../../../src/contract/index.ts';
import { addressOf, contacts, type Contact } from '../../personas/contacts.ts';
import type { CampaignCalls } from '../campaign/campaign.ts';
import { campaignKey } from '../campaign/campaign.ts';
import type { GoogleControl } from '../../google/control.ts';
import type { ServiceCalls } from '../service-calls.ts';
import type { CrmUser } from '../users.ts';

/** What is needed to bring about whatever may happen to mail that leaves. */
export interface SendingReach {
  readonly google: GoogleControl;
  readonly service: ServiceCalls;
  readonly campaign: CampaignCalls;
  readonly now: () => number;
  /** Ends the service, lets so much time pass, and starts it again; undefined where it cannot be ended. */
  readonly leaveServiceDown: ((milliseconds: number) => Promise<void>) | undefined;
}

export type Played = 'mail-queued' | 'scheduled-too' | 'near-limit' | 'rush-queued' | 'service-was-down' | 'not-connected' | 'refused';

type Play = (reach: SendingReach, user: CrmUser, mailbox: Connection) => Promise<Played>;

const minuteMs = 60_000;

/** Each is brought about as it would come about: by mail that the CRM really has sent, at a Google that really behaves so. */
export const playSending = async (reach: SendingReach, user: CrmUser, play: Play): Promise<Played> => {
  const mailbox = await reach.service.mailboxOf(user);
  return mailbox === undefined ? 'not-connected' : play(reach, user, mailbox);
};

const queue = async ({ service }: SendingReach, user: CrmUser, mailbox: Connection, to: Contact, more: { readonly when?: When; readonly mail?: Partial<MailContent> } = {}): Promise<boolean> => {
  const first = to.name.split(' ')[0] ?? to.name;
  const mail: MailContent = {
    to: [{ name: to.name, address: to.email }],
    subject: `Our meeting with ${to.company}`,
    text: `Hello ${first},\n\nshall we go on as we said?\n\nBest wishes,\n${user.name}\n`,
    reference: to.email,
    ...more.mail,
  };
  const asked = { connectionId: mailbox.id, key: randomUUID(), mail, when: more.when ?? { kind: 'now' }, anyHour: true };
  return (await service.asPerson(user, changedOutgoingSchema, sendingEndpoints.outgoing, asked)) !== undefined;
};

/** By the clocks of the mailbox' own zone, the next minute at or after an instant. */
const at = async ({ service }: SendingReach, user: CrmUser, mailbox: Connection, instant: number): Promise<When> => {
  const zone = (await service.asPerson(user, sendingRulesSchema, sendingEndpoints.sendingRules(mailbox.id)))?.zone ?? 'UTC';
  const minute = new Date(Math.ceil(instant / minuteMs) * minuteMs);
  return { kind: 'at', wall: minute.toLocaleString('sv', { timeZone: zone }).slice(0, 16).replace(' ', 'T'), zone };
};

/** Leaves at once; what comes of it is the contact's affair. */
export const writeTo =
  (contact: Contact, mail: Partial<MailContent> = {}): Play =>
  async (reach, user, mailbox) =>
    (await queue(reach, user, mailbox, contact, { mail })) ? 'mail-queued' : 'refused';

/** One mail waits for some minutes; the answer to another one comes first. What was written a moment ago would leave all the same. */
export const answersBeforehand: Play = async (reach, user, mailbox) => {
  const later = await at(reach, user, mailbox, reach.now() + 2 * minuteMs);
  const waits = await queue(reach, user, mailbox, contacts.noor, { when: later, mail: { subject: 'Did you have a moment?' } });
  return waits && (await queue(reach, user, mailbox, contacts.noor)) ? 'scheduled-too' : 'refused';
};

const smallLimit = 20;
const stillLeft = 3;

/** An administrator lets this mailbox send little, and the user has just sent most of that from a phone. */
export const nearLimit: Play = async ({ google, service }, user, mailbox) => {
  const set = await service.asHost(sendingEndpoints.backendLimits(mailbox.id), { org: user.org, user: user.id, limits: { messagesPerDay: smallLimit } });
  const limits = set ? await service.asPerson(user, sendingLimitsSchema, sendingEndpoints.sendingLimits(mailbox.id)) : undefined;
  const known = limits?.limits.find(({ name }) => name === 'messagesPerDay');
  if (known === undefined) return 'refused';
  const from = `${user.name} <${mailbox.email}>`;
  for (let index = 1; index <= known.left - stillLeft; index += 1) {
    google.deliver(mailbox.email, { from, to: addressOf(contacts.anna), subject: `From my phone, ${index}`, text: 'On my way.\n' }, { labels: ['SENT'] });
  }
  return 'near-limit';
};

export const morningRush: Play = async ({ campaign }, user) => ((await campaign.send(user, campaignKey())) === undefined ? 'refused' : 'rush-queued');

/** The next mail that any mailbox sends meets it. */
export const atGoogle =
  (fault: 'sending-paused' | 'answer-lost'): Play =>
  async (reach, user, mailbox) => {
    reach.google.failNext('messages.send', fault);
    return writeTo(contacts.anna)(reach, user, mailbox);
  };

const downMs = 30 * minuteMs;

/** It comes back long after the mail was due: more than a quarter of an hour late, no mail leaves unasked. */
export const downOverDueTime: Play = async (reach, user, mailbox) => {
  if (reach.leaveServiceDown === undefined) return 'refused';
  const soon = await at(reach, user, mailbox, reach.now() + minuteMs);
  if (!(await queue(reach, user, mailbox, contacts.anna, { when: soon, mail: { subject: 'Due while nobody was there' } }))) return 'refused';
  await reach.leaveServiceDown(downMs);
  return 'service-was-down';
};

/** Google's plan decides again, and everybody here is written to again. */
export const sendingAsUsual = async ({ service }: SendingReach, user: CrmUser): Promise<void> => {
  const mailbox = await service.mailboxOf(user);
  if (mailbox === undefined) return;
  await service.asHost(sendingEndpoints.backendLimits(mailbox.id), { org: user.org, user: user.id, limits: null });
  await service.asHost(sendingEndpoints.backendUnsuppress, { org: user.org, what: Object.values(contacts).map(({ email }) => email) });
};
