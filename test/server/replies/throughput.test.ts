import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mail } from '../../../src/server/replies/mail/mail.ts';
import { readMail } from '../../../src/server/replies/mail/read-mail.ts';
import { judgeMail } from '../../../src/server/replies/verdict/judge-mail.ts';
import { bytesOf, inMailbox } from './given-mail.ts';
import { awayMails } from './verdict/away-mails.ts';
import { bounceMails } from './verdict/bounce-mails.ts';
import { people } from './verdict/people.ts';

// A quotation of usual length below each, so that the mails are as long as mails are.
const quotation = `\n\nOn Mon, 23 Nov 2026 at 09:31, Rep <rep@example.org> wrote:\n${'> Hello Ann, this is a line of an earlier mail as people write them.\n'.repeat(40)}`;
const given = [...people, ...bounceMails, ...Object.values(awayMails).flat()].map((mail) =>
  bytesOf({ ...mail, body: `${mail.body ?? ''}${quotation}` }),
);

/** How many a second of processor time, the best of five rounds: the others were disturbed, or came before compilation. */
const perSecond = async (work: () => Promise<void>): Promise<number> => {
  let best = 0;
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, given.length / ((user + system) / 1_000_000));
  }
  return best;
};

test('one core judges more mails a second than two are to store', async (t) => {
  const mails: Mail[] = [];
  const reads = await perSecond(async () => {
    mails.length = 0;
    for (const bytes of given) {
      const mail = await readMail(bytes);
      assert.ok(mail.ok);
      mails.push(mail.value);
    }
  });
  const context = inMailbox();
  const judges = await perSecond(async () => mails.forEach((mail) => judgeMail(mail, context)));
  t.diagnostic(
    `${Math.round(reads)} read, ${Math.round(judges)} judged, ${Math.round(1 / (1 / reads + 1 / judges))} both, per second of one core`,
  );
  assert.ok(1 / (1 / reads + 1 / judges) > 500);
});
