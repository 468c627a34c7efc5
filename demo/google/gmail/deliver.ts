import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { filterEffects } from './filter-effects.ts';
import { letterHead, writeLetter, type Letter } from './letter.ts';
import { headOf, type MailHead } from './mail-head.ts';
import { addMail, type StoredMail } from './mailbox.ts';
import type { AutoForwarding } from './mailbox-settings.ts';
import { pushChange } from './pushes.ts';

/** A mail on its way: what mailboxes go by, and its bytes when somebody needs them. */
export interface Mail {
  readonly head: MailHead;
  readonly raw: () => Buffer;
}

/** A mail that goes to somebody without a mailbox here. */
export interface OutsideMail extends Mail {
  readonly from: string;
  readonly to: string;
}

export const mailOf = (raw: Uint8Array): Mail => {
  const bytes = Buffer.from(raw);
  return { head: headOf(bytes), raw: () => bytes };
};

/** The bytes are written when they are asked for, and each time the same. */
export const mailOfLetter = (letter: Letter, messageId: string, at: number): Mail => ({
  head: letterHead(letter, messageId),
  raw: () => writeLetter(letter, messageId, at),
});

export interface Delivery {
  /** Instead of the usual labels: then no filter is asked. */
  readonly labels?: readonly string[] | undefined;
  readonly at?: number | undefined;
  readonly threadId?: string | undefined;
  /** How often it was forwarded by itself. */
  readonly hops?: number;
}

const mostHops = 5;

/** Lays a mail into a mailbox as Gmail does when it arrives: filters and forwarding first, so that their labels are on it from its beginning. */
export const deliver = (world: World, account: Account, mail: Mail, { labels, at, threadId, hops = 0 }: Delivery = {}): StoredMail => {
  const now = at ?? world.clock.now();
  const own = world.mailboxes.of(account);
  const { filters, forwarding } = own.settings;
  const effects = filterEffects(labels === undefined ? filters : [], mail, now);
  const base = labels ?? ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX', ...effects.add];
  const forwards = labels === undefined && forwarding.enabled && forwarding.emailAddress !== undefined;
  const kept = new Set(base.filter((label) => !effects.remove.includes(label)));
  if (forwards) dispose(kept, forwarding);
  // What is in the trash is in no inbox.
  if (kept.has('TRASH')) kept.delete('INBOX');
  const stored = addMail(own.mailbox, world.mailboxes.draw, { ...mail, at: now, labels: [...kept], threadId });
  pushChange(world, account);
  if (labels === undefined && hops < mostHops) {
    const targets = [...effects.forward, ...(forwards ? [forwarding.emailAddress ?? ''] : [])];
    for (const to of new Set(targets)) post(world, { ...mail, from: mail.head.from, to }, hops + 1);
    answerAway(world, account, mail);
  }
  return stored;
};

/** To another mailbox of this Google, or to the world outside it. */
export const post = (world: World, mail: OutsideMail, hops = 0): void => {
  const account = world.accounts.find(mail.to);
  if (account?.gmail !== true) return world.outside(mail);
  // What was forwarded in a circle is there already.
  const known = hops > 0 && mail.head.messageId !== undefined && world.mailboxes.of(account).mailbox.byMessageId.has(mail.head.messageId);
  if (!known) deliver(world, account, mail, { hops });
};

const dispose = (labels: Set<string>, { disposition }: AutoForwarding): void => {
  if (disposition === 'markRead') labels.delete('UNREAD');
  if (disposition === 'archive') labels.delete('INBOX');
  if (disposition === 'trash') labels.add('TRASH');
};

const fourDaysMs = 4 * 24 * 3_600_000;

/** Gmail's vacation responder: once in four days to each sender, and never to a program. */
const answerAway = (world: World, account: Account, mail: Mail): void => {
  const { settings, toldAway } = world.mailboxes.of(account);
  const { enableAutoReply, responseSubject, responseBodyPlainText, startTime, endTime } = settings.vacation;
  const now = world.clock.now();
  const { from, messageId, subject, automatic, references } = mail.head;
  const away = enableAutoReply && now >= Number(startTime ?? 0) && now < Number(endTime ?? Infinity);
  if (!away || automatic || from === '' || /^(mailer-daemon|postmaster|no-?reply)@/.test(from)) return;
  if ((toldAway.get(from) ?? -Infinity) > now - fourDaysMs) return;
  toldAway.set(from, now);
  const letter: Letter = {
    from: `${account.name} <${account.email}>`,
    to: from,
    subject: responseSubject ?? `Re: ${subject}`,
    text: responseBodyPlainText ?? '',
    ...(messageId === undefined ? {} : { inReplyTo: messageId, references: [...references, messageId] }),
    headers: { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk', 'X-Autoreply': 'yes' },
  };
  post(world, { ...mailOfLetter(letter, gmailMessageId(world), now), from: account.email, to: from });
};

export const gmailMessageId = ({ random }: Pick<World, 'random'>): string =>
  `<CA${Buffer.from(random.bytes(36)).toString('base64url').replaceAll('-', '+').replaceAll('_', '=')}@mail.gmail.com>`;
