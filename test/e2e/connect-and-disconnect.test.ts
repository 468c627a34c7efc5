import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFocus, newVisitor, waitUntil } from './chromium.ts';
import type { Language } from './labels.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct({ database: 'embedded' });
const browser = await openChromium();

const ledger = demo.google.control.ledger;
const accesses = (): number => demo.google.control.countRefreshTokens(mailbox, demo.google.clientId);

const languages: readonly (readonly [Language, string, string])[] = [
  ['en', 'English', 'en-GB'],
  ['fr', 'French', 'fr-FR'],
];

for (const [language, name, locale] of languages) {
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`in ${name}, ${width} pixels wide and ${colorScheme}, a person connects, is known after a reload, and disconnects for good`, async () => {
        const { tab, console } = await newVisitor(browser, { locale, colorScheme, viewport: { width, height: 800 } });
        const person = createPerson(tab, demo.crm.origin, language);
        await person.openEmailConnection();
        await person.connect();
        await tab.seesHeading(mailbox);
        assert.equal(accesses(), 1);
        assert.equal(ledger.of('token').length, 1);

        await tab.reload();
        await tab.seesHeading(mailbox);
        await tab.sees(person.says.useOfConnection);

        await person.disconnect();
        await tab.press('button', person.says.getStarted);
        assert.equal(accesses(), 0);
        assert.deepEqual(ledger.of('revocation').map(({ status }) => status), [200]);
        assert.deepEqual(console, []);
            });
    }
  }
}

test('with the keyboard alone a person connects and disconnects, and the focus goes where the person goes', async () => {
  const { tab, console } = await newVisitor(browser, { keyboardAlone: true });
  const person = createPerson(tab, demo.crm.origin);
  const focusOnHeading = async (words: string): Promise<void> => {
    const heading = tab.page.getByRole('heading', { name: words, exact: true });
    await heading.waitFor();
    await waitUntil(() => hasFocus(heading));
  };
  await person.openEmailConnection();
  await tab.press('button', person.says.getStarted);
  await focusOnHeading('How do you send emails?');
  await tab.pressWith('radio', person.says.iUseGmail);
  await tab.press('button', person.says.next);
  await focusOnHeading('What Google will ask');
  const google = await person.openGoogle();
  await focusOnHeading(person.says.continueAtGoogle);
  await person.allowAtGoogle(google);
  await google.closed();
  await focusOnHeading(person.says.connected);
  await tab.press('button', person.says.done);
  await focusOnHeading(mailbox);
  await tab.press('button', person.says.disconnect);
  await focusOnHeading(person.says.disconnectQuestion);
  await tab.press('button', person.says.disconnect);
  await focusOnHeading('Use your Gmail in Larkspur CRM');
  assert.equal(accesses(), 0);
  assert.deepEqual(console, []);
});
