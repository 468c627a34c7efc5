import type { Outcome } from '../../contract/index.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { BrowserPage } from '../page/browser-page.ts';
import type { Clock } from '../page/clock.ts';
import { followStream } from './follow-stream.ts';
import { keepListening } from './keep-listening.ts';
import { createStreamShare, type StreamShare } from './stream-share.ts';

/** As much of an event as matters to who asks for everything by other ways. The rest of it goes on to the other tabs as it came. */
export interface Hint {
  readonly type: string;
  readonly era: string;
  readonly change?: number;
}

/** The way to the stream for an element that only wants to know that something changed. */
export interface LiveLine {
  readonly follow: (heard: (hint: Hint | 'alive') => void, signal: AbortSignal) => Promise<Outcome<undefined, ClientFailure>>;
  readonly share: StreamShare;
}

export const createLiveLine = (calls: ServiceCalls, page: BrowserPage): LiveLine => ({
  follow: (heard, signal) => followStream(calls, { since: undefined, decode: decodeHint, heard }, signal),
  share: createStreamShare(page),
});

export const decodeHint = (data: unknown): Hint | undefined => {
  const { type, era, change } = fieldsOf(data);
  if (typeof type !== 'string' || typeof era !== 'string') return undefined;
  return Object.assign({ ...(data as object) }, { type, era, ...(typeof change === 'number' && { change }) });
};

export interface Hints {
  /** Whether changes are told as they happen: then nothing has to be asked for on a short beat. */
  readonly areHeard: () => boolean;
}

export interface HearHints {
  readonly live: LiveLine;
  readonly clock: Clock;
  readonly page: BrowserPage;
  readonly userKey: string | undefined;
  /** Something changed of the mail that leaves, or a stream has begun and nobody knows what it missed. */
  readonly changed: (hint: Hint) => void;
  /** From now on nothing is told. */
  readonly lost: () => void;
}

/** Hears of changes until the signal ends it, by a line of one's own or by that of another tab or element. */
export const hearHints = ({ live, clock, page, userKey, changed, lost }: HearHints, signal: AbortSignal): Hints => {
  let areHeard = false;
  void keepListening<Hint>(
    {
      ...live,
      clock,
      page,
      wakers: new Set(),
      userKey,
      decode: decodeHint,
      // Whoever hears a hint asks for everything that they miss.
      catchUp: () => Promise.resolve(undefined),
      heard: (hint) => {
        areHeard = true;
        if (hint !== 'alive' && (hint.type === 'begun' || hint.type === 'outgoing')) changed(hint);
        return 'taken';
      },
    },
    () => {
      const wereHeard = areHeard;
      areHeard = false;
      if (wereHeard) lost();
    },
    signal,
  );
  return { areHeard: () => areHeard };
};
