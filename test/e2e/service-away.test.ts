import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, waitUntil, type ChromiumTab } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const api = `${demo.service.origin}/v1/**`;
const polls = `${demo.service.origin}/v1/flows/*`;

/** Whatever the browser itself says of a network that is gone is not ours. */
const ours = (console: readonly string[]): string[] => console.filter((line) => !/Failed to load resource|CORS policy/.test(line));

test('a network that is lost during the wait, and a proxy that fails, are asked less and less often and never taken for an answer of Google', async () => {
  const { tab, console } = await newVisitor(browser);
  await tab.page.clock.install();
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);

  let asked = 0;
  await tab.page.route(polls, (route) => {
    asked += 1;
    if (asked <= 3) return route.abort('internetdisconnected');
    if (asked <= 6) return route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' });
    return route.continue();
  });
  await tab.page.evaluate(() => {
    const waits: number[] = [];
    const wait = window.setTimeout.bind(window);
    Reflect.set(window, 'waits', waits);
    window.setTimeout = ((run: () => void, milliseconds = 0) => {
      waits.push(milliseconds);
      return wait(run, milliseconds);
    }) as typeof window.setTimeout;
  });
  const waitsFor = (milliseconds: number): Promise<boolean> =>
    tab.page.evaluate((wanted) => {
      const waits = Reflect.get(window, 'waits') as number[];
      return waits.includes(wanted) && waits.splice(0).length > 0;
    }, milliseconds);
  // From now on time stands still unless it is told to pass.
  await tab.page.clock.pauseAt(Date.now() + 10_000);
  for (const [failures, seconds] of [2, 4, 8, 16, 30, 30].entries()) {
    await waitUntil(() => waitsFor(seconds * 1_000));
    assert.equal(asked, failures + 1);
    await tab.page.clock.runFor(seconds * 1_000);
    await waitUntil(() => asked === failures + 2);
  }
  // All that while nothing came back, so the page has asked what the window says; it takes nothing for a refusal.
  await tab.press('button', 'Still choosing, or typing the password');
  await tab.seesHeading(person.says.continueAtGoogle);
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.deepEqual(ours(console), []);
});

test('a claim whose answer is lost is asked for again, and the mailbox is connected once', async () => {
  const { tab, console } = await newVisitor(browser, { timesFaster: 5 });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.page.route(
    `${demo.service.origin}/v1/claim`,
    async (route) => {
      await route.fetch({ url: `${demo.service.backChannel}/v1/claim` });
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await person.allowAtGoogle(google);
  await person.seesConnected();
  assert.equal(demo.google.control.ledger.of('token').length, 1);
  assert.deepEqual(ours(console), []);
});

const nothingKnown = async (tab: ChromiumTab, sentence: string): Promise<void> => {
  await tab.sees(sentence);
  await tab.page.unroute(api);
  await tab.press('button', 'Try again');
  await tab.press('button', 'Get Started');
};

test('a service that cannot be reached when the page loads is said in a sentence, with a way to try again', async () => {
  const { tab, console } = await newVisitor(browser);
  await tab.page.route(api, (route) => route.abort('connectionrefused'));
  await tab.goTo(connectionTab);
  await nothingKnown(tab, 'You are offline, or the mail service cannot be reached');
  assert.deepEqual(ours(console), []);
});

test('a service that is slow is waited for, and after a while said to be out of reach', async () => {
  const { tab, console } = await newVisitor(browser);
  await tab.page.clock.install();
  const reached = Promise.withResolvers<void>();
  await tab.page.route(api, () => reached.resolve());
  await tab.goTo(connectionTab);
  await reached.promise;
  const waits = tab.page.locator('gmail-connect-wizard [aria-busy="true"]');
  await waits.waitFor();
  await tab.page.clock.fastForward(30_000);
  await nothingKnown(tab, 'The mail service cannot be reached');
  assert.deepEqual(ours(console), []);
});

test('an answer that this version cannot read is said to be one, and nothing is thrown', async () => {
  for (const body of ['{"connections":[{"id":1}]}', 'null', '<!doctype html>', '']) {
    const { tab, console } = await newVisitor(browser);
    await tab.page.route(api, (route) =>
      route.fulfill({ body, contentType: 'application/json', headers: { 'access-control-allow-origin': demo.crm.origin, 'access-control-allow-headers': 'authorization, x-requested-with, content-type' } }),
    );
    await tab.goTo(connectionTab);
    await nothingKnown(tab, 'This page and the mail service do not fit together');
    assert.deepEqual(ours(console), []);
  }
});

test('what is shown while the service is away says how old it is, and that nothing is disconnected', async () => {
  const { tab, console } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.connect();
  await tab.page.route(api, (route) => route.abort('connectionrefused'));
  await tab.reload();
  await tab.seesHeading(mailbox);
  await tab.sees('Not up to date');
  await tab.page.getByText(/This is how things stood: .*\d:\d\d.* Nothing is disconnected by that\./).waitFor();
  await tab.page.unroute(api);
  await tab.press('button', 'Check now');
  await tab.sees('Connected');
  assert.deepEqual(ours(console), []);
});

test('a service that restarts during the wait finds the attempt where it was', async () => {
  const { tab, console } = await newVisitor(browser, { timesFaster: 5 });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await google.seesHeading(person.says.chooseAccount);
  await demo.service.stop();
  await demo.service.start();
  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(demo.google.control.ledger.of('token').length, 1);
  assert.deepEqual(ours(console), []);
});
