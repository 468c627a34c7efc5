import { batchSchema, changedOutgoingSchema, queueBatchForSchema, queueMailForSchema, sendingEndpoints, succeed } from '../../../contract/index.ts';
import { serverRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { queueBatch } from './queue-batch.ts';
import { queueMail } from './queue-mail.ts';
import { largestBatch, largestMail, ofContent, ofTime, toQueue } from './routes.ts';

/** By which a host's backend has mail leave through the mailbox of one of its users; that user sees it, and may take it back. */
export const backendOutgoingRoutes = (ports: Ports): readonly Route[] => [
  serverRoute({
    name: 'queueMailForUser',
    method: 'POST',
    path: sendingEndpoints.backendOutgoing,
    summary: 'Has a mail sent through a user’s mailbox. The same key again is the same mail.',
    budget: 'read',
    params: undefined,
    request: queueMailForSchema,
    largestBody: largestMail,
    response: changedOutgoingSchema,
    failures: [...toQueue, ...ofContent, ...ofTime, 'outgoing-unknown'],
    handle: async ({ caller, body: { org, user, ...asked } }) => {
      const queued = await queueMail(ports, { ...caller, org, user }, asked);
      return queued.ok ? succeed({ mail: queued.value }) : queued;
    },
  }),
  serverRoute({
    name: 'queueBatchForUser',
    method: 'POST',
    path: sendingEndpoints.backendBatches,
    summary: 'Has up to 1,000 mails sent through a user’s mailbox.',
    budget: 'attempt',
    params: undefined,
    request: queueBatchForSchema,
    largestBody: largestBatch,
    response: batchSchema,
    failures: [...toQueue, ...ofTime, 'batch-unknown'],
    handle: ({ caller, body: { org, user, ...asked } }) => queueBatch(ports, { ...caller, org, user }, asked),
  }),
];
