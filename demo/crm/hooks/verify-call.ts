import { createHmac, timingSafeEqual } from 'node:crypto';
import { fail, succeed, type Outcome } from '../../../src/contract/outcome.ts';

/** Why a call is not believed: it carries no signature, its time is not now, or its signature is not the service's. */
export type Refusal = 'unsigned' | 'stale' | 'forged';

export interface SignedCall {
  readonly headers: Pick<Headers, 'get'>;
  /** As it came: a body that was parsed and written anew has another signature. */
  readonly body: string;
}

/** Old enough for clocks that differ, too young for a call that somebody kept and sends again. */
const toleranceSeconds = 300;

/**
 * Whether a call comes from the service, in the Standard Webhooks format; its id tells a repetition. While a secret is
 * being changed a call carries a signature of each, and one of them is enough.
 */
export const verifyCall = (secrets: readonly string[], { headers, body }: SignedCall, now: number): Outcome<string, Refusal> => {
  const [id, seconds, signatures] = [headers.get('webhook-id'), headers.get('webhook-timestamp'), headers.get('webhook-signature')];
  if (!id || !seconds || !signatures) return fail('unsigned');
  if (!(Math.abs(now / 1_000 - Number(seconds)) <= toleranceSeconds)) return fail('stale');
  const right = secrets.map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`);
  return signatures.split(' ').some((given) => right.some((each) => isEqual(given, each))) ? succeed(id) : fail('forged');
};

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace('whsec_', ''), 'base64');

/** Takes as long for a signature that begins well as for one that does not. */
const isEqual = (one: string, other: string): boolean => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
};
