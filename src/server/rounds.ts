import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/**
 * Work that goes on by itself: one round after another until it is stopped, resting between them as long as the round
 * says. `wake` ends the rest under way, or the next one when a round is under way, so that no call is missed.
 */
export interface Rounds {
  /** Calls after the first change nothing; after `stop` nothing starts. */
  start(): Promise<void>;
  /** Tells the round under way to end, and waits for it. */
  stop(): Promise<void>;
  wake(): void;
}

/** A round answers how long to rest, in milliseconds; it must not throw. */
export type Round = (signal: AbortSignal) => Promise<number>;

export const createRounds = (clock: Clock, round: Round): Rounds => {
  const stopping = new AbortController();
  let waking = new AbortController();
  let running: Promise<void> | undefined;

  const goRound = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Whoever wakes during the round wakes the rest after it.
      const rested = (waking = new AbortController());
      const restMs = await round(stopping.signal);
      // Rounds that find nothing to do and do not rest would let nothing else happen in the process.
      await nextTurn();
      if (restMs > 0) await clock.sleep(restMs, AbortSignal.any([stopping.signal, rested.signal]));
    }
  };

  return {
    async start() {
      if (!stopping.signal.aborted) running ??= goRound();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    wake() {
      waking.abort();
    },
  };
};
