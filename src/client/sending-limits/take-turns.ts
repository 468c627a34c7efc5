/** One at a time among all tabs and elements of a browser, so that whoever waited finds what the one before it learned. */
export interface Turns {
  take(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void>;
}

export const createTurns = (): Turns => ({
  async take(name, work, signal) {
    let begun = false;
    const begin = (): Promise<void> => {
      begun = true;
      return work();
    };
    // Without locks in the browser everybody asks for themselves.
    if (!('locks' in navigator)) return begin();
    try {
      await navigator.locks.request(name, { signal }, begin);
    } catch (reason) {
      // Aborted while it waited: nobody wants it any more. Else a browser that forbids locks here.
      if (begun) throw reason;
      if (!signal.aborted) await begin();
    }
  },
});
