import type { Transaction } from 'kysely';
import type { WebhookEvent } from '../../contract/index.ts';
import type { Ports } from '../ports.ts';
import type { Owner } from '../store/connections.ts';
import { insertDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { newId } from '../store/new-id.ts';
import type { Tables } from '../store/tables.ts';

export interface ToTell {
  readonly owner: Owner;
  /** What shares it is told in order: a Gmail thread. */
  readonly orderKey: string;
  readonly event: WebhookEvent;
}

/**
 * Writes down what the host is to be told, in the transaction that makes it true: told if and only if it happened. It
 * comes after `nextChange` of the same owner there, whose lock keeps two tellings in the order of their commits.
 */
export const queueDeliveries = async (ports: Ports, transaction: Transaction<Tables>, toTell: readonly ToTell[]): Promise<void> => {
  const deliveries = toTell.flatMap(({ owner, orderKey, event }): readonly NewDelivery[] => {
    const webhooks = ports.settings.tenants.get(owner.tenant)?.webhooks ?? [];
    return webhooks
      .filter(({ events }) => events.includes(event.type))
      .map(({ id: target }) => ({ id: `msg_${newId(ports.random)}`, owner, target, orderKey, type: event.type, payload: JSON.stringify(event), at: ports.clock.now() }));
  });
  await insertDeliveries(transaction, deliveries);
};

export const queueDelivery = (ports: Ports, transaction: Transaction<Tables>, toTell: ToTell): Promise<void> => queueDeliveries(ports, transaction, [toTell]);
