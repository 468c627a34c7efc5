import type { Ports } from '../ports.ts';
import { createRounds, type Rounds } from '../rounds.ts';
import { isDatabaseDown } from '../store/database-failure.ts';
import { deliverDue } from './deliver-due.ts';

/** Woken when something happens in this process; looks by itself for retries, and for what another process left behind. */
const restMs = 5_000;

export const createWebhookRounds = (ports: Ports): Rounds =>
  createRounds(ports.clock, async (signal) => {
    try {
      return (await deliverDue(ports, signal)) ? 0 : restMs;
    } catch (error) {
      // What was claimed comes back when its lease ends.
      ports.log.error('webhooks-failed', { failure: isDatabaseDown(error) ? 'service-unavailable' : 'internal' });
      return restMs;
    }
  });
