import type { ElementSettings } from '../element-deps.ts';
import { createLiveLine } from '../live/hear-hints.ts';
import { createServiceCalls } from '../mail-client/ask-service.ts';
import { toServiceOrigin } from '../mail-client/service-origin.ts';
import { browserPage } from '../page/browser-page.ts';
import { pageClock } from '../page/clock.ts';
import { pageZone } from '../page/zone.ts';
import { createHttpLimitsClient } from './http-limits-client.ts';
import { createIdbLimitsCache } from './idb-limits-cache.ts';
import { createTurns } from './take-turns.ts';
import type { LimitsWatchDeps } from './limits-watch.ts';

/** Everything that a meter needs from outside. */
export interface LimitsDeps extends Omit<LimitsWatchDeps, 'onChange' | 'onFact'> {
  /** Where the service's own page about limits is; undefined when `endpoint` is no origin. */
  readonly serviceOrigin: string | undefined;
}

/** What a meter works with in a real page. */
export const createLimitsDeps = (settings: ElementSettings): LimitsDeps => {
  const serviceOrigin = toServiceOrigin(settings.endpoint);
  const calls = createServiceCalls(serviceOrigin, settings);
  return {
    serviceOrigin,
    client: createHttpLimitsClient(calls, pageZone),
    cache: createIdbLimitsCache(),
    turns: createTurns(),
    live: createLiveLine(calls, browserPage),
    clock: pageClock,
    page: browserPage,
  };
};
