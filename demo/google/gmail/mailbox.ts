import { bareSubject, type MailHead } from './mail-head.ts';

/**
 * One emulated mailbox. A *mail* keeps its id and its bytes; labels change. Every change is a *record* of history, whose
 * ids grow with gaps and are larger than a number can tell apart, so that whoever calculates with them is found out.
 */
export interface StoredMail {
  readonly id: string;
  readonly threadId: string;
  readonly at: number;
  readonly head: MailHead;
  /** Built anew each time: most mails are never read whole. */
  readonly raw: () => Buffer;
  labels: readonly string[];
  historyId: bigint;
}

export interface HistoryRecord {
  readonly id: bigint;
  readonly change: 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved';
  readonly mail: string;
  readonly threadId: string;
  /** All labels of the mail after the change. */
  readonly labels: readonly string[];
  /** The labels that were put on or taken off. */
  readonly changed: readonly string[];
}

export interface Mailbox {
  readonly mails: Map<string, StoredMail>;
  /** Oldest first; of one millisecond, in the order of their ids. */
  readonly byTime: StoredMail[];
  readonly threads: Map<string, StoredMail[]>;
  readonly byMessageId: Map<string, StoredMail>;
  readonly history: HistoryRecord[];
  /** The newest history id. */
  newest: bigint;
  /** What began before is forgotten. */
  oldest: bigint;
}

/** Random bytes become the gaps between history ids and the ends of mail ids. */
export type Draw = (bytes: number) => bigint;

const firstHistory = 9_007_199_254_740_993n;

/** A mailbox forgets the oldest of its records beyond this many. */
const mostRecords = 20_000;

export const createMailbox = (draw: Draw): Mailbox => {
  const newest = firstHistory + draw(3);
  return { mails: new Map(), byTime: [], threads: new Map(), byMessageId: new Map(), history: [], newest, oldest: newest };
};

export interface NewMail {
  readonly head: MailHead;
  readonly raw: () => Buffer;
  readonly at: number;
  readonly labels: readonly string[];
  /** Where it is known: a sender says it, a restart remembers it. */
  readonly threadId?: string | undefined;
}

export const addMail = (mailbox: Mailbox, draw: Draw, mail: NewMail): StoredMail => {
  const id = freshId(mailbox, draw, mail.at);
  const threadId = mail.threadId ?? threadFor(mailbox, mail.head) ?? id;
  const stored: StoredMail = { id, threadId, at: mail.at, head: mail.head, raw: mail.raw, labels: mail.labels, historyId: 0n };
  keepMail(mailbox, stored);
  record(mailbox, draw, stored, 'messageAdded');
  return stored;
};

/** Puts a mail into its places, without a record. */
export const keepMail = (mailbox: Mailbox, mail: StoredMail): void => {
  mailbox.mails.set(mail.id, mail);
  mailbox.byTime.splice(placeInTime(mailbox, mail.at, mail.id), 0, mail);
  const thread = mailbox.threads.get(mail.threadId);
  if (thread === undefined) mailbox.threads.set(mail.threadId, [mail]);
  else thread.push(mail);
  if (mail.head.messageId !== undefined) mailbox.byMessageId.set(mail.head.messageId, mail);
};

/** The index of the first mail that came later; `id` tells those of one millisecond apart. */
export const placeInTime = ({ byTime }: Mailbox, at: number, id = '~'): number => {
  const isLater = (mail: StoredMail | undefined): boolean => mail === undefined || mail.at > at || (mail.at === at && mail.id > id);
  let low = 0;
  let high = byTime.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isLater(byTime[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
};

export const relabel = (mailbox: Mailbox, draw: Draw, mail: StoredMail, add: readonly string[], remove: readonly string[]): void => {
  const added = add.filter((label) => !mail.labels.includes(label));
  const removed = remove.filter((label) => mail.labels.includes(label));
  mail.labels = [...mail.labels.filter((label) => !removed.includes(label)), ...added];
  if (added.length > 0) record(mailbox, draw, mail, 'labelAdded', added);
  if (removed.length > 0) record(mailbox, draw, mail, 'labelRemoved', removed);
};

/** For good; what is only in the trash has a label. */
export const deleteMail = (mailbox: Mailbox, draw: Draw, mail: StoredMail): void => {
  mailbox.mails.delete(mail.id);
  mailbox.byTime.splice(mailbox.byTime.indexOf(mail), 1);
  const left = (mailbox.threads.get(mail.threadId) ?? []).filter((each) => each !== mail);
  if (left.length === 0) mailbox.threads.delete(mail.threadId);
  else mailbox.threads.set(mail.threadId, left);
  if (mail.head.messageId !== undefined) mailbox.byMessageId.delete(mail.head.messageId);
  record(mailbox, draw, mail, 'messageDeleted');
};

/** As if the record of changes were older than Gmail keeps it. */
export const forgetHistory = (mailbox: Mailbox, draw: Draw): void => {
  mailbox.history.length = 0;
  mailbox.newest += gap(draw);
  mailbox.oldest = mailbox.newest;
};

const record = (mailbox: Mailbox, draw: Draw, mail: StoredMail, change: HistoryRecord['change'], changed: readonly string[] = []): void => {
  mailbox.newest += gap(draw);
  mail.historyId = mailbox.newest;
  mailbox.history.push({ id: mailbox.newest, change, mail: mail.id, threadId: mail.threadId, labels: mail.labels, changed });
  if (mailbox.history.length <= mostRecords) return;
  for (const forgotten of mailbox.history.splice(0, mostRecords / 10)) mailbox.oldest = forgotten.id;
};

const gap = (draw: Draw): bigint => 1n + (draw(1) % 97n);

/** Gmail's ids are 16 hexadecimal digits and begin with the time: of one millisecond, the later mail has the larger one. */
const freshId = (mailbox: Mailbox, draw: Draw, at: number): string => {
  const before = mailbox.byTime[placeInTime(mailbox, at) - 1];
  for (let id = before?.at === at ? BigInt(`0x${before.id}`) + gap(draw) : (BigInt(at) << 20n) | draw(2); ; id += gap(draw)) {
    const text = id.toString(16).padStart(16, '0').slice(-16);
    if (!mailbox.mails.has(text)) return text;
  }
};

/** How far back a mail without references is compared by its subject. */
const comparedMails = 50;

/**
 * Joins a thread as Gmail does since March 2019 (https://workspaceupdates.googleblog.com/2019/03/threading-changes-in-gmail-conversation-view.html):
 * references must name a mail of it, and the subject must be the same. Only an answer without any reference is placed by its subject.
 */
const threadFor = (mailbox: Mailbox, head: MailHead): string | undefined => {
  const subject = bareSubject(head.subject);
  if (head.references.length > 0) {
    const named = head.references.map((id) => mailbox.byMessageId.get(id)).find((mail) => mail !== undefined);
    return named !== undefined && bareSubject(named.head.subject) === subject ? named.threadId : undefined;
  }
  if (subject === '' || subject === head.subject.trim().toLowerCase()) return undefined;
  const recent = mailbox.byTime.slice(-comparedMails).reverse();
  return recent.find((mail) => bareSubject(mail.head.subject) === subject && (mail.head.from === head.from || mail.head.to.includes(head.from)))?.threadId;
};
