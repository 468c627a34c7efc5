import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { fail, succeed } from '../../contract/index.ts';
import type { GmailPort, MailToSend } from './gmail-port.ts';
import type { Ask, GmailClientOptions, Question } from './gmail-wire.ts';
import { sendFailureOf } from './send-failure-of.ts';

/** JSON takes about 5 MB, and base64 makes four bytes of three: what is larger is uploaded. */
const largestInJson = 3.5 * 1024 * 1024;

/** A mail of many megabytes takes its time, on a poor line too. */
const slowestBytesPerSecond = 256 * 1024;

/** How long a call that sends so many bytes may take before it counts as unanswered. */
export const sendTimeoutMs = (bytes: number, timeoutMs: number): number => 3 * timeoutMs + Math.ceil((bytes / slowestBytesPerSecond) * 1_000);

export const createSend =
  (ask: Ask, { settings, clock }: GmailClientOptions): GmailPort['sendMail'] =>
  async (accessToken, mail) => {
    const asked = await ask(accessToken, { ...questionOf(mail), timeoutMs: sendTimeoutMs(mail.bytes.length, settings.timeoutMs) });
    if (!asked.ok) return fail(sendFailureOf(asked.failure.problem, clock.now(), mail.threadId));
    return succeed({ gmailId: asked.value.id, threadId: asked.value.threadId });
  };

const id = z.string().check(z.regex(/^[\w-]{1,64}$/));
const sentAnswer = z.object({ id, threadId: id });

/** An upload of the mail alone cannot name a conversation: with one it has two parts. https://developers.google.com/workspace/gmail/api/guides/uploads */
const questionOf = ({ bytes, threadId }: MailToSend): Question<typeof sentAnswer> => {
  const send = { method: 'POST', path: 'messages/send', answer: sentAnswer } as const;
  const query = { fields: 'id,threadId' };
  if (bytes.length <= largestInJson) return { ...send, query, body: { raw: Buffer.from(bytes).toString('base64url'), ...(threadId === undefined ? {} : { threadId }) } };
  if (threadId === undefined) return { ...send, query: { ...query, uploadType: 'media' }, upload: { type: 'message/rfc822', bytes } };
  return { ...send, query: { ...query, uploadType: 'multipart' }, upload: related({ threadId }, bytes) };
};

/** The boundary is drawn from the mail itself, which therefore cannot contain it. */
const related = (about: object, bytes: Uint8Array) => {
  const boundary = createHash('sha256').update(bytes).digest('hex');
  const before = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(about)}\r\n--${boundary}\r\nContent-Type: message/rfc822\r\n\r\n`;
  return {
    type: `multipart/related; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};
