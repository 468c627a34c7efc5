import { browserPage, type BrowserPage } from './browser-page.ts';
import { pageClock, type Clock } from './clock.ts';
import type { ConnectionsCache } from './connections-cache.ts';
import { lateClient } from './late-client.ts';
import type { MailClient } from './mail-client.ts';

/** What an element was told by its host. An element may pass itself. */
export interface ElementSettings {
  /** Read once, when the dependencies are made: it decides whose windows are believed. */
  readonly endpoint: string | undefined;
  /** The others are read at each use, because frameworks set properties late. */
  readonly tokenEndpoint: string | undefined;
  readonly sessionUrl: string | undefined;
  readonly getSessionToken: (() => Promise<string> | string) | undefined;
}

/** Everything that the controllers of an element need from outside. */
export interface ElementDeps {
  /** Undefined when `endpoint` is missing or not an origin: then every call answers `endpoint-missing`. */
  readonly serviceOrigin: string | undefined;
  readonly client: MailClient;
  readonly cache: ConnectionsCache;
  readonly clock: Clock;
  readonly page: BrowserPage;
}

/**
 * What an element works with in a real page. Whatever speaks to the service or to storage comes in a chunk of its own,
 * asked for here and now, so that the first paint does not wait for it.
 */
export const createElementDeps = (settings: ElementSettings): ElementDeps => {
  const serviceOrigin = toServiceOrigin(settings.endpoint);
  const wire = onceItWorks(async () => {
    const { createHttpMailClient, createIdbCache } = await import('./wire.ts');
    return { client: createHttpMailClient(serviceOrigin, settings), cache: createIdbCache() };
  });
  wire().catch(() => undefined); // A chunk that does not arrive is asked for again by the first call.
  return {
    serviceOrigin,
    clock: pageClock,
    page: browserPage,
    client: lateClient(async () => (await wire()).client),
    cache: {
      read: async (userKey) => (await wire()).cache.read(userKey),
      write: async (userKey, saved) => (await wire()).cache.write(userKey, saved),
    },
  };
};

/** The origin that `endpoint` names, or undefined when it names none that a browser may call. */
export const toServiceOrigin = (endpoint: string | undefined): string | undefined => {
  if (!endpoint || !URL.canParse(endpoint)) return undefined;
  const { origin, protocol } = new URL(endpoint);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
};

const onceItWorks = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((reason: unknown) => {
      made = undefined;
      throw reason;
    }));
};
