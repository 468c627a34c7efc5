import type { EventSource } from './route.ts';

/** Proxies in front are asked not to collect what should arrive at once. */
export const streamHeaders = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' } as const;

/**
 * The bytes of a stream of events, made as fast as they are read and no faster. A reader that goes away ends the making. What
 * fails ends it, too: the page asks again, and learns then what is the matter. No error goes on into the connection, where
 * the server's library would print it and a database's message quotes rows.
 */
export const eventStream = (source: unknown, failed: (error: unknown) => void): ReadableStream<Uint8Array> => {
  if (!isEventSource(source)) throw new TypeError('Failed to stream: the route gave no events');
  const gone = new AbortController();
  const iterator = source.listen(gone.signal)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await iterator.next();
        // Whoever left meanwhile has closed the stream, and that is no failure.
        if (gone.signal.aborted) return;
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (error) {
        failed(error);
        if (!gone.signal.aborted) controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
};

const isEventSource = (value: unknown): value is EventSource => typeof value === 'object' && value !== null && 'listen' in value;
