import type { ConnectionsCache } from './connections/connections-cache.ts';
import { createStoredCache } from './connections/stored-cache.ts';
import { createServiceCalls, pageNet, type ServiceCalls } from './mail-client/ask-service.ts';
import { createHttpMailClient } from './mail-client/http-mail-client.ts';
import type { MailClient } from './mail-client/mail-client.ts';
import { toServiceOrigin } from './mail-client/service-origin.ts';
import { browserPage, type BrowserPage } from './page/browser-page.ts';
import { pageClock, type Clock } from './page/clock.ts';

/** What an element was told by its host. An element may pass itself. */
export interface ElementSettings {
  /** Read once, when the dependencies are made: it decides whose windows are believed. */
  readonly endpoint: string | undefined;
  /** The others are read at each use, because frameworks set properties late. */
  readonly tokenEndpoint?: string | undefined;
  readonly sessionUrl: string | undefined;
  readonly getSessionToken: (() => Promise<string> | string) | undefined;
}

/** Everything that the controllers of an element need from outside. */
export interface ElementDeps {
  /** Undefined when `endpoint` is missing or not an origin: then every call answers `endpoint-missing`. */
  readonly serviceOrigin: string | undefined;
  readonly client: MailClient;
  /** The same way to the service, with the same token, for what is loaded later. */
  readonly calls: ServiceCalls;
  readonly cache: ConnectionsCache;
  readonly clock: Clock;
  readonly page: BrowserPage;
}

/** What an element works with in a real page. */
export const createElementDeps = (settings: ElementSettings): ElementDeps => {
  const serviceOrigin = toServiceOrigin(settings.endpoint);
  const calls = createServiceCalls(serviceOrigin, settings);
  return {
    serviceOrigin,
    calls,
    client: createHttpMailClient(serviceOrigin, settings, pageNet, calls),
    cache: createStoredCache(),
    clock: pageClock,
    page: browserPage,
  };
};
