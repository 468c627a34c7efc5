import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../.config/machine/chromium.ts';
import { fasterClock } from './faster-clock.ts';
import type { Tab } from './tab.ts';

/** One for a whole file of tests, or for all pictures; a fresh profile for each visitor. */
export const startChromium = async ({ args: more = [], keepsPages = false }: ChromiumOptions = {}): Promise<Browser> => {
  const { executablePath, args } = await findChromium();
  // What drives the browser turns that off for everybody, because a page that comes back is a new one to few tests.
  return chromium.launch({ executablePath, args: [...args, ...more], ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [] });
};

export interface ChromiumOptions {
  readonly args?: readonly string[];
  /** A page that is left may be kept whole for the way back, as everywhere outside of tests. */
  readonly keepsPages?: boolean;
}

/** Somebody's own profile, and everything that any of its pages wrote on a console. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly tab: ChromiumTab;
  readonly console: readonly string[];
}

export interface ChromiumTab extends Tab {
  readonly page: Page;
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Nothing but Tab, Enter, Space and the arrows. */
  readonly keyboardAlone?: boolean;
  /** How much sooner the timers of the first tab end. */
  readonly timesFaster?: number;
}

/** Of a machine that is busy with other things; a test that passes does not wait for it. */
const patience = 30_000;

export const newVisitor = async (browser: Browser, { keyboardAlone = false, timesFaster = 1, ...options }: VisitorOptions = {}): Promise<Visitor> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(patience);
  const console: string[] = [];
  context.on('console', (message) => {
    // These hands are quicker than a page that still wants to place the focus.
    if (message.text().startsWith('Autofocus processing was blocked')) return;
    console.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => console.push(`thrown: ${String(error.error())}`));
  const page = await context.newPage();
  if (timesFaster !== 1) await page.addInitScript(fasterClock, timesFaster);
  return { context, tab: chromiumTab(page, keyboardAlone), console };
};

export const chromiumTab = (page: Page, keyboardAlone = false): ChromiumTab => {
  const hand = keyboardAlone ? keyboardOf(page) : pointer;
  const role = (name: 'button' | 'link' | 'radio' | 'checkbox' | 'heading' | 'textbox', words: string, exact = true): Locator =>
    page.getByRole(name, { name: words, exact });
  return {
    page,
    goTo: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    press: (name, words) => hand.press(role(name, words), name),
    pressWith: (name, part) => hand.press(role(name, part, false), name),
    tick: (part) => hand.tick(role('checkbox', part, false)),
    type: (label, text) => hand.type(page.getByLabel(label, { exact: true }), text),
    seesHeading: (words) => role('heading', words).waitFor(),
    sees: (words) => page.getByText(words, { exact: true }).locator('visible=true').first().waitFor(),
    reads: async (name) => (await page.getByRole(name).first().textContent()) ?? '',
    windowOpenedBy: async (act) => {
      const opened = page.context().waitForEvent('page');
      await act();
      return chromiumTab(await opened, keyboardAlone);
    },
    closed: async () => {
      if (!page.isClosed()) await page.waitForEvent('close');
    },
  };
};

/** How a person acts on what they see. */
interface Hand {
  press(target: Locator, role: 'button' | 'link' | 'radio'): Promise<void>;
  tick(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
}

const pointer: Hand = {
  press: (target) => target.click(),
  tick: (target) => target.check(),
  type: (target, text) => target.fill(text),
};

const farthest = 80;

const keyboardOf = (page: Page): Hand => {
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let presses = 0; presses < farthest; presses += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No number of presses of Tab leads to ${String(target)}.`);
  };
  return {
    press: async (target, role) => {
      await reach(target);
      // A button that waits is pressed when it has stopped waiting, as a person would.
      await target.and(page.locator(':not([aria-disabled])')).waitFor();
      await page.keyboard.press(role === 'radio' ? 'Space' : 'Enter');
    },
    tick: async (target) => {
      await reach(target);
      await page.keyboard.press('Space');
    },
    type: async (target, text) => {
      await reach(target);
      await page.keyboard.type(text);
    },
  };
};

/** Asked in its own root, because a page knows only the host of what has the focus inside a shadow tree. */
export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const root = element.getRootNode();
    return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element;
  });

/** Waits until something holds that no locator can wait for. */
export const waitUntil = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`This never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
