import type { Reply } from '../../../src/contract/index.ts';
import { contacts } from '../../personas/contacts.ts';
import type { CrmUser } from '../users.ts';
import type { HeardEvent } from './heard-events.ts';

/** What is known of one contact, newest first. Without a contact: what concerns the person's mailbox itself. */
export interface ContactActivity {
  readonly contact: { readonly email: string; readonly name: string; readonly company: string } | undefined;
  readonly events: readonly HeardEvent[];
}

/** The events of one person of the CRM by contact, whoever was heard of last first. */
export const activityOf = (heard: readonly HeardEvent[], { id, org }: Pick<CrmUser, 'id' | 'org'>): readonly ContactActivity[] => {
  const byContact = new Map<string, HeardEvent[]>();
  for (const each of heard.toReversed()) {
    const { data } = each.event;
    if (data.org !== org || data.user !== id) continue;
    const email = 'reply' in data ? contactOf(data.reply) : '';
    byContact.set(email, [...(byContact.get(email) ?? []), each]);
  }
  return [...byContact].map(([email, events]) => ({ contact: email === '' ? undefined : described(email, events), events }));
};

/**
 * The CRM's own reference says to whom the mail was sent: a colleague who answers, or a mail system, belongs to that
 * contact. Without one the address that failed says it, or that of the writer.
 */
const contactOf = ({ answers, bounce, from }: Reply): string => (answers?.reference ?? bounce?.recipients[0] ?? from.address).toLowerCase();

const described = (email: string, events: readonly HeardEvent[]): NonNullable<ContactActivity['contact']> => {
  const known = Object.values(contacts).find((each) => each.email === email);
  const writer = events.flatMap(({ event: { data } }) => ('reply' in data && data.reply.from.address.toLowerCase() === email ? [data.reply.from.name] : []))[0];
  return { email, name: known?.name ?? (writer || email), company: known?.company ?? '' };
};
