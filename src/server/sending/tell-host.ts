import type { Transaction } from 'kysely';
import { mailEventTypes, type WebhookEvent } from '../../contract/index.ts';
import { instantOf } from '../connections/connection-view.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { changeAndRead, changeOutgoing, readOutgoings, type IdAndChange, type StoredOutgoing } from '../store/outgoing-mails.ts';
import type { Tables } from '../store/tables.ts';
import { queueDeliveries, type ToTell } from '../webhooks/queue-delivery.ts';

type MailEvent = Extract<WebhookEvent, { readonly type: (typeof mailEventTypes)[number] }>;

/** The same as `changeOutgoing`, and the host hears of what ended or asks, in the same transaction. */
export const changeAndTell = async (ports: Ports, transaction: Transaction<Tables>, owner: Owner, changes: readonly IdAndChange[]): Promise<void> => {
  const toTell = new Set(listens(ports, owner) ? changes.flatMap(([id, { state }]) => (typeof state === 'string' && eventOf.has(state) ? [id] : [])) : []);
  if (toTell.size === 0) return changeOutgoing(transaction, owner, changes);
  const mails = await changeAndRead(transaction, owner, changes);
  await tell(ports, transaction, mails.filter(({ id }) => toTell.has(id)).toSorted((one, other) => one.change - other.change));
};

/**
 * Writes down what the host is to be told of these mails as they stand now. All mails of a mailbox are told in the order in
 * which they came so: a host that hears that one was held hears later, and never before, that it was sent.
 */
export const tellHost = async (ports: Ports, transaction: Transaction<Tables>, owner: Owner, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0 && listens(ports, owner)) await tell(ports, transaction, await readOutgoings(transaction, owner, ids));
};

/** Most hosts listen to nothing, and a mail that leaves costs them no question. */
const listens = ({ settings }: Ports, { tenant }: Owner): boolean =>
  settings.tenants.get(tenant)?.webhooks.some(({ events }) => mailEventTypes.some((type) => events.includes(type))) ?? false;

const tell = async (ports: Ports, transaction: Transaction<Tables>, mails: readonly StoredOutgoing[]): Promise<void> => {
  const now = ports.clock.now();
  const toTell = mails.flatMap((mail) => tellingOf(mail, now));
  for (let start = 0; start < toTell.length; start += atOnce) await queueDeliveries(ports, transaction, toTell.slice(start, start + atOnce));
};

/** A statement takes 65,535 values. */
const atOnce = 500;

const eventOf: ReadonlyMap<string, MailEvent['type']> = new Map(mailEventTypes.map((type) => [type.slice('mail.'.length), type]));

const tellingOf = (mail: StoredOutgoing, now: number): readonly ToTell[] => {
  const type = eventOf.get(mail.state.kind);
  if (type === undefined || !('at' in mail.state)) return [];
  const { owner, connectionId, batch, reference, gmailId, threadId, state } = mail;
  const told: MailEvent['data']['mail'] = {
    id: mail.id,
    connectionId,
    ...(batch === undefined ? {} : { batchId: batch.id }),
    ...(reference === undefined ? {} : { reference }),
    createdAt: instantOf(mail.createdAt),
    dueAt: instantOf(mail.dueAt),
    at: instantOf(mail.state.at),
    ...('reason' in state ? { reason: state.reason.code } : {}),
    ...('reason' in state && 'replyId' in state.reason ? { replyId: state.reason.replyId } : {}),
    ...(gmailId === undefined ? {} : { gmailId }),
    ...(threadId === undefined ? {} : { threadId }),
  };
  return [{ owner, orderKey: connectionId, event: { type, timestamp: instantOf(now), data: { org: owner.org, user: owner.user, mail: told } } }];
};
