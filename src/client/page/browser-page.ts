/**
 * What the attempt needs of the page around it, passed in so that opening, watching and closing windows can be tested
 * without a browser.
 */
export interface BrowserPage {
  /** The address of this page on its own origin: path, query and fragment. */
  readonly path: () => string;
  /** Opens or navigates the window of that name, inside this very call; undefined when the browser refuses. */
  openWindow(url: string, name: string): OpenedWindow | undefined;
  /** False inside a frame, which Google refuses to be shown in. */
  canLeave(): boolean;
  /** This tab goes to another address. */
  leave(url: string): void;
  isVisible(): boolean;
  hasFocus(): boolean;
  /** Calls when the person comes back: the page is visible, focused, online or restored. */
  onReturn(heard: () => void, signal: AbortSignal): void;
  /** Calls when this document leaves its tab; it may be kept whole, for a way back in the tab's history. */
  onLeft(heard: (kept: boolean) => void, signal: AbortSignal): void;
  /** Calls when the browser shows this page again as it was kept, after a way back in the tab's history. */
  onRestored(heard: () => void, signal: AbortSignal): void;
  /** Window messages, with a way to answer each. */
  onMessage(heard: (message: ReceivedMessage) => void, signal: AbortSignal): void;
  /** Joins a channel of this origin; gives the way to speak on it, or undefined where there is none to be had. */
  joinChannel(name: string, heard: (data: unknown) => void, signal: AbortSignal): ((data: unknown) => void) | undefined;
  /** This tab's own storage; undefined where the browser forbids it. */
  readonly session: () => SessionStore | undefined;
}

export interface OpenedWindow {
  /** The browser's handle, compared with the source of a message and nothing else. */
  readonly handle: unknown;
  /** What the browser says, which proves nothing: a severed window reads as closed. */
  looksClosed(): boolean;
  focus(): void;
  close(): void;
}

export interface ReceivedMessage {
  readonly origin: string;
  readonly source: unknown;
  readonly data: unknown;
  /** Answers the sender, at the origin it spoke from. */
  readonly answer: (data: unknown) => void;
}

export type SessionStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Google's own pages need about this much; smaller screens get what they have. */
const wantedSize = { width: 520, height: 720 };

/** The real page. Nothing of it is touched before the first call, so that a server may import this file. */
export const browserPage: BrowserPage = {
  path: () => location.pathname + location.search + location.hash,

  openWindow: (url, name) => {
    // Centred on the window the person is looking at, which may stand on a second screen.
    const width = Math.min(wantedSize.width, screen.availWidth);
    const height = Math.min(wantedSize.height, screen.availHeight);
    const left = Math.round(screenX + Math.max(0, (outerWidth - width) / 2));
    const top = Math.round(screenY + Math.max(0, (outerHeight - height) / 2));
    // Never `noopener`, which would cut the window's way back, and never `about:blank` first, which WebKit severs.
    const opened = window.open(url, name, `popup,width=${width},height=${height},left=${left},top=${top}`);
    if (!opened) return undefined;
    return {
      handle: opened,
      looksClosed: () => opened.closed,
      focus: () => opened.focus(),
      close: () => opened.close(),
    };
  },
  canLeave: () => window.top === window.self,
  leave: (url) => location.assign(url),

  isVisible: () => document.visibilityState === 'visible',
  hasFocus: () => document.hasFocus(),
  onReturn: (heard, signal) => {
    const whenVisible = (): void => {
      if (document.visibilityState === 'visible') heard();
    };
    document.addEventListener('visibilitychange', whenVisible, { signal });
    for (const type of ['focus', 'online', 'pageshow']) addEventListener(type, heard, { signal });
  },

  onLeft: (heard, signal) => {
    addEventListener('pagehide', ({ persisted }) => heard(persisted), { signal });
  },
  onRestored: (heard, signal) => {
    addEventListener('pageshow', ({ persisted }) => persisted && heard(), { signal });
  },

  onMessage: (heard, signal) => {
    addEventListener(
      'message',
      ({ origin, source, data }) => {
        heard({ origin, source, data, answer: (answer) => source?.postMessage(answer, { targetOrigin: origin }) });
      },
      { signal },
    );
  },
  joinChannel: (name, heard, signal) => {
    try {
      const channel = new BroadcastChannel(name);
      channel.addEventListener('message', ({ data }) => heard(data), { signal });
      signal.addEventListener('abort', () => channel.close(), { once: true });
      return (data) => channel.postMessage(data);
    } catch {
      return undefined; // Missing, or forbidden where storage is blocked: the code typed by hand remains.
    }
  },
  session: () => {
    try {
      return sessionStorage;
    } catch {
      return undefined; // Reading the property itself throws where storage is blocked.
    }
  },
};
