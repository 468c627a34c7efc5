import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import { refuse, type Answer, type GmailCall } from './gmail-call.ts';
import { gmailErrors } from './gmail-error.ts';
import { pushChange } from './pushes.ts';

const watchRequest = z.object({
  topicName: z.string(),
  labelIds: z.optional(z.array(z.string())),
  labelFilterBehavior: z.optional(z.enum(['include', 'exclude'])),
  labelFilterAction: z.optional(z.enum(['include', 'exclude'])),
});

const sevenDaysMs = 7 * 24 * 3_600_000;

/** Answers where the mailbox stands, and sends one event at once. */
export const watch = async ({ world, account, grant, own, request }: GmailCall): Promise<Answer> => {
  const body = decode(watchRequest, await readJson(request));
  const topic = body.ok ? body.value.topicName : '';
  if (!/^projects\/[\w-]+\/topics\/[\w.~+%-]+$/.test(topic)) return refuse(gmailErrors.badRequest('Invalid topicName does not match projects/*/topics/*'));
  const now = world.clock.now();
  const before = own.watches.get(grant.project);
  if (before !== undefined && before.endsAt > now && before.topic !== topic) {
    return refuse(gmailErrors.badRequest('Only one user push notification client allowed per developer (call /stop then try again)'));
  }
  const endsAt = now + sevenDaysMs;
  own.watches.set(grant.project, { topic, endsAt, lastPushAt: -Infinity });
  pushChange(world, account);
  return { json: { historyId: String(own.mailbox.newest), expiration: String(endsAt) } };
};

export const stop = ({ grant, own }: GmailCall): Answer => {
  own.watches.delete(grant.project);
  return 'nothing';
};

const readJson = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    // Not JSON: the schema refuses it.
    return undefined;
  }
};
