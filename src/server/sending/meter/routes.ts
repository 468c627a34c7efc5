import * as z from 'zod/mini';
import { askForecastSchema, forecastSchema, identifier, senderZone, sendingEndpoints, sendingLimitsSchema } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { forecastOfBatch } from './forecast-of-batch.ts';
import { limitsOfMailbox } from './limits-of-mailbox.ts';

const params = z.object({ connectionId: identifier });
const asked = z.object({ connectionId: identifier, zone: senderZone });
/** A thousand mails with their recipients. */
const largestForecast = 4_000_000;

/** What may leave a mailbox and when, as a page shows it before anybody clicks. */
export const meterRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'readSendingLimits',
    method: 'GET',
    path: sendingEndpoints.sendingLimits(':connectionId'),
    summary: 'What the mailbox may still send within Gmail’s limits, what comes back when, and the day before and after now.',
    budget: 'read',
    params: asked,
    request: undefined,
    response: sendingLimitsSchema,
    failures: ['connection-unknown', 'sending-not-permitted'],
    handle: ({ caller, params: { connectionId, zone } }) => limitsOfMailbox(ports, ownerOf(caller), connectionId, zone),
  }),
  userRoute({
    name: 'forecastSending',
    method: 'POST',
    path: sendingEndpoints.sendingForecast(':connectionId'),
    summary: 'When mails would leave that are about to be sent, and other ways to send them. Nothing is kept.',
    budget: 'read',
    params,
    request: askForecastSchema,
    largestBody: largestForecast,
    response: forecastSchema,
    failures: ['connection-unknown', 'sending-not-permitted', 'zone-unknown', 'date-unknown', 'time-has-passed', 'hour-occurs-twice', 'hour-does-not-exist', 'time-too-far'],
    handle: ({ caller, params: { connectionId }, body }) => forecastOfBatch(ports, ownerOf(caller), connectionId, body),
  }),
];
