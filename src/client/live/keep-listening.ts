import type { ClientFailure } from '../mail-client/mail-client.ts';
import { pause } from '../page/pause.ts';
import { listenLive, type Listening } from './listen-live.ts';
import { retryWaitMs } from './retry-wait.ts';

const shortStreamMs = 5_000;

/** Hears the stream for as long as somebody wants it: what ends is begun anew, at once or with growing pauses where it fails. */
export const keepListening = async <E>(listening: Listening<E>, onEnd: (failure: ClientFailure | undefined) => void, signal: AbortSignal): Promise<void> => {
  const { clock } = listening;
  let failures = 0;
  let begunAt = 0;
  const counted: Listening<E> = {
    ...listening,
    heard: (event) => {
      failures = 0;
      return listening.heard(event);
    },
    catchUp: async (either) => {
      const failure = await listening.catchUp(either);
      begunAt = clock.now();
      return failure;
    },
  };
  while (!signal.aborted) {
    const failure = await listenLive(counted, signal);
    if (signal.aborted) return;
    onEnd(failure);
    if (failure !== undefined) await pause(retryWaitMs((failures += 1), failure), listening, signal);
    // Something between here and the service lets no stream through: then the changes are asked for, without haste.
    else if (clock.now() - begunAt < shortStreamMs) await pause(shortStreamMs, listening, signal);
  }
};
