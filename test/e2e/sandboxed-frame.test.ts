import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { newVisitor, type ChromiumTab } from './chromium.ts';
import { serve } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, type Person } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
// A frame's storage is not that of a window, as in the browser of a person: this undoes Playwright's own list of features.
const browser = await openChromium({ args: ['--disable-features=HttpsUpgrades'] });

const portal = 'http://portal.localhost/';
const connectionTab = `${demo.crm.origin}/settings/email/connection`;
const framedPolicy = `default-src 'none'; script-src 'self' ${demo.service.origin}; style-src 'self'; connect-src 'self' ${demo.service.origin}; img-src data:`;
const exchanges = (): number => demo.google.control.ledger.of('token').length;

interface Framed {
  readonly tab: ChromiumTab;
  readonly person: Person<ChromiumTab>;
  readonly frame: FrameLocator;
  readonly press: (name: string) => Promise<void>;
}

/** The CRM as a portal of another site shows it, in a frame that may be sandboxed. */
const visitFramed = async (sandbox: string | undefined): Promise<Framed> => {
  demo.crm.change({ contentSecurityPolicy: framedPolicy });
  const { tab, context } = await newVisitor(browser, { timesFaster: 5 });
  const attribute = sandbox === undefined ? '' : `sandbox="${sandbox}"`;
  await serve(context, { url: portal, html: `<body><iframe title="CRM" width="900" height="800" ${attribute} allow="local-network-access; loopback-network" src="${connectionTab}"></iframe>` });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(portal);
  const frame = tab.page.frameLocator('iframe');
  return { tab, person, frame, press: (name) => frame.getByRole('button', { name, exact: true }).click() };
};

const walkToGoogle = async ({ person, press }: Framed): Promise<void> => {
  await press(person.says.getStarted);
  await press(person.says.next);
};

const see = (frame: FrameLocator, heading: string): Promise<void> => frame.getByRole('heading', { name: heading, exact: true }).waitFor();

for (const more of ['', 'allow-top-navigation', 'allow-forms allow-top-navigation-by-user-activation']) {
  test(`a frame that may open no window (${more || 'scripts alone'}) says so, and offers no way that Google would refuse`, async () => {
    const framed = await visitFramed(`allow-scripts allow-same-origin ${more}`);
    const { person, frame, press } = framed;
    await walkToGoogle(framed);
    await press(person.says.ok);
    await see(frame, person.says.windowBlocked);
    await frame.getByText('Nothing is lost.', { exact: false }).waitFor();
    // Google refuses to be shown in a frame.
    assert.equal(await frame.getByRole('button', { name: person.says.continueInThisTab }).count(), 0);
    await press(person.says.cancel);
    await frame.getByRole('button', { name: person.says.getStarted }).waitFor();
  });
}

const windows: Readonly<Record<string, string>> = {
  'that inherit its sandbox': 'allow-forms allow-popups',
  'without a sandbox': 'allow-popups allow-popups-to-escape-sandbox',
  'without a sandbox, and may lead to the top': 'allow-forms allow-popups allow-popups-to-escape-sandbox allow-top-navigation',
};

for (const [which, more] of Object.entries(windows)) {
  test(`a frame that may open windows ${which} connects by one`, async () => {
    const framed = await visitFramed(`allow-scripts allow-same-origin ${more}`);
    const { tab, person, frame, press } = framed;
    await walkToGoogle(framed);
    const google = await tab.windowOpenedBy(() => press(person.says.ok));
    await person.allowAtGoogle(google);
    await google.closed();
    await see(frame, person.says.connected);
    assert.equal(exchanges(), 1);
  });
}

for (const sandbox of [undefined, 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox']) {
  test(`in a ${sandbox === undefined ? 'frame' : 'sandboxed frame'} whose storage is not that of its window, the code is typed by hand`, async () => {
    demo.google.control.change({ openerPolicy: 'same-origin' });
    const framed = await visitFramed(sandbox);
    const { tab, person, frame, press } = framed;
    await walkToGoogle(framed);
    const google = await tab.windowOpenedBy(() => press(person.says.ok));
    await person.allowAtGoogle(google);
    await google.seesHeading('One more step: type this code');
    await see(frame, person.says.typeTheCode);
    await frame.getByLabel(person.says.codeFromWindow, { exact: true }).fill(await google.reads('status'));
    await press(person.says.connect);
    await see(frame, person.says.connected);
    assert.equal(exchanges(), 1);
  });
}

for (const more of ['', 'allow-forms allow-popups allow-popups-to-escape-sandbox']) {
  test(`a frame without an origin of its own (${more || 'scripts alone'}) says that it does not fit, and whom to tell`, async () => {
    const { frame } = await visitFramed(`allow-scripts ${more}`);
    await frame.getByText('This page and the mail service do not fit together').waitFor();
    await frame.getByText('Tell whoever runs this page: (origin-refused)', { exact: false }).waitFor();
  });
}
