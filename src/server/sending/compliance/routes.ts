import * as z from 'zod/mini';
import { complianceSchema, organisationName, sendingEndpoints, succeed, suppressedSchema, suppressionPageSchema, suppressSchema, unsuppressSchema } from '../../../contract/index.ts';
import { instantOf } from '../../connections/connection-view.ts';
import { serverRoute, type Route } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { listSuppressions, unsuppress } from '../../store/suppressions.ts';
import { countDomains } from './count-domains.ts';
import { suppressedPlace, takeSuppressions } from './suppression-list.ts';

const perPage = 1_000;
/** Ten thousand addresses. */
const largestList = 4_000_000;

/** Whom an organisation does not write to, and how near it is to the rules of bulk senders: by server token, for the host's administrators. */
export const complianceRoutes = (ports: Ports): readonly Route[] => [
  serverRoute({
    name: 'listSuppressions',
    method: 'GET',
    path: sendingEndpoints.backendSuppressions,
    summary: 'The addresses and domains that an organisation does not write to, by name: `after` pages on.',
    budget: 'read',
    params: z.object({ org: organisationName, after: z.optional(z.string().check(z.maxLength(320), z.regex(/^[^\0]*$/))) }),
    request: undefined,
    response: suppressionPageSchema,
    failures: [],
    handle: async ({ caller, params }) => {
      const found = await listSuppressions(ports.database, { tenant: caller.tenant.id, org: params.org }, params.after ?? '', perPage + 1);
      const shown = found.slice(0, perPage);
      const last = found.length > perPage ? shown.at(-1) : undefined;
      return succeed({ entries: shown.map((entry) => ({ ...entry, at: instantOf(entry.at) })), ...(last === undefined ? {} : { next: last.what }) });
    },
  }),
  serverRoute({
    name: 'suppress',
    method: 'POST',
    path: sendingEndpoints.backendSuppressions,
    summary: 'Adds some, up to 10,000 at once. What is no address and no domain is named, and the rest is taken.',
    budget: 'read',
    params: undefined,
    request: suppressSchema,
    largestBody: largestList,
    response: suppressedSchema,
    failures: [],
    handle: async ({ caller, body }) => {
      const { refused, ...counts } = await takeSuppressions(ports, { tenant: caller.tenant.id, org: body.org }, body.entries);
      return succeed({ ...counts, refused: [...refused] });
    },
  }),
  serverRoute({
    name: 'unsuppress',
    method: 'POST',
    path: sendingEndpoints.backendUnsuppress,
    summary: 'Takes some out again.',
    budget: 'read',
    params: undefined,
    request: unsuppressSchema,
    largestBody: largestList,
    response: undefined,
    failures: [],
    handle: async ({ caller, body }) => {
      const what = body.what.flatMap((each) => suppressedPlace(each) ?? []);
      await unsuppress(ports.database, { tenant: caller.tenant.id, org: body.org }, what);
      return succeed(undefined);
    },
  }),
  serverRoute({
    name: 'readCompliance',
    method: 'GET',
    path: sendingEndpoints.backendCompliance,
    summary: 'How many mails each domain of the organisation sent to personal Gmail addresses in the last day, through this product.',
    budget: 'read',
    params: z.object({ org: organisationName }),
    request: undefined,
    response: complianceSchema,
    failures: [],
    handle: async ({ caller, params }) => {
      const domains = await countDomains(ports, { tenant: caller.tenant.id, org: params.org });
      return succeed({ domains: domains.map((each) => ({ ...each, connectionIds: [...each.connectionIds] })) });
    },
  }),
];
