import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import { headOf } from './mail-head.ts';
import { keepMail, type Mailbox, type StoredMail } from './mailbox.ts';
import { emptyMailbox, type AccountMailbox } from './mailboxes.ts';
import { settingsSchema } from './mailbox-settings.ts';

/** What of the mailboxes outlives the emulator: the newest mails, and as much history as a client may still ask for. */
const mostMails = 500;
const mostRecords = 1_000;
const largestMailBytes = 100_000;

const id = z.string().check(z.regex(/^\d+$/));
const texts = z.array(z.string());

const mailboxSchema = z.object({
  sub: z.string(),
  newest: id,
  oldest: id,
  mails: z.array(z.object({ id: z.string(), threadId: z.string(), at: z.number(), labels: texts, historyId: id, raw: z.string() })),
  history: z.array(
    z.object({
      id,
      change: z.enum(['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved']),
      mail: z.string(),
      threadId: z.string(),
      labels: texts,
      changed: texts,
    }),
  ),
  settings: settingsSchema,
  watches: z.array(z.tuple([z.string(), z.object({ topic: z.string(), endsAt: z.number() })])),
});

export const saveMailboxes = (all: ReadonlyMap<string, AccountMailbox>): unknown => {
  const newest = [...all.values()].flatMap(({ mailbox }) => mailbox.byTime.slice(-mostMails)).sort((a, b) => b.at - a.at);
  const kept = new Set(newest.slice(0, mostMails));
  return [...all.values()]
    .filter(({ mailbox, watches }) => watches.size > 0 || mailbox.history.length > 0)
    .map(({ sub, mailbox, settings, watches }) => {
      const forgotten = mailbox.history.at(-mostRecords - 1);
      return {
        sub,
        newest: String(mailbox.newest),
        oldest: String(forgotten?.id ?? mailbox.oldest),
        mails: mailbox.byTime.filter((mail) => kept.has(mail)).flatMap(saveMail),
        history: mailbox.history.slice(-mostRecords).map((record) => ({ ...record, id: String(record.id) })),
        settings,
        watches: [...watches].map(([project, { topic, endsAt }]) => [project, { topic, endsAt }]),
      };
    });
};

/** The demo saves twice a second: no mail is written down twice. */
const written = new WeakMap<StoredMail, string>();

const saveMail = (mail: StoredMail): object[] => {
  const raw = written.get(mail) ?? mail.raw().toString('base64');
  written.set(mail, raw);
  const { id: mailId, threadId, at, labels, historyId } = mail;
  return raw.length > largestMailBytes ? [] : [{ id: mailId, threadId, at, labels, historyId: String(historyId), raw }];
};

/** What an earlier emulator kept; what cannot be read was never there. */
export const restoreMailboxes = (saved: unknown): readonly AccountMailbox[] => {
  const decoded = decode(z.object({ mailboxes: z.array(mailboxSchema) }), saved);
  return decoded.ok ? decoded.value.mailboxes.map(restoreMailbox) : [];
};

const restoreMailbox = ({ sub, newest, oldest, mails, history, settings, watches }: z.infer<typeof mailboxSchema>): AccountMailbox => {
  const mailbox: Mailbox = {
    mails: new Map(),
    byTime: [],
    threads: new Map(),
    byMessageId: new Map(),
    history: history.map((record) => ({ ...record, id: BigInt(record.id) })),
    newest: BigInt(newest),
    oldest: BigInt(oldest),
  };
  for (const { raw: base64, historyId, ...mail } of mails) {
    const raw = Buffer.from(base64, 'base64');
    keepMail(mailbox, { ...mail, head: headOf(raw), raw: () => raw, historyId: BigInt(historyId) });
  }
  const restored = emptyMailbox(sub, mailbox);
  Object.assign(restored.settings, settings);
  for (const [project, watch] of watches) restored.watches.set(project, { ...watch, lastPushAt: -Infinity });
  return restored;
};
