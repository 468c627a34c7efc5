import { after, afterEach } from 'node:test';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page, type Target } from 'puppeteer-core';
import { findFirefox } from '../../.config/machine/firefox.ts';
import { fasterClock } from './faster-clock.ts';
import type { Tab } from './tab.ts';

/** Firefox over WebDriver BiDi. Its search by role stops at shadow roots, so the pages are searched here. */
export const openFirefox = async (): Promise<Browser> => {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox(), headless: true });
  afterEach(() => Promise.all(browser.browserContexts().filter((context) => context !== browser.defaultBrowserContext()).map((context) => context.close())));
  after(() => browser.close());
  return browser;
};

export interface FirefoxVisitor {
  readonly tab: Tab;
  readonly console: readonly string[];
}

const patience = 15_000;

export const newFirefoxVisitor = async (browser: Browser, { timesFaster = 1 } = {}): Promise<FirefoxVisitor> => {
  const context = await browser.createBrowserContext();
  const console: string[] = [];
  const listen = (page: Page): void => {
    page.on('console', (message) => console.push(`${message.type()}: ${message.text()} (${message.location().url ?? ''})`));
    page.on('pageerror', (error) => console.push(`thrown: ${String(error)}`));
  };
  context.on('targetcreated', (target: Target) => {
    // A window that is closed at once has no page any more.
    target.page().then((page) => page && listen(page), () => undefined);
  });
  const page = await context.newPage();
  if (timesFaster !== 1) await page.evaluateOnNewDocument(fasterClock, timesFaster);
  return { tab: firefoxTab(page, context), console };
};

const firefoxTab = (page: Page, context: BrowserContext): Tab => {
  const find = async (wanted: Wanted): Promise<ElementHandle<HTMLElement>> => {
    const handle = await page.waitForFunction(findInPage, { timeout: patience, polling: 50 }, wanted);
    return handle as ElementHandle<HTMLElement>;
  };
  const press = async (wanted: Wanted): Promise<void> => (await find(wanted)).click();
  return {
    goTo: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (role, name) => press({ role, name, exact: true }),
    pressWith: (role, part) => press({ role, name: part, exact: false }),
    tick: (part) => press({ role: 'checkbox', name: part, exact: false }),
    type: async (label, text) => (await find({ role: 'textbox', name: label, exact: true })).type(text),
    seesHeading: async (name) => void (await find({ role: 'heading', name, exact: true })),
    sees: async (words) => void (await find({ role: 'text', name: words, exact: true })),
    reads: async (role) => (await find({ role, name: '', exact: false })).evaluate((element) => element.textContent ?? ''),
    windowOpenedBy: async (act) => {
      const opened = new Promise<Target>((resolve) => context.once('targetcreated', resolve));
      await act();
      const target = await opened;
      const popup = await target.page();
      if (popup === null) throw new Error('The window that opened has no page.');
      return firefoxTab(popup, context);
    },
    closed: async () => {
      if (!page.isClosed()) await new Promise<void>((resolve) => page.once('close', () => resolve()));
    },
  };
};

interface Wanted {
  readonly role: 'button' | 'link' | 'radio' | 'checkbox' | 'textbox' | 'heading' | 'text' | 'status' | 'alert';
  readonly name: string;
  readonly exact: boolean;
}

/** Runs in the page: the first visible element with this role and name, shadow trees included; else null. */
const findInPage = ({ role, name, exact }: Wanted): Element | null => {
  const selectors: Readonly<Record<string, string>> = {
    button: 'button, summary',
    link: 'a[href]',
    radio: 'input[type=radio]',
    checkbox: 'input[type=checkbox]',
    textbox: 'input:not([type=radio], [type=checkbox], [type=hidden])',
    heading: 'h1, h2, h3',
    text: '*',
    status: 'output, [role=status]',
    alert: '[role=alert]',
  };
  const words = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof Element && (node.getAttribute('aria-hidden') === 'true' || node instanceof HTMLStyleElement)) return '';
    return [...node.childNodes].map(words).join(node instanceof HTMLElement && getComputedStyle(node).display !== 'inline' ? ' ' : '');
  };
  const named = (element: Element): string => {
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
    return (element.getAttribute('aria-label') ?? words(label ?? element)).replaceAll(/\s+/g, ' ').trim();
  };
  const search = (root: Document | ShadowRoot): Element | null => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        const inside = search(element.shadowRoot);
        if (inside) return inside;
      }
      if (!element.matches(selectors[role] ?? role) || element.getAttribute('aria-disabled') === 'true') continue;
      const found = named(element);
      if ((exact ? found === name : found.includes(name)) && element.checkVisibility({ checkVisibilityCSS: true })) return element;
    }
    return null;
  };
  return search(document);
};
