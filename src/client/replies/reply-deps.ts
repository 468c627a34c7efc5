import type { ElementSettings } from '../element-deps.ts';
import { toServiceOrigin } from '../mail-client/service-origin.ts';
import { browserPage } from '../page/browser-page.ts';
import { pageClock } from '../page/clock.ts';
import { createHttpReplyClient } from './http-reply-client.ts';
import { createIdbReplyCache } from './idb-reply-cache.ts';
import type { ReplyFeedDeps } from './reply-feed.ts';
import { createStreamShare } from './shared-stream.ts';

/** Everything that a list of replies needs from outside. */
export type ReplyDeps = Omit<ReplyFeedDeps, 'onChange' | 'onFact'>;

/** What a list works with in a real page. */
export const createReplyDeps = (settings: ElementSettings): ReplyDeps => ({
  client: createHttpReplyClient(toServiceOrigin(settings.endpoint), settings),
  cache: createIdbReplyCache(),
  share: createStreamShare(browserPage),
  clock: pageClock,
  page: browserPage,
});
