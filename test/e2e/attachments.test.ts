import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueOf } from '../../demo/google/gmail/mail-head.ts';
import { newVisitor } from './chromium.ts';
import { givenConnected } from './given-connected.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** Files are chosen in the page, lie in the service, and leave with the mail. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '0' } });
const browser = await openChromium();
const pdf = { name: 'Offer for Globex.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(3_000_000, 'offer') };

test('a file that was attached leaves with its mail, and comes back with its draft until then', async () => {
  await givenConnected(demo);
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  const { page } = visitor.tab;
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await visitor.tab.seesHeading('Outgoing email');
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await page.getByLabel('To', { exact: true }).fill('anna@globex.example,');
  await page.getByLabel('Subject').fill('With an offer');
  await page.getByLabel('Text of the email').fill('Here it is.');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles([pdf, { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }]);
  await page.getByText('Gmail takes no files of this kind (.exe).').waitFor();
  await page.getByText('1 file, 2.9 MB of 25 MB').waitFor();
  await page.getByText(/^Draft saved at/).waitFor();

  await visitor.tab.reload();
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await page.getByRole('list', { name: 'Attached files' }).getByText('Offer for Globex.pdf').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('send-scheduler .mail', { hasText: 'With an offer' }).getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 });
  const sent = demo.google.control.sentMails().find(({ headers }) => valueOf(headers, 'Subject') === 'With an offer');
  assert.match(valueOf(sent?.headers ?? [], 'Content-Type') ?? '', /^multipart\/mixed/);
  assert.deepEqual(visitor.console, []);
});

test('a file that could not be uploaded is kept in the form, and goes when the network is back', async () => {
  await givenConnected(demo);
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  const { page } = visitor.tab;
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await page.getByLabel('Subject').fill('Written on a train');
  await page.getByText(/^Draft saved at/).waitFor();
  await visitor.context.setOffline(true);
  await page.locator('send-scheduler input[type=file]').setInputFiles(pdf);
  await page.getByText(/^Not uploaded\./).waitFor();
  await visitor.context.setOffline(false);
  await page.getByText('1 file, 2.9 MB of 25 MB').waitFor({ timeout: 30_000 });
  await page.getByText(/^Not uploaded\./).waitFor({ state: 'detached', timeout: 30_000 });
});
