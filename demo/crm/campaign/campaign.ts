import { randomUUID } from 'node:crypto';
import {
  batchSchema,
  emailAddress,
  forecastSchema,
  sendingEndpoints,
  type AskForecast,
  type Batch,
  type BatchMail,
  type QueueBatch,
  type SendingForecast,
} from '../../../src/contract/index.ts';
import type { Contact } from '../../personas/contacts.ts';
import type { ServiceCalls } from '../service-calls.ts';
import type { CrmUser } from '../users.ts';
import { campaignPeople } from './campaign-people.ts';

/** One mail to each of 180 people, all in one call: what is sent, waits, is blocked and failed adds up to them. */
export interface CampaignCalls {
  /** What would leave when; nothing is kept. */
  forecast(user: CrmUser): Promise<CampaignForecast>;
  /** The same key again is the same campaign, however often its button is pressed. */
  send(user: CrmUser, key: string): Promise<Batch | undefined>;
  read(user: CrmUser, id: string): Promise<Batch | undefined>;
}

export type CampaignForecast =
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'unknown' }
  /** Those whom no mail can be written to are not asked about. */
  | { readonly kind: 'known'; readonly forecast: SendingForecast; readonly people: readonly Contact[]; readonly unreadable: readonly Contact[]; readonly nameless: readonly Contact[] };

export const campaignKey = (): string => randomUUID();

export const createCampaignCalls = (service: ServiceCalls): CampaignCalls => ({
  forecast: async (user) => {
    const mailbox = await service.mailboxOf(user);
    if (mailbox === undefined) return { kind: 'not-connected' };
    const people = campaignPeople.filter((each) => isReadable(each) && hasName(each));
    const asked: AskForecast = { when: { kind: 'now' }, anyHour: true, mails: people.map(({ email }) => ({ recipients: [{ address: email }] })) };
    const forecast = await service.asPerson(user, forecastSchema, sendingEndpoints.sendingForecast(mailbox.id), asked);
    return forecast === undefined ? { kind: 'unknown' } : { kind: 'known', forecast, people, unreadable: campaignPeople.filter((each) => !isReadable(each)), nameless: campaignPeople.filter((each) => !hasName(each)) };
  },
  send: async (user, key) => {
    const mailbox = await service.mailboxOf(user);
    if (mailbox === undefined) return undefined;
    const batch: QueueBatch = { connectionId: mailbox.id, key, when: { kind: 'now' }, anyHour: true, mails: campaignPeople.map((to) => mailTo(user, to)) };
    return service.asPerson(user, batchSchema, sendingEndpoints.batches, batch);
  },
  read: (user, id) => service.asPerson(user, batchSchema, sendingEndpoints.batch(encodeURIComponent(id))),
});

const isReadable = ({ email }: Contact): boolean => emailAddress.safeParse(email).success;

const hasName = ({ name }: Contact): boolean => name !== '';

const mailTo = ({ name: writer }: CrmUser, { name, company, email }: Contact): BatchMail => ({
  mail: {
    to: [{ name, address: email }],
    subject: 'Spring prices for {{Company}}',
    text: `Hello {{First name}},\n\nour prices for the spring are out, and those for {{Company}} stay as they are. Shall we renew?\n\nBest wishes,\n${writer}\nNorthpeak\n`,
    // Who is on such a list can leave it at one click.
    marketing: true,
    reference: email,
  },
  fields: { 'First name': name.split(' ')[0] ?? '', Company: company },
});
