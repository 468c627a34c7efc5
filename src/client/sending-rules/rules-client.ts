import { sendingEndpoints } from '../../contract/endpoints.ts';
import type { Outcome, SendHoursGiven, SendingRules, SetSendingRules } from '../../contract/index.ts';
import { fail, succeed } from '../../contract/outcome.ts';
import type { ServiceCalls } from '../mail-client/ask-service.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';

/** By which clock and in which hours a mailbox sends. */
export interface RulesClient {
  read(connectionId: string, signal: AbortSignal): Promise<Outcome<SendingRules, ClientFailure>>;
  set(connectionId: string, rules: SetSendingRules, signal: AbortSignal): Promise<Outcome<SendingRules, ClientFailure>>;
}

export const createHttpRulesClient = ({ ask, at }: Pick<ServiceCalls, 'ask' | 'at'>): RulesClient => ({
  read: (connectionId, signal) => ask({ method: 'GET', url: at(sendingEndpoints.sendingRules(connectionId)), read, readRefusal }, signal),
  set: (connectionId, rules, signal) => ask({ method: 'POST', url: at(sendingEndpoints.sendingRules(connectionId)), read, readRefusal, body: rules }, signal),
});

const read = async (response: Response): Promise<Outcome<SendingRules, unknown>> => {
  const rules = decodeRules(await response.json());
  return rules === undefined ? fail(undefined) : succeed(rules);
};

/** What only calls about rules are refused with. */
const readRefusal = (body: unknown): ClientFailure | undefined => {
  const { code } = fieldsOf(fieldsOf(body)['error']);
  return code === 'rules-changed' || code === 'zone-unknown' ? { code } : undefined;
};

/** Undefined where the value does not fit the contract; a property test holds it to that. */
export const decodeRules = (input: unknown): SendingRules | undefined => {
  const { zone, hours } = fieldsOf(input);
  if (zone !== null && !(typeof zone === 'string' && /^[A-Za-z][\w+\-/]{0,63}$/.test(zone))) return undefined;
  if (hours === null) return { zone, hours };
  const read = decodeHours(hours);
  return read && { zone, hours: read };
};

const decodeHours = (input: unknown): SendHoursGiven | undefined => {
  const { clockOf, days, from, until } = fieldsOf(input);
  const fits = (clockOf === 'sender' || clockOf === 'recipient') && Array.isArray(days) && days.length > 0 && days.length <= 7 && days.every(isDay) && isTime(from) && isTime(until);
  return fits ? { clockOf, days, from, until } : undefined;
};

const isDay = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7;
const isTime = (value: unknown): value is string => typeof value === 'string' && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);
