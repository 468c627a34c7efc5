import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import type { Mail } from '../../../src/server/replies/mail/mail.ts';
import { judgeMail } from '../../../src/server/replies/verdict/judge-mail.ts';
import { byItself, type JudgeContext, type Judgement, type TrackedMail } from '../../../src/server/replies/verdict/judgement.ts';

/** A mail written down as a test needs it: headers as lines, the body as it is. */
export interface GivenMail {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly date?: string;
  /** Further headers, one a line. */
  readonly headers?: string;
  readonly body?: string;
}

const encoder = new TextEncoder();

export const bytesOf = ({
  from = 'Ann Example <ann@example.com>',
  to = 'rep@example.org',
  subject = 'Hello',
  date = 'Mon, 23 Nov 2026 10:00:00 +0000',
  headers = '',
  body = '',
}: GivenMail): Uint8Array => {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    'Message-ID: <given-1@example.com>',
    ...headers.split('\n').filter((line) => line !== ''),
  ];
  const typed = /^content-type:/im.test(headers)
    ? []
    : ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
  return encoder.encode([...lines, ...typed, '', body].join('\n').replaceAll(/\r?\n/g, '\r\n'));
};

export const mailOf = async (given: GivenMail): Promise<Mail> => {
  const mail = await readMail(bytesOf(given));
  if (!mail.ok) throw new Error(`The given mail cannot be read: ${mail.failure.code}`);
  return mail.value;
};

export const judged = async (given: GivenMail, context: JudgeContext = byItself): Promise<Judgement> =>
  judgeMail(await mailOf(given), context);

/** Parts of a multipart mail, each with its headers. */
export const multipart = (type: string, parts: readonly string[]): { readonly headers: string; readonly body: string } => ({
  headers: `MIME-Version: 1.0\nContent-Type: multipart/${type}; boundary="edge"`,
  body: `${parts.map((part) => `--edge\n${part}\n`).join('')}--edge--\n`,
});

export const answering = 'In-Reply-To: <tracked-1@example.org>\nReferences: <tracked-1@example.org>';

export const tracked: TrackedMail = {
  id: 'mail-1',
  messageIds: ['tracked-1@example.org', 'gave-1@mail.gmail.com'],
  recipients: ['ann@example.com'],
  sentAt: new Date('2026-11-20T09:00:00Z'),
  sameThread: false,
};

export const inMailbox = (context: Partial<JudgeContext> = {}): JudgeContext => ({
  mailbox: ['rep@example.org'],
  labels: ['INBOX', 'UNREAD'],
  tracked: [tracked],
  receivedAt: new Date('2026-11-23T10:00:01Z'),
  ...context,
});
