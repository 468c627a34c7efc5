import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { deliver, gmailMessageId, mailOf, post } from './deliver.ts';
import { refuse, type Answer, type GmailCall } from './gmail-call.ts';
import { gmailErrors, type GmailError } from './gmail-error.ts';
import { bareSubject, headEnd, headersIn, headersOf, messageIdsIn, valueOf } from './mail-head.ts';
import type { Mailbox } from './mailbox.ts';
import { recipientsOf, senderOf } from './recipients-of.ts';
import { judgeSending, returnForLimit } from './sending.ts';

/** What Gmail takes in JSON before it asks for an upload, and what it takes at all. */
const largestJsonBytes = 5 * 1024 * 1024;
const largestMailBytes = 36_700_160;

const sendRequest = z.object({ raw: z.string().check(z.regex(/^[\w-]+=*$/)), threadId: z.optional(z.string()) });

/** `messages.send`: keeps the mail as sent, under a Message-ID of Gmail's own, and delivers it. */
export const send = async (call: GmailCall): Promise<Answer> => {
  const read = call.request.url.includes('/upload/') ? await readUpload(call) : await readBody(call.request);
  if ('error' in read) return read;
  const { world, account, own } = call;
  if (read.threadId !== undefined && !own.mailbox.threads.has(read.threadId)) return refuse(gmailErrors.notFound());
  const named = recipientsOf(read.raw);
  if ('unreadable' in named) return refuse(gmailErrors.badRequest(`Invalid ${named.unreadable} header`));
  const { recipients } = named;
  if (recipients.length === 0) return refuse(gmailErrors.badRequest('Recipient address required'));
  const verdict = judgeSending(world, own.mailbox, recipients.length);
  if (verdict.kind === 'refused') return refuse(verdict.error);

  const headers = headersOf(read.raw);
  const bytes = asGmailSendsIt(world, account, own.settings.sendAs, read.raw);
  const mail = mailOf(bytes);
  const toSelf = recipients.includes(account.email);
  // A mail to oneself is one mail, with the labels of both.
  const labels = toSelf && verdict.kind === 'free' ? ['UNREAD', 'SENT', 'INBOX'] : ['SENT'];
  const stored = deliver(world, account, mail, { labels, threadId: threadOf(own.mailbox, mail.head.subject, read.threadId) });
  world.sending.accepted.push({
    mailbox: account.email,
    at: stored.at,
    gmailId: stored.id,
    threadId: stored.threadId,
    messageId: messageIdsIn(valueOf(headers, 'Message-ID'))[0],
    recipients,
    headers,
    returned: verdict.kind === 'returned',
  });
  if (verdict.kind === 'returned') returnForLimit(world, account, stored, recipients);
  else {
    const onItsWay = mailOf(withoutHeader(bytes, 'Bcc'));
    for (const to of recipients) if (to !== account.email) post(world, { ...onItsWay, from: account.email, to });
  }
  return { json: { id: stored.id, threadId: stored.threadId, labelIds: stored.labels } };
};

/** Under another subject a mail begins a conversation of its own, whatever was asked for. */
const threadOf = ({ threads }: Mailbox, subject: string, asked: string | undefined): string | undefined => {
  const first = threads.get(asked ?? '')?.[0];
  return first !== undefined && bareSubject(first.head.subject) === bareSubject(subject) ? asked : undefined;
};

type Read = { readonly raw: Buffer; readonly threadId: string | undefined } | { readonly error: GmailError };

const error = (problem: GmailError): Read => ({ error: problem });

const readBody = async (request: Request): Promise<Read> => {
  const text = await request.text();
  if (text.length > largestJsonBytes) return error(gmailErrors.tooLarge());
  const body = decode(sendRequest, parsed(text));
  if (!body.ok) return error(gmailErrors.badRequest('Invalid value at raw'));
  return { raw: Buffer.from(body.value.raw, 'base64url'), threadId: body.value.threadId };
};

/** `uploadType=media` is the mail alone; `multipart` has its thread in a part of JSON before it. */
const readUpload = async ({ request, query }: GmailCall): Promise<Read> => {
  const body = Buffer.from(await request.arrayBuffer());
  const type = request.headers.get('content-type') ?? '';
  const read = query.get('uploadType') === 'multipart' ? readRelated(type, body) : { mailType: type, raw: body, threadId: undefined };
  if ('error' in read) return read;
  const { mailType, raw, threadId } = read;
  if (!/^message\/rfc822\s*(;|$)/i.test(mailType)) return error(gmailErrors.badRequest(`Media type '${mailType}' is not supported. Valid media types: [message/rfc822]`));
  return raw.length > largestMailBytes ? error(gmailErrors.tooLarge()) : { raw, threadId };
};

const readRelated = (type: string, body: Buffer): { readonly mailType: string; readonly raw: Buffer; readonly threadId: string | undefined } | { readonly error: GmailError } => {
  const boundary = /^multipart\/related\b.*;\s*boundary="?([^";]+)"?/i.exec(type)?.[1];
  // Latin letters one to one: the bytes stay what they are.
  const parts = boundary === undefined ? [] : `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  const [json, mail] = parts.slice(1, 3).map(partOf);
  if (parts.length !== 4 || parts[3]?.trimEnd() !== '--' || json === undefined || mail === undefined) return { error: gmailErrors.badRequest('Malformed multipart body.') };
  const meta = decode(z.object({ threadId: z.optional(z.string()) }), parsed(json.content));
  if (!/^application\/json\b/i.test(json.type) || !meta.ok) return { error: gmailErrors.badRequest('Malformed multipart body.') };
  return { mailType: mail.type, raw: Buffer.from(mail.content, 'latin1'), threadId: meta.value.threadId };
};

const partOf = (part: string): { readonly type: string; readonly content: string } => {
  const end = part.indexOf('\r\n\r\n');
  return { type: /^content-type:\s*(.*)$/im.exec(part.slice(0, end))?.[1]?.trim() ?? '', content: part.slice(end + 4) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses it.
    return undefined;
  }
};

interface Alias {
  readonly sendAsEmail: string;
  readonly verificationStatus?: 'accepted' | 'pending';
}

/** Gmail writes its own Message-ID, keeps the one it was given in a header of its own, and lets nobody send as a stranger. */
const asGmailSendsIt = (world: World, account: Account, aliases: readonly Alias[], raw: Buffer): Buffer => {
  const headers = headersIn(raw.subarray(0, headEnd(raw).head).toString('utf8'));
  const given = messageIdsIn(valueOf(headers, 'Message-ID'))[0];
  const from = senderOf(raw);
  const mayBe = [account.email, ...aliases.filter(({ verificationStatus }) => verificationStatus === 'accepted').map(({ sendAsEmail }) => sendAsEmail)];
  const added: string[] = [];
  let kept = raw;
  if (from === undefined || !mayBe.includes(from)) {
    kept = withoutHeader(kept, 'From');
    added.push(`From: ${account.email}`);
  }
  if (valueOf(headers, 'Date') === undefined) added.push(`Date: ${new Date(world.clock.now()).toUTCString().replace('GMT', '+0000')}`);
  if (given === undefined || world.switches().messageIds === 'replaced') {
    kept = withoutHeader(kept, 'Message-ID');
    added.push(`Message-ID: ${gmailMessageId(world)}`);
    if (given !== undefined) added.push(`X-Google-Original-Message-ID: ${given}`);
  }
  return Buffer.concat([Buffer.from(added.map((line) => `${line}\r\n`).join('')), kept]);
};

/** Takes a header out, with the lines that it was folded into. */
const withoutHeader = (raw: Buffer, name: string): Buffer => {
  const end = headEnd(raw).head + 1;
  const lines = raw.subarray(0, end).toString('latin1');
  const left = lines.replace(new RegExp(`^${name}:.*(?:\\r?\\n[ \\t].*)*\\r?\\n?`, 'gim'), '');
  return Buffer.concat([Buffer.from(left, 'latin1'), raw.subarray(end)]);
};
