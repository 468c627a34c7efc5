import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { deliver, gmailMessageId, mailOf, post } from './deliver.ts';
import { refuse, type Answer, type GmailCall } from './gmail-call.ts';
import { gmailErrors, type GmailError } from './gmail-error.ts';
import { addressesIn, headEnd, headOf, headersIn, messageIdsIn, valueOf } from './mail-head.ts';

/** What Gmail takes in JSON before it asks for an upload, and what it takes at all. */
const largestJsonBytes = 5_000_000;
const largestMailBytes = 36_700_160;

const sendRequest = z.object({ raw: z.string().check(z.regex(/^[\w-]+=*$/)), threadId: z.optional(z.string()) });

/** `messages.send`: keeps the mail as sent, under a Message-ID of Gmail's own, and delivers it. */
export const send = async (call: GmailCall): Promise<Answer> => {
  const read = call.request.url.includes('/upload/') ? await readUpload(call.request) : await readBody(call.request);
  if ('error' in read) return read;
  const { world, account, own } = call;
  if (read.threadId !== undefined && !own.mailbox.threads.has(read.threadId)) return refuse(gmailErrors.notFound());
  const head = headOf(read.raw);
  const recipients = [...new Set(head.to)];
  if (recipients.length === 0) return refuse(gmailErrors.badRequest('Recipient address required'));

  const bytes = asGmailSendsIt(world, account, own.settings.sendAs, read.raw);
  const mail = mailOf(bytes);
  const toSelf = recipients.includes(account.email);
  // A mail to oneself is one mail, with the labels of both.
  const stored = deliver(world, account, mail, { labels: toSelf ? ['UNREAD', 'SENT', 'INBOX'] : ['SENT'], threadId: read.threadId });
  const onItsWay = mailOf(withoutHeader(bytes, 'Bcc'));
  for (const to of recipients) if (to !== account.email) post(world, { ...onItsWay, from: account.email, to });
  return { json: { id: stored.id, threadId: stored.threadId, labelIds: stored.labels } };
};

type Read = { readonly raw: Buffer; readonly threadId: string | undefined } | { readonly error: GmailError };

const error = (problem: GmailError): Read => ({ error: problem });

const readBody = async (request: Request): Promise<Read> => {
  const text = await request.text();
  if (text.length > largestJsonBytes * 1.4) return error(gmailErrors.tooLarge());
  return readJson(text);
};

const readJson = (text: string): Read => {
  const body = decode(sendRequest, parsed(text));
  if (!body.ok) return error(gmailErrors.badRequest('Invalid value at raw'));
  return { raw: Buffer.from(body.value.raw, 'base64url'), threadId: body.value.threadId };
};

/** `uploadType=media` is the mail alone; `multipart` has its thread in a part of JSON before it. */
const readUpload = async (request: Request): Promise<Read> => {
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > largestMailBytes) return error(gmailErrors.tooLarge());
  const type = request.headers.get('content-type') ?? '';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (!type.startsWith('multipart/') || boundary === undefined) return { raw: body, threadId: undefined };
  const [json, mail] = body.toString('latin1').split(`--${boundary}`).slice(1, 3);
  if (json === undefined || mail === undefined) return error(gmailErrors.badRequest('Malformed multipart body.'));
  const inner = (part: string): string => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
  const meta = decode(z.object({ threadId: z.optional(z.string()) }), parsed(inner(json)));
  return { raw: Buffer.from(inner(mail), 'latin1'), threadId: meta.ok ? meta.value.threadId : undefined };
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
  const from = addressesIn(valueOf(headers, 'From'))[0];
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
