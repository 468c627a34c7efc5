import { fail, succeed, type Connection, type ConnectionsView, type Failure, type Outcome } from '../../contract/index.ts';
import type { UserCaller } from '../auth/caller.ts';
import type { Ports } from '../ports.ts';
import { listConnections, readConnection, type Owner } from '../store/connections.ts';
import { grantsIssuedBySub } from '../store/google-accounts.ts';
import { listRevocations } from '../store/revocations.ts';
import { instantOf, viewOf } from './connection-view.ts';
import { ownerOf } from './owner-of.ts';

export const connectionsOf = async (ports: Ports, caller: UserCaller): Promise<ConnectionsView> => {
  const owner = ownerOf(caller);
  const connections = await listConnections(ports.database, owner);
  const issued = await grantsIssuedBySub(ports.database, connections.map((each) => each.googleSub));
  const revocations = await listRevocations(ports.database, owner);
  const now = ports.clock.now();
  return {
    product: caller.tenant.product,
    user: {
      ...(caller.name === undefined ? {} : { name: caller.name }),
      ...(caller.expectedEmail === undefined ? {} : { expectedEmail: caller.expectedEmail }),
    },
    clientId: ports.settings.google.clientId,
    connectedAppsUrl: ports.settings.google.connectedAppsUrl,
    connections: connections.map((each) => viewOf(each, issued.get(each.googleSub) ?? 0, now)),
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
  const issued = await grantsIssuedBySub(ports.database, [connection.googleSub]);
  return succeed(viewOf(connection, issued.get(connection.googleSub) ?? 0, ports.clock.now()));
};
