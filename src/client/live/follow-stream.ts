import * as replyEndpoints from '../../contract/reply-endpoints.ts';
import type { Outcome } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { createEventReader } from './event-lines.ts';
import type { FeedPlace } from './feed-place.ts';

/** As long as a timer can be set: a stream ends with its token, or when it falls silent. */
const asLongAsItLastsMs = 2_000_000_000;

export interface Following<E> {
  /** Undefined: what happens from now on. */
  readonly since: FeedPlace | undefined;
  /** Undefined for what is no event: then the stream is not believed any further. */
  readonly decode: (data: unknown) => E | undefined;
  /** Also told of a stream that is alive and has nothing to say. */
  readonly heard: (event: E | 'alive') => void;
}

/** Events until the stream ends. An end is no failure: streams end with their token, and the next one goes on with a new one. */
export const followStream = <E>({ ask, at }: Pick<ServiceCalls, 'ask' | 'at'>, { since, decode, heard }: Following<E>, signal: AbortSignal): Promise<Outcome<undefined, ClientFailure>> =>
  ask(
    {
      method: 'GET',
      url: at(`${replyEndpoints.replyStream}${since === undefined ? '' : `?since=${since.change}&era=${since.era}`}`),
      withinMs: asLongAsItLastsMs,
      read: async (response) => {
        const readPiece = createEventReader();
        const decoder = new TextDecoder();
        const reader = response.body?.getReader();
        for (;;) {
          const piece = await reader?.read();
          if (piece?.value === undefined) return succeed(undefined);
          heard('alive');
          const events = readPiece(decoder.decode(piece.value, { stream: true }));
          if (events === undefined) return fail(undefined);
          for (const { data } of events) {
            const event = decode(JSON.parse(data));
            if (event === undefined) return fail(undefined);
            heard(event);
          }
        }
      },
    },
    signal,
  );
