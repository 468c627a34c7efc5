import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestRead, readMail } from '../../../../src/server/replies/mail/read-mail.ts';
import type { Mail } from '../../../../src/server/replies/mail/mail.ts';
import { bytesOf, multipart } from '../given-mail.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const readable = async (input: Uint8Array): Promise<Mail> => {
  const mail = await readMail(input);
  assert.ok(mail.ok);
  return mail.value;
};

test('a mail is read into its headers, addresses, references and words', async () => {
  const mail = await readable(
    bytes(
      'From: "Example, Ann" <ann@example.com>\r\nTo: rep@example.org, Team: tom@example.org, kate@example.org;\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@example.com>\r\nIn-Reply-To: <b@example.org>\r\nReferences: <a@example.org>\r\n <b@example.org>\r\n\r\nHello\r\n',
    ),
  );
  const { headers, ...rest } = mail;
  assert.equal(headers.length, 7);
  assert.deepEqual(rest, {
    from: [{ name: 'Example, Ann', address: 'ann@example.com' }],
    to: [
      { name: '', address: 'rep@example.org' },
      { name: '', address: 'tom@example.org' },
      { name: '', address: 'kate@example.org' },
    ],
    cc: [],
    subject: 'Café',
    messageId: '1@example.com',
    refersTo: ['b@example.org', 'a@example.org'],
    date: new Date('2026-11-23T09:00:00Z'),
    text: 'Hello\n',
    html: undefined,
    parts: [],
    cut: false,
  });
});

test('what stands before a mail in a file is passed over', async () => {
  for (const before of [
    'From MAILER-DAEMON  Mon Nov 23 10:00:00 2026\n',
    '>From ann@example.com Mon Nov 23\r\n',
    '\ufeff',
    '\n\n',
    '\ufeff\r\nFrom - Mon Nov 23\n',
  ]) {
    assert.equal(
      (await readable(bytes(`${before}From: ann@example.com\nSubject: Hello\n\nHi`))).subject,
      'Hello',
      JSON.stringify(before),
    );
  }
});

test('what cannot be mail is said', async () => {
  assert.deepEqual(await readMail(new Uint8Array()), { ok: false, failure: { code: 'empty' } });
  for (const input of [
    'Hello, how are you?',
    '{"name": "package"}',
    '\n\n\n',
    '<html><body>Subject: no</body></html>',
    '%PDF-1.7\n%âãÏÓ\n1 0 obj',
  ]) {
    assert.deepEqual(await readMail(bytes(input)), { ok: false, failure: { code: 'not-mail' } }, input);
  }
  const picture = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256);
  assert.deepEqual(await readMail(picture), { ok: false, failure: { code: 'not-mail' } });
});

test('reports, returned mails and calendars are kept, pictures and documents are not', async () => {
  const given = multipart('mixed', [
    'Content-Type: text/plain\n\nHello',
    'Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=',
    'Content-Type: message/rfc822\n\nSubject: Inner\n\nWords',
    'Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR',
  ]);
  const mail = await readable(bytesOf(given));
  assert.deepEqual(
    mail.parts.map(({ type, method, text }) => [type, method, text.trim()]),
    [
      ['message/rfc822', undefined, 'Subject: Inner\n\nWords'],
      ['text/calendar', 'REPLY', 'BEGIN:VCALENDAR'],
    ],
  );
});

test('a body whose boundaries are missing is read as it stands', async () => {
  for (const headers of ['Content-Type: multipart/mixed; boundary="lost"', 'Content-Type: multipart/alternative']) {
    assert.match((await readable(bytesOf({ headers, body: '--other\nContent-Type: text/plain\n\nHello' }))).text ?? '', /Hello/);
  }
});

test('charsets that are unknown, wrong or missing cost letters at most', async () => {
  for (const type of [
    'text/plain; charset=klingon',
    'text/plain; charset=',
    'text/plain',
    'text/plain; charset="utf-8; format=flowed',
    'text; charset=utf-8',
  ]) {
    const body = Uint8Array.from([
      ...bytes(`From: ann@example.com\nContent-Type: ${type}\n\nHello `),
      0xff,
      0xfe,
      0xe9,
      0x00,
      ...bytes(' end'),
    ]);
    const { text = '' } = await readable(body);
    assert.match(text, /^Hello .* ?end/su, type);
    assert.ok(!text.includes('\0'), type);
  }
});

test('a mail nested deeper than any person’s is known by its headers at least', async () => {
  const nested = (depth: number): string => {
    let body = 'Content-Type: text/plain\n\ninnermost';
    for (let at = 0; at < depth; at += 1)
      body = `Content-Type: multipart/mixed; boundary="edge${at}"\n\n--edge${at}\n${body}\n--edge${at}--`;
    return `From: ann@example.com\nSubject: Deep\n${body}`;
  };
  assert.equal((await readable(bytes(nested(50)))).text?.trim(), 'innermost');
  const deep = await readable(bytes(nested(5_000)));
  assert.deepEqual([deep.subject, deep.from[0]?.address], ['Deep', 'ann@example.com']);
});

test('of a huge mail only the beginning is read, and that is said', async () => {
  const huge = new Uint8Array(longestRead * 3).fill(97);
  huge.set(bytes('From: ann@example.com\nSubject: Huge\n\nHello\n'));
  const mail = await readable(huge);
  assert.deepEqual([mail.subject, mail.cut, (mail.text ?? '').length], ['Huge', true, 256 * 1024]);
});

test('headers without end, without colon or a million times over are survived', async () => {
  const line = 'Received: from a by b\n';
  for (const head of [
    line.repeat(60_000),
    `Subject: ${'a'.repeat(2_000_000)}\n`,
    'References: '.padEnd(600_000, '<a@b> '),
    'no colon\n'.repeat(1_000),
    `To: ${'a@b.example,'.repeat(40_000)}\n`,
    `To: ${'('.repeat(100_000)}\n`,
  ]) {
    const mail = await readable(bytes(`From: ann@example.com\n${head}\n\nHi`));
    assert.ok(mail.refersTo.length <= 200 && mail.to.length <= 500 && mail.subject.length <= 1_000);
  }
});

const written = (head: string, body: string): Uint8Array => new Uint8Array(Buffer.from(`From: a@example.com\r\n${head}\r\n\r\n${body}`, 'latin1'));

test('letters whose charset is not named, or named wrongly, are read as the West wrote them', async () => {
  const body = 'Sch\xf6ne Gr\xfc\xdfe \x96 bis bald';
  const heads = ['Subject: R\xe9ponse', 'Subject: R\xe9ponse\r\nContent-Type: text/plain', 'Subject: R\xe9ponse\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit'];
  for (const head of heads) {
    const mail = await readMail(written(head, body));
    assert.deepEqual(mail.ok && [mail.value.subject, mail.value.text?.trim()], ['Réponse', 'Schöne Grüße – bis bald']);
  }
  const parts = '--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Gr\xfc\xdfe</p>\r\n--x--';
  const mail = await readMail(written('Content-Type: multipart/alternative; boundary=x', parts));
  assert.deepEqual(mail.ok && [mail.value.text?.trim(), mail.value.html?.trim()], ['Grüße', '<p>Grüße</p>']);
});

test('one letter that was cut makes no other charset of a text', async () => {
  const mail = await readMail(Buffer.concat([written('Content-Type: text/plain', ''), Buffer.from('Grüße aus München, schöne T'), Buffer.from([0xc3])]));
  assert.deepEqual(mail.ok && mail.value.text?.trim(), 'Grüße aus München, schöne T\ufffd');
});

test('a name or a subject that nobody can see is none', async () => {
  for (const blank of ['\u200b\u200d', '\u202e', '\u2800\u3164', '\u00ad\ufeff', '\u0301']) {
    const mail = await readMail(bytes(`From: "${blank}" <eve@globex.example>\nSubject: ${blank} ${blank}\n\nhi`));
    assert.ok(mail.ok);
    assert.deepEqual([mail.value.from, mail.value.subject], [[{ name: '', address: 'eve@globex.example' }], '']);
  }
  const seen = await readMail(bytes('From: "\u200f\u05d3\u05e0\u05d4" <a@b.example>\nSubject: \u{1f469}\u200d\u{1f4bb}\n\nhi'));
  assert.ok(seen.ok);
  assert.deepEqual([seen.value.from[0]?.name, seen.value.subject], ['\u200f\u05d3\u05e0\u05d4', '\u{1f469}\u200d\u{1f4bb}']);
});

test('lines may end in a carriage return alone', async () => {
  const mail = await readable(bytes('From: ann@example.com\rSubject: Re: Offer\rIn-Reply-To: <b@example.org>\r\rYes, please.\r\r> Shall we?\r'));
  assert.equal(mail.subject, 'Re: Offer');
  assert.deepEqual(mail.refersTo, ['b@example.org']);
  assert.equal(mail.text?.trim(), 'Yes, please.\n\n> Shall we?');
});
