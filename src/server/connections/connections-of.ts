import { fail, succeed, type Connection, type ConnectionsView, type Failure, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { listConnections, readConnection, type Owner, type StoredConnection } from '../store/connections.ts';
import { grantsIssuedBySub } from '../store/google-accounts.ts';
import { listRevocations } from '../store/revocations.ts';
import { waitingByConnection } from '../store/waiting-by-connection.ts';
import { instantOf, viewOf } from './connection-view.ts';
import { ownerOf } from './owner-of.ts';

export const connectionsOf = async (ports: Ports, caller: UserCaller): Promise<ConnectionsView> => {
  const owner = ownerOf(caller);
  const connections = await listConnections(ports.database, owner);
  const revocations = await listRevocations(ports.database, owner);
  return {
    product: caller.tenant.product,
    user: {
      ...(caller.name === undefined ? {} : { name: caller.name }),
      ...(caller.expectedEmail === undefined ? {} : { expectedEmail: caller.expectedEmail }),
    },
    clientId: ports.settings.google.clientId,
    connectedAppsUrl: ports.settings.google.connectedAppsUrl,
    connections: await viewsOf(ports, connections),
    // A grant that was refused never was a connection that its user would look for.
    withdrawals: revocations.flatMap(({ connectionId, email, disconnectedAt, state }) =>
      connectionId === undefined ? [] : [{ connectionId, email, disconnectedAt: instantOf(disconnectedAt), state }],
    ),
  };
};

/** One connection as its page may know it, read from the rows as they are now. */
export const connectionOf = async (ports: Ports, owner: Owner, connectionId: string): Promise<Outcome<Connection, Failure>> => {
  const connection = await readConnection(ports.database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  const [view] = await viewsOf(ports, [connection]);
  return view === undefined ? fail({ code: 'connection-unknown' }) : succeed(view);
};

const viewsOf = async ({ database, clock }: Ports, connections: readonly StoredConnection[]): Promise<Connection[]> => {
  const issued = await grantsIssuedBySub(database, connections.map((each) => each.googleSub));
  const waiting = await waitingByConnection(database, connections.map((each) => each.id));
  const now = clock.now();
  return connections.map((each) => viewOf(each, { grantsIssued: issued.get(each.googleSub) ?? 0, mailsWaiting: waiting.get(each.id) ?? 0 }, now));
};
