import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, waitUntil } from './chromium.ts';
import { hearEvents, holdNext } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

const { ledger } = demo.google.control;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const accesses = (): number => demo.google.control.countRefreshTokens(mailbox, demo.google.clientId);

test('a closed window raises a question soon, and nothing else: the person may say that it is still open', async () => {
  const { tab, console } = await newVisitor(browser);
  await tab.page.clock.install();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  await tab.page.clock.pauseAt(Date.now() + 5_000);
  await google.page.close();
  await tab.page.bringToFront();
  await tab.page.clock.runFor(2_000);
  await tab.seesHeading(person.says.didYouClose);
  await tab.page.clock.resume();
  await tab.press('button', person.says.stillOpen);
  await tab.seesHeading(person.says.continueAtGoogle);

  // The question is not asked again for the same window, and the attempt is as alive as before.
  const again = await tab.windowOpenedBy(() => tab.press('button', person.says.openWindowAgain));
  await person.allowAtGoogle(again);
  await again.closed();
  await person.seesConnected();
  assert.equal(accesses(), 1);
  assert.deepEqual(console, []);
});

test('a person who closed the window says so and tries again', async () => {
  const { tab } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await google.page.close();
  await tab.press('button', person.says.yesClosed);
  await tab.seesHeading(person.says.windowClosed);
  await tab.press('button', person.says.tryAgain);
  const second = await person.openGoogle();
  await person.allowAtGoogle(second);
  await person.seesConnected();
  assert.equal(accesses(), 1);
});

test('an attempt that nobody finishes expires when its time is over', async () => {
  const { tab, context } = await newVisitor(browser);
  const events = await hearEvents(context);
  await tab.page.clock.install();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  demo.clock.advance(16 * 60_000);
  await tab.page.clock.fastForward(16 * 60_000);
  await tab.seesHeading('This attempt expired');
  assert.deepEqual(events.map(({ type, detail }) => [type, detail['code']]), [['gmail-connect-started', undefined], ['gmail-connect-failed', 'flow-expired']]);
  await tab.press('button', person.says.startAgain);
  await tab.seesHeading('What Google will ask');
});

test('while an attempt is prepared OK waits: a click before opens no window, then or later', async () => {
  const { tab, context } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  const held = await holdNext(tab.page, `${demo.service.origin}/v1/flows`, 'POST');
  await person.walkToGoogle();
  await held.arrived;
  const ok = tab.page.getByRole('button', { name: person.says.ok, exact: true });
  assert.equal(await ok.getAttribute('aria-disabled'), 'true');
  await tab.sees('Getting ready. OK works in a moment.');
  await ok.dispatchEvent('click');
  held.release();
  await tab.sees('Google’s window opens when you press OK.');
  assert.equal(context.pages().length, 1);
  const google = await person.openGoogle();
  await google.seesHeading(person.says.chooseAccount);
  assert.equal(context.pages().length, 2);
});

test('the window opens inside the click itself', async () => {
  const { tab } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const ok = tab.page.locator('gmail-connect-wizard').getByRole('button', { name: person.says.ok, exact: true, disabled: false });
  // A click of a script is over when it returns: what waits for anything, however short, comes later.
  const opened = await ok.evaluate((button: HTMLElement) => {
    let during = false;
    const open = window.open.bind(window);
    window.open = (...args) => {
      during = true;
      return open(...args);
    };
    button.click();
    return during;
  });
  assert.equal(opened, true);
});

test('a double click, Enter after a click, and two presses before anything is drawn open one window for one attempt', async () => {
  for (const twice of ['double click', 'click and Enter', 'two presses at once'] as const) {
    const { tab, context } = await newVisitor(browser);
    const prepared: string[] = [];
    tab.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/flows')) prepared.push(request.url());
    });
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.walkToGoogle();
    const ok = tab.page.getByRole('button', { name: person.says.ok, exact: true });
    const google = await tab.windowOpenedBy(async () => {
      if (twice === 'double click') return ok.dblclick();
      if (twice === 'two presses at once') return ok.evaluate((button: HTMLElement) => [1, 2].forEach(() => button.click()));
      await ok.focus();
      await ok.click();
      await tab.page.keyboard.press('Enter');
    });
    await tab.press('button', person.says.showWindow);
    await person.allowAtGoogle(google);
    await google.closed();
    await person.seesConnected();
    assert.deepEqual([twice, prepared.length, context.pages().length, ledger.of('authorization').length], [twice, 1, 1, 1]);
    ledger.clear();
    await tab.press('button', person.says.done);
    await person.disconnect();
    ledger.clear();
  }
});

for (const [page, openerPolicy] of [['return page', 'same-origin'], ['finish page', 'unsafe-none']] as const) {
  test(`a ${page} that cannot close its window says that it may be closed`, async () => {
    demo.crm.change({ openerPolicy });
    const { tab, context } = await newVisitor(browser);
    await context.addInitScript(() => {
      window.close = () => undefined;
    });
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.walkToGoogle();
    const google = await person.openGoogle();
    // The page that waits closes the window once it is connected.
    const claim = await holdNext(tab.page, `${demo.service.origin}/v1/claim`, 'POST');
    await person.allowAtGoogle(google);
    await google.page.getByText('You can close this window.').locator('visible=true').waitFor();
    // What has the focus is read out.
    await waitUntil(() => google.page.evaluate(() => document.activeElement?.textContent?.includes('You can close this window.') === true && document.activeElement !== document.body));
    claim.release();
    await person.seesConnected();
  });
}
