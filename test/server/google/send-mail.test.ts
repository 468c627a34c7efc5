import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { readScope } from '../../../demo/google/scopes.ts';
import type { Fault } from '../../../demo/google/faults.ts';
import { createGmail } from '../../../src/server/google/gmail-client.ts';
import type { SendFailure } from '../../../src/server/google/gmail-port.ts';
import { sendTimeoutMs } from '../../../src/server/google/send-mail.ts';
import { attemptIn } from '../../../src/server/sending/channel/attempt-header.ts';
import { composeMail, type MailToCompose } from '../../../src/server/sending/channel/compose-mail.ts';
import { joinConversation } from '../../../src/server/sending/channel/join-conversation.ts';
import { clockAt, noon, settingsWith } from '../given-ports.ts';
import { anna, hugo, lea, startGmail, type GivenGmail } from './given-gmail.ts';

const day = 86_400_000;
const minute = 60_000;

let given: GivenGmail;
let access: string;

before(async () => {
  given = await startGmail();
});
after(() => given.close());
beforeEach(() => {
  given.google.control.reset();
  access = given.access();
  given.asked.length = 0;
});

let attempts = 0;
const composed = async (change: Partial<MailToCompose> = {}): Promise<{ readonly bytes: Uint8Array; readonly attemptId: string }> => {
  attempts += 1;
  const attemptId = `attempt-${String(attempts).padStart(16, '0')}`;
  const to = [{ name: 'Anna Berg', address: 'anna.berg@globex.example' }];
  const mail = await composeMail({ from: { address: lea }, to, subject: 'Offer', text: 'Hello', messageId: `${attemptId}@northpeak.example`, attemptId, at: noon, ...change });
  assert.ok(mail.ok);
  return { bytes: mail.value.bytes, attemptId };
};
const accepted = (attemptId: string) => given.google.control.sentMails().filter(({ headers }) => attemptIn(headers) === attemptId);

test('Gmail takes what is composed, knows the attempt again and writes to everybody once', async () => {
  const { bytes, attemptId } = await composed({
    to: [{ name: 'Berg, "Anna" <x@evil.example>', address: 'anna.berg@globex.example' }, { name: 'évil@evil.example', address: "o'hara@globex.example" }],
    cc: [{ address: '"quoted, local"@globex.example' }],
    bcc: [{ name: 'Hugo', address: hugo }, { address: 'ANNA.BERG@globex.example' }],
  });
  const sent = await given.gmail.sendMail(access, { bytes, threadId: undefined });
  assert.ok(sent.ok);
  const [mail, ...more] = accepted(attemptId);
  assert.deepEqual(more, []);
  assert.deepEqual([mail?.mailbox, mail?.gmailId, mail?.threadId], [lea, sent.value.gmailId, sent.value.threadId]);
  assert.deepEqual(mail?.recipients, ['anna.berg@globex.example', "o'hara@globex.example", '"quoted, local"@globex.example', hugo]);
  const [arrived] = given.google.control.mailbox(hugo).mails.slice(-1);
  assert.doesNotMatch(arrived?.raw().toString() ?? '', /^Bcc:/im);
});

test('a reply joins its conversation in the mailbox, small and large', async () => {
  const { google, gmail } = given;
  const answer = google.control.deliver(lea, { from: anna, subject: 'Re: Angebot für März', text: 'Yes' });
  const [stored] = google.control.mailbox(lea).mails.slice(-1);
  const earlier = { mailbox: lea, threadId: answer.threadId, messageId: answer.messageId?.slice(1, -1), references: [], subject: stored?.head.subject ?? '' };
  const { threadId, ...headers } = joinConversation(earlier, lea);
  for (const size of [1, 4_000_000]) {
    const { bytes } = await composed({ ...headers, attachments: [{ name: 'offer.pdf', type: 'application/pdf', bytes: new Uint8Array(size) }] });
    const sent = await gmail.sendMail(access, { bytes, threadId });
    assert.ok(sent.ok && sent.value.threadId === answer.threadId);
  }
  const uploads = given.asked.map(({ url }) => new URL(url)).map(({ pathname, searchParams }) => [pathname.startsWith('/upload/'), searchParams.get('uploadType')]);
  assert.deepEqual(uploads, [[false, null], [true, 'multipart']]);
});

test('a large mail outside a conversation is uploaded as it is, byte for byte', async () => {
  const { bytes, attemptId } = await composed({ attachments: [{ name: 'film.mov', type: 'video/quicktime', bytes: new Uint8Array(20_000_000).fill(7) }] });
  const sent = await given.gmail.sendMail(access, { bytes, threadId: undefined });
  assert.ok(sent.ok);
  assert.equal(accepted(attemptId).length, 1);
  const stored = given.google.control.mailbox(lea).mails.find(({ id }) => id === sent.value.gmailId);
  assert.ok(stored?.raw().subarray(-1_000_000).equals(Buffer.from(bytes.subarray(-1_000_000))));
  assert.equal(new URL(given.asked[0]?.url ?? '').searchParams.get('uploadType'), 'media');
});

test('a conversation of another mailbox is gone for this one, and nothing is sent', async () => {
  const foreign = given.google.control.deliver(hugo, { from: anna, subject: 'Offer', text: 'x' });
  const { bytes, attemptId } = await composed();
  assert.deepEqual(await given.gmail.sendMail(access, { bytes, threadId: foreign.threadId }), { ok: false, failure: { code: 'thread-gone' } });
  assert.deepEqual(accepted(attemptId), []);
});

const slow = { code: 'slow-down', who: 'mailbox', retryAt: undefined, says: undefined } as const;
const unclear = { code: 'unclear' } as const;
const paused = { kind: 'sending-paused' } as const;
const failures: readonly (readonly [Fault, SendFailure, taken: 0 | 1])[] = [
  ['retry-later', { ...slow, retryAt: noon + 15 * minute }, 0],
  ['retry-in-the-past', { ...slow, retryAt: noon - minute }, 0],
  ['retry-next-week', { ...slow, retryAt: noon + 7 * day }, 0],
  ['daily-sending-limit', { ...slow, retryAt: noon + day, says: paused }, 0],
  ['sending-paused', { ...slow, retryAt: noon + 15 * minute, says: paused }, 0],
  ['too-many-at-once', { ...slow, says: { kind: 'too-many-at-once' } }, 0],
  ['exhausted', slow, 0],
  ['mailbox-quota', slow, 0],
  ['project-quota', { ...slow, who: 'project' }, 0],
  ['user-rate', slow, 0],
  ['daily-limit', { ...slow, who: 'project' }, 0],
  ['token-refused', { code: 'access-refused' }, 0],
  ['scope-missing', { code: 'permission-missing' }, 0],
  ['domain-policy', { code: 'google-policy' }, 0],
  ['precondition-failed', { code: 'request-refused' }, 0],
  ['bad-request', { code: 'request-refused' }, 0],
  ['not-found', { code: 'request-refused' }, 0],
  // Some of these had no effect, but nothing that was heard says so.
  ['rate-limited', slow, 0],
  ['internal-error', unclear, 0],
  ['unavailable', unclear, 0],
  ['backend-error', unclear, 0],
  ['html', unclear, 0],
  ['html-with-200', unclear, 0],
  ['malformed', unclear, 0],
  ['connection-lost', unclear, 0],
  ['answer-lost', unclear, 1],
  ['answer-500', unclear, 1],
  ['answer-503', unclear, 1],
  ['answer-html', unclear, 1],
];
for (const [fault, failure, taken] of failures) {
  test(`a mail that meets ${fault} is ${failure.code}, ${taken === 0 ? 'not taken' : 'taken'}, and sent by one request`, async () => {
    given.google.control.failNext('messages.send', fault);
    const { bytes, attemptId } = await composed();
    assert.deepEqual(await given.gmail.sendMail(access, { bytes, threadId: undefined }), { ok: false, failure });
    assert.deepEqual([accepted(attemptId).length, given.asked.length], [taken, 1]);
  });
}

test('an answer that never comes leaves open whether the mail went', async () => {
  const impatient = await startGmail(40);
  try {
    impatient.google.control.failNext('messages.send', 'answer-withheld');
    const { bytes } = await composed();
    assert.deepEqual(await impatient.gmail.sendMail(impatient.access(), { bytes, threadId: undefined }), { ok: false, failure: unclear });
    assert.equal(impatient.google.control.sentMails().length, 1);
  } finally {
    await impatient.close();
  }
});

test('where nobody listens, or no name is found, certainly nothing was sent', async () => {
  const listening = createServer().listen(0, '127.0.0.1');
  await new Promise((listens) => listening.once('listening', listens));
  const { port } = listening.address() as AddressInfo;
  await new Promise((closed) => listening.close(closed));
  const { bytes } = await composed();
  for (const gmailUrl of [`http://127.0.0.1:${port}`, 'http://gmail.invalid']) {
    const gmail = createGmail({ settings: { ...settingsWith().google, gmailUrl }, clock: clockAt() });
    assert.deepEqual(await gmail.sendMail(access, { bytes, threadId: undefined }), { ok: false, failure: { code: 'unreachable' } });
  }
});

test('a redirect is not followed, and leaves open what became of the mail', async () => {
  const elsewhere: string[] = [];
  const redirecting = createServer((request, response) => {
    elsewhere.push(request.url ?? '');
    response.writeHead(307, { location: '/elsewhere' }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((listens) => redirecting.once('listening', listens));
  try {
    const { port } = redirecting.address() as AddressInfo;
    const gmail = createGmail({ settings: { ...settingsWith().google, gmailUrl: `http://127.0.0.1:${port}` }, clock: clockAt() });
    const { bytes } = await composed();
    assert.deepEqual(await gmail.sendMail(access, { bytes, threadId: undefined }), { ok: false, failure: unclear });
    assert.equal(elsewhere.length, 1);
  } finally {
    redirecting.closeAllConnections();
    await new Promise((closed) => redirecting.close(closed));
  }
});

test('a token that may only read sends nothing', async () => {
  const { bytes } = await composed();
  assert.deepEqual(await given.gmail.sendMail(given.access([readScope]), { bytes, threadId: undefined }), { ok: false, failure: { code: 'permission-missing' } });
});

test('what was sent is listed newest first from its second on, in the trash too, and nothing that came', async () => {
  const { google, gmail } = given;
  const at = noon + 10 * day;
  const [, exact, trashed] = ([[at - 2_000, ['SENT']], [at, ['SENT']], [at + 1, ['SENT', 'TRASH']], [at + 2, ['INBOX']]] as const).map(([sentAt, labels]) =>
    google.control.deliver(lea, { from: lea, to: 'anna.berg@globex.example', subject: 'x', text: 'x' }, { at: sentAt, labels }),
  );
  const sent = await gmail.sentSince(access, { after: at, page: undefined });
  assert.deepEqual(sent, { ok: true, value: { mails: [trashed, exact].map((mail) => ({ gmailId: mail?.id, threadId: mail?.threadId })), nextPage: undefined } });
});

test('a mail is found by its Message-ID where Gmail kept it, and by nothing where it did not', async () => {
  const { google, gmail } = given;
  for (const messageIds of ['kept', 'replaced'] as const) {
    google.control.change({ messageIds });
    const { bytes, attemptId } = await composed();
    const sent = await gmail.sendMail(access, { bytes, threadId: undefined });
    assert.ok(sent.ok);
    const found = await gmail.findByMessageId(access, `${attemptId}@northpeak.example`);
    assert.deepEqual(found, { ok: true, value: messageIds === 'kept' ? [sent.value] : [] });
  }
});

test('a large mail has the time that a poor line needs', () => {
  assert.deepEqual([sendTimeoutMs(0, 10_000), sendTimeoutMs(25 * 1024 * 1024, 10_000)], [30_000, 130_000]);
});
