import { createHmac } from 'node:crypto';

/**
 * A signature as Standard Webhooks has it: HMAC-SHA-256 over id, seconds and body, with the bytes behind `whsec_`.
 * Several secrets give several signatures, so that a host can change its secret without losing a call.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signWebhook = (secrets: readonly string[], id: string, atSeconds: number, body: string): string =>
  secrets.map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${atSeconds}.${body}`).digest('base64')}`).join(' ');

const prefix = 'whsec_';

/** Between 24 and 64 bytes, as the standard asks. */
export const isWebhookSecret = (text: string): boolean => {
  if (!text.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(prefix.length))) return false;
  const { length } = keyOf(text);
  return length >= 24 && length <= 64;
};

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(prefix.length), 'base64');
