import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newVisitor, type ChromiumTab } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();
// Naming features to forbid undoes Playwright's own list of them, which forbids that storage is kept apart.
const strictBrowser = await openChromium({ args: ['--test-third-party-cookie-phaseout', '--disable-features=HttpsUpgrades'] });

const { ledger } = demo.google.control;
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const exchanges = (): number => ledger.of('token').length;

/** Each runs in every page before its own scripts. */
const lacks: Readonly<Record<string, () => void>> = {
  'IndexedDB throws': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('', 'SecurityError');
    };
  },
  'IndexedDB never answers': () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
  'a newer version has written the cache': () => {
    if (location.hostname === 'localhost') indexedDB.open('gmail-connect-kit', 99);
  },
  'every storage is forbidden': () => {
    for (const name of ['indexedDB', 'sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('', 'SecurityError');
        },
      });
    }
  },
  'there is no BroadcastChannel': () => {
    Reflect.deleteProperty(window, 'BroadcastChannel');
  },
  'BroadcastChannel throws': () => {
    Reflect.set(window, 'BroadcastChannel', function refuse() {
      throw new DOMException('', 'SecurityError');
    });
  },
};

for (const [lack, bringAbout] of Object.entries(lacks)) {
  test(`where ${lack}, a mailbox is connected and disconnected as anywhere`, async () => {
    const { tab, context, console } = await newVisitor(browser);
    await context.addInitScript(bringAbout);
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.connect();
    await tab.reload();
    await tab.seesHeading(mailbox);
    await person.disconnect();
    assert.equal(exchanges(), 1);
    assert.deepEqual(console, []);
  });
}

const typesTheCode = async (person: Person<ChromiumTab>, google: ChromiumTab): Promise<void> => {
  await google.seesHeading('One more step: type this code');
  await person.tab.seesHeading(person.says.typeTheCode);
  await person.tab.type(person.says.codeFromWindow, await google.reads('status'));
  await person.tab.press('button', person.says.connect);
  await person.seesConnected();
};

for (const lack of ['there is no BroadcastChannel', 'BroadcastChannel throws']) {
  test(`where ${lack} and the window is cut off, the code is typed by hand`, async () => {
    demo.crm.change({ openerPolicy: 'same-origin' });
    const { tab, context, console } = await newVisitor(browser, { timesFaster: 5 });
    await context.addInitScript(lacks[lack] ?? '');
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(connectionTab);
    await person.walkToGoogle();
    const google = await person.openGoogle();
    await person.allowAtGoogle(google);
    await typesTheCode(person, google);
    assert.equal(exchanges(), 1);
    assert.deepEqual(console, []);
  });
}

test('where windows are blocked and no storage can keep a trip, the person is told and nothing is lost', async () => {
  const { tab, context, console } = await newVisitor(browser);
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    window.open = () => null;
  });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await tab.press('button', person.says.ok);
  await tab.press('button', person.says.continueInThisTab);
  await tab.sees('Nothing is lost. Allow windows for this page in the address bar, then open it again.');
  assert.equal(tab.page.url(), connectionTab);
  assert.deepEqual(console, []);
});

test('with third-party cookies blocked and storage kept apart a mailbox is connected as anywhere', async () => {
  const { tab, console } = await newVisitor(strictBrowser);
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.connect();
  assert.equal(exchanges(), 1);
  assert.deepEqual(console, []);
});
