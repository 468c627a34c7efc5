import type * as z from 'zod/mini';
import { connectionsViewSchema, decode, endpoints, type Connection } from '../../src/contract/index.ts';
import { tenantRole } from './conditions.ts';
import type { Host } from './host.ts';
import { mintServerToken } from './mint-token.ts';
import { userToken } from './token-for-session.ts';
import type { CrmUser } from './users.ts';

/** What the CRM's own backend asks the service. */
export interface ServiceCalls {
  /** In the name of a person, as that person's page might; undefined where the service refuses or cannot be asked. */
  asPerson<T>(user: CrmUser, schema: z.ZodMiniType<T>, path: string, body?: object): Promise<T | undefined>;
  /** For the whole organisation, in nobody's name. False where it was refused. */
  asHost(path: string, body: object): Promise<boolean>;
  /** The person's mailbox: that which the CRM expects, or else the first. */
  mailboxOf(user: CrmUser): Promise<Connection | undefined>;
}

export const createServiceCalls = (host: Host): ServiceCalls => {
  /** A person's token is one of the CRM's pages; the CRM's own is of no page, and names none. */
  const ask = async (token: string, path: string, body: object | undefined, origin: { readonly origin?: string } = {}): Promise<Response> =>
    fetch(host.serviceBackChannel + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...origin, 'x-requested-with': 'larkspur-crm', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const calls: ServiceCalls = {
    asPerson: async (user, schema, path, body) => {
      try {
        const answer = await ask(userToken(host, user), path, body, { origin: host.origin });
        const decoded = decode(schema, await answer.json());
        return answer.ok && decoded.ok ? decoded.value : undefined;
      } catch {
        // The service is away, or something else answered; whoever asked says so.
        return undefined;
      }
    },
    asHost: async (path, body) => {
      try {
        return (await ask(mintServerToken(host.tenants[tenantRole(host.conditions())], host.serviceOrigin, host.clock.now()), path, body)).ok;
      } catch {
        // The service is away; whoever asked says so.
        return false;
      }
    },
    mailboxOf: async (user) => {
      const view = await calls.asPerson(user, connectionsViewSchema, endpoints.connections);
      return view?.connections.find(({ email }) => email === user.email) ?? view?.connections[0];
    },
  };
  return calls;
};
