import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { newVisitor, waitUntil, type Visitor } from './chromium.ts';
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
/** The meter looks again each minute; who loads the page sees at once. */
const seenOnReload = async ({ tab }: Visitor, words: Locator): Promise<void> => {
  for (let tries = 0; tries < 10; tries += 1) {
    await tab.reload();
    if (await words.waitFor({ timeout: 1_000 }).then(() => true, () => false)) return;
  }
  await words.waitFor();
};

/** As the panel in the page does. */
const press = (name: string): Promise<Response> =>
  demo.crm.fetch(new Request(`${demo.crm.origin}/test-panel/${name}`, { method: 'POST', headers: { origin: demo.crm.origin }, body: '{}' }));

const came = ({ tab }: Visitor, name: RegExp): Locator => tab.page.getByRole('article', { name });
/** How many answers of hers the list has already. */
const heard = async (visitor: Visitor): Promise<number> => {
  await visitor.tab.page.getByRole('button', { name: /^Live/ }).waitFor();
  return came(visitor, /Noor Haddad .* Reply/).count();
};
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

test('what comes back on mail is shown as what it is, and whom nobody may write to is not written to', async () => {
  const visitor = await open('/replies');
  const answers = await heard(visitor);
  await bringAbout(visitor, 'Noor answers some seconds later');
  await came(visitor, /Noor Haddad .* Reply/).nth(answers).waitFor();
  await bringAbout(visitor, 'Tomás is away: a mail to him');
  await came(visitor, /Tomás Rivas .* Out of office until/).waitFor();
  await bringAbout(visitor, 'Jonas bounces: a mail to him');
  await came(visitor, /Bounced/).waitFor();
  await visitor.tab.goTo(`${demo.crm.origin}/sending`);
  await bringAbout(visitor, 'Jonas bounces: a mail to him');
  await row(visitor, 'Does not take mail any more:').getByText('Blocked', { exact: true }).waitFor();
  await bringAbout(visitor, 'Pia unsubscribes');
  await row(visitor, 'Verdant Foods').getByText('Sent', { exact: true }).waitFor();
  await wait(longestMs);
  await bringAbout(visitor, 'Pia unsubscribes');
  await row(visitor, 'Unsubscribed:').getByText('Blocked', { exact: true }).waitFor();
  assert.deepEqual(visitor.console, []);
});

test('a mail whose recipient answered before its time is cancelled, and one whose recipient is away leaves', async () => {
  const visitor = await open('/contacts');
  const { tab } = visitor;
  await tab.press('link', 'Tomás Rivas');
  await tab.press('link', 'Write to Tomás');
  await tab.type('Subject', 'When you are back');
  await tab.type('Text of the email', 'Shall we meet?');
  await tab.page.getByText(/Tomorrow 0?8:00/).click();
  await tab.press('button', 'Schedule');
  await row(visitor, 'When you are back').getByText('Scheduled', { exact: true }).waitFor();
  await tab.goTo(`${demo.crm.origin}/replies`);
  const answers = await heard(visitor);
  await bringAbout(visitor, 'Noor answers before a scheduled mail');
  await came(visitor, /Noor Haddad .* Reply/).nth(answers).waitFor();
  await bringAbout(visitor, 'Tomás is away: a mail to him');
  await came(visitor, /Tomás Rivas .* Out of office until/).first().waitFor();
  await tab.goTo(`${demo.crm.origin}/sending`);
  await row(visitor, 'Did you have a moment?').getByText('Scheduled', { exact: true }).waitFor();
  demo.clock.advance(4 * 60_000);
  await row(visitor, 'When you are back').getByRole('button', { name: 'Send now' }).click();
  await row(visitor, 'When you are back').getByText('Sent', { exact: true }).waitFor();
  await row(visitor, 'Did you have a moment?').getByText('Cancelled', { exact: true }).waitFor();
  await row(visitor, 'Did you have a moment?').getByText(/ replied at /).waitFor();
  await row(visitor, 'Did you have a moment?').getByRole('button', { name: 'Send anyway' }).click();
  await row(visitor, 'Did you have a moment?').getByText('Sent', { exact: true }).waitFor();
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

test('near the limit the meter says so, and what goes beyond it waits until a time', async (t) => {
  t.after(async () => {
    await press('reset');
    // What left counts towards the pace for less than a minute.
    demo.clock.advance(60_000);
  });
  const visitor = await open('/sending');
  const { page } = visitor.tab;
  const before = taken();
  await bringAbout(visitor, 'Near the limit');
  await seenOnReload(visitor, page.getByText('3 left of 20'));
  await page.locator('send-limit-meter').getByText(/ come back at /).first().waitFor();
  for (let count = 0; count < 4; count += 1) await bringAbout(visitor, 'Noor answers some seconds later');
  const held = row(visitor, 'Quillon').getByText(/^Held: resumes/);
  await held.waitFor();
  await waitUntil(() => taken() === before + 3);
  assert.equal(await page.locator('send-scheduler .mail').getByText('Failed', { exact: true }).count(), 0);
  // A day after what left first there is room again. In steps: what is a quarter of an hour late asks first.
  demo.clock.advance(23 * 3_600_000);
  while (taken() === before + 3) {
    demo.clock.advance(10 * 60_000);
    await wait(1_000);
  }
  await visitor.tab.reload();
  await row(visitor, 'Quillon').first().getByText('Sent', { exact: true }).waitFor();
  assert.equal(await held.count(), 0);
  assert.equal(taken(), before + 4);
  // The pages' tokens ended with the day, and are asked for anew.
  assert.deepEqual(visitor.console.filter((line) => !line.includes('401')), []);
});

test('a campaign is forecast before the click, always adds up after it, and ends with every mail sent or explained', async () => {
  const visitor = await open('/outreach');
  const { tab } = visitor;
  const { page } = tab;
  const before = taken();
  await tab.press('link', 'Spring prices');
  await page.getByText(/^\d+ emails (today|tomorrow), \d\d:\d\d to \d\d:\d\d$/).first().waitFor();
  await page.getByText('Sven Torp (not an email address)').waitFor();
  await tab.press('button', 'Send 180 emails');
  const shown = page.getByText(/sent \+ .* of 180 emails$/);
  const sums = async (): Promise<readonly number[]> => ((await shown.innerText()).match(/\d+/g) ?? []).map(Number);
  await shown.filter({ hasText: /^\d+ sent/ }).waitFor();
  // Twenty-five leave in three quarters of a minute. Only the clock is made to go on, and Gmail, which keeps its own, to allow that.
  demo.google.control.limitQuota({ mailboxUnits: 100_000 });
  for (;;) {
    const [sent = 0, waiting = 0, blocked = 0, failed = 0, total] = await sums();
    assert.equal(sent + waiting + blocked + failed, total);
    if (waiting === 0) break;
    demo.clock.advance(10_000);
    await wait(300);
  }
  await page.getByText('Nothing waits any more.').waitFor();
  const [sent = 0, , , failed] = await sums();
  assert.deepEqual([taken() - before, failed], [sent, 3]);
  assert.deepEqual(visitor.console, []);
});
