/** Time as the page knows it, passed in so that a test can hold it in its hand. */
export interface Clock {
  /** Milliseconds since 1970 UTC, by this computer's clock, which may be wrong. */
  now(): number;
  /** Resolves after the given time, or at once when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const pageClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
    }),
};
