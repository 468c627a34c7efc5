import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromiumTab, newVisitor, waitUntil, type ChromiumTab } from './chromium.ts';
import { hearEvents, kitMarkup, serve, wizardMarkup } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();
const keepingPages = await openChromium({ keepsPages: true });

const { ledger } = demo.google.control;
const hostPage = `${demo.crm.origin}/host-page`;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;

const takeAway = (tab: ChromiumTab): Promise<void> =>
  tab.page.evaluate(() => {
    document.querySelector('gmail-connect-wizard')?.remove();
  });

/** As a router does that comes back to a page: a new element, in the same document. */
const putAnew = (tab: ChromiumTab): Promise<void> =>
  tab.page.evaluate((html) => {
    document.body.append(document.createRange().createContextualFragment(html));
  }, wizardMarkup(demo));

test('two elements on one page go their own ways, and events tell which of them they come from', async () => {
  const { tab, context, console } = await newVisitor(browser);
  const events = await hearEvents(context);
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo, 'id="left"')}${wizardMarkup(demo, 'id="right"')}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  const side = (id: string) => tab.page.locator(`#${id}`);
  const begin = async (id: string): Promise<ChromiumTab> => {
    const press = (name: string): Promise<void> => side(id).getByRole('button', { name, exact: true }).click();
    await press(person.says.getStarted);
    await press(person.says.next);
    return tab.windowOpenedBy(() => press(person.says.ok));
  };
  const left = await begin('left');
  const right = await begin('right');
  await left.pressWith('button', mailbox);
  await left.type(person.says.password, 'any word');
  await left.press('button', person.says.next);
  await left.press('button', person.says.cancel);
  await side('left').getByRole('heading', { name: 'Google did not give permission' }).waitFor();
  await side('right').getByRole('heading', { name: person.says.continueAtGoogle }).waitFor();
  await person.allowAtGoogle(right);
  await side('right').getByRole('heading', { name: person.says.connected }).waitFor();

  const flowOf = (id: string): unknown => events.find((event) => event.id === id)?.detail['flowId'];
  assert.notEqual(flowOf('left'), flowOf('right'));
  assert.deepEqual(events.map(({ id, type, detail }) => [id, type, detail['flowId']]), [
    ['left', 'gmail-connect-started', flowOf('left')],
    ['right', 'gmail-connect-started', flowOf('right')],
    ['left', 'gmail-connect-failed', flowOf('left')],
    ['right', 'gmail-connected', flowOf('right')],
  ]);
  assert.equal(ledger.of('token').length, 1);
  assert.deepEqual(console, []);
});

test('an element that is taken away and made anew while the window is open goes on where the old one stood', async () => {
  const { tab, context, console } = await newVisitor(browser);
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  await takeAway(tab);
  await putAnew(tab);
  await tab.seesHeading(person.says.continueAtGoogle);
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(ledger.of('token').length, 1);
  assert.deepEqual(console, []);
});

test('a finish that comes while no element is there throws nothing, and the element that comes later asks for the code', async () => {
  const { tab, context, console } = await newVisitor(browser, { timesFaster: 5 });
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  await takeAway(tab);
  await person.allowAtGoogle(google);
  await google.seesHeading('One more step: type this code');
  assert.equal(ledger.of('token').length, 0);
  await putAnew(tab);
  await tab.seesHeading(person.says.typeTheCode);
  await tab.type(person.says.codeFromWindow, await google.reads('status'));
  await tab.press('button', person.says.connect);
  await person.seesConnected();
  assert.equal(ledger.of('token').length, 1);
  assert.deepEqual(console, []);
});

test('an element that is taken away while its claim is on the way loses nothing', async () => {
  const { tab, context, console } = await newVisitor(browser);
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  const answer = demo.google.control.holdNext('token');
  await person.allowAtGoogle(google);
  await answer.reached;
  await takeAway(tab);
  answer.release();
  await waitUntil(() => ledger.of('token').length === 1);
  await putAnew(tab);
  await tab.sees(mailbox);
  assert.equal(ledger.of('token').length, 1);
  assert.deepEqual(console, []);
});

test('after a reload in the middle the person is told that the attempt ended, and the window can finish nothing', async () => {
  const { tab } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  await tab.reload();
  await tab.seesHeading('This attempt ended');
  await person.allowAtGoogle(google);
  await google.seesHeading('Nothing to do here');
  assert.equal(ledger.of('token').length, 0);
  await tab.press('button', person.says.startAgain);
  await person.allowAtGoogle(await person.openGoogle());
  await person.seesConnected();
  assert.equal(ledger.of('token').length, 1);
});

test('a page that is left, or whose tab is closed, ends its attempt, and the window can finish nothing', async () => {
  for (const way of ['another language', 'a page without the wizard', 'a closed tab'] as const) {
    const { tab } = await newVisitor(browser);
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.walkToGoogle();
    const google = await person.openGoogle();
    await tab.seesHeading(person.says.continueAtGoogle);
    if (way === 'a closed tab') await tab.page.close();
    if (way === 'a page without the wizard') await tab.goTo(`${demo.crm.origin}/settings`);
    if (way === 'another language') {
      await tab.press('button', person.says.gear);
      await tab.press('button', 'Langue : français');
      await tab.seesHeading('Cette tentative a pris fin');
    }
    await person.allowAtGoogle(google);
    await google.seesHeading('Nothing to do here');
    assert.deepEqual([way, ledger.of('token').length], [way, 0]);
  }
});

test('somebody else who signs in while the window is open reads nothing of the attempt, and the window can finish nothing', async () => {
  const { tab, context } = await newVisitor(browser);
  const events = await hearEvents(context);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  const asked = tab.page.waitForResponse((response) => /\/v1\/flows\/[\w-]+$/.test(response.url()) && response.status() === 404);
  await tab.press('button', person.says.gear);
  await tab.press('button', person.says.switchToHugo);
  await asked;
  await tab.press('button', person.says.getStarted);
  await tab.seesHeading('How do you send emails?');
  assert.deepEqual(events.map(({ type }) => type), ['gmail-connect-started']);
  await person.allowAtGoogle(google);
  await google.seesHeading('Nothing to do here');
  assert.equal(ledger.of('token').length, 0);
});

test('a copy of the tab says that the attempt ended there, and the tab itself connects', async () => {
  const { tab, context } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  const copy = chromiumTab(await context.newPage());
  const kept = await tab.page.evaluate(() => Object.entries(sessionStorage));
  await copy.page.addInitScript((entries) => entries.forEach(([key, value]) => sessionStorage.setItem(key, String(value))), kept);
  await copy.goTo(connectionTab);
  await copy.seesHeading('This attempt ended');
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(ledger.of('token').length, 1);
});

test('a person who leaves a page that the browser keeps whole comes back to the attempt, and connects', async () => {
  // A window that knows its opener keeps the page from being kept.
  const { tab, context } = await newVisitor(keepingPages);
  const cutOff = { 'Cross-Origin-Opener-Policy': 'same-origin' };
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${kitMarkup(demo)}`, headers: cutOff });
  await serve(context, { url: `${hostPage}/other`, html: '<h1>Another page</h1>' });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.press('button', person.says.stillOpen);
  await tab.goTo(`${hostPage}/other`);
  await tab.page.evaluate(() => history.back());
  await tab.seesHeading(person.says.continueAtGoogle);
  assert.deepEqual(await tab.page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => 'type' in entry && entry.type)), ['navigate']);
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(ledger.of('token').length, 1);
});

test('a person who cancels in the page has ended the attempt: what Google answers later meets a neutral page', async () => {
  const { tab, context } = await newVisitor(browser);
  // The page would close the window when it gives up the attempt; one that was cut off stays open.
  const person = createPerson(tab, demo.crm.origin);
  demo.crm.change({ openerPolicy: 'same-origin' });
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await google.seesHeading(person.says.chooseAccount);
  // A window that was cut off looks closed to the page.
  await tab.press('button', person.says.stillOpen);
  const cancelled = tab.page.waitForResponse((response) => response.url().endsWith('/cancel'));
  await tab.press('button', person.says.cancel);
  await cancelled;
  await tab.press('button', person.says.getStarted);
  await person.allowAtGoogle(google);
  await google.seesHeading('Nothing to do here');
  assert.equal(ledger.of('token').length, 0);
  assert.equal(context.pages().length, 2);
});
