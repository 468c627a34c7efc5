import * as z from 'zod/mini';
import {
  batchSchema,
  changedOutgoingSchema,
  decideMailSchema,
  editMailSchema,
  feedEra,
  identifier,
  orderMailSchema,
  outgoingChangesSchema,
  outgoingContentSchema,
  outgoingPageSchema,
  queueBatchSchema,
  queueMailSchema,
  sendingEndpoints,
  succeed,
  versionedSchema,
  type Failure,
  type FailureCode,
  type OutgoingMail,
  type Outcome,
} from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { contentOf, decideMail, type Wish } from './decide-mail.ts';
import { orderMail } from './order-mail.ts';
import { changesOfOutgoing, pageOfOutgoing, soonestOutgoing } from './pages-of-outgoing.ts';
import { batchOf, queueBatch } from './queue-batch.ts';
import { queueMail } from './queue-mail.ts';

const usualLimit = 200;
const largestLimit = 500;

const count = z.string().check(z.regex(/^\d{1,9}$/));
const limit = z.optional(count);
const limitOf = (text: string | undefined): number => Math.min(largestLimit, Math.max(1, Number(text ?? usualLimit)));
const mailParams = z.object({ mailId: identifier });
const pageParams = z.object({
  before: z.optional(z.string().check(z.maxLength(100))),
  limit,
  connectionId: z.optional(identifier),
  open: z.optional(z.literal('true')),
  soonest: z.optional(z.literal('true')),
});
const changesParams = z.object({ since: count, era: feedEra, limit });

/** A text of two megabytes twice, and what JSON makes of it; a thousand mails of the usual length. */
export const largestMail = 12_000_000;
export const largestBatch = 32_000_000;

export const toQueue: readonly FailureCode[] = ['connection-unknown', 'sending-not-permitted'];
export const ofContent: readonly FailureCode[] = ['nobody-to-send-to', 'address-invalid', 'recipients-too-many', 'mail-too-large', 'sender-refused', 'attachment-unknown', 'reply-unknown'];
export const ofTime: readonly FailureCode[] = ['zone-unknown', 'date-unknown', 'time-has-passed', 'hour-occurs-twice', 'hour-does-not-exist', 'time-too-far'];
const ofChange: readonly FailureCode[] = ['outgoing-unknown', 'outgoing-changed', 'outgoing-leaving', 'outgoing-ended'];

const shown = (outcome: Outcome<OutgoingMail, Failure>): Outcome<{ mail: OutgoingMail }, Failure> => (outcome.ok ? succeed({ mail: outcome.value }) : outcome);

/** Everything by which a page has mail leave, sees what waits, and changes its mind. */
export const outgoingRoutes = (ports: Ports): readonly Route[] => {
  const change = (name: string, path: string, summary: string, wish: Wish) =>
    userRoute({
      name,
      method: 'POST',
      path,
      summary,
      budget: 'read',
      params: mailParams,
      request: versionedSchema,
      response: changedOutgoingSchema,
      failures: ofChange,
      handle: async ({ caller, params, body }) => shown(await decideMail(ports, caller, params.mailId, body.version, wish)),
    });
  return [
    userRoute({
      name: 'listOutgoing',
      method: 'GET',
      path: sendingEndpoints.outgoing,
      summary: 'The user’s mails that leave, wait or left, what is due latest first.',
      budget: 'read',
      params: pageParams,
      request: undefined,
      response: outgoingPageSchema,
      failures: [],
      handle: async ({ caller, params: { before, connectionId, open, soonest, ...rest } }) =>
        soonest === 'true' ? succeed(await soonestOutgoing(ports, ownerOf(caller), { connectionId, limit: limitOf(rest.limit) })) : pageOfOutgoing(ports, ownerOf(caller), { before, connectionId, open: open === 'true', limit: limitOf(rest.limit) }),
    }),
    userRoute({
      name: 'listOutgoingChanges',
      method: 'GET',
      path: sendingEndpoints.outgoingChanges,
      summary: 'What changed of them since a number of the feed, oldest change first.',
      budget: 'read',
      params: changesParams,
      request: undefined,
      response: outgoingChangesSchema,
      failures: [],
      handle: async ({ caller, params }) =>
        succeed(await changesOfOutgoing(ports, ownerOf(caller), { change: Number(params.since), era: params.era }, limitOf(params.limit))),
    }),
    userRoute({
      name: 'queueMail',
      method: 'POST',
      path: sendingEndpoints.outgoing,
      summary: 'Has a mail sent, at once or at a time. The same key again is the same mail.',
      budget: 'read',
      params: undefined,
      request: queueMailSchema,
      largestBody: largestMail,
      response: changedOutgoingSchema,
      failures: [...toQueue, ...ofContent, ...ofTime, 'outgoing-unknown'],
      handle: async ({ caller, body }) => shown(await queueMail(ports, caller, body)),
    }),
    userRoute({
      name: 'queueBatch',
      method: 'POST',
      path: sendingEndpoints.batches,
      summary: 'Has up to 1,000 mails sent. What is sent, waits, is blocked and failed adds up to all of them.',
      budget: 'attempt',
      params: undefined,
      request: queueBatchSchema,
      largestBody: largestBatch,
      response: batchSchema,
      failures: [...toQueue, ...ofTime, 'batch-unknown'],
      handle: ({ caller, body }) => queueBatch(ports, caller, body),
    }),
    userRoute({
      name: 'readBatch',
      method: 'GET',
      path: sendingEndpoints.batch(':batchId'),
      summary: 'How the mails of a batch stand.',
      budget: 'read',
      params: z.object({ batchId: identifier }),
      request: undefined,
      response: batchSchema,
      failures: ['batch-unknown'],
      handle: ({ caller, params }) => batchOf(ports, ownerOf(caller), params.batchId),
    }),
    userRoute({
      name: 'readOutgoing',
      method: 'GET',
      path: sendingEndpoints.outgoingMail(':mailId'),
      summary: 'One mail with all it says, for whoever edits it.',
      budget: 'read',
      params: mailParams,
      request: undefined,
      response: outgoingContentSchema,
      failures: ['outgoing-unknown', 'stored-data-unreadable'],
      handle: ({ caller, params }) => contentOf(ports, caller, params.mailId),
    }),
    userRoute({
      name: 'editOutgoing',
      method: 'POST',
      path: sendingEndpoints.outgoingEdit(':mailId'),
      summary: 'Changes what a mail says, or when it leaves, as long as it has not left.',
      budget: 'read',
      params: mailParams,
      request: editMailSchema,
      largestBody: largestMail,
      response: changedOutgoingSchema,
      failures: [...ofChange, ...ofContent, ...ofTime],
      handle: async ({ caller, params, body }) => shown(await decideMail(ports, caller, params.mailId, body.version, { kind: 'edit', edit: body })),
    }),
    change('cancelOutgoing', sendingEndpoints.outgoingCancel(':mailId'), 'Takes a mail back that has not left.', { kind: 'cancel' }),
    change('sendOutgoingNow', sendingEndpoints.outgoingSendNow(':mailId'), 'Has a mail that waits leave as soon as it may.', { kind: 'send-now' }),
    userRoute({
      name: 'orderOutgoing',
      method: 'POST',
      path: sendingEndpoints.outgoingOrder(':mailId'),
      summary: 'Has a mail leave before or after others that wait like it.',
      budget: 'read',
      params: mailParams,
      request: orderMailSchema,
      response: changedOutgoingSchema,
      failures: [...ofChange, 'order-changed'],
      handle: async ({ caller, params, body }) => shown(await orderMail(ports, caller, params.mailId, body.version, body.place)),
    }),
    userRoute({
      name: 'decideOutgoing',
      method: 'POST',
      path: sendingEndpoints.outgoingDecide(':mailId'),
      summary: 'Says what becomes of a mail that is held, or that was withdrawn because of an answer.',
      budget: 'read',
      params: mailParams,
      request: decideMailSchema,
      response: changedOutgoingSchema,
      failures: [...ofChange, ...ofTime],
      handle: async ({ caller, params, body }) => shown(await decideMail(ports, caller, params.mailId, body.version, { kind: 'decide', decision: body.decision })),
    }),
  ];
};
