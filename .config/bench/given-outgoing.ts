import { succeed } from '../../src/contract/index.ts';
import type { GmailPort } from '../../src/server/google/gmail-port.ts';
import type { Ports } from '../../src/server/ports.ts';
import { contentColumns } from '../../src/server/sending/queue/content.ts';
import { accessTokenOf, connectionOf } from './given-mailboxes.ts';

/** Mails that wait in mailboxes of `makeMailboxes`, written straight into the tables. */
export interface OutgoingToMake {
  readonly mailboxes: number;
  readonly count: number;
  readonly tenant: string;
  /** When mail `index` of all is due. Mailbox by mailbox they follow one another. */
  readonly dueAt: (index: number) => number;
}

const rowsAtOnce = 500;

export const makeOutgoing = async (ports: Ports, { mailboxes, count, tenant, dueAt }: OutgoingToMake): Promise<void> => {
  const { database, clock } = ports;
  const now = new Date(clock.now());
  const ownerOf = (number: number) => ({ tenant, org: `org-${number % 100}`, user: `user-${number}` });
  const rowOf = (index: number) => {
    const number = index % mailboxes;
    const { user, ...place } = ownerOf(number);
    const id = `mail-of-bench-${String(index).padStart(8, '0')}`;
    const content = {
      to: [{ name: `Anna ${index}`, address: `anna-${index}@client-${index % 700}.example` }],
      subject: `Our offer ${index}`,
      text: Array.from({ length: 12 }, (_, line) => `Line ${line} of an offer, with enough words to be a line of a mail.`).join('\n'),
    };
    const due = new Date(dueAt(index));
    return {
      ...place,
      crm_user: user,
      id,
      connection_id: connectionOf(number),
      request_key: `key-${index}`,
      version: 1,
      looks: 0,
      state: 'waiting',
      created_at: now,
      due_at: due,
      ready_at: due,
      any_hour: false,
      insists: false,
      change_number: Math.floor(index / mailboxes) + 1,
      ...contentColumns(ports, ownerOf(number), id, content),
    };
  };
  for (let start = 0; start < count; start += rowsAtOnce) {
    const indices = Array.from({ length: Math.min(rowsAtOnce, count - start) }, (_, offset) => start + offset);
    await database.insertInto('outgoing_mails').values(indices.map(rowOf)).execute();
  }
  const each = Math.ceil(count / mailboxes);
  const numbers = Array.from({ length: mailboxes }, (_, number) => number);
  const place = (number: number) => ({ tenant, org: ownerOf(number).org, crm_user: ownerOf(number).user });
  await database
    .insertInto('sending_mailboxes')
    .values(numbers.map((number) => ({ ...place(number), connection_id: connectionOf(number), next_at: new Date(dueAt(number)), created_at: now, failures: 0, zone: 'UTC' })))
    .execute();
  await database.insertInto('feeds').values(numbers.map((number) => ({ ...place(number), last_change: each, eras: '[]' }))).execute();
};

/** Gmail that takes every mail at once and shows it in the mailbox: what is measured is this service and its database. */
export interface QuickGmail {
  readonly gmail: Partial<GmailPort>;
  /** When each mail was handed over, in order, with its number among those that were made. */
  readonly taken: readonly { readonly index: number; readonly at: number }[];
}

export const quickGmail = (): QuickGmail => {
  const taken: { readonly index: number; readonly at: number }[] = [];
  const byMailbox = new Map<string, string[]>();
  return {
    taken,
    gmail: {
      sendMail: async (accessToken, { bytes }) => {
        const mails = byMailbox.get(accessToken) ?? [];
        byMailbox.set(accessToken, mails);
        const gmailId = `sent-${accessToken.slice(accessTokenOf(0).length - 1)}-${mails.length}`;
        mails.push(gmailId);
        taken.push({ index: Number(/^Subject: Our offer (\d+)/m.exec(Buffer.from(bytes).toString('latin1'))?.[1]), at: Date.now() });
        return succeed({ gmailId, threadId: `thread-${gmailId}` });
      },
      headers: async (_token, gmailId) =>
        succeed({ gmailId, threadId: `thread-${gmailId}`, labels: ['SENT'], receivedAt: Date.now(), headers: [{ name: 'Message-ID', value: `<${gmailId}@mail.gmail.com>` }] }),
      addedSince: async (accessToken) => {
        const mails = (byMailbox.get(accessToken) ?? []).map((gmailId) => ({ gmailId, threadId: `thread-${gmailId}`, labels: ['SENT'] }));
        return succeed({ mails, nextPage: undefined, historyId: '9' });
      },
      ownAddresses: async () => succeed([]),
    },
  };
};
