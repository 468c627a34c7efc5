import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { hugo } from '../../server/google/given-gmail.ts';
import { lea } from '../given-google.ts';
import { anna, errorOf, givenApi, type GivenApi } from './given-api.ts';

const written = (headers: Record<string, string>, text = 'Hello'): string =>
  `${Object.entries({ From: lea, To: anna, Subject: 'Offer', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}\r\n`;

const sent = z.object({ id: z.string(), threadId: z.string(), labelIds: z.array(z.string()) });
const send = async ({ ask }: GivenApi, raw: string, threadId?: string) => {
  const answer = await ask('messages/send', { body: { raw: Buffer.from(raw).toString('base64url'), ...(threadId === undefined ? {} : { threadId }) } });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return z.parse(sent, answer.body);
};
const rawOf = ({ control }: GivenApi, email: string, index = -1): string => control.mailbox(email).mails.at(index)?.raw().toString() ?? '';

test('a mail that is sent gets a Message-ID of Gmail’s own; the one it had, and headers of the sender’s, stay beside it', async () => {
  const given = givenApi();
  const { id, labelIds } = await send(given, written({ 'Message-ID': '<mine@northpeak.example>', 'X-Mine': 'kept' }));
  assert.deepEqual(labelIds, ['SENT']);
  const raw = rawOf(given, lea);
  assert.match(raw, /^Message-ID: <CA[^>]+@mail\.gmail\.com>\r$/m);
  assert.match(raw, /^X-Google-Original-Message-ID: <mine@northpeak\.example>\r$/m);
  assert.match(raw, /^X-Mine: kept\r$/m);
  assert.equal(raw.match(/^Message-ID:/gm)?.length, 1);
  assert.equal(given.control.mailbox(lea).mails[0]?.id, id);
  given.control.change({ messageIds: 'kept' });
  await send(given, written({ 'Message-ID': '<mine@northpeak.example>' }));
  assert.match(rawOf(given, lea), /^Message-ID: <mine@northpeak\.example>\r$/m);
});

test('mail reaches the mailboxes of this Google, and the world outside it, without its blind copies', async () => {
  const given = givenApi();
  await send(given, written({ To: `${anna}, Hugo <${hugo}>`, Cc: 'tom@initech.example', Bcc: 'secret@globex.example' }));
  assert.deepEqual(given.outside.map(({ from, to }) => [from, to]), [
    [lea, 'anna.berg@globex.example'],
    [lea, 'tom@initech.example'],
    [lea, 'secret@globex.example'],
  ]);
  assert.equal(given.control.mailbox(hugo).mails.length, 1);
  assert.doesNotMatch(rawOf(given, hugo), /secret/);
  assert.match(rawOf(given, lea), /^Bcc: secret/m);
  assert.match(rawOf(given, hugo), /\r\n\r\nHello\r\n$/);
});

test('a mail to oneself is one mail, sent and received', async () => {
  const given = givenApi();
  const { labelIds } = await send(given, written({ To: lea }));
  assert.deepEqual([labelIds.toSorted(), given.control.mailbox(lea).mails.length], [['INBOX', 'SENT', 'UNREAD'], 1]);
});

test('a mail joins a conversation of its mailbox; another mailbox’s is not found', async () => {
  const given = givenApi();
  const first = await send(given, written({}));
  const second = await send(given, written({ Subject: 'Re: Offer' }), first.threadId);
  assert.equal(second.threadId, first.threadId);
  const foreign = given.control.deliver(hugo, { from: anna, subject: 'x' });
  const raw = Buffer.from(written({})).toString('base64url');
  assert.deepEqual(errorOf(await given.ask('messages/send', { body: { raw, threadId: foreign.threadId } }))[0], 404);
});

test('nobody sends in a name that Gmail has not verified', async () => {
  const given = givenApi();
  given.control.setSendAs(lea, [
    { sendAsEmail: 'sales@northpeak.example', verificationStatus: 'accepted' },
    { sendAsEmail: 'boss@northpeak.example', verificationStatus: 'pending' },
  ]);
  for (const [from, becomes] of [['sales@northpeak.example', 'sales@northpeak.example'], ['boss@northpeak.example', lea], ['anybody@globex.example', lea]] as const) {
    await send(given, written({ From: from }));
    assert.equal(given.control.mailbox(lea).mails.at(-1)?.head.from, becomes);
  }
});

test('an answer that is lost has had its effect: the mail is sent, and a second try would send it twice', async () => {
  const given = givenApi();
  const body = { raw: Buffer.from(written({})).toString('base64url') };
  given.control.failNext('messages.send', 'answer-lost', 'connection-lost', 'daily-sending-limit');
  await assert.rejects(given.ask('messages/send', { body }), { name: 'ConnectionLost' });
  assert.deepEqual([given.control.mailbox(lea).mails.length, given.outside.length], [1, 1]);
  await assert.rejects(given.ask('messages/send', { body }), { name: 'ConnectionLost' });
  assert.match(errorOf(await given.ask('messages/send', { body }))[2], /^User-rate limit exceeded \(Mail sending\)\. {2}Retry after \d/);
  assert.equal(given.control.mailbox(lea).mails.length, 1);
});

test('what is no mail, has no recipient or is too large is refused', async () => {
  const { ask } = givenApi();
  for (const body of [{}, { raw: 'with blanks' }, { raw: Buffer.from('Subject: to nobody\r\n\r\n').toString('base64url') }]) {
    assert.equal((await ask('messages/send', { body })).status, 400);
  }
  const large = Buffer.from(written({}, 'x'.repeat(6_000_000)));
  assert.equal((await ask('messages/send', { body: { raw: large.toString('base64url') } })).status, 413);
  assert.equal((await ask('messages/send', { upload: { type: 'message/rfc822', bytes: new Uint8Array(large) } })).status, 200);
});

test('an upload carries its conversation in a part before the mail', async () => {
  const given = givenApi();
  const first = await send(given, written({}));
  const text = `--b\r\nContent-Type: application/json\r\n\r\n{"threadId":"${first.threadId}"}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${written({ 'X-Up': 'loaded' })}\r\n--b--\r\n`;
  const answer = await given.ask('messages/send', { upload: { type: 'multipart/related; boundary=b', bytes: new TextEncoder().encode(text) } });
  assert.equal(z.parse(sent, answer.body).threadId, first.threadId);
  assert.match(rawOf(given, lea), /^X-Up: loaded\r$/m);
});

test('an upload has to say what it is', async () => {
  const given = givenApi();
  const bytes = new TextEncoder().encode(written({}));
  assert.match(errorOf(await given.ask('messages/send', { upload: { type: 'text/plain', bytes } }))[2], /not supported/);
  const parts = (json: string, mail: string): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(`--b\r\nContent-Type: ${json}\r\n\r\n{}\r\n--b\r\nContent-Type: ${mail}\r\n\r\n${written({})}\r\n--b--\r\n`);
  const type = 'multipart/related; boundary=b';
  assert.equal((await given.ask('messages/send', { upload: { type, bytes: parts('application/json', 'message/rfc822') } })).status, 200);
  for (const broken of [parts('text/plain', 'message/rfc822'), parts('application/json', 'text/plain'), bytes]) {
    assert.equal((await given.ask('messages/send', { upload: { type, bytes: broken } })).status, 400);
  }
  assert.equal(given.control.sentMails().length, 1);
});

test('addresses are read as they stand: a name that hides one adds nobody', async () => {
  const given = givenApi();
  await send(given, written({ To: '"Berg, Anna <evil@x.example>" <anna.berg@globex.example>', Cc: '=?utf-8?q?x=2C_evil@x.example?= <tom@initech.example>,\r\n "a, b"@globex.example' }));
  assert.deepEqual(given.control.sentMails()[0]?.recipients, ['anna.berg@globex.example', 'tom@initech.example', '"a, b"@globex.example']);
  for (const to of ['anna', 'a b@globex.example', '"open <a@globex.example>', 'a@globex.example <b@globex.example', 'a@globex']) {
    const raw = Buffer.from(written({ To: to })).toString('base64url');
    assert.deepEqual(errorOf(await given.ask('messages/send', { body: { raw } })), [400, 'invalidArgument', 'Invalid To header'], to);
  }
});

test('under another subject a mail begins a conversation of its own', async () => {
  const given = givenApi();
  const first = await send(given, written({}));
  assert.notEqual((await send(given, written({ Subject: 'Another offer' }), first.threadId)).threadId, first.threadId);
});

for (const fault of ['answer-500', 'answer-503', 'answer-html'] as const) {
  test(`after ${fault} the mail is sent all the same, and its record says so`, async () => {
    const given = givenApi();
    given.control.failNext('messages.send', fault);
    const body = { raw: Buffer.from(written({ 'X-Mark': 'one' })).toString('base64url') };
    await given.ask('messages/send', { body }).catch(() => undefined);
    assert.deepEqual(given.control.sentMails().map(({ headers, mailbox }) => [headers.find(({ name }) => name === 'X-Mark')?.value, mailbox]), [['one', lea]]);
    given.control.reset();
    given.control.forgetUsage();
    assert.equal(given.control.sentMails().length, 1);
  });
}

test('failures can be chosen call by call, until that ends', async () => {
  const given = givenApi();
  const chosen = ['user-rate', undefined, 'backend-error'] as const;
  let calls = 0;
  given.control.failBy('messages.send', () => chosen[calls++]);
  const body = { raw: Buffer.from(written({})).toString('base64url') };
  const statuses = async (): Promise<readonly number[]> => [(await given.ask('messages/send', { body })).status, (await given.ask('messages/send', { body })).status];
  assert.deepEqual(await statuses(), [403, 200]);
  given.control.failBy('messages.send', undefined);
  assert.deepEqual([await statuses(), calls], [[200, 200], 2]);
});

const hour = 3_600_000;

test('the day’s limit is any 24 hours, what was sent from the phone counts, and room comes back mail by mail', async () => {
  const given = givenApi();
  given.control.limitSending({ messages: 2, told: 'refused' });
  const phone = given.control.deliver(lea, { from: lea, to: 'tom@initech.example', subject: 'x', text: 'x' }, { labels: ['SENT'] });
  given.control.advance(hour);
  await send(given, written({}));
  const body = { raw: Buffer.from(written({})).toString('base64url') };
  const back = new Date(given.control.now() + 23 * hour).toISOString();
  assert.deepEqual(errorOf(await given.ask('messages/send', { body })), [429, 'rateLimitExceeded', `User-rate limit exceeded (Mail sending).  Retry after ${back}`]);
  assert.equal(given.control.sentMails().length, 1);
  given.control.advance(23 * hour + 1);
  await send(given, written({}));
  assert.equal((await given.ask('messages/send', { body })).status, 429);
  given.control.reset();
  await send(given, written({}));
  assert.ok(phone.id !== '');
});

test('recipients are counted too, and a time that slides names a later one at each try', async () => {
  const given = givenApi();
  given.control.limitSending({ recipients: 3, told: 'refused', retry: 'sliding' });
  await send(given, written({ Cc: 'tom@initech.example' }));
  const body = { raw: Buffer.from(written({ Bcc: 'tom@initech.example' })).toString('base64url') };
  const sentences = [errorOf(await given.ask('messages/send', { body }))[2]];
  given.control.advance(60_000);
  sentences.push(errorOf(await given.ask('messages/send', { body }))[2]);
  const times = sentences.map((sentence) => Date.parse(/after (\S+)/.exec(sentence)?.[1] ?? ''));
  assert.deepEqual(times, [given.control.now() + 14 * 60_000, given.control.now() + 15 * 60_000]);
  await send(given, written({}));
});

test('a limit may be told by a mail that comes back: it was taken, and nobody got it', async () => {
  const given = givenApi();
  given.control.limitSending({ messages: 0, told: 'returned' });
  await send(given, written({ 'Message-ID': '<mine@northpeak.example>' }));
  assert.deepEqual(given.outside, []);
  assert.deepEqual(given.control.sentMails().map(({ returned, messageId }) => [returned, messageId]), [[true, '<mine@northpeak.example>']]);
  const [ours, bounce] = given.control.mailbox(lea).mails;
  assert.deepEqual(bounce?.head.references, [ours?.head.messageId]);
  assert.match(bounce?.raw().toString() ?? '', /^X-Failed-Recipients: anna\.berg@globex\.example\r$[^]*You have reached a limit for sending/m);
});
