import * as z from 'zod/mini';
import { fail, identifier, overrideJudgedSchema, overrideLimitsSchema, sendingEndpoints, sendersSchema, sendingRulesSchema, setSendingRulesSchema, succeed } from '../../../contract/index.ts';
import { ownerOf } from '../../connections/owner-of.ts';
import { serverRoute, userRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { sendersOf } from '../channel/senders-of.ts';
import { overrideLimits, readRules, setRules } from './set-rules.ts';

const params = z.object({ connectionId: identifier });

/** By which clock, in which hours and within which numbers a mailbox sends. */
export const ruleRoutes = (ports: Ports): readonly Route[] => [
  userRoute({
    name: 'readSendingRules',
    method: 'GET',
    path: sendingEndpoints.sendingRules(':connectionId'),
    summary: 'The zone and the hours in which the mailbox sends.',
    budget: 'read',
    params,
    request: undefined,
    response: sendingRulesSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, params: { connectionId } }) => readRules(ports, ownerOf(caller), connectionId),
  }),
  userRoute({
    name: 'setSendingRules',
    method: 'POST',
    path: sendingEndpoints.sendingRules(':connectionId'),
    summary: 'Sets them. Everything that waits keeps to them from now on. Of two windows that set them at once the second is refused.',
    budget: 'read',
    params,
    request: setSendingRulesSchema,
    response: sendingRulesSchema,
    failures: ['connection-unknown', 'zone-unknown', 'rules-changed'],
    handle: ({ caller, params: { connectionId }, body }) => setRules(ports, ownerOf(caller), connectionId, body),
  }),
  userRoute({
    name: 'readSenders',
    method: 'GET',
    path: sendingEndpoints.senders(':connectionId'),
    summary: 'The addresses under which the mailbox may send, its own first.',
    budget: 'read',
    params,
    request: undefined,
    response: sendersSchema,
    failures: ['connection-unknown'],
    handle: ({ caller, params: { connectionId } }) => sendersOf(ports, ownerOf(caller), connectionId),
  }),
  serverRoute({
    name: 'overrideLimits',
    method: 'POST',
    path: sendingEndpoints.backendLimits(':connectionId'),
    summary: 'An administrator’s numbers for one mailbox, in the place of those of Gmail’s plan. Problems are named, and then nothing is set.',
    budget: 'attempt',
    params,
    request: overrideLimitsSchema,
    response: overrideJudgedSchema,
    failures: ['connection-unknown'],
    handle: async ({ caller, params: { connectionId }, body: { org, user, limits } }) => {
      const owner = { tenant: caller.tenant.id, org, user };
      const problems = await overrideLimits(ports, owner, connectionId, limits);
      return problems === undefined ? fail({ code: 'connection-unknown' }) : succeed({ problems: [...problems] });
    },
  }),
];
