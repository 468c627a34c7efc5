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

const write = async (page: Page, subject: string, scheduled = false): Promise<void> => {
  await page.getByRole('button', { name: /New email|Write an email/ }).first().click();
  await page.getByLabel('To', { exact: true }).fill('anna@globex.example,');
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('Text of the email').fill('Shall we meet?');
  if (scheduled) await page.getByText(/Tomorrow 0?8:00/).click();
  await page.getByRole('button', { name: scheduled ? 'Schedule' : 'Send', exact: true }).click();
  await page.locator('send-scheduler .mail', { hasText: subject }).first().waitFor();
};

test('what waits in a mailbox that is disconnected at Google says so at once, though none of it changed', async () => {
  await givenConnected(demo);
  const { tab, context } = await newVisitor(browser, { locale: 'en-GB' });
  const other = await context.newPage();
  for (const page of [tab.page, other]) await page.goto(`${demo.crm.origin}/sending`);
  await write(tab.page, 'For tomorrow', true);
  const row = (page: Page, subject: string) => page.locator('send-scheduler .mail', { hasText: subject });
  await row(other, 'For tomorrow').getByText('Scheduled', { exact: true }).waitFor();
  demo.google.control.revoke('lea@northpeak.example');
  await write(tab.page, 'Cannot leave');
  for (const page of [tab.page, other]) {
    await row(page, 'Cannot leave').getByText('Waiting for reconnection; not lost.').waitFor({ timeout: 20_000 });
    // The next look by the clock alone would be a minute away.
    await row(page, 'For tomorrow').getByText('Waiting for reconnection; not lost.').waitFor({ timeout: 6_000 });
  }
});

test('hours are set by a city, what waits for them is moved without a network, and another tab follows when it is back', async () => {
  await givenConnected(demo);
  const { tab, context } = await newVisitor(browser, { locale: 'en-GB' });
  const { page } = tab;
  await tab.goTo(`${demo.crm.origin}/sending`);
  await page.getByRole('button', { name: 'Sending hours' }).click();
  await page.getByText('In these hours').click();
  // Neither today nor tomorrow, wherever it is today.
  const today = new Date(demo.clock.now()).getUTCDay();
  for (const [day, name] of ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].entries()) {
    await page.getByRole('checkbox', { name }).setChecked(day === (today + 3) % 7, { force: true });
  }
  await page.getByLabel('Time zone').fill('Tokyo');
  await page.getByText(/Asia\/Tokyo\. It is .* there now\./).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Sending hours are saved.').first().waitFor();
  const subjects = ['First', 'Second', 'Third'];
  for (const subject of subjects) await write(page, `${subject} of three`);
  const order = async (at: Page): Promise<readonly string[]> => (await at.locator('send-scheduler .mail .who', { hasText: 'of three' }).allInnerTexts()).map((words) => /(\w+) of three/.exec(words)?.[1] ?? '');
  await page.locator('send-scheduler .mail', { hasText: 'Third of three' }).getByText(/Waits for your sending hours/).waitFor({ timeout: 20_000 });
  const other = await context.newPage();
  await other.goto(`${demo.crm.origin}/sending`);
  await other.locator('send-scheduler .mail', { hasText: 'Third of three' }).waitFor();
  assert.deepEqual(await order(other), subjects);
  await context.setOffline(true);
  const third = page.locator('send-scheduler .mail', { hasText: 'Third of three' });
  await third.getByRole('button', { name: /^Leave next/ }).click();
  await third.getByText('The mail service does not know it yet.').waitFor();
  assert.deepEqual(await order(page), ['Third', 'First', 'Second']);
  assert.deepEqual(await order(other), subjects);
  await context.setOffline(false);
  await other.locator('send-scheduler .mail', { hasText: 'of three' }).first().getByText('Third').waitFor({ timeout: 40_000 });
  assert.deepEqual(await order(other), ['Third', 'First', 'Second']);
});
