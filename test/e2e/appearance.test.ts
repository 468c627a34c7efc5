import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { newVisitor, type ChromiumTab, type VisitorOptions } from './chromium.ts';
import { openChromium } from './open-chromium.ts';
import { createPerson, mailbox, type Person } from './person.ts';
import { openProduct } from './product.ts';

const demo = await openProduct();
const browser = await openChromium();
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const connectionTab = `${demo.crm.origin}/settings/email/connection`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[];
}

/** Evaluated by the debugger, so that no policy of a page has to let it in. */
const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => (Reflect.get(window, 'axe') as { run(): Promise<{ violations: Violation[] }> }).run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${page.url()} ${id} ${JSON.stringify(target)} ${failureSummary}`));
};

/** Words or controls that are cut off, lie over the edge, or make the page scroll sideways. */
const clippingsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
    const say = (element: Element, what: string): void => void found.push(`${what}: <${element.localName} class="${element.className.toString()}"> ${(element.textContent ?? '').trim().slice(0, 60)}`);
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!(element instanceof HTMLElement) || !element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
        const style = getComputedStyle(element);
        // Words for readers of the page that are not meant to be seen.
        if (style.clipPath !== 'none' || element.closest('.sr, .skip, [popover]')) continue;
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.left < -1 || box.right > clientWidth + 1) && !element.closest('.table, nav')) say(element, 'over the edge');
        const cut = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll' && element.scrollWidth > element.clientWidth + 1;
        const cutBelow = style.overflowY !== 'visible' && style.overflowY !== 'auto' && style.overflowY !== 'scroll' && element.scrollHeight > element.clientHeight + 1;
        if ((cut || cutBelow) && element.clientWidth > 0) say(element, 'cut off');
      }
    };
    look(document);
    return found;
  });

type Look = (tab: ChromiumTab, where: string) => Promise<void>;

/** The whole way, with a look at each page that a person sees on it. */
const walk = async (options: VisitorOptions, look: Look): Promise<void> => {
  const { tab } = await newVisitor(browser, { timesFaster: 5, ...options });
  const person: Person<ChromiumTab> = createPerson(tab, demo.crm.origin);
  demo.crm.change({ openerPolicy: 'same-origin', returnPage: false });
  await tab.goTo(connectionTab);
  await tab.sees(person.says.getStarted);
  await look(tab, 'step 4');
  await tab.press('button', person.says.getStarted);
  await tab.seesHeading('How do you send emails?');
  await look(tab, 'step 5');
  await tab.press('button', person.says.next);
  await tab.sees('Google’s window opens when you press OK.');
  await look(tab, 'step 6');
  const google = await person.openGoogle();
  await look(google, 'account');
  await google.pressWith('button', mailbox);
  await google.seesHeading('Enter your password');
  await look(google, 'password');
  await google.type(person.says.password, 'any word');
  await google.press('button', person.says.next);
  await google.tick(person.says.send);
  await google.tick(person.says.read);
  await look(google, 'consent');
  await tab.press('button', person.says.stillOpen);
  await tab.seesHeading(person.says.continueAtGoogle);
  await look(tab, 'steps 7 to 9');
  await google.press('button', person.says.allow);
  await google.seesHeading('One more step: type this code');
  await look(google, 'finish page');
  await tab.seesHeading(person.says.typeTheCode);
  await look(tab, 'code');
  await tab.type(person.says.codeFromWindow, await google.reads('status'));
  await tab.press('button', person.says.connect);
  await tab.seesHeading(person.says.connected);
  await look(tab, 'connected');
  await tab.press('button', person.says.done);
  await tab.seesHeading(mailbox);
  await look(tab, 'card');
  await tab.press('button', person.says.disconnect);
  await tab.seesHeading(person.says.disconnectQuestion);
  await look(tab, 'disconnect');
  await google.goTo(`${demo.service.origin}/connect/finish/unknown`);
  await look(google, 'neutral page');
  await google.goTo(`${demo.service.origin}/limits`);
  await look(google, 'limits');
};

const appearances: Readonly<Record<string, VisitorOptions>> = {
  'in light colours': { colorScheme: 'light' },
  'in dark colours': { colorScheme: 'dark' },
  'in forced colours': { forcedColors: 'active' },
};

for (const [name, options] of Object.entries(appearances)) {
  test(`${name} no page on the way has a barrier that axe knows of`, async () => {
    const found: string[] = [];
    await walk(options, async (tab, where) => {
      for (const each of await violationsOf(tab.page)) found.push(`${where}: ${each}`);
    });
    assert.deepEqual(found, []);
  });
}

/** What happens to a page in another language, or another direction, and the way back from it. */
interface Language {
  readonly apply: (page: Page) => Promise<void>;
  readonly undo: (page: Page) => Promise<void>;
}

/** Every word of a page, shadow trees included, made longer or as it was. */
const lengthenWords = (page: Page, on: boolean): Promise<void> =>
  page.evaluate((isOn) => {
    const change = (node: Node): void => {
      if (node instanceof Text && !node.parentElement?.closest('style, output') && node.data.trim().length > 1) {
        node.data = isOn ? `${node.data.trimEnd()} ${'~éü'.repeat(Math.ceil((node.data.length * 0.4) / 3))}` : node.data.replace(/ (~éü)+$/, '');
      }
      for (const child of node.childNodes) change(child);
      if (node instanceof Element && node.shadowRoot) change(node.shadowRoot);
    };
    change(document.body);
  }, on);

const nothing = async (): Promise<void> => undefined;

const languages: Readonly<Record<string, Language>> = {
  'in English': { apply: nothing, undo: nothing },
  'in a language that takes 40 % more room': { apply: (page) => lengthenWords(page, true), undo: (page) => lengthenWords(page, false) },
  'from right to left': {
    apply: (page) =>
      page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      }),
    undo: (page) => page.evaluate(() => document.documentElement.removeAttribute('dir')),
  },
};

const sizes: Readonly<Record<string, VisitorOptions>> = {
  '1280 pixels wide': {},
  'at 200 % zoom': { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  '320 pixels wide': { viewport: { width: 320, height: 640 } },
};

for (const [size, options] of Object.entries(sizes)) {
  test(`${size} nothing on the way is cut off or lies over the edge ${Object.keys(languages).join(', ')}`, async () => {
    const found: string[] = [];
    await walk(options, async (tab, where) => {
      for (const [language, { apply, undo }] of Object.entries(languages)) {
        await apply(tab.page);
        for (const each of await clippingsOf(tab.page)) found.push(`${where}, ${language}: ${each}`);
        await undo(tab.page);
      }
    });
    assert.deepEqual(found, []);
  });
}

test('a person who wants less motion sees nothing move', async () => {
  const { tab } = await newVisitor(browser, { reducedMotion: 'reduce' });
  const person = createPerson(tab, demo.crm.origin);
  await tab.goTo(connectionTab);
  await person.walkToGoogle();
  await person.openGoogle();
  await tab.seesHeading(person.says.continueAtGoogle);
  const moving = await tab.page.locator('gmail-connect-wizard').evaluate((wizard) => wizard.shadowRoot?.getAnimations().length);
  assert.equal(moving, 0);
});
