import type { Ports } from '../../ports.ts';
import { toAddresses } from '../../store/addresses-of-json.ts';
import { countWaiting, waitingChanges, type WaitingChange } from '../../store/waiting-mails.ts';
import type { QueuedMail } from '../limits/forecast.ts';
import { recipientsOf } from '../limits/sent-history.ts';

/**
 * What waits in a mailbox, kept in memory between two questions: a campaign of 100,000 mails would take longer to read than
 * anybody waits, and between two looks a few of them change. Each question first takes over what changed since the last one.
 */
interface Queue {
  readonly mails: Map<string, QueuedMail>;
  /** The latest change that was taken over. */
  reached: number;
  /** In the order in which they are due; undefined after a change. */
  ordered: readonly QueuedMail[] | undefined;
}

/** Per database, so that it ends with it. */
const remembered = new WeakMap<object, Map<string, Queue>>();
/** Mails in memory of one process, about 200 bytes each. */
const mostMails = 300_000;
const changesAtOnce = 20_000;

export const waitingIn = async ({ database }: Pick<Ports, 'database'>, connectionId: string, ownDomains: ReadonlySet<string>): Promise<readonly QueuedMail[]> => {
  const queues = remembered.get(database) ?? new Map<string, Queue>();
  remembered.set(database, queues);
  const known = queues.get(connectionId);
  const queue = known ?? { mails: new Map(), reached: 0, ordered: undefined };
  // The one that was asked for last is forgotten last.
  queues.delete(connectionId);
  queues.set(connectionId, queue);
  for (;;) {
    const changes = await waitingChanges(database, connectionId, queue.reached, changesAtOnce);
    for (const change of changes) take(queue, change, ownDomains);
    if (changes.length < changesAtOnce) break;
  }
  // A row that is gone tells nothing of itself, nor does one of an older copy of the database.
  if (known !== undefined && (await countWaiting(database, connectionId)) !== queue.mails.size) {
    queues.delete(connectionId);
    return waitingIn({ database }, connectionId, ownDomains);
  }
  forgetOldest(queues, connectionId);
  const ordered = queue.ordered ?? inOrder(queue.mails.values());
  queue.ordered = ordered;
  return ordered;
};

const inOrder = (mails: Iterable<QueuedMail>): readonly QueuedMail[] => [...mails].sort((a, b) => a.dueAt - b.dueAt);

const take = (queue: Queue, { id, state, change, dueAt, recipients, recipientZone, anyHour }: WaitingChange, ownDomains: ReadonlySet<string>): void => {
  queue.reached = Math.max(queue.reached, change);
  if (state !== 'waiting') {
    if (queue.mails.delete(id)) queue.ordered = undefined;
    return;
  }
  queue.mails.set(id, { ...recipientsOf(toAddresses(recipients), ownDomains), id, dueAt, recipientZone, anyHour });
  queue.ordered = undefined;
};

const forgetOldest = (queues: Map<string, Queue>, kept: string): void => {
  let total = [...queues.values()].reduce((sum, { mails }) => sum + mails.size, 0);
  for (const [id, { mails }] of queues) {
    if (total <= mostMails) return;
    if (id === kept) continue;
    queues.delete(id);
    total -= mails.size;
  }
};
