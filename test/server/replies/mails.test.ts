import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import { judgeReading } from '../../../src/server/replies/verdict/judge-mail.ts';
import { read } from '../../../src/server/replies/verdict/reading.ts';
import { inMailbox } from './given-mail.ts';

/** Whole mails as they travel: carriage returns, encoded words and the charsets of their countries. */
const judgeFile = async (name: string) => {
  const mail = await readMail(readFileSync(new URL(`mails/${name}`, import.meta.url)));
  assert.ok(mail.ok);
  const reading = read(mail.value);
  return {
    subject: mail.value.subject,
    text: reading.words.text,
    from: mail.value.from[0]?.name,
    judged: judgeReading(reading, inMailbox()),
  };
};

test('a Japanese automatic answer in ISO-2022-JP', async () => {
  const { subject, from, judged } = await judgeFile('japanese-away.eml');
  assert.deepEqual(
    [subject, from, judged.verdict, judged.verdict === 'auto-reply' && judged.returnDate],
    ['自動応答: お見積り', '田中', 'auto-reply', '2026-12-04'],
  );
});

test('a Russian answer in KOI8-R', async () => {
  const { subject, text, judged } = await judgeFile('russian-reply.eml');
  assert.deepEqual(
    [subject, text, judged.verdict, judged.answers],
    ['Re: Предложение', 'Добрый день,\n\nнас это устраивает.', 'reply', 'mail-1'],
  );
});

test('a German bounce in windows-1252', async () => {
  const { subject, judged } = await judgeFile('german-bounce.eml');
  assert.deepEqual(
    [subject, judged.verdict, 'bounce' in judged && judged.bounce],
    ['Unzustellbar: Angebot für Sie', 'bounce', { kind: 'hard', status: '5.1.1', recipients: ['kate@example.de'] }],
  );
});

test('a Chinese forward in GB2312', async () => {
  const { subject, text, judged } = await judgeFile('chinese-forward.eml');
  assert.deepEqual([subject, text, judged.verdict], ['转发: 报价', '请看下面。', 'forward']);
});

test('a French answer in HTML alone, quoted-printable', async () => {
  const { subject, text, judged } = await judgeFile('french-html-reply.eml');
  assert.deepEqual(
    [subject, text, judged.verdict, judged.answers],
    ['Re: Votre offre d’hiver', 'Très bien, mardi à 10 h.', 'reply', 'mail-1'],
  );
});

test('a whole report of Postfix from an mbox', async () => {
  const { judged } = await judgeFile('postfix-bounce.eml');
  assert.deepEqual(
    [judged.verdict, judged.answers, 'bounce' in judged && judged.bounce],
    ['bounce', 'mail-1', { kind: 'soft', status: '5.2.2', recipients: ['kate@example.net'] }],
  );
});
