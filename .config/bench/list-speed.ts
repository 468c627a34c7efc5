import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import * as z from 'zod';
import { findChromium } from '../machine/chromium.ts';
import { openListPage, type ListPage } from './given-list-page.ts';

export interface FirstPaint {
  readonly rows: number;
  /** From the beginning of the navigation to the frame that shows the newest rows, in milliseconds. */
  readonly newestMs: number;
  /** The same to the frame after which all of them can be scrolled to. */
  readonly allMs: number;
  /** Questions to the service, of which none was answered. */
  readonly asked: number;
  readonly answered: number;
}

export interface Scrolling {
  readonly rows: number;
  readonly frames: number;
  readonly longestFrameMs: number;
  readonly usualFrameMs: number;
  /** Of 100 frames 99 are no longer. */
  readonly longFrameMs: number;
  /** The most processor time that the page took without a pause, then and while the rows came in from this device: what other programs do is not in it. */
  readonly busiestMs: number;
  readonly busiestWhileLoadingMs: number;
}

export const openBrowser = async (): Promise<Browser> => {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args });
};

/** What runs inside the page; it reaches into the element as no host would. */
const inPage = () => {
  const root = (): ShadowRoot | null | undefined => document.querySelector('reply-tracker-list')?.shadowRoot;
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const listed = (): number => Number(root()?.querySelector('article')?.getAttribute('aria-setsize') ?? 0);
  const scroller = (): HTMLElement | null | undefined => root()?.querySelector<HTMLElement>('.scroll');
  return { nextFrame, listed, scroller };
};

type InPage = ReturnType<typeof inPage>;
type WithBench = typeof globalThis & { bench: InPage; firstAt?: number };

/** As many conversations as the rows are. */
const conversationsOf = (rows: number): number => rows - Math.floor(rows / 10);

const newPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(`globalThis.bench = (${inPage.toString()})();
    (async () => {
      while (bench.listed() === 0) await bench.nextFrame();
      await bench.nextFrame();
      globalThis.firstAt = performance.now();
    })();`);
  return page;
};

const untilListed = (page: Page, rows: number): Promise<unknown> =>
  page.waitForFunction((count) => (globalThis as WithBench).bench.listed() >= count, conversationsOf(rows));

/** The list itself saves what it brings; the head of what is saved says when all of it is. */
const fill = async (page: Page, list: ListPage, rows: number): Promise<void> => {
  await page.goto(list.url);
  await untilListed(page, rows);
  await page.waitForFunction(async (count) => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('gmail-connect-kit');
      request.onsuccess = () => resolve(request.result);
    });
    const saved = await new Promise<number>((resolve) => {
      const request = opened.transaction('replies').objectStore('replies').count();
      request.onsuccess = () => resolve(request.result);
    });
    opened.close();
    return saved >= count;
  }, rows, { polling: 500 });
};

const traceSchema = z.object({
  traceEvents: z.array(z.object({ name: z.string(), pid: z.number(), tid: z.number(), tdur: z.optional(z.number()), args: z.optional(z.object({ name: z.optional(z.unknown()) })) })),
});

/** The browser's own account of its threads: the longest task of the page's, in processor time. */
const busiest = async <T>(browser: Browser, page: Page, act: () => Promise<T>): Promise<readonly [T, number]> => {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const result = await act();
  const { traceEvents } = z.parse(traceSchema, JSON.parse((await browser.stopTracing()).toString()));
  const threadOf = ({ pid, tid }: { readonly pid: number; readonly tid: number }): string => `${pid} ${tid}`;
  const main = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf));
  const took = traceEvents.filter((event) => event.name.endsWith('RunTask') && main.has(threadOf(event))).map(({ tdur = 0 }) => tdur / 1_000);
  return [result, took.reduce((longest, each) => Math.max(longest, each), 0)];
};

/** The page comes again with everything saved on this device, and a service that never answers. */
export const measureFirstPaint = async (browser: Browser, rows: number): Promise<FirstPaint> => {
  const list = await openListPage(rows);
  const page = await newPage(browser);
  try {
    await fill(page, list, rows);
    list.hold();
    const [asked, answered] = [list.asked(), list.answered()];
    await page.goto(list.url);
    await untilListed(page, rows);
    const allMs = await page.evaluate(async () => {
      await (globalThis as WithBench).bench.nextFrame();
      return performance.now();
    });
    // The question may come after the rows.
    while (list.asked() === asked) await pause(10);
    const newestMs = await page.evaluate(() => (globalThis as WithBench).firstAt ?? Number.NaN);
    return { rows, newestMs, allMs, asked: list.asked() - asked, answered: list.answered() - answered };
  } finally {
    await page.context().close();
    await list.close();
  }
};

/** Wheel, quick wheel, and a scrollbar that is dragged, each for some seconds, while a mail comes back every half second. */
export const measureScrolling = async (browser: Browser, rows: number, seconds = 4): Promise<Scrolling> => {
  const list = await openListPage(rows);
  const page = await newPage(browser);
  try {
    await fill(page, list, rows);
    const [, busiestWhileLoadingMs] = await busiest(browser, page, async () => {
      await page.goto(list.url);
      await untilListed(page, rows);
    });
    const arriving = setInterval(() => list.tell(), 500);
    const scroll = () =>
      page.evaluate(async (milliseconds) => {
        const { nextFrame, scroller } = (globalThis as WithBench).bench;
        const found: number[] = [];
        const by: readonly ((scrolled: HTMLElement, frame: number) => number)[] = [
          (scrolled) => scrolled.scrollTop + 60,
          (scrolled) => scrolled.scrollTop + 1_500,
          (scrolled, frame) => ((frame * 37) % 1_000) * (scrolled.scrollHeight / 1_000),
          (scrolled) => scrolled.scrollTop - 900,
        ];
        for (const next of by) {
          const end = performance.now() + milliseconds;
          let before = await nextFrame();
          for (let frame = 0; before < end; frame += 1) {
            const scrolled = scroller();
            if (scrolled) scrolled.scrollTop = next(scrolled, frame);
            const now = await nextFrame();
            found.push(now - before);
            before = now;
          }
        }
        return found;
      }, seconds * 1_000);
    const [frames, busiestMs] = await busiest(browser, page, scroll).finally(() => clearInterval(arriving));
    const sorted = frames.toSorted((one, other) => one - other);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
    return { rows, frames: frames.length, longestFrameMs: at(1), longFrameMs: at(0.99), usualFrameMs: at(0.5), busiestMs, busiestWhileLoadingMs };
  } finally {
    await page.context().close();
    await list.close();
  }
};
