import { fail } from '../contract/outcome.ts';
import type { MailClient } from './mail-client.ts';

/** A client that stands in until the real one's chunk has arrived. A chunk that does not arrive is a failed network. */
export const lateClient = (load: () => Promise<MailClient>): MailClient => {
  const whenLoaded = async <T>(ask: (client: MailClient) => Promise<T>, otherwise: T): Promise<T> => {
    let client;
    try {
      client = await load();
    } catch {
      return otherwise;
    }
    return ask(client);
  };
  const unreachable = fail({ code: 'network-failed' } as const);
  return {
    userKey: (signal) => whenLoaded((client) => client.userKey(signal), undefined),
    connections: (signal) => whenLoaded((client) => client.connections(signal), unreachable),
    prepare: (request, signal) => whenLoaded((client) => client.prepare(request, signal), unreachable),
    poll: (flowId, signal) => whenLoaded((client) => client.poll(flowId, signal), unreachable),
    cancel: (flowId, signal) => whenLoaded((client) => client.cancel(flowId, signal), unreachable),
    claim: (request, signal) => whenLoaded((client) => client.claim(request, signal), unreachable),
    disconnect: (id, signal) => whenLoaded((client) => client.disconnect(id, signal), unreachable),
    check: (id, signal) => whenLoaded((client) => client.check(id, signal), unreachable),
  };
};
