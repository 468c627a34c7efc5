import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import { englishWords } from '../../../src/server/replies/verdict/evidence-words.ts';
import { judgeMail } from '../../../src/server/replies/verdict/judge-mail.ts';
import { bytesOf, inMailbox } from './given-mail.ts';
import { hostileHeaders, hostileMarkup, hostilePieces } from './hostile-pieces.ts';
import { awayMails } from './verdict/away-mails.ts';
import { bounceMails } from './verdict/bounce-mails.ts';
import { people } from './verdict/people.ts';

const encoder = new TextEncoder();

const judgeBytes = async (bytes: Uint8Array): Promise<void> => {
  const mail = await readMail(bytes);
  if (mail.ok) judgeMail(mail.value, inMailbox()).evidence.forEach(englishWords);
};

test('no bytes make the rules throw', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), judgeBytes), { numRuns: 200 });
  const head = encoder.encode('From: a@b.example\n');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), (bytes) => judgeBytes(Uint8Array.from([...head, ...bytes]))),
    { numRuns: 200 },
  );
});

test('no damage to a mail makes the rules throw', async () => {
  const mails = [...people, ...bounceMails, ...Object.values(awayMails).flat()].map(bytesOf);
  const damaged = fc.tuple(fc.constantFrom(...mails), fc.nat(), fc.nat({ max: 60 }), fc.uint8Array({ maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(damaged, ([mail, at, length, instead]) => {
      const start = at % mail.length;
      return judgeBytes(Uint8Array.from([...mail.subarray(0, start), ...instead, ...mail.subarray(start + length)]));
    }),
    { numRuns: 300 },
  );
});

/** Processor time, which other programs on the machine do not lengthen. */
const costOf = async (bytes: Uint8Array): Promise<number> => {
  const before = process.cpuUsage();
  await judgeBytes(bytes);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** The least of several: what is left of it is the work itself. */
const leastCost = async (bytes: Uint8Array): Promise<number> =>
  Math.min(await costOf(bytes), await costOf(bytes), await costOf(bytes));

const shapes: readonly (readonly [string, readonly string[], (long: string) => string])[] = [
  ['text of a bounce', hostilePieces, (long) => `From: MAILER-DAEMON@b.example\nSubject: failure notice\n\n${long} end`],
  [
    'text of an answer',
    hostilePieces,
    (long) =>
      `From: a@b.example\nSubject: Automatic reply: Offer\nDate: Mon, 23 Nov 2026 10:00:00 +0000\nIn-Reply-To: <a@b>\n\n${long} end`,
  ],
  ['HTML', hostileMarkup, (long) => `From: a@b.example\nSubject: Re: Offer\nContent-Type: text/html\n\n${long} end`],
  [
    'headers',
    hostileHeaders,
    (long) =>
      `From: ${long}\nTo: ${long}\nSubject: ${long}\nReferences: ${long}\nAuto-Submitted: ${long}\nPrecedence: ${long}\nReturn-Path: ${long}\nContent-Type: multipart/report; ${long}\n\nend`,
  ],
];

for (const [where, pieces, mailWith] of shapes) {
  test(`no piece that repeats without end in the ${where} costs more than its length`, async () => {
    const length = 1_000;
    for (const piece of pieces) {
      const [short, long] = [length, length * 12].map((each) => encoder.encode(mailWith(piece.repeat(Math.ceil(each / piece.length)))));
      // Twelve times the length costs twelve times as much, or 144 times where something looks at every pair: between
      // the two lies room for whatever else the machine does.
      const budget = 48 * Math.max(await leastCost(short ?? new Uint8Array()), 2);
      const once = await costOf(long ?? new Uint8Array());
      if (once > budget) {
        assert.ok((await leastCost(long ?? new Uint8Array())) <= budget, `${JSON.stringify(piece)}: ${once} ms, budget ${budget} ms`);
      }
    }
  });
}
