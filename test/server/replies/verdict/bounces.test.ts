import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inMailbox, judged, multipart, tracked } from '../given-mail.ts';
import { bounceMails } from './bounce-mails.ts';

test('the reports of many mail systems are bounces or delay notices, with who failed, how and for how long', async () => {
  const found = [];
  for (const { system, is: _, kind: __, status: ___, recipients: ____, ...mail } of bounceMails) {
    const judgement = await judged(mail);
    found.push([system, judgement.verdict, 'bounce' in judgement ? judgement.bounce : undefined]);
  }
  assert.deepEqual(
    found,
    bounceMails.map(({ system, is, kind, status, recipients }) => [
      system,
      is,
      { kind, ...(status === undefined ? {} : { status }), recipients },
    ]),
  );
});

const byName = (system: string) => bounceMails.find((mail) => mail.system === system) ?? {};

test('a bounce is laid to the mail that came back in it', async () => {
  const judgement = await judged(byName('qmail'), inMailbox());
  assert.equal(judgement.answers, 'mail-1');
  assert.ok(judgement.evidence.some(({ code }) => code === 'names-our-mail'));
});

test('a bounce that only names the mail that failed is laid to it', async () => {
  for (const headers of ['X-CM-Original-Message-ID: <tracked-1@example.org>', 'X-Original-Message-ID: <gave-1@mail.gmail.com>']) {
    const judgement = await judged({ from: 'postmaster@example.cn', subject: '系统退信', headers, body: '无法发送到 kate@example.net' }, inMailbox());
    assert.deepEqual([judgement.verdict, judgement.answers], ['bounce', 'mail-1']);
  }
});

test('a bounce without the mail is laid to the last one that was sent there before', async () => {
  const sent = (id: string, day: string) => ({
    ...tracked,
    id,
    messageIds: [`${id}@example.org`],
    recipients: ['kate@example.net'],
    sentAt: new Date(`2026-11-${day}T09:00:00Z`),
  });
  const judgement = await judged(
    byName('Domino'),
    inMailbox({ tracked: [sent('first', '19'), sent('last', '20'), sent('later', '25')] }),
  );
  assert.equal(judgement.answers, 'last');
  assert.deepEqual(judgement.evidence.at(-1), { code: 'names-our-recipient', value: 'kate@example.net' });
});

test('a bounce that names none of our mails stays unattributed', async () => {
  const judgement = await judged(byName('Domino'), inMailbox());
  assert.equal(judgement.verdict, 'bounce');
  assert.equal(judgement.answers, undefined);
  assert.deepEqual(judgement.evidence.at(-1), { code: 'names-none-of-ours' });
});

test('a bounce in our thread is no reply', async () => {
  for (const mail of bounceMails) {
    const judgement = await judged(mail, inMailbox({ tracked: [{ ...tracked, sameThread: true }] }));
    assert.equal(judgement.verdict, mail.is, mail.system);
  }
});

test('a complaint about spam is not a bounce', async () => {
  const given = multipart('report; report-type=feedback-report', [
    'Content-Type: text/plain\n\nThis is an abuse report: the message could not be delivered to somebody who wanted it.',
    'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Example/1',
    'Content-Type: message/rfc822\n\nFrom: rep@example.org\nSubject: Offer\nMessage-ID: <tracked-1@example.org>\n\nHello',
  ]);
  const judgement = await judged({ from: 'feedback@example.net', subject: 'Abuse report', ...given });
  assert.deepEqual([judgement.verdict, judgement.evidence], ['other', [{ code: 'abuse-report' }]]);
});

test('a person who answers a report, or passes it on with its parts, is a person', async () => {
  const fields = 'Final-Recipient: rfc822; kate@example.net\nAction: failed\nStatus: 5.1.1';
  const headers = 'In-Reply-To: <tracked-1@example.org>';
  const quoted = `Her new address is kate@example.com.\n\nFrom: Mail Delivery System\nSent: Monday\nTo: Ann\nSubject: Undelivered\n\n${fields}`;
  assert.equal((await judged({ subject: 'RE: Undelivered Mail Returned to Sender', headers, body: quoted })).verdict, 'reply');
  const parts = multipart('mixed', [
    'Content-Type: text/plain\n\nWhat does this mean?',
    `Content-Type: message/delivery-status\n\n${fields}`,
    'Content-Type: message/rfc822\n\nSubject: Offer\nMessage-ID: <tracked-1@example.org>\n\nHello',
  ]);
  assert.equal((await judged({ subject: 'Fwd: Undelivered Mail Returned to Sender', ...parts })).verdict, 'forward');
});

test('a notice of success is neither a bounce nor a reply', async () => {
  const given = multipart('report; report-type=delivery-status', [
    'Content-Type: text/plain\n\nDelivered.',
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; kate@example.net\nAction: delivered\nStatus: 2.0.0',
  ]);
  const judgement = await judged(
    {
      from: 'MAILER-DAEMON@example.net',
      subject: 'Successful Mail Delivery Report',
      headers: `In-Reply-To: <tracked-1@example.org>\n${given.headers}`,
      body: given.body,
    },
    inMailbox(),
  );
  assert.deepEqual([judgement.verdict, judgement.evidence], ['other', [{ code: 'delivered-notice' }]]);
});

test('the address we wrote to is told, where the report follows it to another', async () => {
  const given = multipart('report; report-type=delivery-status', [
    'Content-Type: text/plain\n\nFailed.',
    'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nOriginal-Recipient: rfc822; sales@example.net\nFinal-Recipient: rfc822; kate@internal.example.net\nAction: failed\nStatus: 5.1.1',
    'Content-Type: text/rfc822-headers\n\nMessage-ID: <tracked-1@example.org>\nTo: sales@example.net',
  ]);
  const judgement = await judged({ from: 'MAILER-DAEMON@example.net', subject: 'Undelivered', ...given });
  assert.deepEqual('bounce' in judgement ? judgement.bounce.recipients : undefined, ['sales@example.net']);
});
