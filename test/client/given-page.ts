import type { BrowserPage, OpenedWindow, ReceivedMessage } from '../../src/client/page/browser-page.ts';

export interface GivenWindow extends OpenedWindow {
  readonly url: string;
  readonly name: string;
  closed: boolean;
  focused: number;
}

/** A page without a browser: what it was asked for is written down, what happens to it is said by the test. */
export interface GivenPage extends BrowserPage {
  readonly origin: string;
  readonly windows: GivenWindow[];
  readonly left: string[];
  readonly answers: unknown[];
  readonly spoken: { readonly channel: string; readonly data: unknown }[];
  readonly stored: Map<string, string>;
  blocks: boolean;
  visible: boolean;
  focused: boolean;
  framed: boolean;
  withoutChannel: boolean;
  withoutStorage: boolean;
  comeBack(): void;
  /** Another page comes into this tab; this one may be kept whole. */
  leaveTab(kept: boolean): void;
  restore(): void;
  receive(message: Pick<ReceivedMessage, 'origin' | 'source' | 'data'>): void;
  hearOn(channel: string, data: unknown): void;
  /** Listeners and channels that were not freed. */
  listeners(): number;
}

export const givenPage = (origin = 'https://crm.example'): GivenPage => {
  const heard = { back: new Set<() => void>(), restored: new Set<() => void>(), left: new Set<(kept: boolean) => void>() };
  const messages = new Set<(message: ReceivedMessage) => void>();
  const channels = new Set<{ readonly name: string; readonly heard: (data: unknown) => void }>();
  const until = <T>(set: Set<T>, item: T, signal: AbortSignal): void => {
    if (signal.aborted) return;
    set.add(item);
    signal.addEventListener('abort', () => set.delete(item), { once: true });
  };
  const stored = new Map<string, string>();
  const page: GivenPage = {
    origin,
    windows: [],
    left: [],
    answers: [],
    spoken: [],
    stored,
    blocks: false,
    visible: true,
    focused: true,
    framed: false,
    withoutChannel: false,
    withoutStorage: false,
    path: () => '/settings/email?tab=connection',
    openWindow: (url, name) => {
      if (page.blocks) return undefined;
      const opened: GivenWindow = {
        url,
        name,
        closed: false,
        focused: 0,
        handle: Symbol(name),
        looksClosed: () => opened.closed,
        focus: () => (opened.focused += 1),
        close: () => (opened.closed = true),
      };
      page.windows.push(opened);
      return opened;
    },
    canLeave: () => !page.framed,
    leave: (url) => page.left.push(url),
    isVisible: () => page.visible,
    hasFocus: () => page.focused,
    onReturn: (back, signal) => until(heard.back, back, signal),
    onLeft: (left, signal) => until(heard.left, left, signal),
    onRestored: (restored, signal) => until(heard.restored, restored, signal),
    onMessage: (receive, signal) => until(messages, receive, signal),
    joinChannel: (name, receive, signal) => {
      if (page.withoutChannel) return undefined;
      until(channels, { name, heard: receive }, signal);
      return (data) => page.spoken.push({ channel: name, data });
    },
    session: () =>
      page.withoutStorage
        ? undefined
        : {
            get length() {
              return stored.size;
            },
            key: (index) => [...stored.keys()][index] ?? null,
            getItem: (key) => stored.get(key) ?? null,
            setItem: (key, value) => void stored.set(key, value),
            removeItem: (key) => void stored.delete(key),
          },
    comeBack: () => [...heard.back].forEach((back) => back()),
    leaveTab: (kept) => [...heard.left].forEach((left) => left(kept)),
    restore: () => [...heard.restored].forEach((restored) => restored()),
    receive: (message) =>
      [...messages].forEach((receive) => receive({ ...message, answer: (data) => page.answers.push(data) })),
    hearOn: (name, data) => [...channels].filter((each) => each.name === name).forEach((each) => each.heard(data)),
    listeners: () => heard.back.size + heard.restored.size + heard.left.size + messages.size + channels.size,
  };
  return page;
};
