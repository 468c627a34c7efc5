import type { Ports } from '../ports.ts';
import { jsonHeaders } from './error-response.ts';
import { isReady, readinessOf } from './readiness.ts';
import type { OpenRoute } from './router.ts';

/** How many connections stand in each state of health; the store answers. */
export type CountByHealth = (database: Ports['database']) => Promise<ReadonlyMap<string, number>>;

/** What an operator's tools ask: is the process alive, may it be sent requests, what does it count. */
export const operationRoutes = (ports: Ports, countByHealth: CountByHealth): readonly OpenRoute[] => [
  open('/healthz', async () => Response.json({ status: 'alive' }, { headers: jsonHeaders })),
  open('/readyz', async () => {
    const readiness = await readinessOf(ports);
    const ready = isReady(readiness);
    return Response.json({ status: ready ? 'ready' : 'not-ready', ...readiness }, { status: ready ? 200 : 503, headers: jsonHeaders });
  }),
  open('/metrics', async () => {
    try {
      ports.metrics.connectionsCounted(await countByHealth(ports.database));
    } catch {
      // Without its database the service still has to say how it is; the number of connections is then absent.
      ports.metrics.connectionsCounted(new Map());
    }
    const { contentType, text } = await ports.metrics.render();
    return new Response(text, { headers: { ...jsonHeaders, 'Content-Type': contentType } });
  }),
];

const open = (path: string, respond: OpenRoute['respond']): OpenRoute => ({ kind: 'open', method: 'GET', path, respond });
