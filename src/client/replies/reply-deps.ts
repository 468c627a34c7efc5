import type { ElementSettings } from '../element-deps.ts';
import { createStreamShare } from '../live/stream-share.ts';
import { createServiceCalls, pageNet, type ServiceCalls } from '../mail-client/ask-service.ts';
import { toServiceOrigin } from '../mail-client/service-origin.ts';
import { browserPage } from '../page/browser-page.ts';
import { pageClock } from '../page/clock.ts';
import { createHttpReplyClient } from './http-reply-client.ts';
import { createIdbReplyCache } from './idb-reply-cache.ts';
import type { ReplyFeedDeps } from './reply-feed.ts';

/** Everything that a list of replies needs from outside. */
export interface ReplyDeps extends Omit<ReplyFeedDeps, 'onChange' | 'onFact'> {
  /** The same way to the service, with the same token, for what is loaded later. */
  readonly calls: ServiceCalls;
}

/** What a list works with in a real page. */
export const createReplyDeps = (settings: ElementSettings): ReplyDeps => {
  const serviceOrigin = toServiceOrigin(settings.endpoint);
  const calls = createServiceCalls(serviceOrigin, settings);
  return {
    calls,
    client: createHttpReplyClient(serviceOrigin, settings, pageNet, calls),
    cache: createIdbReplyCache(),
    share: createStreamShare(browserPage),
    clock: pageClock,
    page: browserPage,
  };
};
