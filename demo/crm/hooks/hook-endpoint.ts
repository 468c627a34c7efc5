import { createHmac } from 'node:crypto';
import { decode, webhookEventSchema } from '../../../src/contract/index.ts';
import type { Host } from '../host.ts';
import { verifyCall } from './verify-call.ts';

/**
 * `POST /hooks/gmail`: what the service tells. It is believed by its signature alone, noted once however often it comes,
 * and confirmed when it is noted. An event of a kind that this CRM does not know is confirmed, too: told again for days,
 * it would hold up what stands behind it.
 */
export const answerHook = async (host: Host, request: Request): Promise<Response> => {
  if (host.conditions().hook === 'fails') return new Response('Out of order', { status: 503 });
  const body = await request.text();
  const now = host.clock.now();
  const verified = verifyCall(host.webhookSecrets, { headers: request.headers, body }, now);
  if (!verified.ok) {
    host.heard.turnAway(verified.failure, now);
    return Response.json({ error: verified.failure }, { status: 401 });
  }
  const event = decode(webhookEventSchema, parsed(body));
  if (event.ok) host.heard.hear(verified.value, event.value, now);
  return new Response(null, { status: 204 });
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON; the schema refuses it.
    return undefined;
  }
};

/** What somebody sends who knows the address and everything but the secret. */
export const forgedCall = (host: Host): Request => {
  const body = JSON.stringify({ type: 'reply.found', timestamp: new Date(host.clock.now()).toISOString(), data: {} });
  const [id, seconds] = ['msg_forged', String(Math.floor(host.clock.now() / 1_000))];
  const signature = createHmac('sha256', 'a guess').update(`${id}.${seconds}.${body}`).digest('base64');
  const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
  return new Request(`${host.origin}/hooks/gmail`, { method: 'POST', headers, body });
};
