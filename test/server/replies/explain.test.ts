import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bytesOf, type GivenMail } from './given-mail.ts';
import { bounceMails } from './verdict/bounce-mails.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What `npm run explain` runs once everything is installed. */
const explain = (parameters: readonly string[], folder = root) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, '.config/commands/explain.ts'), ...parameters], {
    cwd: folder,
    encoding: 'utf8',
  });
  return {
    status,
    stderr,
    stdout,
    lines: stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): unknown => JSON.parse(line)),
  };
};

const folderWith = (t: TestContext, mails: Readonly<Record<string, GivenMail | string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gck-explain-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, mail] of Object.entries(mails))
    writeFileSync(join(folder, name), typeof mail === 'string' ? mail : bytesOf(mail));
  return folder;
};

const answer: GivenMail = {
  subject: 'Re: Offer',
  headers: 'In-Reply-To: <tracked-1@example.org>',
  body: 'Fine with us.\n\n> Hello Ann',
};

test('each mail has a line with its verdict, its reasons in words and what belongs to it', (t) => {
  const [bounce = {}] = bounceMails.filter(({ system }) => system === 'qmail');
  const folder = folderWith(t, {
    'reply.eml': answer,
    'bounce.eml': bounce,
    'away.eml': { subject: 'Automatic reply: Offer', body: 'I am away until 4 December.' },
  });
  const { status, lines } = explain(['reply.eml', 'bounce.eml', 'away.eml'], folder);
  assert.equal(status, 0);
  assert.deepEqual(lines, [
    {
      file: 'reply.eml',
      verdict: 'reply',
      confidence: 0.8,
      evidence: [
        'It is an answer to an earlier mail',
        'Its subject begins as an answer does: “Re: Offer”',
        'It quotes an earlier mail',
      ],
      bounce: null,
      returnDate: null,
      replyText: 'Fine with us.',
    },
    {
      file: 'bounce.eml',
      verdict: 'bounce',
      confidence: 0.95,
      evidence: [
        'It comes from a mail system: MAILER-DAEMON@mx.example.net',
        'Its subject is that of a returned mail: “failure notice”',
        "It says that a mail was not delivered: “I'm afraid I wasn't able to deliver your message to the following addresses”",
        'It brings a mail back',
        'The address will not work again (5.1.1)',
      ],
      bounce: { kind: 'hard', status: '5.1.1', recipients: ['kate@example.net'] },
      returnDate: null,
      replyText: null,
    },
    {
      file: 'away.eml',
      verdict: 'auto-reply',
      confidence: 0.95,
      evidence: [
        'Its subject is that of an automatic answer: “Automatic reply: Offer”',
        'It says that somebody is away: “I am away until 4 December”',
        'It gives a date of return: 2026-12-04',
      ],
      bounce: null,
      returnDate: '2026-12-04',
      replyText: 'I am away until 4 December.',
    },
  ]);
});

test('the mailbox and the tracked mails say more', (t) => {
  const folder = folderWith(t, {
    'reply.eml': answer,
    'own.eml': { ...answer, from: 'Rep <rep@example.org>' },
    'list.eml': { ...answer, headers: `${answer.headers ?? ''}\nList-Id: <a.example.com>` },
    'other.eml': { ...answer, headers: 'In-Reply-To: <else@example.net>' },
  });
  const verdicts = (...parameters: readonly string[]) =>
    explain([...parameters, 'reply.eml', 'own.eml', 'list.eml', 'other.eml'], folder).lines.map(
      (line) => (line as { readonly verdict: string }).verdict,
    );
  assert.deepEqual(verdicts(), ['reply', 'reply', 'list', 'reply']);
  assert.deepEqual(verdicts('--mailbox', 'REP@example.org', '--tracked', '<tracked-1@example.org>'), [
    'reply',
    'own',
    'reply',
    'possible-reply',
  ]);
  assert.deepEqual(verdicts('--tracked', 'x@example.org', '--tracked', 'else@example.net'), [
    'possible-reply',
    'possible-reply',
    'list',
    'reply',
  ]);
});

test('what cannot be read has a line of its own, and the rest goes on', (t) => {
  const folder = folderWith(t, { 'note.txt': 'Hello, how are you?', 'empty.eml': '', 'reply.eml': answer });
  const { status, lines } = explain(['note.txt', 'empty.eml', 'missing.eml', folder, 'reply.eml'], folder);
  assert.equal(status, 1);
  assert.deepEqual(lines.slice(0, 4), [
    { file: 'note.txt', error: 'This is not a mail: it has no headers such as From, Date or Subject.' },
    { file: 'empty.eml', error: 'The file is empty.' },
    { file: 'missing.eml', error: 'There is no such file.' },
    { file: folder, error: 'This is a folder: name the files in it, for example with *.eml.' },
  ]);
  assert.equal(lines.length, 5);
});

test('without a file, or with an option that is unknown, the command says how it is used', () => {
  const help = explain(['--help']);
  assert.equal(help.status, 0);
  assert.match(help.stdout, /--mailbox ADDRESS/);
  for (const parameters of [[], ['--mailboxes', 'a', 'b.eml']]) {
    const { status, stderr, stdout } = explain(parameters);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /npm run explain/);
  }
});
