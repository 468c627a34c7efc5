import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFocus, newVisitor, waitUntil, type ChromiumTab, type Visitor } from './chromium.ts';
import { hearEvents, kitMarkup, serve, wizardMarkup } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();
const keepingPages = await openChromium({ keepsPages: true });

const { ledger } = demo.google.control;
const hostPage = `${demo.crm.origin}/host-page`;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const exchanges = (): number => ledger.of('token').length;

/** Somebody whose browser opens no windows until they allow it. */
const visitWithBlocker = async (inBrowser = browser): Promise<Visitor & { readonly allow: () => Promise<void> }> => {
  const visitor = await newVisitor(inBrowser);
  await visitor.context.addInitScript(() => {
    const open = window.open.bind(window);
    window.open = (...args) => ('windowsAllowed' in document.documentElement.dataset ? open(...args) : null);
  });
  const allow = (): Promise<void> =>
    visitor.tab.page.evaluate(() => {
      document.documentElement.dataset['windowsAllowed'] = '';
    });
  return { ...visitor, allow };
};

test('where the browser blocks the window, the whole way is gone in the same tab and ends connected', async () => {
  const { tab, context, console } = await visitWithBlocker();
  const events = await hearEvents(context);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.seesHeading(person.says.windowBlocked);
  assert.deepEqual(events.map(({ type, detail }) => [type, detail['code']]), [['gmail-connect-failed', 'window-blocked']]);
  await waitUntil(() => hasFocus(tab.page.getByRole('heading', { name: person.says.windowBlocked })));

  await tab.press('button', person.says.continueInThisTab);
  const answer = demo.google.control.holdNext('token');
  await person.allowAtGoogle(tab);
  await answer.reached;
  // The verifier and the code were for one trip: they are gone before they are used.
  assert.deepEqual(await tab.page.evaluate(() => Object.keys(sessionStorage)), []);
  answer.release();
  await person.seesConnected();
  assert.equal(tab.page.url(), connectionTab);
  assert.equal(context.pages().length, 1);
  assert.deepEqual(events.map(({ type }) => type), ['gmail-connect-failed', 'gmail-connect-started', 'gmail-connected']);

  assert.deepEqual(await tab.page.evaluate(() => Object.keys(sessionStorage)), []);
  await tab.reload();
  await tab.seesHeading(mailbox);
  assert.equal(exchanges(), 1);
  assert.deepEqual(console, []);
});

test('a trip that was finished is not finished again by the way back in the history', async () => {
  const { tab } = await visitWithBlocker();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  await person.allowAtGoogle(tab);
  await person.seesConnected();
  await tab.page.goBack();
  await tab.page.goForward();
  await tab.seesHeading(mailbox);
  assert.equal(exchanges(), 1);
});

/** On a host's page that the browser may keep whole, which the CRM's own pages forbid. */
const visitKeptPage = async (): Promise<{ tab: ChromiumTab; person: Person<ChromiumTab>; goBackToIt: () => Promise<void> }> => {
  const { tab, context } = await visitWithBlocker(keepingPages);
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  const steps = await tab.page.evaluate(() => history.length);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  await tab.seesHeading(person.says.chooseAccount);
  return { tab, person, goBackToIt: () => tab.page.evaluate((first) => history.go(first - history.length), steps) };
};

test('a page that the browser kept whole asks about the attempt when the person turns back from Google, and goes on with it', async () => {
  const { tab, person, goBackToIt } = await visitKeptPage();
  await goBackToIt();
  await tab.seesHeading(person.says.didYouClose);
  await tab.press('button', person.says.stillOpen);
  await tab.press('button', person.says.continueInThisTab);
  await person.allowAtGoogle(tab);
  await person.seesConnected();
  assert.equal(exchanges(), 1);
});

test('a page that is gone back to after the trip shows the mailbox, and claims nothing again', async () => {
  const { tab, person, goBackToIt } = await visitKeptPage();
  await person.allowAtGoogle(tab);
  await person.seesConnected();
  await goBackToIt();
  // What the page that is connected says to all others ends the one that was kept: it is loaded anew.
  await tab.seesHeading(mailbox);
  assert.equal(exchanges(), 1);
});

test('the return page that is loaded again says that it has finished, and the trip still ends connected once', async () => {
  const { tab } = await visitWithBlocker();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  // An answer without content leaves the browser where it is.
  await tab.page.route(connectionTab, (route) => route.fulfill({ status: 204 }), { times: 1 });
  await person.allowAtGoogle(tab);
  await tab.page.waitForURL(`${demo.crm.origin}/gmail-return.html`, { waitUntil: 'commit' });
  await waitUntil(async () => (await tab.page.evaluate(() => Object.values(sessionStorage).join(' '))).includes('finish'));
  await tab.reload();
  assert.match(await tab.reads('status'), /Already finished\./);
  await tab.goTo(connectionTab);
  await person.seesConnected();
  await tab.goTo(`${demo.crm.origin}/gmail-return.html`);
  assert.match(await tab.reads('status'), /Already finished\./);
  assert.equal(exchanges(), 1);
});

test('a person who says no at Google during a trip comes back to the page where it began, and nothing is connected', async () => {
  const { tab } = await visitWithBlocker();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  await tab.pressWith('button', mailbox);
  await tab.type(person.says.password, 'any word');
  await tab.press('button', person.says.next);
  await tab.press('button', person.says.cancel);
  await tab.seesHeading('Google did not give permission');
  assert.equal(tab.page.url(), connectionTab);
  assert.equal(exchanges(), 0);
});

test('a person who turns back before Google answers is told that the attempt ended', async () => {
  const { tab } = await visitWithBlocker();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  await tab.seesHeading(person.says.chooseAccount);
  await tab.page.goBack();
  // Shown again as it was kept, or loaded anew: the one asks whether Google's window is closed, the other knows of an end.
  const question = tab.page.getByRole('heading', { name: person.says.didYouClose });
  const ended = tab.page.getByRole('heading', { name: 'This attempt ended' });
  await question.or(ended).waitFor();
});

test('without a return page there is no trip: the person is told how to allow the window, and then it opens', async () => {
  demo.crm.change({ returnPage: false });
  const { tab, allow, console } = await visitWithBlocker();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.seesHeading(person.says.windowBlocked);
  await tab.sees('Nothing is lost. Allow windows for this page in the address bar, then open it again.');
  assert.equal(await tab.page.getByRole('button', { name: person.says.continueInThisTab }).count(), 0);
  await tab.press('button', person.says.openAgain);
  await tab.seesHeading(person.says.windowBlocked);
  await allow();
  const google = await tab.windowOpenedBy(() => tab.press('button', person.says.openAgain));
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(exchanges(), 1);
  assert.deepEqual(console, []);
});
