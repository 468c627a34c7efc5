import { fail, succeed, type Failure, type Outcome } from '../../contract/index.ts';
import type { RefreshFailure, Refreshed } from '../google/google-port.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { changeLeased, leaseRefresh, type ConnectionChange, type StoredConnection } from '../store/connections.ts';
import { callLeaseMs } from '../store/leases.ts';
import { newId } from '../store/new-id.ts';
import { lookSoon } from '../store/sending-mailboxes.ts';
import { accessTokenPlace, refreshTokenPlace } from '../store/sealed-places.ts';
import type { AccessToken } from './access-token.ts';
import { nextCheckAfterTrouble, nextCheckAt } from './check-times.ts';

/** After trouble at Google a connection rests that long: many callers at once make one call, not many. */
const restMs = 10_000;

/** The name on the lease when it is ours now. */
export const takeRefreshLease = async (ports: Ports, connection: StoredConnection): Promise<string | undefined> => {
  const owner = newId(ports.random);
  const now = ports.clock.now();
  const until = now + callLeaseMs(ports.settings.google.timeoutMs);
  return (await leaseRefresh(ports.database, connection, owner, { now, until })) ? owner : undefined;
};

type RefreshResult = Outcome<AccessToken, Failure> | 'changed-meanwhile';

/** Refreshes under a lease. Whatever is written is written only while the lease and the grant are still the same. */
export const refreshGrant = async (ports: Ports, connection: StoredConnection, lease: string): Promise<RefreshResult> => {
  const write = (change: ConnectionChange): Promise<boolean> =>
    changeLeased(ports.database, connection, lease, change);
  const opened = ports.keyring.open(connection.sealedRefreshToken ?? '', refreshTokenPlace(connection));
  if (!opened.ok) {
    await write({});
    return opened;
  }
  const answer = await ports.google.refresh(opened.value);
  ports.metrics.tokenRefreshed(answer.ok ? 'refreshed' : answer.failure.code);
  if (answer.ok) {
    const written = await write(refreshedChange(ports, connection, answer.value));
    return written ? tokenOf(connection, answer.value) : 'changed-meanwhile';
  }
  if (answer.failure.code === 'grant-lost') return condemn(ports, connection, answer.failure, write);
  // Ours to put right, and every mailbox will meet it: an operator has to see it at once.
  if (answer.failure.code === 'client-misconfigured') ports.log.error('google-refuses-client', { failure: answer.failure.code });
  await write(troubleChange(ports, connection));
  return fail({ code: answer.failure.code });
};

const refreshedChange = (ports: Ports, connection: StoredConnection, refreshed: Refreshed): ConnectionChange => {
  const now = ports.clock.now();
  return {
    status: 'working',
    sealed_access_token: ports.keyring.seal(refreshed.accessToken, accessTokenPlace(connection)),
    access_token_ends_at: new Date(refreshed.accessTokenExpiresAt),
    ...resealed(ports, connection, refreshed),
    ...(refreshed.scopes === undefined ? {} : { scopes: refreshed.scopes.join(' ') }),
    last_worked_at: new Date(now),
    next_check_at: new Date(nextCheckAt(now, ports.random)),
    slow_since: null,
    lost_at: null,
    lost_cause: null,
    refresh_not_before: null,
  };
};

/** Google's answer seldom carries a refresh token; without one the old goes on, sealed anew when its key is an older one. */
const resealed = (ports: Ports, connection: StoredConnection, refreshed: Refreshed): ConnectionChange => {
  const place = refreshTokenPlace(connection);
  if (refreshed.refreshToken !== undefined) return { sealed_refresh_token: ports.keyring.seal(refreshed.refreshToken, place) };
  const old = connection.sealedRefreshToken;
  if (old === undefined || ports.keyring.current(old)) return {};
  const opened = ports.keyring.open(old, place);
  return opened.ok ? { sealed_refresh_token: ports.keyring.seal(opened.value, place) } : {};
};

const troubleChange = (ports: Ports, connection: StoredConnection): ConnectionChange => {
  const now = ports.clock.now();
  const slowSince = connection.state.kind === 'working' ? (connection.state.slowSince ?? now) : undefined;
  return {
    refresh_not_before: new Date(now + restMs),
    next_check_at: new Date(nextCheckAfterTrouble(now, ports.random)),
    ...(slowSince === undefined ? {} : { slow_since: new Date(slowSince) }),
  };
};

/**
 * Google refused this grant for good. The write compares lease and grant number, which is the second look at the row: a
 * reconnection that came in between has made both another, and its grant is not condemned for the old one's sake.
 */
const condemn = async (
  ports: Ports,
  connection: StoredConnection,
  lost: Extract<RefreshFailure, { code: 'grant-lost' }>,
  write: (change: ConnectionChange) => Promise<boolean>,
): Promise<RefreshResult> => {
  const now = ports.clock.now();
  const known = connection.state.kind === 'lost';
  const condemned = await write({
    status: 'lost',
    ...(known ? {} : { lost_at: new Date(now) }),
    lost_cause: lost.cause,
    slow_since: null,
    sealed_access_token: null,
    access_token_ends_at: null,
  });
  if (!condemned) return 'changed-meanwhile';
  if (!known) {
    const { tenant, org, user, id } = connection;
    ports.log.warn('connection-lost', { tenant, connectionId: id, failure: lost.cause });
    await writeAudit(ports.database, { at: now, tenant, org, user, action: 'connection-lost', result: lost.cause, connectionId: id });
    await lookSoon(ports.database, id, now);
    ports.sendBell.ring();
    // A page that looks on is told now, not when its mailbox is polled in vain.
    ports.bell.ring(connection);
  }
  return fail({ code: 'reconnect-needed' });
};

const tokenOf = (connection: StoredConnection, refreshed: Refreshed): Outcome<AccessToken, Failure> =>
  succeed({ value: refreshed.accessToken, scopes: refreshed.scopes ?? connection.scopes });
