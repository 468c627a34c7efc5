import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged } from '../given-mail.ts';
import { awayForms } from './away-forms.ts';
import { awayMails } from './away-mails.ts';

for (const [language, mails] of Object.entries({ ...awayMails, ...awayForms })) {
  test(`automatic answers in ${language} are recognised, with the day of return`, async () => {
    const found = [];
    for (const { subject, body, headers = '', date, back: _ } of mails) {
      const judgement = await judged({ subject, body, headers, ...(date === undefined ? {} : { date }) });
      found.push([body, judgement.verdict, judgement.verdict === 'auto-reply' ? judgement.returnDate : undefined]);
    }
    assert.deepEqual(
      found,
      mails.map(({ body, back }) => [body, 'auto-reply', back]),
    );
  });
}
