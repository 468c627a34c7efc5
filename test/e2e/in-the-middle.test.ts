import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { chromiumTab, newVisitor, waitUntil, type ChromiumTab, type Visitor } from './chromium.ts';
import { hearEvents, holdNext, kitMarkup, serve } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

/** What happens to people between OK and "connected", and what somebody tries who has seen an address of theirs. */
const demo = await openProduct();
const browser = await openChromium();

const { ledger } = demo.google.control;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const exchanges = (): number => ledger.of('token').length;
const accesses = (email = mailbox): number => demo.google.control.countRefreshTokens(email, demo.google.clientId);
const minutes = (count: number): number => count * 60_000;
const byHand = 'One more step: type this code';

const openGoogle = async ({ tab }: Pick<Visitor, 'tab'>): Promise<{ person: Person<ChromiumTab>; google: ChromiumTab }> => {
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await google.seesHeading(person.says.chooseAccount);
  return { person, google };
};

/** No way back to the page: the code has to be typed. */
const cutOff = (): void => demo.crm.change({ openerPolicy: 'same-origin', returnPage: false });

const typeCode = async ({ tab, says }: Person<ChromiumTab>, code: string): Promise<void> => {
  await tab.seesHeading(says.typeTheCode);
  await tab.type(says.codeFromWindow, code);
  await tab.press('button', says.connect);
};

test('a person who answers Google after fourteen minutes is connected, although the token of the page has ended meanwhile', async () => {
  const visitor = await newVisitor(browser);
  await visitor.tab.page.clock.install();
  const { person, google } = await openGoogle(visitor);
  demo.clock.advance(minutes(14));
  await visitor.tab.page.clock.fastForward(minutes(14));
  await person.allowAtGoogle(google);
  await person.seesConnected();
  assert.equal(accesses(), 1);
});

test('a computer that slept between Google’s answer and its return finds the attempt expired, and the next one connects', async () => {
  const visitor = await newVisitor(browser);
  const { person, google } = await openGoogle(visitor);
  const claim = await holdNext(visitor.tab.page, `${demo.service.origin}/v1/claim`, 'POST');
  await person.allowAtGoogle(google);
  await claim.arrived;
  demo.clock.advance(minutes(6));
  claim.release();
  await visitor.tab.seesHeading('This attempt expired');
  assert.equal(exchanges(), 0);
  await visitor.tab.press('button', person.says.startAgain);
  await person.allowAtGoogle(await person.openGoogle());
  await person.seesConnected();
  assert.equal(accesses(), 1);
});

test('two tabs that connect one mailbox at the same moment make one connection, and both say so', async () => {
  const visitor = await newVisitor(browser);
  const sides = [await openGoogle(visitor), await openGoogle({ tab: chromiumTab(await visitor.context.newPage()) })];
  const claims = await Promise.all(sides.map(({ person }) => holdNext(person.tab.page, `${demo.service.origin}/v1/claim`, 'POST')));
  for (const { person, google } of sides) await person.allowAtGoogle(google);
  await Promise.all(claims.map(({ arrived }) => arrived));
  for (const { release } of claims) release();
  for (const { person } of sides) {
    // Nobody presses anything in a tab behind another, which is drawn a few times a second at most.
    await person.tab.page.bringToFront();
    await person.seesConnected();
    await person.tab.press('button', person.says.done);
    await person.tab.seesHeading(mailbox);
    assert.equal(await person.tab.page.getByRole('button', { name: person.says.disconnect, exact: true }).count(), 1);
  }
  assert.deepEqual(visitor.console, []);
});

test('a host that replaces its way to a token in the middle is asked by the new way', async () => {
  const { tab, context, console } = await newVisitor(browser);
  const hostPage = `${demo.crm.origin}/host-page`;
  const ask = (name: string): string => `async () => {
    (window.asked ??= []).push('${name}');
    return (await (await fetch('/session-token', { headers: { 'X-Requested-With': 'host' } })).json()).token;
  }`;
  const html = `<body><gmail-connect-wizard endpoint="${demo.service.origin}"></gmail-connect-wizard>
<script>document.querySelector('gmail-connect-wizard').getSessionToken = ${ask('old')};</script>${kitMarkup(demo)}`;
  await serve(context, { url: hostPage, html });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.page.evaluate(`window.asked.length = 0; document.querySelector('gmail-connect-wizard').getSessionToken = ${ask('new')}`);
  await person.allowAtGoogle(google);
  await person.seesConnected();
  assert.deepEqual([...new Set(z.parse(z.array(z.string()), await tab.page.evaluate('window.asked')))], ['new']);
  assert.deepEqual(console, []);
});

test('when somebody else signs in while Google’s window is open, the attempt ends, and its window cannot go on', async () => {
  const visitor = await newVisitor(browser);
  const events = await hearEvents(visitor.context);
  await visitor.tab.page.clock.install();
  const { person, google } = await openGoogle(visitor);
  const other = chromiumTab(await visitor.context.newPage());
  await other.goTo(connectionTab);
  await other.press('button', person.says.gear);
  await other.press('button', person.says.switchToHugo);
  await other.press('button', person.says.getStarted);
  // The token of the one who left ends, and the page asks for another.
  demo.clock.advance(minutes(11));
  await visitor.tab.page.clock.fastForward(minutes(11));
  await visitor.tab.seesHeading('This attempt expired');
  await google.closed();
  assert.equal(exchanges(), 0);
  assert.deepEqual(events.map(({ type }) => type), ['gmail-connect-started', 'gmail-connect-failed']);
  await visitor.tab.reload();
  await visitor.tab.press('button', person.says.getStarted);
  assert.doesNotMatch((await visitor.tab.page.locator('gmail-connect-wizard').innerText()), /lea@|Léa/);
});

test('when the person has signed out by the time Google answers, the page says so and connects nothing', async () => {
  const visitor = await newVisitor(browser);
  await visitor.tab.page.clock.install();
  const { person, google } = await openGoogle(visitor);
  await visitor.tab.page.route(`${demo.crm.origin}/session-token`, (route) => route.fulfill({ status: 401, json: {} }));
  demo.clock.advance(minutes(11));
  await visitor.tab.page.clock.fastForward(minutes(11));
  await person.allowAtGoogle(google);
  await visitor.tab.seesHeading('This page could not confirm who you are');
  assert.equal(exchanges(), 0);
});

test('a person who chose the wrong account is told which one is expected, and connects that one', async () => {
  const visitor = await newVisitor(browser);
  const { person, google } = await openGoogle(visitor);
  const wrong = 'lea.moreau.home@mail.example';
  await person.allowAtGoogle(google, wrong);
  await visitor.tab.seesHeading('That is a different Google account');
  await visitor.tab.sees(wrong);
  await visitor.tab.pressWith('button', mailbox);
  await person.allowAtGoogle(await person.openGoogle());
  await person.seesConnected();
  await waitUntil(() => accesses(wrong) === 0);
  assert.equal(accesses(), 1);
});

test('a person who goes back and forth in Google’s window still connects', async () => {
  const visitor = await newVisitor(browser);
  const { person, google } = await openGoogle(visitor);
  await google.pressWith('button', mailbox);
  await google.seesHeading('Enter your password');
  await google.page.goBack();
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(accesses(), 1);
});

test('after the code was shown, the way back to Google opens nothing, and the code still connects', async () => {
  cutOff();
  const visitor = await newVisitor(browser, { timesFaster: 5 });
  const { person, google } = await openGoogle(visitor);
  await person.allowAtGoogle(google);
  await google.seesHeading(byHand);
  const code = await google.reads('status');
  await google.page.goBack();
  await google.page.getByRole('heading').first().waitFor();
  assert.notEqual(await google.page.getByRole('heading').first().textContent(), byHand);
  await typeCode(person, code);
  await person.seesConnected();
  assert.equal(exchanges(), 1);
});

test('a code page that is loaded again shows another code: the old one costs no try, the new one connects', async () => {
  cutOff();
  const visitor = await newVisitor(browser, { timesFaster: 5 });
  const { person, google } = await openGoogle(visitor);
  await person.allowAtGoogle(google);
  await google.seesHeading(byHand);
  const old = await google.reads('status');
  await google.reload();
  const fresh = await google.reads('status');
  assert.notEqual(fresh, old);
  await typeCode(person, old);
  await visitor.tab.page.getByText(/^Tries left: 3/).waitFor();
  await visitor.tab.sees('That code was not right.');
  assert.equal(exchanges(), 0);
  await typeCode(person, fresh);
  await person.seesConnected();
  assert.equal(exchanges(), 1);
});

test('the address of the code page opens in another tab of this browser, and in no other browser', async () => {
  cutOff();
  const visitor = await newVisitor(browser, { timesFaster: 5 });
  const { person, google } = await openGoogle(visitor);
  await person.allowAtGoogle(google);
  await google.seesHeading(byHand);
  const address = google.page.url();
  const stranger = await newVisitor(browser);
  for (const each of [address, address.replace('?by-hand', '')]) {
    await stranger.tab.goTo(each);
    await stranger.tab.seesHeading('Nothing to do here');
  }
  const other = chromiumTab(await visitor.context.newPage());
  await other.goTo(address);
  await other.seesHeading(byHand);
  await typeCode(person, await other.reads('status'));
  await person.seesConnected();
  assert.equal(exchanges(), 1);
});

test('when the browser lost the tab before Google answers, nobody can finish the attempt', async () => {
  const visitor = await newVisitor(browser);
  // A tab that crashes is told nothing, and tells the service nothing.
  await visitor.context.addInitScript(() => addEventListener('pagehide', (event) => event.stopImmediatePropagation()));
  const { person, google } = await openGoogle(visitor);
  await visitor.tab.page.close();
  await person.allowAtGoogle(google);
  await google.seesHeading(byHand);
  assert.equal(exchanges(), 0);
  const later = chromiumTab(await visitor.context.newPage());
  await later.goTo(connectionTab);
  await later.press('button', person.says.getStarted);
  assert.equal(exchanges(), 0);
});
