import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { newVisitor, type ChromiumTab } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct({ panel: true });
const browser = await openChromium();

const connectionTab = `${demo.crm.origin}/settings/email/connection`;

const openCard = async (): Promise<{ readonly person: Person<ChromiumTab>; readonly console: readonly string[] }> => {
  const { tab, console } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.connect();
  await tab.seesHeading(person.says.checkUp);
  return { person, console };
};

const finding = ({ tab }: Person<ChromiumTab>, words: string): Locator => tab.page.getByRole('article').filter({ hasText: words });

test('a press on Test tracking sends one mail to oneself, finds it, and says when and how fast', async () => {
  const { person, console } = await openCard();
  const { tab, says } = person;
  const before = demo.google.control.mailbox(mailbox).mails.length;
  await tab.press('button', says.testTracking);
  await tab.page.getByText(/^Verified .+, took \d+ s$/).waitFor();
  await tab.page.getByText('It counts as one email in the sending limits, and never as a reply. It does not prove:').waitFor();
  assert.equal(demo.google.control.mailbox(mailbox).mails.length, before + 1);
  await tab.reload();
  await tab.page.getByText(/^Verified .+, took \d+ s$/).waitFor();

  // It is no reply, and the list that has none tests the same way.
  await tab.goTo(`${demo.crm.origin}/replies`);
  await tab.seesHeading('No replies yet');
  await tab.press('button', says.testTracking);
  await tab.page.getByText(/^It was found in Gmail after \d+ s$/).waitFor();
  assert.equal(demo.google.control.mailbox(mailbox).mails.length, before + 2);
  await tab.seesHeading('No replies yet');
  assert.deepEqual(console, []);
});

test('a mailbox that may not be read says so, and asks Google for nothing', async () => {
  demo.google.control.change({ withheldScopes: ['https://www.googleapis.com/auth/gmail.readonly'] });
  const { tab, console } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await google.pressWith('button', mailbox);
  await google.type(person.says.password, 'any word');
  await google.press('button', person.says.next);
  await google.tick(person.says.send);
  await google.press('button', person.says.allow);
  await tab.seesHeading(person.says.sendingOnly);
  await tab.press('button', person.says.keepSendingOnly);
  await tab.sees('Reply tracking is off.');
  assert.equal(await tab.page.getByRole('button', { name: person.says.testTracking }).count(), 0);
  assert.deepEqual(console, []);
});

test('the list says that no mailbox is connected, and leads to where one is', async () => {
  const { tab, console } = await newVisitor(browser);
  await tab.goTo(`${demo.crm.origin}/replies`);
  await tab.sees('Not connected');
  await tab.press('link', 'Connect a mailbox');
  await tab.seesHeading('Use your Gmail in Larkspur CRM');
  assert.deepEqual(console, []);
});

test('what a person set in Gmail is named on the card: the broad alarms, the narrow informs, and one is ignored', async () => {
  const { person, console } = await openCard();
  const { tab, says } = person;
  const { page } = tab;
  await tab.sees(says.nothingHarms);

  // Somebody answers, so that somebody is tracked; and the mailbox gets rules of all four kinds.
  await page.getByText('Test panel', { exact: true }).click();
  await tab.press('button', 'Do it: Anna answers');
  await tab.sees('It has arrived in the mailbox.');
  for (const name of ['A filter marks as read', 'A filter deletes one newsletter', 'All email is forwarded and archived', 'Gmail answers by itself']) await page.getByRole('switch', { name, exact: true }).click();
  await page.getByRole('switch', { name: 'Gmail answers by itself', checked: true }).waitFor();

  await tab.press('button', says.checkAgain);
  await tab.sees('2 settings in Gmail can hide any reply from you');
  const broad = finding(person, 'in:anywhere');
  await broad.getByText('Any reply', { exact: true }).waitFor();
  // The address is isolated from the direction of the words around it.
  await broad.getByText(/^What it does: marks as read\. 1 tracked contact falls under it: .anna\.berg@globex\.example.\.$/).waitFor();
  const link = await broad.getByRole('link', { name: 'Open in Gmail' }).getAttribute('href');
  assert.match(link ?? '', /\/mail\/u\/\?authuser=lea%40northpeak\.example#settings\/filters$/);
  await finding(person, 'from:(news@letters.example)').getByText('Good to know', { exact: true }).waitFor();
  await finding(person, 'assistant@northpeak.example').getByText('Any reply', { exact: true }).waitFor();
  await finding(person, 'answers in your name').getByText('Contacts get an answer that nobody wrote to them.').waitFor();

  await broad.getByRole('button', { name: says.ignore, exact: true }).click();
  await tab.sees('1 setting in Gmail can hide any reply from you');
  await tab.reload();
  await tab.sees('1 setting in Gmail can hide any reply from you');
  await page.getByText('1 ignored setting', { exact: true }).click();
  await tab.press('button', says.mindAgain);
  await tab.sees('2 settings in Gmail can hide any reply from you');
  assert.deepEqual(console, []);
});
