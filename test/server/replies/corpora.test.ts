import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import { judgeReading } from '../../../src/server/replies/verdict/judge-mail.ts';
import { byItself } from '../../../src/server/replies/verdict/judgement.ts';
import { read } from '../../../src/server/replies/verdict/reading.ts';

/** Folders of real mail, which stay where they are: without CORPORA this file tests nothing. */
const corpora = process.env['CORPORA'];

interface Judged {
  readonly file: string;
  readonly verdict: string;
  readonly text: string;
}

const judgeFolder = async (folder: string): Promise<readonly Judged[]> => {
  const judged: Judged[] = [];
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.eml'))
    .sort()) {
    const mail = await readMail(readFileSync(join(folder, name)));
    const reading = mail.ok ? read(mail.value) : undefined;
    judged.push({
      file: join(folder, name),
      verdict: reading === undefined ? 'unreadable' : judgeReading(reading, byItself).verdict,
      text: reading?.words.text ?? '',
    });
  }
  return judged;
};

/** Says the rate and every mail that missed it, then holds it. */
const hold = (t: TestContext, what: string, judged: readonly Judged[], holds: (each: Judged) => boolean, least: number): void => {
  const missed = judged.filter((each) => !holds(each));
  const rate = (judged.length - missed.length) / judged.length;
  t.diagnostic(
    `${what}: ${judged.length - missed.length} of ${judged.length} (${(rate * 100).toFixed(1)} %), required ${least * 100} %`,
  );
  for (const each of missed) t.diagnostic(`  ${basename(each.file)}: ${each.verdict}`);
  assert.ok(judged.length > 0 && rate >= least, what);
};

const inFolder = (name: string, check: (t: TestContext, judged: readonly Judged[]) => void): void => {
  if (corpora === undefined) return;
  test(`real mail: ${name}`, async (t) => check(t, await judgeFolder(join(corpora, name))));
};

inFolder('bounces', (t, judged) =>
  hold(t, 'called bounce or delay-notice', judged, ({ verdict }) => verdict === 'bounce' || verdict === 'delay-notice', 0.98),
);
inFolder('auto-replies', (t, judged) => hold(t, 'called auto-reply', judged, ({ verdict }) => verdict === 'auto-reply', 1));
inFolder('not-bounces', (t, judged) => hold(t, 'not called bounce', judged, ({ verdict }) => verdict !== 'bounce', 1));

inFolder('forwards', (t, judged) => {
  hold(t, 'called forward', judged, ({ verdict }) => verdict === 'forward', 0.9);
  hold(t, 'not called reply', judged, ({ verdict }) => verdict !== 'reply', 1);
});

inFolder('reply-text', (t, judged) => {
  hold(t, 'called reply', judged, ({ verdict }) => verdict === 'reply', 1);
  const expected = ({ file }: Judged): string => file.replace(/\.eml$/, '.expected.txt');
  hold(
    t,
    'with the exact text',
    judged.filter((each) => existsSync(expected(each))),
    (each) => each.text.trim() === readFileSync(expected(each), 'utf8').trim(),
    0.75,
  );
});
