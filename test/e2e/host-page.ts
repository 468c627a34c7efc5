import type { BrowserContext, Page } from 'playwright-core';
import type { DemoForTests } from '../../demo/start-for-tests.ts';

/** Pages that no CRM of ours has: a host's own markup, frame and policy around the same elements. */
export interface HostPage {
  readonly url: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const serve = async (context: BrowserContext, { url, html, headers = {} }: HostPage): Promise<void> => {
  // Chromium takes a page that a test answers for one from the internet, which has to be let in to this machine.
  await context.grantPermissions(['local-network-access'], { origin: new URL(url).origin });
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">${html}`;
  await context.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8', headers }));
};

export const wizardMarkup = ({ service }: DemoForTests, more = ''): string =>
  `<gmail-connect-wizard endpoint="${service.origin}" session-url="/session-token" ${more}></gmail-connect-wizard>`;

export const kitAddress = ({ service }: DemoForTests): string => `${service.origin}/kit/gmail-connect-kit.js`;

export const kitMarkup = (demo: DemoForTests): string => `<script type="module" src="${kitAddress(demo)}"></script>`;

/** An event as a host heard it, without what only the element knows. */
export interface Heard {
  readonly type: string;
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Writes down what the elements of every page of this context tell their host; before the page's own scripts run. */
export const hearEvents = async (context: BrowserContext): Promise<Heard[]> => {
  const heard: Heard[] = [];
  await context.exposeFunction('noteEvent', (event: Heard) => heard.push(event));
  await context.addInitScript(() => {
    const note = Reflect.get(window, 'noteEvent') as (event: Heard) => void;
    const names = ['gmail-connect-started', 'gmail-connected', 'gmail-partially-connected', 'gmail-connect-failed', 'gmail-disconnected', 'gmail-reconnect-needed'];
    for (const name of names) {
      addEventListener(name, (event) => {
        if (event instanceof CustomEvent && event.target instanceof Element) note({ type: event.type, id: event.target.id, detail: event.detail as Heard['detail'] });
      });
    }
  });
  return heard;
};

/** A request that arrived and is answered when the test says so. */
export interface HeldRequest {
  readonly arrived: Promise<void>;
  readonly release: () => void;
}

/** Holds the next request for this address; later ones pass. */
export const holdNext = async (page: Page, url: string | RegExp, method: string): Promise<HeldRequest> => {
  let arrive = (): void => undefined;
  let release = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  let waiting = true;
  await page.route(url, async (route) => {
    if (!waiting || route.request().method() !== method) return route.fallback();
    waiting = false;
    arrive();
    await released;
    await route.continue();
  });
  return { arrived, release };
};
