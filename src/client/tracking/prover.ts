import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause, untilVisible } from '../page/pause.ts';
import { isProving, proofTransition, justVerified, unreadProof, type ProofInput, type ProofRun } from './proof-run.ts';
import type { TrackingClient } from './tracking-client.ts';
import type { TrackingFact } from './tracking-fact.ts';

/** What the work on tracking is done with. */
export interface TrackingDeps {
  readonly client: TrackingClient;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly onChange: () => void;
  readonly onFact: (fact: TrackingFact) => void;
}

/** Proves tracking for each of a person's mailboxes, and follows what is on its way. */
export interface Prover {
  run(connectionId: string): ProofRun;
  /** Somebody sees this mailbox: how its last proof fared is read, once. */
  look(connectionId: string): void;
  prove(connectionId: string, locale: string): void;
  start(): void;
  /** The element left the page. A mail that is on its way stays so, and is followed when the element comes back. */
  stop(): void;
}

/** The service has Gmail asked every three seconds while somebody waits. */
const lookEveryMs = 1_500;

export const createProver = ({ client, clock, page, onChange, onFact }: TrackingDeps): Prover => {
  const runs = new Map<string, ProofRun>();
  const looked = new Set<string>();
  const followed = new Set<string>();
  let life = new AbortController();

  const runOf = (connectionId: string): ProofRun => runs.get(connectionId) ?? unreadProof;

  const hear = (connectionId: string, input: ProofInput): void => {
    const before = runOf(connectionId);
    const after = proofTransition(before, input);
    if (after === before) return;
    runs.set(connectionId, after);
    onChange();
    const tookMs = justVerified(before, after);
    if (tookMs !== undefined) onFact({ fact: 'verified', connectionId, tookMs });
  };

  const read = async (connectionId: string, signal: AbortSignal): Promise<void> => {
    const outcome = await client.proof(connectionId, signal);
    if (signal.aborted) return;
    if (outcome.ok) return hear(connectionId, { heard: 'proof', proof: outcome.value });
    // Disconnected meanwhile, perhaps in another tab: there is nothing to wait for.
    if (outcome.failure.code === 'connection-unknown') hear(connectionId, { heard: 'refused', failure: outcome.failure });
    else hear(connectionId, { heard: 'unreached' });
  };

  /** Until the mail was seen, or its time is over, which the service knows. */
  const follow = async (connectionId: string): Promise<void> => {
    const { signal } = life;
    if (followed.has(connectionId)) return;
    followed.add(connectionId);
    while (isProving(runOf(connectionId)) && !signal.aborted) {
      await untilVisible(page, signal);
      await pause(lookEveryMs, { clock, page }, signal);
      if (!signal.aborted) await read(connectionId, signal);
    }
    followed.delete(connectionId);
  };

  const prove = async (connectionId: string, locale: string): Promise<void> => {
    const before = runOf(connectionId);
    hear(connectionId, { do: 'prove' });
    if (runOf(connectionId) === before) return;
    // Whether anybody still looks or not: a mail goes out, and what became of it is true in every page.
    const outcome = await client.askProof(connectionId, locale, new AbortController().signal);
    hear(connectionId, outcome.ok ? { heard: 'proof', proof: outcome.value } : { heard: 'refused', failure: outcome.failure });
    await follow(connectionId);
  };

  return {
    run: runOf,
    look(connectionId) {
      if (looked.has(connectionId)) return;
      looked.add(connectionId);
      // One may have been asked for in another tab, or before this page was loaded anew.
      void read(connectionId, life.signal).then(() => follow(connectionId));
    },
    prove: (connectionId, locale) => void prove(connectionId, locale),
    start() {
      life = new AbortController();
      for (const connectionId of runs.keys()) void follow(connectionId);
    },
    stop() {
      life.abort();
      followed.clear();
    },
  };
};
