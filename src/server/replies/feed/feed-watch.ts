import type { Ports } from '../../ports.ts';
import { createRounds, type Rounds } from '../../rounds.ts';
import { isDatabaseDown } from '../../store/database-failure.ts';
import { lastChanges } from '../../store/feeds.ts';

/** How much later than its own process another one learns of a change, in milliseconds. */
const lookEveryMs = 1_000;

/**
 * Rings for what other processes changed: one question a second about everybody whose stream is open here, and none while
 * nobody is.
 */
export const createFeedWatch = (ports: Ports): Rounds => {
  let known = new Map<string, number>();
  return createRounds(ports.clock, async () => {
    const owners = ports.bell.waitingFor();
    if (owners.length === 0) {
      known.clear();
      return lookEveryMs;
    }
    try {
      const seen = new Map<string, number>();
      for (const { owner, change } of await lastChanges(ports.database, owners)) {
        const key = JSON.stringify([owner.tenant, owner.org, owner.user]);
        seen.set(key, change);
        // Also at the first sight of somebody: a change may have come between their own look and this one.
        if (known.get(key) !== change) ports.bell.ring(owner);
      }
      known = seen;
    } catch (error) {
      ports.log.warn('feed-watch-failed', { failure: isDatabaseDown(error) ? 'service-unavailable' : 'internal' });
    }
    return lookEveryMs;
  });
};
