import { jsonHeaders } from '../http/error-response.ts';
import { openRoute, type OpenRoute } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { isReady, readinessOf } from './readiness.ts';

/** How many there are of each kind; the store answers. */
export type Count = (database: Ports['database']) => Promise<ReadonlyMap<string, number>>;

/** What is counted when the numbers are asked for. */
export interface Counts {
  /** Connections by health. */
  readonly connections: Count;
  /** What stands still of the mail that leaves. */
  readonly sending: Count;
}

/**
 * What an operator's tools ask: is the process alive, may it be sent requests, what does it count. They name no user and
 * no secret, and need no token; a proxy in front should keep `/metrics` inside all the same, for it tells how busy a host
 * is.
 */
export const operationRoutes = (ports: Ports, { connections, sending }: Counts): readonly OpenRoute[] => {
  const readiness = oneAtATime(() => readinessOf(ports));
  const counts = oneAtATime(async () => ({ connections: await connections(ports.database), sending: await sending(ports.database) }));
  return [
    openRoute('/healthz', async () => Response.json({ status: 'alive' }, { headers: jsonHeaders })),
    openRoute('/readyz', async () => {
      const seen = await readiness();
      const ready = isReady(seen);
      return Response.json({ status: ready ? 'ready' : 'not-ready', ...seen }, { status: ready ? 200 : 503, headers: jsonHeaders });
    }),
    openRoute('/metrics', async () => {
      try {
        const counted = await counts();
        ports.metrics.connectionsCounted(counted.connections);
        ports.metrics.sendingCounted(counted.sending);
      } catch {
        // Without its database the service still has to say how it is; these numbers are then absent.
        ports.metrics.connectionsCounted(new Map());
        ports.metrics.sendingCounted(new Map());
      }
      const { contentType, text } = await ports.metrics.render();
      return new Response(text, { headers: { ...jsonHeaders, 'Content-Type': contentType } });
    }),
  ];
};

/** Anybody may ask these, as often as they like; together they take one connection to the database each. */
const oneAtATime = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let underWay: Promise<T> | undefined;
  return () =>
    (underWay ??= ask().finally(() => {
      underWay = undefined;
    }));
};
