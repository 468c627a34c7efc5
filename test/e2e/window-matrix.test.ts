import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conditions } from '../../demo/crm/conditions.ts';
import { openBrowser } from './browser.ts';
import { createPerson, mailbox } from './person.ts';
import { openProduct } from './product.ts';

/**
 * A page and a provider may cut the window that one opens and the other fills, each by a Cross-Origin-Opener-Policy of
 * its own. `npm run test:firefox` runs this file in Firefox.
 * https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies
 */
const hosts: readonly (readonly [string, Pick<Conditions, 'openerPolicy' | 'embedderPolicy'>])[] = [
  ['without a policy', { openerPolicy: 'unsafe-none', embedderPolicy: 'unsafe-none' }],
  ['same-origin-allow-popups', { openerPolicy: 'same-origin-allow-popups', embedderPolicy: 'unsafe-none' }],
  ['same-origin', { openerPolicy: 'same-origin', embedderPolicy: 'unsafe-none' }],
  ['same-origin, require-corp', { openerPolicy: 'same-origin', embedderPolicy: 'require-corp' }],
  ['noopener-allow-popups', { openerPolicy: 'noopener-allow-popups', embedderPolicy: 'unsafe-none' }],
];
const providers = ['unsafe-none', 'same-origin-allow-popups', 'same-origin'] as const;

const demo = await openProduct();
const browser = await openBrowser();
const { ledger } = demo.google.control;

const oneGrant = (): void => {
  assert.equal(demo.google.control.countRefreshTokens(mailbox, demo.google.clientId), 1);
  assert.deepEqual(ledger.of('token').map(({ grantType, status }) => [grantType, status]), [['authorization_code', 200]]);
};

for (const [host, policies] of hosts) {
  for (const provider of providers) {
    test(`a page that is ${host} connects with a provider that is ${provider}`, async () => {
      demo.crm.change(policies);
      demo.google.control.change({ openerPolicy: provider });
      const { tab, console } = await browser.newVisitor();
      const person = createPerson(tab, demo.crm.origin);
      await tab.goTo(`${demo.crm.origin}/settings/email/connection`);
      await person.connect();
      oneGrant();
      assert.deepEqual(console, []);
    });

    const openerLives = policies.openerPolicy !== 'same-origin' && provider === 'unsafe-none';
    const how = openerLives ? 'connects by itself' : 'asks for the code of the other window';
    test(`without a return page, a page that is ${host} ${how} with a provider that is ${provider}`, async () => {
      demo.crm.change({ ...policies, returnPage: false });
      demo.google.control.change({ openerPolicy: provider });
      const { tab, console } = await browser.newVisitor({ timesFaster: 5 });
      const person = createPerson(tab, demo.crm.origin);
      await tab.goTo(`${demo.crm.origin}/settings/email/connection`);
      await person.walkToGoogle();
      const google = await person.openGoogle();
      await person.allowAtGoogle(google);
      if (openerLives) {
        await google.closed();
      } else {
        await google.seesHeading('One more step: type this code');
        await tab.seesHeading(person.says.typeTheCode);
        await tab.type(person.says.codeFromWindow, await google.reads('status'));
        await tab.press('button', person.says.connect);
      }
      await person.seesConnected();
      oneGrant();
      assert.deepEqual(console, []);
    });
  }
}
