import type { MailHeaders } from '../../google/gmail-port.ts';
import { findTracked, type TrackedMail } from '../../store/tracked-mails.ts';
import { trackedIdsOfThread } from '../../store/tracked-threads.ts';
import { headerOf } from '../mail/mail.ts';
import { refersTo } from '../mail/message-ids.ts';
import { addressesIn } from '../mail/read-mail.ts';
import type { TrackedMail as JudgedAgainst } from '../verdict/judgement.ts';
import type { Reading } from '../verdict/reading.ts';
import { mailboxKey, sameMailbox } from '../verdict/same-mailbox.ts';
import { worthReading } from '../verdict/worth-reading.ts';
import type { Poll } from './poll.ts';

/** Nobody writes from more addresses than this; a hostile header may name thousands. */
const mostAddresses = 20;

/** Whether a mail of an unknown conversation is read whole, by its headers alone. */
export const isWorthReading = async ({ ports, mailbox }: Poll, { headers, labels }: MailHeaders): Promise<boolean> => {
  const lower = headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
  const value = (name: string): string | undefined => headerOf({ headers: lower }, name);
  const senders = addressesIn(value('from') ?? '').map(({ address }) => address);
  const tracked = await findTracked(ports.database, mailbox.connectionId, {
    threadIds: [],
    messageIds: refersTo(value('in-reply-to'), value('references')),
    addresses: keysOf(senders),
  });
  return worthReading(headers, labels, {
    inTrackedThread: false,
    isTracked: (id) => tracked.some((mail) => messageIdsOf(mail).includes(id)),
    isContact: (address) => tracked.some(({ recipients }) => recipients.some((recipient) => sameMailbox(recipient, address))),
  }).worth;
};

export interface Meant {
  /** Everything that may be meant: what the mail names, then the latest. */
  readonly tracked: readonly TrackedMail[];
  /** Those in the conversation that the mail stands in. */
  readonly ofThread: readonly TrackedMail[];
}

/** Our mails that a whole mail may be about: by what it names, by its conversation, by its sender and by whom it did not reach. */
export const whoIsMeant = async ({ ports, mailbox }: Poll, threadId: string, reading: Reading): Promise<Meant> => {
  const { mail, report } = reading;
  const bounced = report === undefined || report.verdict === 'other' ? { names: [], recipients: [] } : report;
  const { connectionId } = mailbox;
  const hints = {
    threadIds: [threadId],
    messageIds: [...new Set([...mail.refersTo, ...bounced.names])],
    addresses: keysOf([...mail.from.map(({ address }) => address), ...bounced.recipients]),
  };
  const tracked = await findTracked(ports.database, connectionId, hints);
  const ofThread = tracked.filter((each) => each.threadId === threadId);
  if (ofThread.length > 0) return { tracked, ofThread };
  // A conversation may have begun with an answer that Gmail did not put beside our mail.
  const answered = await trackedIdsOfThread(ports.database, connectionId, threadId);
  if (answered.size === 0) return { tracked, ofThread };
  const all = await findTracked(ports.database, connectionId, { ...hints, ids: [...answered] });
  return { tracked: all, ofThread: all.filter(({ id }) => answered.has(id)) };
};

export const judgedAgainst = ({ tracked, ofThread }: Meant): readonly JudgedAgainst[] =>
  tracked.map((mail) => ({
    id: mail.id,
    messageIds: messageIdsOf(mail),
    recipients: mail.recipients,
    sentAt: new Date(mail.sentAt),
    sameThread: ofThread.includes(mail),
  }));

const messageIdsOf = ({ messageId, gmailMessageId }: TrackedMail): readonly string[] => [messageId, gmailMessageId].filter((id) => id !== undefined);

const keysOf = (addresses: readonly string[]): readonly string[] => [...new Set(addresses.slice(0, mostAddresses).map(mailboxKey))].filter((key) => key !== '');
