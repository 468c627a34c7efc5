import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor } from './chromium.ts';
import { givenConnected } from './given-connected.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** One press of a button, many mails: in the list they are one line. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '0' } });
const browser = await openChromium();

test('a campaign is one line that says how far it is, adds up, and opens', async () => {
  await givenConnected(demo);
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  const { page } = visitor.tab;
  await visitor.tab.goTo(`${demo.crm.origin}/outreach/spring`);
  await page.getByRole('button', { name: 'Send 180 emails' }).click();
  await page.getByText(/sent \+ .* of 180 emails$/).waitFor();
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  const line = page.locator('send-scheduler .batch');
  await line.getByText(/^[1-9]\d* of 180 sent$/).waitFor({ timeout: 40_000 });
  assert.equal(await page.locator('send-scheduler .mail').count(), 1);
  const sum = await line.getByText(/ sent · /).innerText();
  const numbers = (sum.split('. ')[0] ?? '').match(/\d+/g) ?? [];
  assert.equal(numbers.reduce((all, each) => all + Number(each), 0), 180, sum);
  await line.getByRole('button', { name: 'Show the emails' }).click();
  assert.ok((await page.locator('send-scheduler .mail.inside').count()) > 90);
  await line.getByRole('button', { name: 'Hide the emails' }).click();
  assert.equal(await page.locator('send-scheduler .mail').count(), 1);
  assert.deepEqual(visitor.console, []);
});
