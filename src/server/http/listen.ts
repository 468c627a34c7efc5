import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { fail, succeed, type Outcome } from '../../contract/index.ts';
import type { App } from '../app.ts';
import { errorResponse } from './error-response.ts';

export interface Listening {
  readonly address: string;
  readonly port: number;
}

export type ListenFailure =
  | { readonly code: 'port-taken'; readonly port: number }
  | { readonly code: 'address-refused'; readonly address: string };

/** A slow sender may not hold a connection open for long; the bodies of this service are small. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 };

/** Three times as long as a stream is ever silent: over a connection on which nothing moves for so long nobody reads. */
const idleMs = 60_000;

export const serverOf = (app: App, mayRestMs = idleMs): Server => {
  const listener = getRequestListener((request, { incoming }) => app(request, { remoteAddress: incoming.socket.remoteAddress }), {
    overrideGlobalObjects: false,
    // A request without a usable host or path never becomes a Request; it has no line in the log and no id either.
    errorHandler: () => errorResponse({ code: 'request-malformed' }, '-'),
  });
  const server = createServer(timeouts, (incoming, outgoing) => {
    // A browser keeps its connection after the answer, which would hold a stop up; the listening ends with the stop.
    outgoing.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
    void listener(incoming, outgoing);
  });
  return server.setTimeout(mayRestMs);
};

export const listen = (server: Server, port: number, address: string): Promise<Outcome<Listening, ListenFailure>> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(fail({ code: 'port-taken', port }));
      else if (error.syscall === 'listen' || error.syscall === 'getaddrinfo') resolve(fail({ code: 'address-refused', address }));
      else reject(error);
    });
    server.listen(port, address, () => {
      // A text only where a server listens on a pipe.
      const bound = server.address() as AddressInfo;
      resolve(succeed({ address: bound.address, port: bound.port }));
    });
  });

/** Takes no new connection, waits for the requests under way, and cuts them when `tooLate` comes first. */
export const closeServer = async (server: Server, tooLate: (finished: AbortSignal) => Promise<void>): Promise<void> => {
  const finished = new AbortController();
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  const forced = tooLate(finished.signal).then(() => {
    if (!finished.signal.aborted) server.closeAllConnections();
  });
  await closed;
  finished.abort();
  await forced;
};
