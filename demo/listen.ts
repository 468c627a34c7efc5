import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { ConnectionLost } from './google/faults.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** A port that somebody else has. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is taken by another program.`);
    this.port = port;
  }
}

/** Serves a function from Request to Response on a loopback port; port 0 takes any free one. */
export const listen = (answer: (request: Request) => Promise<Response>, port: number): Promise<Listening> => {
  const fetch = async (request: Request, { outgoing }: { outgoing: HttpBindings['outgoing'] }): Promise<Response> => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof ConnectionLost) outgoing.destroy();
      else console.error(error);
      return new Response('Internal error', { status: 500 });
    }
  };
  const server = createAdaptorServer({ fetch: (request, env) => fetch(request, env as HttpBindings) });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done());
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, close });
    });
  });
};

/** A port that was free a moment ago, for a program that has to be told its own address before it listens. */
export const freePort = async (): Promise<number> => {
  const listening = await listen(async () => new Response(null), 0);
  await listening.close();
  return listening.port;
};
