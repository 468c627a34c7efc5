import type { Connection, ConnectionHealth } from '../../contract/index.ts';
import { capabilitiesIn } from '../google/scopes.ts';
import type { StoredConnection } from '../store/connections.ts';

/** Trouble at Google that passes within this time alarms nobody. */
const graceMs = 60_000;

const healthOf = (connection: StoredConnection, now: number): ConnectionHealth => {
  const { state } = connection;
  if (state.kind === 'lost') return { kind: 'reconnect-needed', since: instantOf(state.at), cause: state.cause };
  if (state.kind === 'working' && state.slowSince !== undefined && now - state.slowSince >= graceMs) {
    return { kind: 'slow', since: instantOf(state.slowSince) };
  }
  return { kind: 'working' };
};

/** What a page may know of a connection. No token is among it. */
export const viewOf = (connection: StoredConnection, { grantsIssued, mailsWaiting }: Pick<Connection, 'grantsIssued' | 'mailsWaiting'>, now: number): Connection => ({
  id: connection.id,
  email: connection.email,
  connectedAt: instantOf(connection.connectedAt),
  lastWorkedAt: instantOf(connection.lastWorkedAt),
  granted: [...capabilitiesIn(connection.scopes)],
  health: healthOf(connection, now),
  grantsIssued,
  mailsWaiting,
});

export const instantOf = (time: number): string => new Date(time).toISOString();
