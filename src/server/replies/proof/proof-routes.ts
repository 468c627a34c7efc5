import * as z from 'zod/mini';
import { askProofSchema, identifier, proofSchema, replyEndpoints } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { askProof } from './ask-proof.ts';
import { readProof } from './proof-view.ts';

const params = z.object({ connectionId: identifier });

export const proofRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'askProof',
    method: 'POST',
    path: replyEndpoints.proof(':connectionId'),
    summary: 'Sends the user a marked mail from their own mailbox, to see it arrive there. While one waits, the same.',
    budget: 'attempt',
    params,
    request: askProofSchema,
    response: proofSchema,
    failures: ['connection-unknown', 'reconnect-needed', 'google-unavailable', 'client-misconfigured', 'stored-data-unreadable'],
    handle: ({ caller, params: { connectionId }, body }) => askProof(ports, caller, connectionId, body.locale ?? 'en'),
  }),
  userRoute({
    name: 'readProof',
    method: 'GET',
    path: replyEndpoints.proof(':connectionId'),
    summary: 'How the last such mail fared, when tracking was last proven, and what that does not prove.',
    budget: 'read',
    params,
    request: undefined,
    response: proofSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, params: { connectionId } }) => readProof(ports, ownerOf(caller), connectionId),
  }),
];
