import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { newVisitor } from './chromium.ts';
import { givenConnected } from './given-connected.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** Two tabs of one person hear from the service what leaves, over one stream. The page has no list of replies. */
const demo = await openProduct({ environment: { GCK_UNDO_SECONDS: '3' } });
const browser = await openChromium();

const meterOf = (page: Page) => page.locator('send-limit-meter .left');

test('an email that is sent in one tab is seen in the other and in the meter, and both tabs share one stream', async () => {
  await givenConnected(demo);
  const { tab, context, console: log } = await newVisitor(browser, { locale: 'en-GB' });
  const other = await context.newPage();
  const streams = new Set<Request>();
  for (const page of [tab.page, other]) {
    page.on('request', (request) => {
      if (request.url().includes('/v1/replies/stream') && request.method() === 'GET') streams.add(request);
    });
    page.on('requestfinished', (request) => streams.delete(request));
    page.on('requestfailed', (request) => streams.delete(request));
  }
  const asked: string[] = [];
  other.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await tab.goTo(`${demo.crm.origin}/sending`);
  await tab.seesHeading('Outgoing email');
  await other.goto(`${demo.crm.origin}/sending`);
  await other.locator('send-scheduler #heading').waitFor();
  for (const page of [tab.page, other]) await meterOf(page).getByText('450').waitFor();

  await tab.page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await tab.page.getByLabel('To', { exact: true }).fill('anna@globex.example,');
  await tab.page.getByLabel('Subject').fill('Seen elsewhere');
  await tab.page.getByLabel('Text of the email').fill('Shall we meet?');
  await tab.page.getByRole('button', { name: 'Send', exact: true }).click();
  for (const page of [tab.page, other]) {
    await page.locator('send-scheduler .mail', { hasText: 'Seen elsewhere' }).getByText('Sent', { exact: true }).waitFor({ timeout: 40_000 });
    await meterOf(page).getByText('449').waitFor({ timeout: 20_000 });
  }
  assert.equal(streams.size, 1);
  // Whoever is told need not ask again and again.
  const before = asked.filter((path) => path === '/v1/outgoing/changes').length;
  assert.ok(before <= 8, `${before} questions`);
  assert.deepEqual(log, []);
});
