import type { Ports } from './ports.ts';
import type { Route } from './http/route.ts';

/** What a request carries beside itself: who is at the other end of the socket. */
export interface ConnectionInfo {
  readonly remoteAddress: string | undefined;
}

export type App = (request: Request, info?: ConnectionInfo) => Promise<Response>;

/** The whole service as a function. `routes` are the parts that were plugged in; see `index.ts` for the usual set. */
export const createApp = (ports: Ports, routes: readonly Route[]): App => {
  void ports;
  void routes;
  throw new TypeError('Failed to create the app: not assembled yet');
};
