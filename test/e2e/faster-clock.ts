/**
 * Runs in a page before its scripts: timers end that many times sooner, so that a test need not sit through waits that
 * are meant for people. What waits for a network is as slow as ever.
 */
export const fasterClock = (times: number): void => {
  const wait = window.setTimeout.bind(window);
  window.setTimeout = ((run: () => void, milliseconds = 0) => wait(run, milliseconds / times)) as typeof window.setTimeout;
};
