import { fail, succeed, type Outcome } from '../../../../src/contract/index.ts';
import type { GmailFailure, GmailPort, MailRules, SendFailure } from '../../../../src/server/google/gmail-port.ts';

/** Gmail as one mailbox in memory: its record of changes, its mails, and what was asked of it. */
export interface GivenMail {
  readonly labels?: readonly string[];
  readonly threadId?: string;
  /** Header lines in the order of the mail. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly receivedAt?: number;
}

export interface GivenGmail {
  readonly port: GmailPort;
  /** Names of the calls, in their order. */
  readonly asked: (keyof GmailPort)[];
  deliver(mail: GivenMail): { readonly gmailId: string; readonly threadId: string };
  /** Takes a mail out, as "delete forever" does; the record of changes still names it. */
  remove(gmailId: string): void;
  /** The record of changes before now is gone. */
  forgetHistory(): void;
  /** The next call of this method fails so, or throws. */
  next(method: Exclude<keyof GmailPort, 'sendMail'>, fault: GmailFailure | Error): void;
  /** The next mail is not sent, as far as anybody is told. */
  nextSend(fault: SendFailure | Error): void;
  /** Every reading of this mail fails so, or throws. */
  spoil(gmailId: string, fault: GmailFailure | Error): void;
  /** Called before each answer. */
  onAsk(hear: (method: keyof GmailPort, gmailId?: string) => void | Promise<void>): void;
  watchEndsAt: number;
  /** What the person set in Gmail. */
  rules: MailRules;
  /** The addresses that the person may send from. */
  ownAddresses: readonly string[];
  /** A mail that is sent leaves, and is nowhere seen. */
  losesSent: boolean;
}

interface Kept {
  readonly gmailId: string;
  readonly threadId: string;
  readonly labels: readonly string[];
  readonly history: bigint;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly bytes: Uint8Array;
  readonly receivedAt: number;
}

/** Far beyond what a number tells apart: neighbours would be equal. */
const firstHistory = 9_007_199_254_740_993n;

export interface GmailOptions {
  readonly now: () => number;
  readonly pageSize?: number;
}

export const givenGmail = ({ now, pageSize = 3 }: GmailOptions): GivenGmail => {
  const mails: Kept[] = [];
  const removed = new Set<string>();
  const faults = new Map<keyof GmailPort, (GmailFailure | Error)[]>();
  const sendFaults: (SendFailure | Error)[] = [];
  const spoiled = new Map<string, GmailFailure | Error>();
  const asked: (keyof GmailPort)[] = [];
  let history = firstHistory;
  let oldestHistory = firstHistory;
  let hear: (method: keyof GmailPort, gmailId?: string) => void | Promise<void> = () => undefined;

  const answer = async <T, F>(method: keyof GmailPort, make: () => Outcome<T, F>, gmailId?: string): Promise<Outcome<T, F | GmailFailure>> => {
    asked.push(method);
    await hear(method, gmailId);
    const fault = faults.get(method)?.shift() ?? spoiled.get(gmailId ?? '');
    if (fault instanceof Error) throw fault;
    return fault === undefined ? make() : fail(fault);
  };

  const pageOf = <T>(all: readonly T[], page: string | undefined): { readonly items: readonly T[]; readonly nextPage: string | undefined } => {
    const start = Number(page ?? 0);
    const end = start + pageSize;
    return { items: all.slice(start, end), nextPage: end < all.length ? String(end) : undefined };
  };

  const one = (gmailId: string): Outcome<Kept, { readonly code: 'mail-gone' }> => {
    const found = mails.find((mail) => mail.gmailId === gmailId && !removed.has(gmailId));
    return found === undefined ? fail({ code: 'mail-gone' }) : succeed(found);
  };

  const gmail: GivenGmail = {
    asked,
    watchEndsAt: 0,
    rules: { filters: [], forwarding: undefined, vacation: undefined },
    ownAddresses: [],
    losesSent: false,
    port: {
      newestHistory: () => answer('newestHistory', () => succeed({ historyId: String(history) })),
      addedSince: (_token, { after, page }) =>
        answer('addedSince', () => {
          if (BigInt(after) < oldestHistory) return fail({ code: 'history-expired' as const });
          const { items, nextPage } = pageOf(mails.filter((mail) => mail.history > BigInt(after)), page);
          return succeed({ mails: items.map(({ gmailId, threadId, labels }) => ({ gmailId, threadId, labels })), nextPage, historyId: String(history) });
        }),
      receivedSince: (_token, { after, page }) =>
        answer('receivedSince', () => {
          const { items, nextPage } = pageOf(mails.filter((mail) => mail.receivedAt >= after && !removed.has(mail.gmailId)).toReversed(), page);
          return succeed({ mails: items.map(({ gmailId, threadId }) => ({ gmailId, threadId })), nextPage });
        }),
      headers: (_token, gmailId) => answer('headers', () => one(gmailId), gmailId),
      wholeMail: (_token, gmailId) => answer('wholeMail', () => one(gmailId), gmailId),
      watch: () => answer('watch', () => succeed({ historyId: String(history), endsAt: gmail.watchEndsAt })),
      unwatch: () => answer('unwatch', () => succeed(undefined)),
      ownAddresses: () => answer('ownAddresses', () => succeed(gmail.ownAddresses)),
      mailRules: () => answer('mailRules', () => succeed(gmail.rules)),
      sentSince: (_token, { after, page }) =>
        answer('sentSince', () => {
          const sent = mails.filter(({ receivedAt, labels, gmailId }) => receivedAt >= after && labels.includes('SENT') && !removed.has(gmailId));
          const { items, nextPage } = pageOf(sent.toReversed(), page);
          return succeed({ mails: items.map(({ gmailId, threadId }) => ({ gmailId, threadId })), nextPage });
        }),
      findByMessageId: (_token, messageId) =>
        answer('findByMessageId', () =>
          succeed(mails.filter(({ headers }) => headers.some(({ name, value }) => name.toLowerCase() === 'message-id' && value.includes(`<${messageId}>`))).map(({ gmailId, threadId }) => ({ gmailId, threadId }))),
        ),
      sendMail: async (_token, { bytes }) => {
        asked.push('sendMail');
        await hear('sendMail');
        const fault = sendFaults.shift();
        if (fault instanceof Error) throw fault;
        if (fault !== undefined) return fail(fault);
        const [head = '', text = ''] = new TextDecoder().decode(bytes).split('\r\n\r\n');
        const headers = Object.fromEntries(
          head.split('\r\n').map((line): [string, string] => {
            const [name = '', value = ''] = line.split(/: (.*)/s);
            return [name, value];
          }),
        );
        return succeed(gmail.losesSent ? { gmailId: 'mail-lost', threadId: 'thread-lost' } : gmail.deliver({ labels: ['UNREAD', 'SENT', 'INBOX'], headers, text }));
      },
    },
    deliver({ labels = ['INBOX', 'UNREAD'], threadId, headers = {}, text = 'Hello', receivedAt = now() }) {
      const gmailId = `mail-${mails.length + 1}`;
      const written = Object.entries({ Date: new Date(receivedAt).toUTCString(), ...headers });
      const kept: Kept = {
        gmailId,
        threadId: threadId ?? `thread-of-${gmailId}`,
        labels,
        history: (history += 1n),
        headers: written.map(([name, value]) => ({ name, value })),
        bytes: new TextEncoder().encode(`${written.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${text}\r\n`),
        receivedAt,
      };
      mails.push(kept);
      return { gmailId, threadId: kept.threadId };
    },
    remove: (gmailId) => void removed.add(gmailId),
    forgetHistory() {
      history += 100n;
      oldestHistory = history;
    },
    next: (method, fault) => void faults.set(method, [...(faults.get(method) ?? []), fault]),
    nextSend: (fault) => void sendFaults.push(fault),
    spoil: (gmailId, fault) => void spoiled.set(gmailId, fault),
    onAsk(listener) {
      hear = listener;
    },
  };
  return gmail;
};
