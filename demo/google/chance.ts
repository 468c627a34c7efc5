/** Time and randomness from outside, so that a test holds both in its hand. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

export interface Random {
  /** Cryptographically strong bytes. */
  bytes(length: number): Uint8Array;
}

export const drawText = (random: Random, length: number): string => Buffer.from(random.bytes(length)).toString('base64url');
