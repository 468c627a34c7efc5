import { fail, succeed, type Failure, type Outcome } from '../../contract/index.ts';
import type { Ports } from '../ports.ts';
import { readConnection, type Owner, type StoredConnection } from '../store/connections.ts';
import { callLeaseMs } from '../store/leases.ts';
import { accessTokenPlace } from '../store/sealed-places.ts';
import { refreshGrant, takeRefreshLease } from './refresh-grant.ts';

export interface AccessToken {
  readonly value: string;
  readonly scopes: readonly string[];
}

export interface TokenWish {
  /** Ask Google even when the stored token has not ended: the person, or the daily check, wants to know. */
  readonly fresh: boolean;
  /** The connection as it was read a moment ago. */
  readonly seen?: StoredConnection;
}

/** A token that ends within this time is not handed out: the call it is for would outlive it. */
const marginMs = 60_000;
const lookAgainMs = 150;

/**
 * The access token of a connection. One process refreshes at a time, by a lease in the row; the others wait for what it
 * writes. Trouble at Google is an answer of its own and disconnects nothing.
 */
export const accessTokenFor = async (
  ports: Ports,
  owner: Owner,
  connectionId: string,
  wish: TokenWish = { fresh: false },
): Promise<Outcome<AccessToken, Failure>> => {
  const { timeoutMs } = ports.settings.google;
  // As long as the lease of a process that died, and one call of our own.
  const givesUpAt = ports.clock.now() + callLeaseMs(timeoutMs) + timeoutMs;
  let firstSeen: number | undefined;
  for (let { seen } = wish; ; seen = undefined) {
    const connection = seen ?? (await readConnection(ports.database, owner, connectionId));
    if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
    firstSeen ??= connection.answerNumber;
    // Whoever waited is content with what Google answered somebody else meanwhile.
    const answeredMeanwhile = connection.answerNumber !== firstSeen;
    const mayUseStored = !wish.fresh || answeredMeanwhile;
    // Only somebody who wants to know asks for a grant that Google has refused: there is no storm of retries.
    if (connection.state.kind === 'lost' && mayUseStored) return fail({ code: 'reconnect-needed' });
    const now = ports.clock.now();
    const margin = answeredMeanwhile ? 0 : marginMs;
    if (now + margin < connection.accessTokenEndsAt && mayUseStored) {
      if (answeredMeanwhile) ports.metrics.tokenRefreshed('joined');
      return storedToken(ports, connection);
    }
    if (now < connection.refreshNotBefore) return fail({ code: 'google-unavailable' });
    const lease = await takeRefreshLease(ports, connection);
    if (lease !== undefined) {
      const refreshed = await refreshGrant(ports, connection, lease);
      if (refreshed !== 'changed-meanwhile') return refreshed;
    } else {
      if (now >= givesUpAt) return fail({ code: 'google-unavailable' });
      await ports.clock.sleep(lookAgainMs);
    }
  }
};

const storedToken = (ports: Ports, connection: StoredConnection): Outcome<AccessToken, Failure> => {
  const opened = ports.keyring.open(connection.sealedAccessToken ?? '', accessTokenPlace(connection));
  return opened.ok ? succeed({ value: opened.value, scopes: connection.scopes }) : opened;
};
