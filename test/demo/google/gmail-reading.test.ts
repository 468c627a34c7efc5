import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { gmailMethods, type GmailMethod } from '../../../demo/google/gmail/methods.ts';
import { gmailScope, metadataScope, readScope, sendScope } from '../../../demo/google/scopes.ts';
import { noon } from '../../server/given-ports.ts';
import { lea } from '../given-google.ts';
import { anna, errorOf, givenApi, type GivenApi } from './given-api.ts';

const hello = {
  from: 'Ännchen Berg <anna.berg@globex.example>',
  subject: 'Über das Angebot: 見積もり',
  text: 'Schöne Grüße',
  html: '<p>Schöne Grüße</p>',
  files: [{ name: 'offer.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') }],
  headers: { 'X-Campaign': 'spring' },
};

const part: z.ZodMiniType<Part> = z.lazy(() =>
  z.object({
    partId: z.string(),
    mimeType: z.string(),
    filename: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    body: z.object({ size: z.number(), data: z.optional(z.string()), attachmentId: z.optional(z.string()) }),
    parts: z.optional(z.array(part)),
  }),
);
interface Part {
  partId: string;
  mimeType: string;
  filename: string;
  headers: { name: string; value: string }[];
  body: { size: number; data?: string | undefined; attachmentId?: string | undefined };
  parts?: Part[] | undefined;
}
const mailSchema = z.looseObject({ id: z.string(), snippet: z.string(), payload: part });
const textOf = (data: string | undefined): string => Buffer.from(data ?? '', 'base64url').toString();

test('a whole mail has its parts in a tree, texts decoded, and attachments by an id that changes with each look', async () => {
  const { control, ask } = givenApi();
  const { id } = control.deliver(lea, hello);
  const looks = [await ask(`messages/${id}`), await ask(`messages/${id}?format=full`)].map(({ body }) => z.parse(mailSchema, body));
  const [words, file] = looks[0]?.payload.parts ?? [];
  assert.deepEqual([looks[0]?.payload.mimeType, words?.mimeType, file?.mimeType, file?.filename], ['multipart/mixed', 'multipart/alternative', 'application/pdf', 'offer.pdf']);
  assert.deepEqual(words?.parts?.map(({ partId, mimeType, body }) => [partId, mimeType, textOf(body.data)]), [
    ['0.0', 'text/plain', 'Schöne Grüße'],
    ['0.1', 'text/html', '<p>Schöne Grüße</p>'],
  ]);
  const ids = looks.map(({ payload }) => payload.parts?.[1]?.body.attachmentId);
  assert.notEqual(ids[0], ids[1]);
  for (const attachment of ids) {
    const { body } = await ask(`messages/${id}/attachments/${attachment ?? ''}`);
    assert.equal(textOf(z.parse(z.object({ size: z.literal(8), data: z.string() }), body).data), '%PDF-1.7');
  }
  assert.equal((await ask(`messages/${id}/attachments/nonsense`)).status, 404);
  assert.equal(looks[0]?.snippet, 'Schöne Grüße');
});

test('headers come decoded, all of them or those that are named', async () => {
  const { control, ask } = givenApi();
  const { id } = control.deliver(lea, hello);
  const headers = async (query: string) =>
    z.parse(z.object({ payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }) }), (await ask(`messages/${id}?format=metadata${query}`)).body).payload.headers;
  assert.deepEqual(await headers('&metadataHeaders=subject&metadataHeaders=From'), [
    { name: 'From', value: hello.from },
    { name: 'Subject', value: hello.subject },
  ]);
  assert.ok((await headers('')).some(({ name, value }) => name === 'X-Campaign' && value === 'spring'));
});

test('a raw mail is what arrived, byte for byte', async () => {
  const { control, ask } = givenApi();
  const raw = Buffer.from('From: a@b.example\nSubject: =?iso-8859-1?Q?caf=E9?=\n\nno line ends alike\r\n\x00\xff', 'latin1');
  const { id } = control.deliver(lea, raw);
  const { body } = await ask(`messages/${id}?format=raw&fields=raw`);
  assert.deepEqual(body, { raw: raw.toString('base64url') });
});

test('a mail that is gone, or never was, is not found', async () => {
  const { control, ask } = givenApi();
  const { id } = control.deliver(lea, hello);
  control.deleteMail(lea, id);
  assert.deepEqual(errorOf(await ask(`messages/${id}`)), [404, 'notFound', 'Requested entity was not found.']);
  assert.equal((await ask(`threads/${id}`)).status, 404);
});

test('a mask leaves in the answer what it names', async () => {
  const { control, ask } = givenApi();
  const { id, threadId } = control.deliver(lea, { from: anna, subject: 'Offer', text: 'Hello' });
  const fields = async (mask: string) => (await ask(`messages/${id}?format=metadata&metadataHeaders=Subject&fields=${encodeURIComponent(mask)}`)).body;
  assert.deepEqual(await fields('id,threadId'), { id, threadId });
  assert.deepEqual(await fields('payload/headers(value)'), { payload: { headers: [{ value: 'Offer' }] } });
  assert.deepEqual(await fields('payload(headers/name,mimeType)'), { payload: { mimeType: 'text/plain', headers: [{ name: 'Subject' }] } });
  assert.deepEqual(await fields('payload(*)'), { payload: { mimeType: 'text/plain', headers: [{ name: 'Subject', value: 'Offer' }] } });
  assert.equal((await ask(`messages/${id}?fields=id(`)).status, 400);
});

test('each method takes the scopes of Google’s description and no other', async () => {
  const { ask, control } = givenApi();
  const { id } = control.deliver(lea, hello);
  const all = [sendScope, readScope, metadataScope, ...['compose', 'modify', 'labels', 'settings.basic'].map(gmailScope), 'https://mail.google.com/'];
  for (const [name, { verb, path, scopes }] of Object.entries<GmailMethod>(gmailMethods)) {
    for (const scope of all) {
      const { status, body } = await ask(path.replaceAll(/:\w+/g, id), { scopes: [scope], ...(verb === 'POST' ? { body: {} } : {}) });
      const refused = status === 403 && /insufficient authentication scopes/.test(JSON.stringify(body));
      assert.equal(refused, !scopes.includes(scope), `${name} with ${scope}`);
    }
  }
});

test('a token that may read headers alone keeps to that, whatever else it may', async () => {
  const { control, ask } = givenApi();
  const { id } = control.deliver(lea, hello);
  const both = { scopes: [metadataScope, readScope] };
  assert.deepEqual(errorOf(await ask('messages?q=after:1', both)), [403, 'forbidden', "Metadata scope does not support 'q' parameter"]);
  assert.deepEqual(errorOf(await ask(`messages/${id}`, both)), [403, 'forbidden', "Metadata scope doesn't allow format FULL"]);
  assert.deepEqual(errorOf(await ask(`messages/${id}?format=raw`, both)), [403, 'forbidden', "Metadata scope doesn't allow format RAW"]);
  assert.deepEqual([(await ask('messages', both)).status, (await ask(`messages/${id}?format=metadata`, both)).status], [200, 200]);
});

test('errors have their older name, their newer one, or both', async () => {
  const { control, ask } = givenApi();
  const names = async () => {
    const { error } = z.parse(z.object({ error: z.looseObject({ status: z.optional(z.string()), errors: z.optional(z.array(z.unknown())) }) }), (await ask('messages/0')).body);
    return [error.errors?.length, error.status];
  };
  assert.deepEqual(await names(), [1, 'NOT_FOUND']);
  control.change({ errorShape: 'reason' });
  assert.deepEqual(await names(), [1, undefined]);
  control.change({ errorShape: 'status' });
  assert.deepEqual(await names(), [undefined, 'NOT_FOUND']);
});

const subjects = async ({ ask, control }: GivenApi, query: string): Promise<readonly (string | undefined)[]> => {
  const list = z.object({ messages: z.optional(z.array(z.object({ id: z.string() }))) });
  const { messages = [] } = z.parse(list, (await ask(`messages?${query}`)).body);
  return messages.map(({ id }) => control.mailbox(lea).mails.find((mail) => mail.id === id)?.head.subject);
};

test('mails are listed newest first, and searched as Gmail searches', async () => {
  const given = givenApi();
  const second = (at: number) => ({ at: noon + at * 1000 });
  given.control.deliver(lea, { from: anna, subject: 'one', messageId: '<one@globex.example>' }, second(1));
  given.control.deliver(lea, { from: 'tom@initech.example', subject: 'three' }, second(3));
  given.control.deliver(lea, { from: anna, subject: 'two' }, { ...second(2), labels: ['SPAM'] });
  given.control.deliver(lea, { from: lea, to: anna, subject: 'four' }, { ...second(4), labels: ['SENT'] });
  const epoch = noon / 1000;
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['', ['four', 'three', 'one']],
    ['includeSpamTrash=true', ['four', 'three', 'two', 'one']],
    ['q=in:anywhere', ['four', 'three', 'two', 'one']],
    ['q=in:spam', ['two']],
    [`q=after:${epoch + 2}`, ['four', 'three']],
    [`q=in:anywhere+before:${epoch + 3}`, ['two', 'one']],
    ['q=from:anna', ['one']],
    ['q=-from:anna+is:unread', ['three']],
    ['q=from:(tom+OR+anna)', ['three', 'one']],
    ['q=rfc822msgid:one@globex.example', ['one']],
    ['q=to:anna', ['four']],
    ['q=subject:thr', ['three']],
    ['q=after:2026/03/04', []],
    ['labelIds=SENT', ['four']],
  ];
  for (const [query, expected] of table) assert.deepEqual([query, await subjects(given, query)], [query, expected]);
});

test('pages of a list go on where the last one ended, whatever arrives or goes meanwhile', async () => {
  const given = givenApi();
  for (let count = 0; count < 5; count += 1) given.control.deliver(lea, { from: anna, subject: String(count) }, { at: noon + count });
  const page = async (token: string) =>
    z.parse(z.object({ messages: z.array(z.object({ id: z.string() })), nextPageToken: z.optional(z.string()) }), (await given.ask(`messages?maxResults=2&pageToken=${token}`)).body);
  const first = await page('');
  given.control.deliver(lea, { from: anna, subject: 'new' }, { at: noon + 10 });
  given.control.deleteMail(lea, first.messages[1]?.id ?? '');
  const second = await page(first.nextPageToken ?? '');
  const third = await page(second.nextPageToken ?? '');
  const found = [...second.messages, ...third.messages].map(({ id }) => given.control.mailbox(lea).mails.find((mail) => mail.id === id)?.head.subject);
  assert.deepEqual([found, third.nextPageToken], [['2', '1', '0'], undefined]);
});

test('mails of one millisecond are listed once each', async () => {
  const given = givenApi();
  const delivered = Array.from({ length: 40 }, () => given.control.deliver(lea, { from: anna, subject: 'Offer' }).id);
  const found: string[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const { body } = await given.ask(`messages?maxResults=7&pageToken=${token}`);
    const page = z.parse(z.object({ messages: z.array(z.object({ id: z.string() })), nextPageToken: z.optional(z.string()) }), body);
    found.push(...page.messages.map(({ id }) => id));
    token = page.nextPageToken;
  }
  assert.deepEqual(found.toSorted(), delivered.toSorted());
});

test('a conversation has its mails in their order', async () => {
  const { control, ask } = givenApi();
  const first = control.deliver(lea, { from: anna, subject: 'Offer', messageId: '<1@x.example>' });
  const second = control.deliver(lea, { from: anna, subject: 'Re: Offer', inReplyTo: '<1@x.example>' });
  const { body } = await ask(`threads/${first.threadId}?format=minimal&fields=id,messages/id`);
  assert.deepEqual(body, { id: first.threadId, messages: [{ id: first.id }, { id: second.id }] });
  assert.equal((await ask(`threads/${first.threadId}?format=raw`)).status, 400);
});

test('labels and settings are told as they are', async () => {
  const { control, ask } = givenApi();
  const label = control.putLabel(lea, 'Customers');
  assert.equal(control.putLabel(lea, 'Customers'), label);
  const id = control.putFilter(lea, { criteria: { from: 'x' }, action: { addLabelIds: [label] } });
  control.setSendAs(lea, [{ sendAsEmail: 'sales@northpeak.example', verificationStatus: 'pending' }]);
  const { body: labels } = await ask('labels?fields=labels/id');
  assert.ok(JSON.stringify(labels).includes('"INBOX"') && JSON.stringify(labels).includes(`"${label}"`));
  control.deliver(lea, hello, { labels: [label, 'UNREAD'] });
  assert.deepEqual((await ask(`labels/${label}?fields=messagesTotal,threadsUnread`)).body, { messagesTotal: 1, threadsUnread: 1 });
  assert.deepEqual((await ask('settings/filters')).body, { filter: [{ id, criteria: { from: 'x' }, action: { addLabelIds: [label] } }] });
  assert.equal((await ask(`settings/filters/${id}`)).status, 200);
  assert.equal((await ask('settings/filters/none')).status, 404);
  assert.deepEqual((await ask('settings/vacation')).body, { enableAutoReply: false });
  assert.deepEqual((await ask('settings/autoForwarding')).body, { enabled: false });
  assert.deepEqual((await ask('settings/sendAs?fields=sendAs(sendAsEmail,isDefault)')).body, {
    sendAs: [{ sendAsEmail: lea, isDefault: true }, { sendAsEmail: 'sales@northpeak.example' }],
  });
  control.reset();
  assert.deepEqual((await ask('settings/filters')).body, {});
});
