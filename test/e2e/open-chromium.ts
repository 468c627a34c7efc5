import { after, afterEach } from 'node:test';
import type { Browser } from 'playwright-core';
import { startChromium, type ChromiumOptions } from './chromium.ts';

/** Chromium for one file of tests. After each test its visitors are gone; what a failed one saw is printed. */
export const openChromium = async (options?: ChromiumOptions): Promise<Browser> => {
  const browser = await startChromium(options);
  afterEach(async (t) => {
    if ('error' in t && t.error !== null) await sayWhatIsSeen(browser);
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  after(() => browser.close());
  return browser;
};

const sayWhatIsSeen = async (browser: Browser): Promise<void> => {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const seen = await page.locator('main, body:not(:has(main))').ariaSnapshot({ timeout: 1_000 }).catch(() => 'nothing that can be read');
    console.error(`${page.url()}\n${seen}\n`);
  }
};
