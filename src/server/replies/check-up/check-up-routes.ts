import * as z from 'zod/mini';
import { checkUpSchema, identifier, ignoreFindingSchema, replyEndpoints } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { readingFailures } from '../ask-gmail.ts';
import { checkUp, setIgnored } from './check-up.ts';

const params = z.object({ connectionId: identifier });

export const checkUpRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'checkUp',
    method: 'GET',
    path: replyEndpoints.checkUp(':connectionId'),
    summary: 'What filters, forwarding and the vacation responder do to the tracking of replies, read from Gmail for this answer.',
    budget: 'attempt',
    params,
    request: undefined,
    response: checkUpSchema,
    failures: readingFailures,
    handle: ({ caller, params: { connectionId } }) => checkUp(ports, ownerOf(caller), connectionId),
  }),
  userRoute({
    name: 'ignoreFinding',
    method: 'POST',
    path: replyEndpoints.ignoreFinding(':connectionId'),
    summary: 'Marks one finding of the check-up as known, or takes that back. A setting that changes is a new finding.',
    budget: 'read',
    params,
    request: ignoreFindingSchema,
    response: undefined,
    failures: ['connection-unknown'],
    handle: ({ caller, params: { connectionId }, body }) => setIgnored(ports, ownerOf(caller), connectionId, body),
  }),
];
