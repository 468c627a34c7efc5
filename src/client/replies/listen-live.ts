import type { ReplyEvent } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { pause } from '../page/pause.ts';
import type { FeedPlace } from './feed-place.ts';
import type { ReplyClient } from './reply-client.ts';
import { decodeReplyAnswer } from './reply-shapes.ts';
import type { StreamShare } from './shared-stream.ts';

export interface Listening {
  readonly client: ReplyClient;
  readonly share: StreamShare;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly wakers: Set<() => void>;
  /** Undefined where nobody knows who is signed in: then nothing is shared with other tabs. */
  readonly userKey: string | undefined;
  /** The place from which a stream of this tab's own goes on. */
  readonly since: () => FeedPlace;
  readonly heard: (event: ReplyEvent | 'alive') => void;
}

/** The service says something every 20 seconds. What is silent for this long is a closed laptop, a frozen tab, a dead line. */
const silentMs = 45_000;

/**
 * Hears the stream, its own or that of another tab, until it ends, falls silent or speaks of another era than this tab's:
 * then the feed may be another one, as after a database was restored. Undefined: it is to be begun anew from the place that
 * was reached.
 */
export const listenLive = async (listening: Listening, signal: AbortSignal): Promise<ClientFailure | undefined> => {
  const { client, share, clock, page, wakers, userKey } = listening;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const { era } = listening.since();
  let lastHeardAt = clock.now();
  const heard = (event: ReplyEvent | 'alive'): void => {
    if (either.aborted) return;
    if (event !== 'alive' && event.era !== era) return over.abort();
    lastHeardAt = clock.now();
    listening.heard(event);
  };
  const watchSilence = async (): Promise<undefined> => {
    while (!either.aborted && clock.now() - lastHeardAt < silentMs) await pause(silentMs / 3, { clock, page, wakers }, either);
    return undefined;
  };
  const follow = async (say: (event: ReplyEvent | 'alive') => void): Promise<ClientFailure | undefined> => {
    const told = (event: ReplyEvent | 'alive'): void => {
      heard(event);
      say(event);
    };
    const ended = await client.follow(listening.since(), told, either);
    return ended.ok ? undefined : ended.failure;
  };

  try {
    if (userKey === undefined) return await Promise.race([follow(() => undefined), watchSilence()]);
    const say = share.join(userKey, (data) => {
      const event = data === 'alive' ? data : decodeReplyAnswer('replyEvent', data);
      if (event !== undefined) heard(event);
    }, either);
    let failure: ClientFailure | undefined;
    const leading = share.lead(userKey, async () => void (failure = await follow(say)), either);
    await Promise.race([leading, watchSilence()]);
    return failure;
  } finally {
    over.abort();
  }
};
