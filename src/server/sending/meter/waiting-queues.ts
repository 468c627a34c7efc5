import type { Ports } from '../../ports.ts';
import { toAddresses } from '../../store/addresses-of-json.ts';
import { isOfFeed, readFeed, type FeedHead } from '../../store/feeds.ts';
import type { SendingMailbox } from '../../store/sending-mailboxes.ts';
import { countWaiting, waitingChanges, type WaitingChange } from '../../store/waiting-mails.ts';
import type { QueuedMail } from '../limits/forecast.ts';
import { recipientsOf } from '../limits/sent-history.ts';
import { inLine, putInLine, takeOutOfLine, type InLine } from './line.ts';

/**
 * What waits in a mailbox, kept in memory between two questions: a campaign of 100,000 mails would take longer to read than
 * anybody waits, and between two looks a few of them change. Each question first takes over what changed since the last one.
 */
interface Queue {
  readonly mails: Map<string, WaitingInLine>;
  /** The latest change that was taken over. */
  readonly reached: FeedHead;
  /** In the order in which they leave. Another one after each change: whoever was given it may go on with it. */
  readonly ordered: readonly WaitingInLine[];
  readonly countedAt: number;
}

type WaitingInLine = QueuedMail & InLine;

interface Remembered {
  queue: Queue;
  /** Questions are answered one after another: two at once would both read everything. */
  turn: Promise<unknown>;
}

type Asked = Pick<SendingMailbox, 'owner' | 'connectionId'> & { readonly ownDomains: ReadonlySet<string> };

/** Per database, so that it ends with it. */
const remembered = new WeakMap<object, Map<string, Remembered>>();
/** Mails in memory of one process, about 200 bytes each. */
const mostMails = 300_000;
const changesAtOnce = 20_000;
/** With more changes the whole line is sorted sooner than each mail finds its place. */
const mostPlaced = 200;
/** A long queue takes longer to count than anybody waits, so that is done now and then. */
const longFrom = 2_000;
const countEveryMs = 10 * 60_000;

const empty: Queue = { mails: new Map(), reached: { change: 0, era: '' }, ordered: [], countedAt: -Infinity };

export const waitingIn = async (ports: Pick<Ports, 'database' | 'clock'>, asked: Asked): Promise<readonly QueuedMail[]> => {
  const { connectionId } = asked;
  const queues = remembered.get(ports.database) ?? new Map<string, Remembered>();
  remembered.set(ports.database, queues);
  const known = queues.get(connectionId) ?? { queue: empty, turn: Promise.resolve() };
  // The one that was asked for last is forgotten last.
  queues.delete(connectionId);
  queues.set(connectionId, known);
  const answer = known.turn.then(async () => (known.queue = await upToDate(ports, asked, known.queue)));
  // Whoever asks next begins where this one ended, also where it failed.
  known.turn = answer.catch(() => undefined);
  const { ordered } = await answer;
  forgetOldest(queues, connectionId);
  return ordered;
};

const upToDate = async (ports: Pick<Ports, 'database' | 'clock'>, asked: Asked, known: Queue): Promise<Queue> => {
  const { database, clock } = ports;
  const feed = await readFeed(database, asked.owner);
  // A database that was restored goes on otherwise than the one that was read.
  const before = isOfFeed(known.reached, feed) ? known : empty;
  const changes: WaitingChange[] = [];
  let { change } = before.reached;
  for (let found = changesAtOnce; found === changesAtOnce; ) {
    const next = await waitingChanges(database, asked.connectionId, change, changesAtOnce);
    changes.push(...next);
    change = next.at(-1)?.change ?? change;
    found = next.length;
  }
  const queue = take(before, changes, asked.ownDomains, { change, era: feed.era });
  const now = clock.now();
  if (queue.mails.size >= longFrom && now < queue.countedAt + countEveryMs) return queue;
  // A row that is gone tells nothing of itself.
  if (before !== empty && (await countWaiting(database, asked.connectionId)) !== queue.mails.size) return upToDate(ports, asked, empty);
  return { ...queue, countedAt: now };
};

const take = (queue: Queue, changes: readonly WaitingChange[], ownDomains: ReadonlySet<string>, reached: FeedHead): Queue => {
  if (changes.length === 0) return { ...queue, reached };
  const mails = queue === empty ? new Map<string, WaitingInLine>() : queue.mails;
  const placed = changes.length <= mostPlaced ? [...queue.ordered] : undefined;
  for (const { id, state, dueAt, place, recipients, recipientZone, anyHour } of changes) {
    const gone = mails.get(id);
    if (gone !== undefined && placed !== undefined) takeOutOfLine(placed, gone);
    mails.delete(id);
    if (state !== 'waiting') continue;
    const mail = { ...recipientsOf(toAddresses(recipients), ownDomains), id, dueAt, place, recipientZone, anyHour };
    mails.set(id, mail);
    if (placed !== undefined) putInLine(placed, mail);
  }
  return { mails, reached, ordered: placed ?? [...mails.values()].sort(inLine), countedAt: queue.countedAt };
};

const forgetOldest = (queues: Map<string, Remembered>, kept: string): void => {
  let total = [...queues.values()].reduce((sum, { queue }) => sum + queue.mails.size, 0);
  for (const [id, { queue }] of queues) {
    if (total <= mostMails) return;
    if (id === kept) continue;
    queues.delete(id);
    total -= queue.mails.size;
  }
};
