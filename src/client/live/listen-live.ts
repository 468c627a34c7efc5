import type { Outcome } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause } from '../page/pause.ts';
import type { StreamShare } from './stream-share.ts';

/** What an event means for whoever hears it. */
export type Heard =
  | 'taken'
  /** Something lies between what is known here and what the stream tells from now on. */
  | 'behind'
  /** The feed may be another one, as after a database was restored. */
  | 'other-feed';

export interface Listening<E> {
  readonly share: StreamShare;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly wakers: Set<() => void>;
  /** Undefined where nobody knows who is signed in: then nothing is shared with other tabs. */
  readonly userKey: string | undefined;
  /** A line of one's own to the service. */
  readonly follow: (heard: (event: E | 'alive') => void, signal: AbortSignal) => Promise<Outcome<undefined, ClientFailure>>;
  /** What another tab repeats; undefined for what is no event. */
  readonly decode: (data: unknown) => E | undefined;
  /** Brings what happened before. What is told meanwhile is heard afterwards, so that nothing falls between the two. */
  readonly catchUp: (signal: AbortSignal) => Promise<ClientFailure | undefined>;
  readonly heard: (event: E | 'alive') => Heard;
}

/** The service says something every 20 seconds. What is silent for this long is a closed laptop, a frozen tab, a dead line. */
const silentMs = 45_000;

/**
 * Hears the stream, its own or that of another tab, until it ends, falls silent or speaks of another feed. Undefined: it is
 * to be begun anew.
 */
export const listenLive = async <E>(listening: Listening<E>, signal: AbortSignal): Promise<ClientFailure | undefined> => {
  const { share, clock, page, wakers, userKey } = listening;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let lastHeardAt = clock.now();
  let failure: ClientFailure | undefined;
  /** What was told while the past was on its way. */
  let held: E[] | undefined;

  const catchUp = async (): Promise<void> => {
    held ??= [];
    const failed = await listening.catchUp(either);
    if (either.aborted) return;
    if (failed !== undefined) {
      failure = failed;
      return over.abort();
    }
    const told = held;
    held = undefined;
    told.forEach(hear);
  };
  const hear = (event: E | 'alive'): void => {
    if (either.aborted) return;
    lastHeardAt = clock.now();
    if (held !== undefined && event !== 'alive') return void held.push(event);
    const means = listening.heard(event);
    if (means === 'other-feed') over.abort();
    else if (means === 'behind') void catchUp();
  };
  const watchSilence = async (): Promise<void> => {
    while (!either.aborted && clock.now() - lastHeardAt < silentMs) await pause(silentMs / 3, { clock, page, wakers }, either);
  };
  const follow = async (say: (event: E | 'alive') => void): Promise<void> => {
    const told = (event: E | 'alive'): void => {
      hear(event);
      say(event);
    };
    const ended = await listening.follow(told, either);
    if (!ended.ok && !either.aborted) failure = ended.failure;
  };

  try {
    const say =
      userKey === undefined
        ? () => undefined
        : share.join(userKey, (data) => {
            const event = data === 'alive' ? data : listening.decode(data);
            if (event !== undefined) hear(event);
          }, either);
    await catchUp();
    if (either.aborted) return failure;
    lastHeardAt = clock.now();
    const leading = userKey === undefined ? follow(say) : share.lead(userKey, () => follow(say), either);
    await Promise.race([leading, watchSilence()]);
    return failure;
  } finally {
    over.abort();
  }
};
