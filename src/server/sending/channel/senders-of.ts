import { fail, succeed, type Failure, type Outcome } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import { readConnection, type Owner } from '../../store/connections.ts';
import { readMailbox } from '../../store/mailboxes.ts';

/** Under which addresses a mailbox may send, as far as is known: its own, and those that Gmail told of when it was read last. */
export const sendersOf = async ({ database }: Ports, owner: Owner, connectionId: string): Promise<Outcome<{ addresses: string[] }, Failure>> => {
  const connection = await readConnection(database, owner, connectionId);
  if (connection === undefined || connection.state.kind === 'disconnected') return fail({ code: 'connection-unknown' });
  const others = (await readMailbox(database, connectionId))?.ownAddresses ?? [];
  const isOther = (address: string): boolean => address.toLowerCase() !== connection.email.toLowerCase();
  return succeed({ addresses: [connection.email, ...others.filter(isOther)] });
};
