import type { ElementSettings } from '../element-deps.ts';
import { createLiveLine } from '../live/hear-hints.ts';
import { createServiceCalls, type ServiceCalls } from '../mail-client/ask-service.ts';
import { toServiceOrigin } from '../mail-client/service-origin.ts';
import { browserPage } from '../page/browser-page.ts';
import { pageClock } from '../page/clock.ts';
import { pageZone } from '../page/zone.ts';
import { createHttpAttachmentsClient, type AttachmentsClient } from './attachments-client.ts';
import { createHttpDraftsClient, type DraftsClient } from './drafts-client.ts';
import { createHttpOutgoingClient } from './http-outgoing-client.ts';
import { createIdbOutgoingCache } from './idb-outgoing-cache.ts';
import type { OutgoingFeedDeps } from './outgoing-feed.ts';

/** Everything that a scheduler needs from outside. */
export interface OutgoingDeps extends Omit<OutgoingFeedDeps, 'rowsShown' | 'onChange' | 'onFact'> {
  readonly drafts: DraftsClient;
  /** The same way to the service, with the same token, for what is loaded later. */
  readonly calls: ServiceCalls;
  readonly attachments: AttachmentsClient;
  /** The zone of this computer's clock. */
  readonly zone: () => string;
  /** A new key for a mail, 128 random bits. */
  readonly newKey: () => string;
}

/** What a scheduler works with in a real page. */
export const createOutgoingDeps = (settings: ElementSettings): OutgoingDeps => {
  const calls = createServiceCalls(toServiceOrigin(settings.endpoint), settings);
  return {
    calls,
    client: createHttpOutgoingClient(calls, pageZone),
    drafts: createHttpDraftsClient(calls),
    attachments: createHttpAttachmentsClient(calls),
    cache: createIdbOutgoingCache(() => pageClock.now()),
    live: createLiveLine(calls, browserPage),
    clock: pageClock,
    page: browserPage,
    zone: pageZone,
    newKey: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
};
