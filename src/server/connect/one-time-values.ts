import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../ports.ts';

/**
 * Tickets, states, nonces, cookies and finish codes: made here, handed out once, and known to the database by their
 * hash alone. A hash is salted by what its value is for, so that one kind of value never passes for another. A secret has
 * 256 bits, 43 characters.
 */
export const newSecret = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url');

/** Eight characters that a person can read aloud and type: RFC 4648 base32, no 0, 1, 8 or 9. */
export const newShortCode = (random: Random): string =>
  Array.from(random.bytes(8), (byte) => base32[byte % base32.length]).join('');

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export type Purpose = 'ticket' | 'state' | 'cookie' | 'finish';

export const hashOf = (purpose: Purpose, value: string): string =>
  createHash('sha256').update(`${purpose}:${value}`).digest('base64url');

/** The flow is part of the hash: eight characters are few, and nobody shall prepare a table of them. */
export const finishHashOf = (flowId: string, finishCode: string): string => hashOf('finish', `${flowId}:${finishCode}`);

/** Of a nonce, as `GooglePort.exchange` compares it. */
export const plainHashOf = (value: string): string => createHash('sha256').update(value).digest('base64url');

/** Whether both are the same, in a time that does not tell where they differ. */
export const sameHash = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
