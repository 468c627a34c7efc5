import type { ClientFailure } from '../mail-client/mail-client.ts';

const shortestMs = 1_000;
const longestMs = 30_000;

/** How long to wait after so many failures in a row: longer each time, and as long as the service wishes. */
export const retryWaitMs = (failures: number, failure: ClientFailure): number => {
  const wait = Math.min(longestMs, shortestMs * 2 ** failures);
  const wished = failure.code === 'too-many-requests' ? failure.retryAfterSeconds * 1_000 : 0;
  return Math.max(wait, wished);
};
