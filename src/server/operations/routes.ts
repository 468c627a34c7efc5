import { jsonHeaders } from '../http/error-response.ts';
import { openRoute, type OpenRoute } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { isReady, readinessOf } from './readiness.ts';

/** How many connections stand in each state of health; the store answers. */
export type CountByHealth = (database: Ports['database']) => Promise<ReadonlyMap<string, number>>;

/**
 * What an operator's tools ask: is the process alive, may it be sent requests, what does it count. They name no user and
 * no secret, and need no token; a proxy in front should keep `/metrics` inside all the same, for it tells how busy a host
 * is.
 */
export const operationRoutes = (ports: Ports, countByHealth: CountByHealth): readonly OpenRoute[] => {
  const readiness = oneAtATime(() => readinessOf(ports));
  const counts = oneAtATime(() => countByHealth(ports.database));
  return [
    openRoute('/healthz', async () => Response.json({ status: 'alive' }, { headers: jsonHeaders })),
    openRoute('/readyz', async () => {
      const seen = await readiness();
      const ready = isReady(seen);
      return Response.json({ status: ready ? 'ready' : 'not-ready', ...seen }, { status: ready ? 200 : 503, headers: jsonHeaders });
    }),
    openRoute('/metrics', async () => {
      try {
        ports.metrics.connectionsCounted(await counts());
      } catch {
        // Without its database the service still has to say how it is; the number of connections is then absent.
        ports.metrics.connectionsCounted(new Map());
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
