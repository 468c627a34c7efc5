import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import { replyTextOf, wordsOf } from '../../../src/server/replies/text/reply-text.ts';
import { judgeMail } from '../../../src/server/replies/verdict/judge-mail.ts';
import { inMailbox } from './given-mail.ts';

/** Mails of a megabyte, each made to be as dear as its kind can be. What is quadratic takes ten seconds and more. */
const megabyte = 1_000_000;
const fill = (piece: string, length = megabyte): string => piece.repeat(Math.ceil(length / piece.length));
const html = (piece: string): string => `From: a@b.example\nSubject: Re: Offer\nContent-Type: text/html\n\n${fill(piece)} the end`;
const nested = Array.from({ length: 1_000 }, (_, index) => `Content-Type: multipart/mixed; boundary="b${index}"\n\n--b${index}\n`).join('');
const parts = (head: string): string => `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n${fill(`--b\n${head}\n\nhi\n`, 400_000)}--b--\n`;

const mails: Readonly<Record<string, string>> = {
  'elements that are never closed': html('<b><i>'),
  'lists in lists': html('<ul><li>'),
  'tables in tables': html('<table><tr><td>'),
  'drawings in drawings': html('<svg>'),
  'quotations in quotations': html('<blockquote type=cite>'),
  'signs that begin nothing': html('<'),
  'a thousand parts in each other': `From: a@b.example\nSubject: x\n${nested}Content-Type: text/plain\n\nhello\n`,
  'ten thousand parts': parts('Content-Type: text/plain'),
  'ten thousand parts of HTML': parts('Content-Type: text/html'),
  'ten thousand documents': parts('Content-Type: application/pdf'),
  'mails in mails': `From: a@b.example\n${fill('Content-Type: message/rfc822\n\n', 30_000)}From: x\n\nhi`,
  'base64 that is none': `From: a@b.example\nContent-Transfer-Encoding: base64\n\n${fill('!@#$%^&*=A')}`,
  'a subject of a megabyte': `From: a@b.example\nSubject: ${fill('Re: ')}\n\nhi`,
  'a sender of a megabyte': `Subject: x\nFrom: ${fill('Re: ')}\n\nhi`,
  'a sender of a quarter': `Subject: x\nFrom: ${fill('"a" <a@b.example>, ', 250_000)}\n\nhi`,
  'references that are none': `From: a@b.example\nReferences: ${fill('a', 250_000)}\n\nhi`,
  'references without end': `From: a@b.example\nReferences: ${fill('<a@b> ', 100_000)}\n\nhi`,
  'headers without end': `From: a@b.example\n${fill('X-A: b\n')}\nhi`,
  'lines without words': `From: a@b.example\n\n${fill('\r\n')}`,
};

const budgetMs = 2_000;

const costOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

for (const [name, text] of Object.entries(mails)) {
  test(`${name}: the mail is read, judged and shown within its budget, and what is kept of it is little`, async () => {
    const bytes = new TextEncoder().encode(text);
    const work = async (): Promise<void> => {
      const mail = await readMail(bytes);
      if (!mail.ok) return;
      judgeMail(mail.value, inMailbox());
      replyTextOf(wordsOf(mail.value));
      const { subject, from, parts: kept, refersTo } = mail.value;
      assert.ok(subject.length <= 1_000 && from.length <= 500 && kept.length <= 50 && refersTo.length <= 400);
      for (const each of from) assert.ok(each.name.length <= 1_000 && each.address.length <= 320);
    };
    const cost = await costOf(work);
    if (cost > budgetMs) assert.ok((await costOf(work)) <= budgetMs, `${cost} ms`);
  });
}

test('words that stand deeper than any browser nests are shown all the same', async () => {
  for (const opening of ['<b>', '<div>', '<font color="red" class="x">']) {
    const mail = await readMail(new TextEncoder().encode(`From: a@b.example\nContent-Type: text/html\n\nfirst${fill(opening, 60_000)}last`));
    assert.ok(mail.ok);
    assert.equal(wordsOf(mail.value).whole.replaceAll(/\s+/g, ' '), opening === '<div>' ? 'first last' : 'firstlast');
  }
});

for (const charset of ['utf-7', 'utf-16', 'utf-32', 'iso-2022-jp', 'x-nonsense', 'replacement', 'iso-8859-8-i', '"', '', 'utf-8; charset=utf-16', 'a'.repeat(10_000)]) {
  test(`a mail in ${charset.slice(0, 30) || 'no'} charset is read without a throw`, async () => {
    const mail = await readMail(new TextEncoder().encode(`From: a@b.example\nSubject: =?${charset}?Q?=ff=fe?=\nContent-Type: text/plain; charset=${charset}\n\n\u001b$B$3 é`));
    assert.ok(mail.ok);
    assert.equal(mail.value.from[0]?.address, 'a@b.example');
    judgeMail(mail.value, inMailbox());
  });
}
