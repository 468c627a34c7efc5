import type { Ports } from '../ports.ts';
import { takeUnchecked } from '../store/connections.ts';
import { accessTokenFor } from './access-token.ts';
import { nextCheckAt } from './check-times.ts';

const batch = 10;

/** Tries grants that nobody used for a while, so that a loss is shown before something depends on them. */
export const checkIdle = async (ports: Ports, signal: AbortSignal): Promise<boolean> => {
  const now = ports.clock.now();
  const due = await takeUnchecked(ports.database, now, () => nextCheckAt(now, ports.random), batch);
  for (const connection of due) {
    if (signal.aborted) return false;
    // What comes of it stands in the row and in the audit; the next look is already set.
    await accessTokenFor(ports, connection, connection.id, { fresh: true });
  }
  return due.length === batch;
};
