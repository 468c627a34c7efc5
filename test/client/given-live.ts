import type { Hint, LiveLine } from '../../src/client/live/hear-hints.ts';
import { fail, succeed, type Outcome } from '../../src/contract/index.ts';
import type { ClientFailure } from '../../src/client/mail-client/mail-client.ts';

/** The service's stream in the hand of a test. Until it says something, it is as if none got through. */
export interface GivenLive extends LiveLine {
  /** Says it on every stream that is open. */
  say(hint: Partial<Hint> | 'alive'): void;
  /** Every stream ends: by itself, or because of this. */
  end(failure?: ClientFailure): void;
  /** How many streams are open now. */
  streams(): number;
}

/** The tabs and elements of one browser, when each is given the same. */
export const givenLive = (): GivenLive => {
  const streams = new Set<{ readonly heard: (hint: Hint | 'alive') => void; readonly end: (outcome: Outcome<undefined, ClientFailure>) => void }>();
  const listeners = new Set<{ readonly userKey: string; readonly heard: (event: unknown) => void }>();
  let turn = Promise.resolve();
  return {
    follow: (heard, signal) =>
      new Promise((resolve) => {
        const stream = {
          heard,
          end: (outcome: Outcome<undefined, ClientFailure>): void => {
            streams.delete(stream);
            resolve(outcome);
          },
        };
        streams.add(stream);
        signal.addEventListener('abort', () => stream.end(succeed(undefined)));
      }),
    share: {
      lead: (_userKey, lead, signal) => {
        const mine = turn.then(() => (signal.aborted ? undefined : lead()));
        turn = mine;
        return mine;
      },
      join: (userKey, heard, signal) => {
        const listener = { userKey, heard };
        listeners.add(listener);
        signal.addEventListener('abort', () => listeners.delete(listener));
        return (event) => {
          for (const each of listeners) if (each !== listener && each.userKey === userKey) each.heard(structuredClone(event));
        };
      },
    },
    say: (hint) => {
      for (const { heard } of [...streams]) heard(hint === 'alive' ? hint : { type: 'outgoing', era: 'e1', ...hint });
    },
    end: (failure) => {
      for (const { end } of [...streams]) end(failure === undefined ? succeed(undefined) : fail(failure));
    },
    streams: () => streams.size,
  };
};
