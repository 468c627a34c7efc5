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

type ExpectedOf = (mailId: string) => Expected | undefined;

/** Of each of these mailboxes what can be expected of its mails, as everything stands. */
export const expectations = async (ports: Ports, connectionIds: readonly string[]): Promise<ReadonlyMap<string, ExpectedOf>> =>
  new Map(await Promise.all(connectionIds.map(async (id) => [id, await expectedIn(ports, id)] as const)));

/** What is due later is not looked at before, and says all the same that nothing can leave. */
const wouldPark = ({ state, scopes }: StoredConnection): 'reconnection' | 'permission' | undefined => {
  if (state.kind !== 'working') return 'reconnection';
  return capabilitiesIn(scopes).includes('send') ? undefined : 'permission';
};

const expectedIn = async (ports: Ports, connectionId: string): Promise<ExpectedOf> => {
  const { database, clock } = ports;
  const mailbox = await readSending(database, connectionId);
  const connection = mailbox && (await readConnection(database, mailbox.owner, connectionId));
  if (mailbox === undefined || connection === undefined) return () => undefined;
  if (mailbox.parked === 'google-away') return () => ({ at: mailbox.nextAt, because: 'google-away' });
  const parked = mailbox.parked ?? wouldPark(connection);
  if (parked !== undefined) return () => ({ at: undefined, because: parked });
  const { history, limits, times, ownDomains } = await readSendingState(ports, mailbox, connection.email);
  const { departures } = forecast(history, limits, await waitingIn(ports, connectionId, ownDomains), times, clock.now());
  const byId = new Map(departures.map(({ id, leavesAt, because }) => [id, { at: leavesAt, because }]));
  return (id) => byId.get(id);
};
