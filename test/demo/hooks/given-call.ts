import { signWebhook } from '../../../src/server/webhooks/sign-webhook.ts';
import type { Reply, WebhookEvent } from '../../../src/contract/index.ts';
import { givenReply } from '../../client/replies/given-reply.ts';
import { now, origin, webhookSecret } from '../given-crm.ts';

/** What the service tells of a mail that came back to Léa. */
export const found = (reply: Partial<Reply> = {}, type: 'reply.found' | 'reply.corrected' = 'reply.found'): WebhookEvent => ({
  type,
  timestamp: new Date(now).toISOString(),
  data: { org: 'northpeak', user: 'lea', reply: givenReply(reply) },
});

export interface CallOptions {
  readonly id?: string;
  readonly secrets?: readonly string[];
  readonly at?: number;
}

/** A call as the service makes it, signed by its own code. */
export const callOf = (event: object, { id = 'msg_1', secrets = [webhookSecret], at = now }: CallOptions = {}): Request => {
  const body = JSON.stringify(event);
  const seconds = at / 1_000;
  return new Request(`${origin}/hooks/gmail`, {
    method: 'POST',
    headers: { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signWebhook(secrets, id, seconds, body) },
    body,
  });
};
