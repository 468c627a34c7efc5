import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { newVisitor, type Visitor } from './chromium.ts';
import { givenConnected } from './given-connected.ts';
import { openChromium } from './open-chromium.ts';
import { openProduct } from './product.ts';

/** What people and Google do to mail that leaves, brought about by name in the test panel, and what the pages say then. */
const longestMs = 1_500;
const demo = await openProduct({
  panel: true,
  pushes: true,
  environment: { GCK_UNDO_SECONDS: '1' },
  // Gmail tells of one change in a second: the world outside has to take its time.
  pause: (milliseconds) => wait(Math.min(milliseconds, longestMs)),
});
const browser = await openChromium();

const open = async (path: string): Promise<Visitor> => {
  await givenConnected(demo);
  const visitor = await newVisitor(browser, { locale: 'en-GB' });
  await visitor.tab.goTo(demo.crm.origin + path);
  return visitor;
};

const bringAbout = async ({ tab: { page } }: Visitor, row: string): Promise<void> => {
  const panel = page.locator('#test-panel');
  if ((await panel.getAttribute('open')) === null) await page.getByText('Test panel', { exact: true }).click();
  const answered = page.waitForResponse((response) => response.url().includes('/test-panel/'));
  await page.getByRole('button', { name: `Do it: ${row}`, exact: true }).click();
  await answered;
};

const row = ({ tab }: Visitor, words: string): Locator => tab.page.locator('send-scheduler .mail', { hasText: words });
const taken = (): number => demo.google.control.sentMails().length;

test('a mail that is begun on a contact’s page is scheduled, changed and cancelled, and nothing leaves', async () => {
  const before = taken();
  const visitor = await open('/contacts');
  const { tab } = visitor;
  await tab.press('link', 'Anna Berg');
  await tab.press('link', 'Write to Anna');
  await tab.page.getByText('anna.berg@globex.example').or(tab.page.getByText('Anna Berg')).first().waitFor();
  await tab.type('Subject', 'About spring');
  await tab.type('Text of the email', 'Shall we meet?');
  await tab.page.getByText(/Tomorrow 0?8:00/).click();
  await tab.press('button', 'Schedule');
  await row(visitor, 'About spring').getByText('Scheduled', { exact: true }).waitFor();
  await row(visitor, 'About spring').getByRole('button', { name: 'Edit' }).click();
  await tab.type('Subject', 'About summer');
  await tab.press('button', 'Save changes');
  await row(visitor, 'About summer').getByText('Scheduled', { exact: true }).waitFor();
  await row(visitor, 'About summer').getByRole('button', { name: 'Cancel' }).click();
  await row(visitor, 'About summer').getByText('Cancelled', { exact: true }).waitFor();
  assert.equal(taken(), before);
  assert.deepEqual(visitor.console, []);
});

test('a mail that Gmail took although its answer was lost leaves once', async () => {
  const visitor = await open('/sending');
  const before = taken();
  await bringAbout(visitor, 'Gmail’s answer gets lost');
  await row(visitor, 'Our meeting with Globex').first().getByText('Sent', { exact: true }).waitFor();
  assert.equal(taken(), before + 1);
  assert.deepEqual(visitor.console, []);
});

test('a mail that came due while the service was away is held and asks', async () => {
  const visitor = await open('/sending');
  await bringAbout(visitor, 'The service is away over a due time');
  await visitor.tab.reload();
  await row(visitor, 'Due while nobody was there').getByText(/^Was due/).waitFor();
  await row(visitor, 'Due while nobody was there').getByRole('button', { name: 'Send now' }).click();
  await row(visitor, 'Due while nobody was there').getByText('Sent', { exact: true }).waitFor();
});

test('a campaign is forecast before the click, and always adds up after it', async () => {
  const visitor = await open('/outreach');
  const { tab } = visitor;
  await tab.press('link', 'Spring prices');
  await tab.page.getByText(/^\d+ emails (today|tomorrow), \d\d:\d\d to \d\d:\d\d$/).first().waitFor();
  await tab.page.getByText('Sven Torp (not an email address)').waitFor();
  await tab.page.getByText(/^2 recipients lack First name/).waitFor();
  await tab.press('button', 'Send 180 emails');
  await tab.page.getByText('lacks First name').first().waitFor();
  for (const sent of [0, 10]) {
    const sums = tab.page.getByText(/sent \+ .* of 180 emails$/);
    await sums.filter({ hasText: sent === 0 ? /^\d+ sent/ : /^[1-9]\d sent/ }).waitFor();
    const parts = ((await sums.innerText()).match(/\d+/g) ?? []).map(Number);
    assert.equal(parts.slice(0, 4).reduce((sum, each) => sum + each, 0), parts[4]);
  }
  assert.deepEqual(visitor.console, []);
});
