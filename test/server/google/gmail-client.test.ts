import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { metadataScope, readScope, sendScope } from '../../../demo/google/scopes.ts';
import type { Fault } from '../../../demo/google/faults.ts';
import type { GmailFailure } from '../../../src/server/google/gmail-port.ts';
import { noon } from '../given-ports.ts';
import { anna, lea, startGmail, type GivenGmail } from './given-gmail.ts';

let given: GivenGmail;
let access: string;

before(async () => {
  given = await startGmail();
});
after(() => given.close());
beforeEach(() => {
  given.google.control.reset();
  given.google.control.forgetUsage();
  access = given.access();
});

const hello = { from: anna, subject: 'Offer', text: 'Hello' };

test('what arrives is found from the newest change on, oldest first, whatever its labels', async () => {
  const { google, gmail } = given;
  const newest = await gmail.newestHistory(access);
  assert.ok(newest.ok);
  const kept = google.control.deliver(lea, hello);
  google.control.putFilter(lea, { criteria: { from: 'globex.example' }, action: { removeLabelIds: ['INBOX', 'UNREAD'], addLabelIds: ['TRASH'] } });
  const trashed = google.control.deliver(lea, { ...hello, subject: 'Another' });
  const added = await gmail.addedSince(access, { after: newest.value.historyId, page: undefined });
  assert.deepEqual(added, {
    ok: true,
    value: {
      mails: [
        { gmailId: kept.id, threadId: kept.threadId, labels: ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'] },
        { gmailId: trashed.id, threadId: trashed.threadId, labels: ['CATEGORY_PERSONAL', 'TRASH'] },
      ],
      nextPage: undefined,
      historyId: google.control.mailbox(lea).historyId,
    },
  });
  assert.deepEqual(await gmail.addedSince(access, { after: google.control.mailbox(lea).historyId, page: undefined }), {
    ok: true,
    value: { mails: [], nextPage: undefined, historyId: google.control.mailbox(lea).historyId },
  });
});

test('the record of changes is read page by page, and only additions are in it, each once', async () => {
  const { google, gmail } = given;
  const { historyId } = google.control.mailbox(lea);
  const delivered = Array.from({ length: 501 }, () => google.control.deliver(lea, hello).id);
  google.control.relabelMail(lea, delivered[0] ?? '', { add: ['STARRED'] });
  const first = await gmail.addedSince(access, { after: historyId, page: undefined });
  assert.ok(first.ok && first.value.nextPage !== undefined);
  const second = await gmail.addedSince(access, { after: historyId, page: first.value.nextPage });
  assert.ok(second.ok);
  assert.deepEqual([...first.value.mails, ...second.value.mails].map(({ gmailId }) => gmailId), delivered);
  assert.equal(second.value.nextPage, undefined);
  assert.deepEqual(google.control.usage(lea), { calls: { 'history.list': 2 }, units: 4, mostAtOnce: 1 });
});

test('a history id that Gmail forgot is told apart from a mail that is gone', async () => {
  const { google, gmail } = given;
  const { historyId } = google.control.mailbox(lea);
  const { id } = google.control.deliver(lea, hello);
  google.control.expireHistory(lea);
  google.control.deleteMail(lea, id);
  assert.deepEqual(await gmail.addedSince(access, { after: historyId, page: undefined }), { ok: false, failure: { code: 'history-expired' } });
  assert.deepEqual(await gmail.headers(access, id), { ok: false, failure: { code: 'mail-gone' } });
  assert.deepEqual(await gmail.wholeMail(access, id), { ok: false, failure: { code: 'mail-gone' } });
});

test('what was received since an instant comes newest first, that instant’s second, spam and trash included', async () => {
  const { google, gmail } = given;
  const at = noon + 86_400_000;
  const [, exact, spam, trashed] = ([
    [at - 2_000, ['INBOX']],
    [at, ['INBOX']],
    [at + 1, ['SPAM']],
    [at + 2, ['TRASH']],
  ] as const).map(([received, labels]) => google.control.deliver(lea, hello, { at: received, labels }));
  const received = await gmail.receivedSince(access, { after: at, page: undefined });
  assert.deepEqual(received, {
    ok: true,
    value: { mails: [trashed, spam, exact].map((mail) => ({ gmailId: mail?.id, threadId: mail?.threadId })), nextPage: undefined },
  });
  assert.deepEqual(await gmail.receivedSince(access, { after: at + 86_400_000, page: undefined }), { ok: true, value: { mails: [], nextPage: undefined } });
});

test('headers come in their order with labels and Gmail’s own time, and no body', async () => {
  const { google, gmail } = given;
  const { id, threadId } = google.control.deliver(lea, 'Received: by a\r\nReceived: by b\r\nSubject: =?utf-8?q?=C3=9Cber?=\r\nX-Odd:\r\n\r\nSecret', { labels: [] });
  assert.deepEqual(await gmail.headers(access, id), {
    ok: true,
    value: {
      gmailId: id,
      threadId,
      labels: [],
      receivedAt: noon,
      headers: [
        { name: 'Received', value: 'by a' },
        { name: 'Received', value: 'by b' },
        { name: 'Subject', value: 'Über' },
        { name: 'X-Odd', value: '' },
      ],
    },
  });
});

test('a whole mail is its bytes as they were received, twenty megabytes too', async () => {
  const { google, gmail } = given;
  const raw = Buffer.concat([Buffer.from('From: a@b.example\r\nSubject: large\r\n\r\n\xff\x00\r', 'latin1'), Buffer.alloc(20_000_000, 'x')]);
  const { id, threadId } = google.control.deliver(lea, raw);
  const whole = await gmail.wholeMail(access, id);
  assert.ok(whole.ok);
  const { bytes, ...rest } = whole.value;
  assert.ok(raw.equals(bytes));
  assert.deepEqual(rest, { gmailId: id, threadId, labels: ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'], receivedAt: noon });
});

test('a watch tells when it ends; another topic’s has to be stopped first', async () => {
  const { google, gmail } = given;
  const topic = 'projects/p/topics/replies';
  assert.deepEqual(await gmail.watch(access, topic), { ok: true, value: { historyId: google.control.mailbox(lea).historyId, endsAt: noon + 7 * 86_400_000 } });
  assert.deepEqual(await gmail.watch(access, 'projects/p/topics/other'), { ok: false, failure: { code: 'watch-taken' } });
  assert.deepEqual(await gmail.unwatch(access), { ok: true, value: undefined });
  assert.deepEqual(google.control.mailbox(lea).watchedBy, []);
});

test('a token without the right to read is told as that, with headers alone too where bodies are needed', async () => {
  const { google, gmail } = given;
  const { id } = google.control.deliver(lea, hello);
  const missing = { ok: false, failure: { code: 'permission-missing' } };
  assert.deepEqual(await gmail.newestHistory(given.access([sendScope])), missing);
  const narrowed = given.access([metadataScope, readScope]);
  assert.deepEqual(await gmail.wholeMail(narrowed, id), missing);
  assert.deepEqual(await gmail.receivedSince(narrowed, { after: 0, page: undefined }), missing);
  assert.equal((await gmail.headers(narrowed, id)).ok, true);
  assert.deepEqual(await gmail.newestHistory('ya29.unknown'), { ok: false, failure: { code: 'access-refused' } });
});

test('an account that lost its mailbox says so', async () => {
  const { google, gmail } = given;
  google.control.putAccount({ ...google.control.account(lea), gmail: false });
  assert.deepEqual(await gmail.newestHistory(access), { ok: false, failure: { code: 'no-gmail' } });
});

const mailbox = { code: 'slow-down', who: 'mailbox', retryAt: undefined } as const;
const unavailable = { code: 'google-unavailable' } as const;
const failures: readonly (readonly [Fault, GmailFailure])[] = [
  ['retry-later', { ...mailbox, retryAt: noon + 15 * 60_000 }],
  ['retry-in-the-past', mailbox],
  ['retry-next-week', { ...mailbox, retryAt: noon + 24 * 3_600_000 }],
  ['too-many-at-once', mailbox],
  ['exhausted', mailbox],
  ['mailbox-quota', mailbox],
  ['project-quota', { ...mailbox, who: 'project' }],
  ['user-rate', mailbox],
  ['daily-limit', { ...mailbox, who: 'project' }],
  ['token-refused', { code: 'access-refused' }],
  ['scope-missing', { code: 'permission-missing' }],
  ['domain-policy', { code: 'google-policy' }],
  ['precondition-failed', unavailable],
  ['bad-request', { code: 'request-refused' }],
  ['not-found', { code: 'request-refused' }],
  ['backend-error', unavailable],
  ['unavailable', unavailable],
  ['html', unavailable],
  ['html-with-200', unavailable],
  ['malformed', unavailable],
  ['connection-lost', unavailable],
  ['answer-lost', unavailable],
];
for (const [fault, failure] of failures) {
  test(`Gmail’s ${fault} is ${failure.code}${'who' in failure ? ` of the ${failure.who}` : ''}, after one request`, async () => {
    given.google.control.ledger.clear();
    given.google.control.failNext('profile', fault);
    assert.deepEqual(await given.gmail.newestHistory(access), { ok: false, failure });
    assert.ok(given.google.control.ledger.of('profile').length <= 1);
  });
}

test('Gmail’s silence ends at the time limit', async () => {
  const impatient = await startGmail(40);
  try {
    impatient.google.control.failNext('profile', 'no-answer');
    assert.deepEqual(await impatient.gmail.newestHistory(impatient.access()), { ok: false, failure: unavailable });
  } finally {
    await impatient.close();
  }
});

test('errors mean the same by either of their names', async () => {
  const { google, gmail } = given;
  for (const errorShape of ['reason', 'status'] as const) {
    google.control.change({ errorShape });
    google.control.limitQuota({ projectUnits: 0 });
    assert.deepEqual(await gmail.newestHistory(access), { ok: false, failure: { ...mailbox, who: 'project' } });
    google.control.limitQuota({});
    assert.deepEqual(await gmail.headers(access, '0'), { ok: false, failure: { code: 'mail-gone' } });
    assert.deepEqual(await gmail.newestHistory(given.access([sendScope])), { ok: false, failure: { code: 'permission-missing' } });
  }
});
