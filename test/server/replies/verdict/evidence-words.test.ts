import assert from 'node:assert/strict';
import { test } from 'node:test';
import { englishWords } from '../../../../src/server/replies/verdict/evidence-words.ts';
import { evidence } from '../../../../src/server/replies/verdict/judgement.ts';
import { inMailbox, judged } from '../given-mail.ts';
import { awayMails } from './away-mails.ts';
import { bounceMails } from './bounce-mails.ts';
import { people } from './people.ts';

test('a reason is said with its value, and without one where there is none', () => {
  assert.equal(
    englishWords(evidence('from-recipient', 'ann@example.com')),
    'It comes from somebody you wrote to: ann@example.com',
  );
  assert.equal(
    englishWords(evidence('subject-of-bounce', 'Undeliverable: $& Offer')),
    'Its subject is that of a returned mail: “Undeliverable: $& Offer”',
  );
  assert.equal(englishWords(evidence('subject-of-bounce')), 'Its subject is that of a returned mail');
  assert.equal(englishWords(evidence('may-work-later', '4.4.1')), 'Nothing says that the address itself is wrong (4.4.1)');
  assert.equal(englishWords(evidence('may-work-later')), 'Nothing says that the address itself is wrong');
});

test('a long value is cut and stands in one line', () => {
  const { value = '' } = evidence('says-absent', `away\n${'very '.repeat(200)}long`);
  assert.equal(value.length, 320);
  assert.match(value, /^away very .*…$/);
});

test('every verdict has at least one reason in words, and a confidence between 0 and 1', async () => {
  for (const mail of [...people, ...bounceMails, ...Object.values(awayMails).flat()]) {
    for (const context of [inMailbox(), inMailbox({ tracked: undefined, labels: undefined })]) {
      const { evidence: reasons, confidence } = await judged(mail, context);
      assert.ok(reasons.length > 0, mail.subject ?? '');
      assert.ok(confidence > 0 && confidence <= 1, mail.subject ?? '');
      for (const words of reasons.map(englishWords)) assert.match(words, /^[A-Z][^\n]+[^:(“ ]$/u);
    }
  }
});
