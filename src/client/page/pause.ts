import type { BrowserPage } from './browser-page.ts';
import type { Clock } from './clock.ts';

/** Waits, but no longer than until the person comes back to the page, or until somebody wakes it. */
export const pause = async (
  milliseconds: number,
  { clock, page, wakers }: { readonly clock: Clock; readonly page: BrowserPage; readonly wakers?: Set<() => void> },
  signal: AbortSignal,
): Promise<void> => {
  const over = new AbortController();
  const wake = (): void => over.abort();
  wakers?.add(wake);
  const either = AbortSignal.any([signal, over.signal]);
  page.onReturn(wake, either);
  await clock.sleep(milliseconds, either);
  wakers?.delete(wake);
  over.abort();
};

/** Resolves at once while the page is visible, else when it is again. */
export const untilVisible = async (page: BrowserPage, signal: AbortSignal): Promise<void> => {
  while (!page.isVisible() && !signal.aborted) {
    const over = new AbortController();
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { signal: over.signal });
      page.onReturn(resolve, AbortSignal.any([signal, over.signal]));
    });
    over.abort();
  }
};
