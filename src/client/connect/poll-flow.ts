import type { FlowStatus } from '../../contract/index.ts';
import type { ClientFailure, MailClient } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause, untilVisible } from '../page/pause.ts';

export interface PollDeps {
  readonly client: MailClient;
  readonly clock: Clock;
  readonly page: BrowserPage;
  /** Called by whoever knows that asking now is worth it. */
  readonly wakers: Set<() => void>;
}

const firstPauseMs = 2_000;
const longestPauseMs = 5_000;
const longestAfterFailureMs = 30_000;

/** How long to wait after so many failures in a row. What the service asks for is granted. */
export const pauseAfterFailure = (failure: ClientFailure, failuresInARow: number): number => {
  const own = Math.min(longestAfterFailureMs, firstPauseMs * 2 ** (failuresInARow - 1));
  return failure.code === 'too-many-requests' ? Math.max(own, failure.retryAfterSeconds * 1000) : own;
};

/** Asks how far a flow has come until it is told to stop: every 2 s rising to 5 s, at once when the person comes back. */
export const pollFlow = async (
  flowId: string,
  startAfterMs: number,
  deps: PollDeps,
  heard: (status: FlowStatus) => void,
  signal: AbortSignal,
): Promise<void> => {
  let next = firstPauseMs;
  let failures = 0;
  if (startAfterMs > 0) await pause(startAfterMs, deps, signal);
  while (!signal.aborted) {
    await untilVisible(deps.page, signal);
    if (signal.aborted) return;
    const outcome = await deps.client.poll(flowId, signal);
    if (signal.aborted) return;
    if (outcome.ok) {
      failures = 0;
      heard(outcome.value);
      await pause(next, deps, signal);
      next = Math.min(longestPauseMs, next * 1.25);
      continue;
    }
    const { failure } = outcome;
    if (failure.code === 'flow-unknown' || failure.code === 'flow-expired' || failure.code === 'flow-cancelled') {
      heard({ status: 'expired' });
      return;
    }
    // A lost network or a sick proxy says nothing about the flow.
    failures += 1;
    const wait = pauseAfterFailure(failure, failures);
    // A person coming back ends a pause of our own making, not one that the service asked for.
    await (failure.code === 'too-many-requests' ? deps.clock.sleep(wait, signal) : pause(wait, deps, signal));
  }
};
