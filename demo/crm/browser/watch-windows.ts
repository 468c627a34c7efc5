/** Google's window as the panel sees it. */
export interface WatchedWindows {
  block(on: boolean): void;
  /** False when none is open. */
  closeLast(): boolean;
}

/** Puts a `window.open` in the place of the browser's that can be told to fail as a popup blocker does. */
export const watchWindows = (page: Window & typeof globalThis): WatchedWindows => {
  const open = page.open.bind(page);
  let blocked = false;
  let last: Window | null = null;
  page.open = (...args: Parameters<Window['open']>): Window | null => {
    last = blocked ? null : open(...args);
    return last;
  };
  return {
    block: (on) => {
      blocked = on;
    },
    closeLast: () => {
      if (last === null || last.closed) return false;
      last.close();
      return true;
    },
  };
};
