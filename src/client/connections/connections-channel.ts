import type { BrowserPage } from '../page/browser-page.ts';

/** On which the tabs and elements of one page's origin tell each other that a connection changed; nothing else is said. */
export const connectionsChannel = 'gck-connections';

/** Tells everybody, this page's own card included, to read again. */
export const announceChange = (page: BrowserPage): void => {
  const life = new AbortController();
  page.joinChannel(connectionsChannel, () => undefined, life.signal)?.('changed');
  life.abort();
};
