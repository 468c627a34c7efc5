import { fractionOf } from '../connections/check-times.ts';
import type { Ports } from '../ports.ts';
import { noteDelivered, noteFailedAttempt, takeDueDeliveries, type StoredDelivery, type Target } from '../store/deliveries.ts';
import type { WebhookAnswer } from './webhook-port.ts';
import { retryAfterMs } from './retry-times.ts';
import { signWebhook } from './sign-webhook.ts';

/**
 * Claims what is due, tells the host, records its answer. A process that dies after the host's answer and before the
 * record tells it again: the host knows a repetition by its `webhook-id`. What is claimed of one webhook goes out side by
 * side, and no more of that one until it is done; a host that is slow or dead holds up nothing but its own calls.
 */
const perTarget = 10;
/** Of all webhooks together, in one process: each holds a socket and its body in memory. */
const mostAtOnce = 200;
/** A call's own time limit, the database, and clocks that differ. */
const leaseMs = 45_000;

/** The calls of one webhook that are under way. */
export interface Lane extends Target {
  readonly calls: number;
  readonly done: Promise<void>;
}

/** Claims for every webhook that is not busy, and begins to tell. */
export const beginDue = async (ports: Ports, busy: readonly Lane[], signal: AbortSignal): Promise<readonly Lane[]> => {
  const now = ports.clock.now();
  const most = mostAtOnce - busy.reduce((sum, { calls }) => sum + calls, 0);
  if (most <= 0) return [];
  const due = await takeDueDeliveries(ports.database, { now, leaseEndsAt: now + leaseMs, perTarget, most, busy });
  if (signal.aborted) return [];
  const byTarget = new Map<string, { readonly tenant: string; readonly target: string; readonly deliveries: StoredDelivery[] }>();
  for (const delivery of due) {
    const { tenant, target } = delivery;
    const key = JSON.stringify([tenant, target]);
    const known = byTarget.get(key);
    if (known === undefined) byTarget.set(key, { tenant, target, deliveries: [delivery] });
    else known.deliveries.push(delivery);
  }
  return [...byTarget.values()].map(({ tenant, target, deliveries }) => ({
    tenant,
    target,
    calls: deliveries.length,
    done: Promise.all(deliveries.map((delivery) => deliver(ports, delivery))).then(() => undefined),
  }));
};

const deliver = async (ports: Ports, delivery: StoredDelivery): Promise<void> => {
  const answer = await tell(ports, delivery);
  const at = ports.clock.now();
  if (answer !== undefined && answer.status >= 200 && answer.status < 300) {
    ports.metrics.webhookAnswered('delivered');
    return noteDelivered(ports.database, delivery.id, at, answer.status);
  }
  const wait = retryAfterMs(delivery.attempts + 1, answer?.retryAfterSeconds, fractionOf(ports.random));
  ports.metrics.webhookAnswered(wait === undefined ? 'given-up' : 'failed');
  if (wait === undefined) ports.log.warn('webhook-given-up', { tenant: delivery.tenant, attempt: delivery.attempts + 1 });
  await noteFailedAttempt(ports.database, delivery.id, {
    at,
    status: answer?.status,
    nextAttemptAt: wait === undefined ? undefined : at + wait,
  });
};

/** Undefined when there was no answer, or when the operator has taken the webhook out of the settings since. */
const tell = async (ports: Ports, { id, tenant, target, payload }: StoredDelivery): Promise<WebhookAnswer | undefined> => {
  const webhook = ports.settings.tenants.get(tenant)?.webhooks.find((each) => each.id === target);
  if (webhook === undefined) return undefined;
  const seconds = Math.floor(ports.clock.now() / 1_000);
  const answered = await ports.webhooks.post({
    url: webhook.url,
    inPrivateNetwork: webhook.inPrivateNetwork ?? false,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'gmail-connect-kit',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signWebhook(webhook.secrets, id, seconds, payload),
    },
    body: payload,
  });
  return answered.ok ? answered.value : undefined;
};
