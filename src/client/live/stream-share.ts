import type { BrowserPage } from '../page/browser-page.ts';

/**
 * One stream per browser and person: the tab that holds the lock listens to the service and repeats what it hears to the
 * others, whatever they show of it. When it closes, the next one in line goes on from where it is itself, so nothing is
 * lost in between.
 */
export interface StreamShare {
  /** Runs `lead` once this tab has its turn, and resolves when it is over. Without locks in the browser every tab leads. */
  lead(userKey: string, lead: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Hears what the leading tab heard; gives the way to repeat things oneself. */
  join(userKey: string, heard: (event: unknown) => void, signal: AbortSignal): (event: unknown) => void;
}

export const createStreamShare = (page: Pick<BrowserPage, 'joinChannel'>): StreamShare => ({
  async lead(userKey, lead, signal) {
    if (!('locks' in navigator)) return lead();
    try {
      await navigator.locks.request(nameOf(userKey), { signal }, lead);
    } catch (reason) {
      // Aborted while it waited: nobody wants it any more. Anything else is a browser that forbids locks here.
      if (!signal.aborted && reason instanceof DOMException) await lead();
      else if (!signal.aborted) throw reason;
    }
  },
  join(userKey, heard, signal) {
    const say = page.joinChannel(nameOf(userKey), heard, signal);
    return (event) => say?.(event);
  },
});

/** The key names the service, the host's organisation and the person, so that no other person's tab listens. */
const nameOf = (userKey: string): string => `gck-live ${userKey}`;
