import type { Ports } from '../ports.ts';
import { createRounds, type Rounds } from '../rounds.ts';
import { isDatabaseDown } from '../store/database-failure.ts';
import { beginDue, type Lane } from './deliver-due.ts';

/** Woken when something happens in this process; looks by itself for retries, and for what another process left behind. */
const restMs = 5_000;

export const createWebhookRounds = (ports: Ports): Rounds => {
  const lanes = new Set<Lane>();

  const failed = (error: unknown): void => {
    // What was claimed comes back when its lease ends.
    ports.log.error('webhooks-failed', { failure: isDatabaseDown(error) ? 'service-unavailable' : 'internal' });
  };

  /** A webhook whose calls are done may have more, and what stood behind them in its order is due now. */
  const finish = async (lane: Lane): Promise<void> => {
    try {
      await lane.done;
      lanes.delete(lane);
      rounds.wake();
    } catch (error) {
      lanes.delete(lane);
      failed(error);
    }
  };

  const rounds = createRounds(ports.clock, async (signal) => {
    try {
      for (const lane of await beginDue(ports, [...lanes], signal)) {
        lanes.add(lane);
        void finish(lane);
      }
    } catch (error) {
      failed(error);
    }
    return restMs;
  });

  return {
    ...rounds,
    async stop() {
      await rounds.stop();
      await Promise.allSettled([...lanes].map(({ done }) => done));
    },
  };
};
