import { decode, deliveriesSchema, replyEndpoints, type Delivery } from '../../../src/contract/index.ts';
import { tenantRole } from '../conditions.ts';
import type { Host } from '../host.ts';
import { mintServerToken } from '../mint-token.ts';

export interface DeliveryLog {
  readonly deliveries: readonly Delivery[];
  /** The id after which the older ones come; absent at the end. */
  readonly next?: string | undefined;
}

/** The service's log of what it told this CRM; undefined while it cannot be asked. */
export const readDeliveryLog = async (host: Host, { state, before }: { readonly state: string | null; readonly before: string | null }): Promise<DeliveryLog | undefined> => {
  const query = new URLSearchParams({ ...(state === null ? {} : { state }), ...(before === null ? {} : { before }) });
  const answer = await ask(host, 'GET', `${replyEndpoints.backendDeliveries}?${query}`);
  const decoded = decode(deliveriesSchema, answer);
  return decoded.ok ? decoded.value : undefined;
};

export const replayDelivery = async (host: Host, id: string): Promise<void> => {
  await ask(host, 'POST', replyEndpoints.backendReplay(encodeURIComponent(id)));
};

const ask = async (host: Host, method: 'GET' | 'POST', path: string): Promise<unknown> => {
  const token = mintServerToken(host.tenants[tenantRole(host.conditions())], host.serviceOrigin, host.clock.now());
  const headers = { authorization: `Bearer ${token}`, 'x-requested-with': 'larkspur-crm', ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) };
  try {
    const answer = await fetch(host.serviceBackChannel + path, { method, headers });
    return await answer.json();
  } catch {
    // The service cannot be reached, or what answered is something else; the page says so.
    return undefined;
  }
};
