import type { Clock } from '../page/clock.ts';
import type { ReplyClient } from './reply-client.ts';

/** Enough for every press of a button; the rest follows in the next call. */
const atOnce = 500;
/** What a person looks through in a moment is told together. */
const afterMs = 1_000;

/** Tells the service what the person has seen, in batches, each row once. */
export interface SeenQueue {
  add(ids: readonly string[]): void;
}

export const createSeenQueue = ({ client, clock }: { readonly client: Pick<ReplyClient, 'markSeen'>; readonly clock: Clock }): SeenQueue => {
  const told = new Set<string>();
  let waiting: string[] = [];
  let telling: Promise<void> | undefined;

  // Nothing ends it: what the person has seen is told even when they leave.
  const { signal } = new AbortController();
  const tell = async (): Promise<void> => {
    await clock.sleep(afterMs, signal);
    while (waiting.length > 0) {
      const ids = waiting.slice(0, atOnce);
      waiting = waiting.slice(atOnce);
      const outcome = await client.markSeen(ids, signal);
      // Still unread at the service, and so they will be shown: seeing them once more tells them once more.
      if (!outcome.ok) for (const id of ids) told.delete(id);
    }
    telling = undefined;
  };

  return {
    add(ids) {
      const fresh = ids.filter((id) => !told.has(id));
      for (const id of fresh) told.add(id);
      waiting.push(...fresh);
      if (waiting.length > 0) telling ??= tell();
    },
  };
};
