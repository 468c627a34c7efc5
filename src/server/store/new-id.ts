import type { Random } from '../ports.ts';

/** The id of a flow, a connection, a withdrawal or the holder of a lease: 144 random bits, 24 characters. */
export const newId = (random: Random): string => Buffer.from(random.bytes(18)).toString('base64url');
