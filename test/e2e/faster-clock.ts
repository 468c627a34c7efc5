/**
 * Runs in a page before its scripts: timers end that many times sooner, so that a test need not sit through waits that
 * are meant for people. Long ones stay as they are: they limit how long a network may take, and machines under load are slow.
 */
export const fasterClock = (times: number): void => {
  const longMs = 15_000;
  const wait = window.setTimeout.bind(window);
  window.setTimeout = ((run: () => void, milliseconds = 0) => wait(run, milliseconds < longMs ? milliseconds / times : milliseconds)) as typeof window.setTimeout;
};
