import { newVisitor } from './chromium.ts';
import { openFirefox, newFirefoxVisitor } from './firefox.ts';
import { openChromium } from './open-chromium.ts';
import type { Tab } from './tab.ts';

/** The browser that GCK_BROWSER names, Chromium unless it says `firefox`, as far as both can do the same. */
export interface TestBrowser {
  newVisitor(options?: { readonly timesFaster?: number }): Promise<AnyVisitor>;
}

export interface AnyVisitor {
  readonly tab: Tab;
  readonly console: readonly string[];
}

export const openBrowser = async (): Promise<TestBrowser> => {
  if (process.env['GCK_BROWSER'] === 'firefox') {
    const firefox = await openFirefox();
    return { newVisitor: (options) => newFirefoxVisitor(firefox, options) };
  }
  const chromium = await openChromium();
  return { newVisitor: (options) => newVisitor(chromium, options) };
};
