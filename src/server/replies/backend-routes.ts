import * as z from 'zod/mini';
import {
  deliveriesSchema,
  deliverySchema,
  fail,
  mailTrackedSchema,
  replyEndpoints,
  succeed,
  trackMailSchema,
  type Delivery,
} from '../../contract/index.ts';
import { instantOf } from '../connections/connection-view.ts';
import { serverRoute, type Route } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { listDeliveries, replayDelivery, type StoredDelivery } from '../store/deliveries.ts';
import { registerMail } from './register-mail.ts';

const deliveryId = z.string().check(z.regex(/^msg_[\w-]{16,64}$/));
const perPage = 100;
/** Five hundred addresses of the greatest length. */
const largestMail = 192 * 1024;

/** What a host's backend tells and asks about replies, by server token. */
export const replyBackendRoutes = (ports: Ports): readonly Route[] => [
  serverRoute({
    name: 'trackMail',
    method: 'POST',
    path: replyEndpoints.backendMails,
    summary: 'Tracks a mail that the host sent through a user’s mailbox. The same mail twice is one.',
    budget: 'read',
    params: undefined,
    request: trackMailSchema,
    largestBody: largestMail,
    response: mailTrackedSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, body }) => registerMail(ports, caller, body),
  }),
  serverRoute({
    name: 'listDeliveries',
    method: 'GET',
    path: replyEndpoints.backendDeliveries,
    summary: 'What the host’s webhooks were told, newest first, and what became of it.',
    budget: 'read',
    params: z.object({ before: z.optional(deliveryId), state: z.optional(z.enum(['waiting', 'delivered', 'given-up'])) }),
    request: undefined,
    response: deliveriesSchema,
    failures: [],
    handle: async ({ caller, params }) => {
      const found = await listDeliveries(ports.database, caller.tenant.id, { before: params.before, state: params.state, limit: perPage + 1 });
      const shown = found.slice(0, perPage);
      const last = found.length > perPage ? shown.at(-1) : undefined;
      return succeed({ deliveries: shown.map(deliveryOf), ...(last === undefined ? {} : { next: last.id }) });
    },
  }),
  serverRoute({
    name: 'replayDelivery',
    method: 'POST',
    path: replyEndpoints.backendReplay(':deliveryId'),
    summary: 'Tells one of them again, under its old id.',
    budget: 'read',
    params: z.object({ deliveryId }),
    request: undefined,
    response: deliverySchema,
    failures: ['delivery-unknown'],
    handle: async ({ caller, params }) => {
      const replayed = await replayDelivery(ports.database, caller.tenant.id, params.deliveryId, ports.clock.now());
      if (replayed === undefined) return fail({ code: 'delivery-unknown' });
      ports.bell.ringAll();
      return succeed(deliveryOf(replayed));
    },
  }),
];

const deliveryOf = (delivery: StoredDelivery): Delivery => ({
  id: delivery.id,
  type: delivery.type,
  createdAt: instantOf(delivery.createdAt),
  state: stateOf(delivery),
});

const stateOf = ({ state, attempts, nextAttemptAt, lastStatus, endedAt }: StoredDelivery): Delivery['state'] => {
  const heard = lastStatus === undefined ? {} : { lastStatus };
  if (state === 'waiting') return { kind: 'waiting', attempts, nextAttemptAt: instantOf(nextAttemptAt), ...heard };
  const at = instantOf(endedAt ?? 0);
  return state === 'delivered' ? { kind: 'delivered', at, attempts } : { kind: 'given-up', at, attempts, ...heard };
};
