import type { Clock } from '../../src/client/page/clock.ts';

/** A clock that stands still until a test moves it. */
export interface GivenClock extends Clock {
  /** Moves on, waking every sleeper in order, and lets everything settle that follows from it. */
  advance(milliseconds: number): Promise<void>;
  /** How many sleep now: nothing that was stopped may be left. */
  sleepers(): number;
}

export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export const givenClock = (start = Date.UTC(2026, 2, 3, 14)): GivenClock => {
  let now = start;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const due = (until: number): { readonly at: number; readonly wake: () => void } | undefined =>
    sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const sleeper = {
          at: now + milliseconds,
          wake: (): void => {
            sleepers = sleepers.filter((each) => each !== sleeper);
            resolve();
          },
        };
        sleepers.push(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await settle();
      for (let next = due(until); next; next = due(until)) {
        now = next.at;
        next.wake();
        await settle();
      }
      now = until;
    },
    sleepers: () => sleepers.length,
  };
};
