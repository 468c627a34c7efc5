import * as z from 'zod/mini';
import {
  backendClaimRequestSchema,
  checkedSchema,
  claimedSchema,
  claimRequestSchema,
  connectionsViewSchema,
  disconnectedSchema,
  endpoints,
  fail,
  flowStatusSchema,
  identifier,
  preparedFlowSchema,
  prepareRequestSchema,
  succeed,
} from '../../contract/index.ts';
import { checkConnection } from '../connections/check-connection.ts';
import { connectionsOf } from '../connections/connections-of.ts';
import { disconnect } from '../connections/disconnect.ts';
import { serverRoute, userRoute, type Route } from '../http/route.ts';
import type { Ports } from '../ports.ts';
import { callbackPage } from './callback-page.ts';
import { cancelFlow } from './cancel-flow.ts';
import { claimFlow } from './claim-flow.ts';
import { finishPage } from './finish-page.ts';
import { neutralRoute } from './neutral-page.ts';
import { pollFlow } from './poll-flow.ts';
import { prepareFlow } from './prepare-flow.ts';
import { startPage } from './start-page.ts';
import { backendClaimant, pageClaimant } from './whose-flow.ts';

const flowParams = z.object({ flowId: identifier });
const connectionParams = z.object({ connectionId: identifier });

/** What a claim may refuse with, by whomever it is made. */
const claimFailures = [
  'flow-unknown',
  'flow-expired',
  'flow-cancelled',
  'flow-burned',
  'flow-not-ready',
  'already-claimed',
  'finish-code-wrong',
  'denied',
  'exchange-interrupted',
  'google-refused',
  'google-unavailable',
  'google-policy',
  'client-misconfigured',
  'identity-refused',
  'email-unverified',
  'wrong-account',
  'mailbox-taken',
  'permissions-withheld',
  'no-lasting-access',
  'no-gmail',
  'connection-unknown',
  'connection-changed',
  'stored-data-unreadable',
] as const;

/** Everything by which a mailbox is connected, looked after and disconnected. */
export const connectRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'prepareFlow',
    method: 'POST',
    path: endpoints.flows,
    summary: 'Prepares an attempt to connect a mailbox and hands out its two one-time start addresses.',
    budget: 'attempt',
    params: undefined,
    request: prepareRequestSchema,
    response: preparedFlowSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, body }) => prepareFlow(ports, caller, body),
  }),
  userRoute({
    name: 'pollFlow',
    method: 'GET',
    path: endpoints.flow(':flowId'),
    summary: 'Says how far an attempt has come. It never completes one.',
    budget: 'read',
    params: flowParams,
    request: undefined,
    response: flowStatusSchema,
    failures: ['flow-unknown'],
    handle: ({ caller, params }) => pollFlow(ports, caller, params.flowId),
  }),
  userRoute({
    name: 'cancelFlow',
    method: 'POST',
    path: endpoints.flowCancel(':flowId'),
    summary: 'Ends an attempt; whatever Google still answers is dropped.',
    budget: 'read',
    params: flowParams,
    request: undefined,
    response: undefined,
    failures: ['flow-unknown'],
    handle: ({ caller, params }) => cancelFlow(ports, caller, params.flowId),
  }),
  userRoute({
    name: 'claim',
    method: 'POST',
    path: endpoints.claim,
    summary: 'Completes an attempt: exchanges Google’s code and stores the connection.',
    budget: 'attempt',
    params: undefined,
    request: claimRequestSchema,
    response: claimedSchema,
    failures: ['claim-by-backend-only', ...claimFailures],
    handle: async ({ caller, body }) =>
      caller.tenant.claim === 'backend' ? fail({ code: 'claim-by-backend-only' }) : claimFlow(ports, pageClaimant(caller), body),
  }),
  serverRoute({
    name: 'claimByBackend',
    method: 'POST',
    path: endpoints.backendClaim,
    summary: 'The same claim, forwarded by the host’s backend for the user of its own session.',
    budget: 'attempt',
    params: undefined,
    request: backendClaimRequestSchema,
    response: claimedSchema,
    failures: claimFailures,
    handle: ({ caller, body }) => claimFlow(ports, backendClaimant(caller, body), body),
  }),
  userRoute({
    name: 'listConnections',
    method: 'GET',
    path: endpoints.connections,
    summary: 'The user’s connected mailboxes, and those that Google has yet to let go.',
    budget: 'read',
    params: undefined,
    request: undefined,
    response: connectionsViewSchema,
    failures: [],
    handle: async ({ caller }) => succeed(await connectionsOf(ports, caller)),
  }),
  userRoute({
    name: 'disconnect',
    method: 'DELETE',
    path: endpoints.connection(':connectionId'),
    summary: 'Makes a connection’s grant unusable at once and withdraws it at Google.',
    budget: 'attempt',
    params: connectionParams,
    request: undefined,
    response: disconnectedSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, params }) => disconnect(ports, caller, params.connectionId),
  }),
  userRoute({
    name: 'checkConnection',
    method: 'POST',
    path: endpoints.connectionCheck(':connectionId'),
    summary: 'Asks Google now whether a connection works.',
    budget: 'attempt',
    params: connectionParams,
    request: undefined,
    response: checkedSchema,
    failures: ['connection-unknown', 'google-unavailable', 'client-misconfigured', 'no-gmail', 'google-policy', 'stored-data-unreadable'],
    handle: ({ caller, params }) => checkConnection(ports, caller, params.connectionId),
  }),
  startPage(ports),
  callbackPage(ports),
  finishPage(ports),
  neutralRoute(ports),
];
