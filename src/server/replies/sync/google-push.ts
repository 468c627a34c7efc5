import * as z from 'zod/mini';
import { decode, emailAddress, replyEndpoints } from '../../../contract/index.ts';
import { readJsonBody } from '../../http/read-body.ts';
import type { OpenRoute } from '../../http/route.ts';
import type { Ports } from '../../ports.ts';
import { callMailboxesOf } from '../../store/mailboxes.ts';

/** https://cloud.google.com/pubsub/docs/push */
const push = z.object({ message: z.object({ data: z.string().check(z.maxLength(4_096)) }) });
/** https://developers.google.com/workspace/gmail/api/guides/push. The history id is left alone: pushes are lost, doubled and reordered. */
const notification = z.object({ emailAddress });

/**
 * Gmail tells that something happened in a mailbox: it is polled at once. Whatever else the push says, the mailbox' own
 * cursor decides what is new. An address that nobody connected is answered alike, and so is what cannot be read: Pub/Sub
 * would send it again for days.
 */
export const googlePush = (ports: Ports): OpenRoute => ({
  kind: 'open',
  method: 'POST',
  path: replyEndpoints.googlePush,
  respond: async (request) => {
    const sender = ports.settings.replies.pushSender;
    if (sender === undefined) return undefined;
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return answer(401);
    const checked = await ports.google.checkPush(token, sender);
    if (!checked.ok) return answer(checked.failure.code === 'google-unavailable' ? 503 : 401);
    const email = await addressIn(request);
    if (email !== undefined && (await callMailboxesOf(ports.database, email)) > 0) ports.pollBell.ring();
    return answer(204);
  },
});

const answer = (status: number): Response => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });

const addressIn = async (request: Request): Promise<string | undefined> => {
  const body = await readJsonBody(request);
  const read = body.ok ? decode(push, body.value) : body;
  if (!read.ok) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(read.value.message.data, 'base64').toString('utf8'));
    const told = decode(notification, parsed);
    return told.ok ? told.value.emailAddress : undefined;
  } catch {
    // Not JSON: nothing of Gmail's.
    return undefined;
  }
};
