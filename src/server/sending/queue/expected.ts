import type { WaitReason } from '../../../contract/index.ts';
import type { Ports } from '../../ports.ts';
import { capabilitiesIn } from '../../google/scopes.ts';
import { readConnection, type StoredConnection } from '../../store/connections.ts';
import { readSending } from '../../store/sending-mailboxes.ts';
import { readSendingState } from '../dispatch/sending-state.ts';
import { forecast } from '../limits/forecast.ts';
import { waitingIn } from '../meter/waiting-queues.ts';

/** When a mail that waits is expected to leave, and what it waits for beside its own time. */
export interface Expected {
  readonly at: number | undefined;
  readonly because: WaitReason | undefined;
}

/** A mail that waits, and its mailbox. */
export interface Waiting {
  readonly id: string;
  readonly connectionId: string;
}

/** What can be expected of these mails, by their ids, as everything stands. Of one that left meanwhile, nothing. */
export const expectations = async (ports: Ports, mails: readonly Waiting[]): Promise<ReadonlyMap<string, Expected>> => {
  const byMailbox = new Map<string, Set<string>>();
  for (const { id, connectionId } of mails) byMailbox.set(connectionId, (byMailbox.get(connectionId) ?? new Set()).add(id));
  const expected = await Promise.all([...byMailbox].map(([connectionId, ids]) => expectedIn(ports, connectionId, ids)));
  return new Map(expected.flat());
};

/** What is due later is not looked at before, and says all the same that nothing can leave. */
const wouldPark = ({ state, scopes }: StoredConnection): 'reconnection' | 'permission' | undefined => {
  if (state.kind !== 'working') return 'reconnection';
  return capabilitiesIn(scopes).includes('send') ? undefined : 'permission';
};

const expectedIn = async (ports: Ports, connectionId: string, ids: ReadonlySet<string>): Promise<readonly (readonly [id: string, Expected])[]> => {
  const { database, clock } = ports;
  const ofAll = (expected: Expected) => [...ids].map((id) => [id, expected] as const);
  const mailbox = await readSending(database, connectionId);
  const connection = mailbox && (await readConnection(database, mailbox.owner, connectionId));
  if (mailbox === undefined || connection === undefined) return [];
  if (mailbox.parked === 'google-away') return ofAll({ at: mailbox.nextAt, because: 'google-away' });
  const parked = mailbox.parked ?? wouldPark(connection);
  if (parked !== undefined) return ofAll({ at: undefined, because: parked });
  const { history, limits, times, ownDomains } = await readSendingState(ports, mailbox, connection.email);
  const queue = await waitingIn(ports, { ...mailbox, ownDomains });
  const { departures } = forecast(history, limits, queue, times, clock.now(), { ids });
  return departures.map(({ id, leavesAt, because }) => [id, { at: leavesAt, because }] as const);
};
