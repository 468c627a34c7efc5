import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, waitUntil, type ChromiumTab } from './chromium.ts';
import { hearEvents, kitMarkup, serve, wizardMarkup } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

const { ledger } = demo.google.control;
const hostPage = `${demo.crm.origin}/host-page`;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const evilOrigin = 'http://evil.localhost';
const forgedCode = 'f'.repeat(43);

/** Says to whoever is asked, again and again, that the attempt is finished; an attacker who knows even the flow's id. */
const forger = (target: 'parent' | 'opener'): string => `<script>
addEventListener('message', ({ data }) => {
  if (!data.flowId) return;
  for (const message of [
    { gck: 'finish', flowId: data.flowId, finishCode: '${forgedCode}' },
    { gck: 'ended', flowId: data.flowId, ended: 'denied' },
  ]) ${target}.postMessage(message, '*');
  ${target}.postMessage('forged', '*');
});
</script>`;

test('finishes that an advertisement, a window of another page and the page itself make up are not believed', async () => {
  const { tab, context, console } = await newVisitor(browser);
  const events = await hearEvents(context);
  await serve(context, { url: `${evilOrigin}/ad`, html: forger('parent') });
  await serve(context, { url: `${evilOrigin}/window`, html: forger('opener') });
  await serve(context, {
    url: hostPage,
    html: `<body>${wizardMarkup(demo)}<iframe title="Advertisement" src="${evilOrigin}/ad"></iframe>${kitMarkup(demo)}
<script>
let forged = 0;
addEventListener('message', ({ data }) => data === 'forged' && (document.body.dataset.forged = ++forged));
</script>`,
  });
  const claims: string[] = [];
  tab.page.on('request', (request) => {
    if (request.url().endsWith('/v1/claim')) claims.push(request.postData() ?? '');
  });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  const evilWindow = await tab.windowOpenedBy(() =>
    tab.page.evaluate((url) => {
      Reflect.set(window, 'evil', window.open(url));
    }, `${evilOrigin}/window`),
  );
  await evilWindow.page.waitForLoadState();
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  const flowId = events[0]?.detail['flowId'];

  await tab.page.evaluate((told) => {
    frames[0]?.postMessage(told, '*');
    (Reflect.get(window, 'evil') as Window).postMessage(told, '*');
    window.postMessage({ gck: 'finish', flowId: told.flowId, finishCode: told.forgedCode }, '*');
  }, { flowId, forgedCode });
  await tab.page.locator('body[data-forged="2"]').waitFor();
  await tab.seesHeading(person.says.continueAtGoogle);
  assert.deepEqual(claims, []);

  await person.allowAtGoogle(google);
  await google.closed();
  await person.seesConnected();
  assert.equal(claims.length, 1);
  assert.deepEqual(events.map(({ type }) => type), ['gmail-connect-started', 'gmail-connected']);
  assert.deepEqual(console, []);
});

const saysFinish = (flowId: unknown, target: string): string =>
  `<script>${target}.postMessage({ gck: 'finish', flowId: ${JSON.stringify(flowId)}, finishCode: '${forgedCode}' }, '*'); document.title = 'Said';</script>`;

test('neither the attempt’s own window on another origin, nor another window on the service’s, is believed', async () => {
  const { tab, context } = await newVisitor(browser);
  const events = await hearEvents(context);
  const claims: string[] = [];
  tab.page.on('request', (request) => {
    if (request.url().endsWith('/v1/claim')) claims.push(request.url());
  });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  const flowId = events[0]?.detail['flowId'];
  const said = (window: ChromiumTab): Promise<void> => waitUntil(async () => (await window.page.title()) === 'Said');

  await serve(context, { url: `${evilOrigin}/own-window`, html: saysFinish(flowId, 'opener') });
  // As a link there would lead; a typed address would cut the window off.
  await google.page.evaluate((url) => location.assign(url), `${evilOrigin}/own-window`);
  await said(google);
  // No page of the service would say that; a flaw in one might.
  await serve(context, { url: `${demo.service.origin}/flaw`, html: saysFinish(flowId, 'opener') });
  const other = await tab.windowOpenedBy(() => tab.page.evaluate((url) => void window.open(url), `${demo.service.origin}/flaw`));
  await said(other);
  // What they said was heard before this is.
  await tab.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(claims, []);
  await tab.press('button', person.says.cancel);
  assert.deepEqual(events.map(({ type }) => type), ['gmail-connect-started']);
});

test('no page of the service lets itself be framed', async () => {
  const { tab, context } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  demo.crm.change({ returnPage: false, openerPolicy: 'same-origin' });
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await person.allowAtGoogle(google);
  await google.seesHeading('One more step: type this code');
  const finishPage = google.page.url();
  for (const address of [finishPage, `${demo.service.origin}/connect/callback?state=x&code=y`, `${demo.service.origin}/connect/start?ticket=x`, `${demo.service.origin}/connect/finish/unknown`, `${demo.service.origin}/limits`]) {
    await serve(context, { url: `${evilOrigin}/framing`, html: `<iframe title="Framed" allow="local-network-access; loopback-network" src="${address}"></iframe>` });
    await tab.goTo(`${evilOrigin}/framing`);
    const framed = tab.page.frames()[1];
    await waitUntil(() => framed?.url() === 'chrome-error://chromewebdata/');
  }
});

test('a token-endpoint on another origin is refused in the page, and nothing is sent to it', async () => {
  const { tab, context } = await newVisitor(browser);
  const events = await hearEvents(context);
  const sent: string[] = [];
  await context.route(`${evilOrigin}/**`, (route) => {
    sent.push(route.request().url());
    return route.abort();
  });
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo, `token-endpoint="${evilOrigin}/claims"`)}${kitMarkup(demo)}` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(hostPage);
  await person.walkToGoogle();
  const google = await person.openGoogle();
  await person.allowAtGoogle(google);
  await tab.seesHeading('This page and the mail service do not fit together');
  assert.deepEqual(events.map(({ type, detail }) => [type, detail['code']]), [['gmail-connect-started', undefined], ['gmail-connect-failed', 'token-endpoint-refused']]);
  assert.deepEqual(sent, []);
  assert.equal(ledger.of('token').length, 0);
});

test('through its own backend a host claims with the session it knows, and the page sends it no token', async () => {
  const { tab, console } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  demo.crm.change({ claim: 'backend-only' });
  const claims: string[] = [];
  tab.page.on('request', (request) => {
    if (request.method() === 'POST' && /claim|token-endpoint/.test(request.url())) claims.push(`${request.url()} ${request.headers()['authorization'] ?? 'without a token'}`);
  });
  await tab.goTo(connectionTab);
  await person.connect();
  assert.deepEqual(claims, [`${demo.crm.origin}/token-endpoint without a token`]);
  assert.deepEqual(console, []);
});

test('who signs in after somebody else in the same browser sees nothing of theirs', async () => {
  const { tab, console } = await newVisitor(browser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.connect();
  await tab.reload();
  await tab.seesHeading(mailbox);
  const stored = async (): Promise<string> => JSON.stringify(await tab.page.context().storageState({ indexedDB: true }));
  assert.match(await stored(), /lea@/);

  // Every word that ever stands in the element from now on, however briefly.
  await tab.page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(window, 'seen', seen);
    const look = (): void => {
      for (const element of document.querySelectorAll('gmail-connect-wizard')) seen.push(element.shadowRoot?.textContent ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await tab.press('button', person.says.gear);
  await tab.press('button', person.says.switchToHugo);
  await tab.press('button', person.says.getStarted);
  const seen = await tab.page.evaluate(() => (Reflect.get(window, 'seen') as string[]).join(' '));
  assert.match(seen, /Get Started/);
  assert.doesNotMatch(seen, /lea@|Léa/);
  assert.doesNotMatch(await stored(), /lea@/);
  assert.deepEqual(console, []);
});
