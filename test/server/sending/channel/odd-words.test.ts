import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { readMail } from '../../../../src/server/replies/mail/read-mail.ts';
import { composeMail, type MailToCompose } from '../../../../src/server/sending/channel/compose-mail.ts';
import { sendableAddress } from '../../../../src/server/sending/channel/sendable-address.ts';
import { noon } from '../../given-ports.ts';

/** What stands in names, subjects, words and files of a mail is read as it is meant, and as nothing else. */
const offer: MailToCompose = {
  from: { address: 'lea@northpeak.example' },
  to: [{ name: 'Anna Berg', address: 'anna.berg@globex.example' }],
  subject: 'Offer',
  text: 'Here it is.',
  messageId: '0b8e2f@northpeak.example',
  attemptId: 'attempt-0123456789_ab',
  at: noon,
};

const readBack = async (change: Partial<MailToCompose>) => {
  const composed = await composeMail({ ...offer, ...change });
  assert.ok(composed.ok);
  const read = await readMail(composed.value.bytes);
  assert.ok(read.ok);
  return { ...read.value, bytes: Buffer.from(composed.value.bytes).toString('latin1') };
};

test('a name that looks encoded is read as it was written, and a break in one is a space', async () => {
  const names = ['=?utf-8?q?The_bank?=', '=?utf-8?b?VGhlIGJhbms=?= of é', 'Anna\r\n\tBerg', 'Anna\u2028Berg', '\u200b\u200d', 'x'.repeat(300)];
  const { to } = await readBack({ to: names.map((name, index) => ({ name, address: `p${index}@globex.example` })) });
  assert.deepEqual(to.map(({ name }) => name), ['= ?utf-8?q?The_bank?=', '= ?utf-8?b?VGhlIGJhbms= ?= of é', 'Anna Berg', 'Anna Berg', '', 'x'.repeat(200)]);
});

test('a break in a subject is a space, however the subject is encoded', async () => {
  for (const end of ['', ' für Anna', ' 日本']) {
    const { subject, bytes } = await readBack({ subject: `A\r\nBcc: evil@x.example${end}` });
    assert.equal(subject, `A Bcc: evil@x.example${end}`);
    assert.doesNotMatch(bytes, /=0D|=0A|Subject: =\?utf-8\?B\?QQ0K/i);
  }
});

test('every line of the words ends as mail has it, and what no mail may carry is left out', async () => {
  const { text, bytes } = await readBack({ text: 'one\rtwo\nthree\r\nfour\0five é.' });
  assert.equal(text?.trimEnd(), 'one\ntwo\nthree\nfourfive é.');
  assert.doesNotMatch(bytes, /\r(?!\n)|(?<!\r)\n|\0/);
});

test('words that are markup stay words in what is shown as HTML', async () => {
  const { html, text } = await readBack({ text: '<script>alert(1)</script> & "so" on', html: undefined });
  assert.doesNotMatch(html ?? '', /<script/);
  assert.match(html ?? '', /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;so&quot; on/);
  assert.match(text ?? '', /^<script>alert\(1\)<\/script> & "so" on/);
});

test('a file’s name that is too long keeps its ending', async () => {
  const composed = await composeMail({ ...offer, attachments: [{ name: `${'a'.repeat(300)}.pdf`, type: 'text/plain', bytes: new Uint8Array(1) }] });
  assert.ok(composed.ok);
  const [file] = (await PostalMime.parse(composed.value.bytes)).attachments;
  assert.equal(file?.filename, `${'a'.repeat(176)}.pdf`);
});

test('no address is longer than a server takes it', () => {
  const labels = (count: number): string => Array.from({ length: count }, () => 'a'.repeat(49)).join('.');
  assert.equal(sendableAddress(`p@${labels(4)}.example`), `p@${labels(4)}.example`);
  for (const address of [`p@${labels(5)}.example`, `${'ü'.repeat(33)}@b.example`, '@b.example']) assert.equal(sendableAddress(address), undefined);
});
