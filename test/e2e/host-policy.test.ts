import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { newVisitor } from './chromium.ts';
import { kitAddress, kitMarkup, serve, wizardMarkup } from './host-page.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();

const hostPage = `${demo.crm.origin}/host-page`;
const { origin: service } = demo.service;
const base = `default-src 'none'; img-src data:; connect-src 'self' ${service}; base-uri 'none'; form-action 'self'`;
const nonce = 'bm9uY2Utb2YtdGhpcy1wYWdl';
// What such a policy trusts is a script that a trusted script puts into the page.
const loader = `const kit = document.createElement('script'); kit.type = 'module'; kit.src = '${kitAddress(demo)}'; document.head.append(kit);`;
const hash = `'sha256-${createHash('sha256').update(loader).digest('base64')}'`;

const policies: Readonly<Record<string, { readonly policy: string; readonly script: string }>> = {
  'the addresses of scripts': { policy: `${base}; style-src 'self'; script-src ${service}`, script: kitMarkup(demo) },
  'a nonce': { policy: `${base}; style-src 'self'; script-src 'nonce-${nonce}'`, script: `<script type="module" nonce="${nonce}" src="${kitAddress(demo)}"></script>` },
  'a hash and strict-dynamic': { policy: `${base}; style-src 'self'; script-src ${hash} 'strict-dynamic'`, script: `<script>${loader}</script>` },
  'Trusted Types': { policy: `${base}; style-src 'self'; script-src ${service}; require-trusted-types-for 'script'; trusted-types lit-html`, script: kitMarkup(demo) },
  'no styles at all': { policy: `${base}; style-src 'none'; script-src ${service}`, script: kitMarkup(demo) },
};

for (const [what, { policy, script }] of Object.entries(policies)) {
  test(`under a policy that allows scripts by ${what}, everything works and nothing is violated`, async () => {
    const { tab, context, console } = await newVisitor(browser);
    await context.addInitScript(() => {
      const violations: string[] = [];
      Reflect.set(window, 'violations', violations);
      addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}${script}`, headers: { 'content-security-policy': policy } });
    const person = createPerson(tab, demo.crm.origin);
    await tab.goTo(hostPage);
    await person.connect();
    // The styles of the element are there, too: its quiet buttons are underlined.
    const disconnect = tab.page.getByRole('button', { name: person.says.disconnect, exact: true });
    assert.notEqual(await disconnect.evaluate((button) => getComputedStyle(button).textDecorationLine), 'none');
    await person.disconnect();
    assert.deepEqual(await tab.page.evaluate(() => Reflect.get(window, 'violations') as string[]), []);
    assert.deepEqual(console, []);
  });
}

const altered = (script: string): string => script.replace(/[a-z]/, (letter) => letter.toUpperCase());

for (const [which, alter] of [['as it was built', undefined], ['altered by one letter', altered]] as const) {
  test(`a page that names the digest of the script, which arrives ${which}, ${alter ? 'does not run it and lives on' : 'runs it'}`, async () => {
    const { tab, context } = await newVisitor(browser);
    const script = await (await fetch(`${demo.service.backChannel}/kit/gmail-connect-kit.js`)).text();
    const digest = `sha384-${createHash('sha384').update(script).digest('base64')}`;
    if (alter) {
      await context.route(kitAddress(demo), (route) =>
        route.fulfill({ body: alter(script), contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } }),
      );
    }
    await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}<p>The page itself</p><script type="module" integrity="${digest}" crossorigin src="${kitAddress(demo)}"></script>` });
    const refused = alter && tab.page.waitForEvent('console', (message) => /integrity/.test(message.text()));
    await tab.goTo(hostPage);
    await refused;
    await tab.sees('The page itself');
    if (alter) assert.equal(await tab.page.evaluate(() => customElements.get('gmail-connect-wizard')), undefined);
    else await tab.press('button', 'Get Started');
  });
}

test('a page that lacks a later part of the script says so, and lives on', async () => {
  const { tab, context } = await newVisitor(browser);
  await context.route(/\/kit\/chunk-(?!first-)/, (route) => route.abort());
  await serve(context, { url: hostPage, html: `<body>${wizardMarkup(demo)}<p>The page itself</p>${kitMarkup(demo)}` });
  await tab.goTo(hostPage);
  await tab.sees('A part of this page did not arrive. Nothing is lost; reload the page.');
  await tab.sees('The page itself');
});
