import type { OutgoingMail } from '../../contract/index.ts';
import type { Clock } from '../page/clock.ts';
import type { OutgoingCache } from './outgoing-cache.ts';
import type { OutgoingClient, Wish } from './outgoing-client.ts';
import { afterOwn, isFulfilled, isPassing, nextToTell, standing, without, withWish, type PendingChange, type Stand } from './pending-change.ts';

export interface ChangeQueueDeps {
  readonly client: OutgoingClient;
  readonly cache: OutgoingCache;
  readonly clock: Clock;
  readonly onChange: () => void;
  /** The service's own row after a change, or instead of it. */
  readonly onMail: (mail: OutgoingMail) => void;
}

/** What one person decided: told to the service in order, each once, however often the network goes away in between. */
export interface ChangeQueue {
  readonly changes: readonly PendingChange[];
  add(mail: OutgoingMail, wish: Wish): void;
  /** Takes back what the service does not know yet, or closes what it said about it. */
  drop(mailId: string): void;
  /** After a conflict: the person's wish stands, for the mail as it is now. */
  keepMine(mailId: string): void;
  /** Tells what is left to tell; the service can be reached. */
  tell(): void;
}

export const createChangeQueue = (userKey: string | undefined, kept: readonly PendingChange[], deps: ChangeQueueDeps): ChangeQueue => {
  const { client, cache, clock } = deps;
  let changes = kept;
  let telling: Promise<void> | undefined;
  // Nothing ends it: what the person decided is told even when they leave the page.
  const { signal } = new AbortController();

  const become = (next: readonly PendingChange[]): void => {
    changes = next;
    deps.onChange();
  };
  const done = async (mailId: string): Promise<void> => {
    become(without(changes, mailId));
    if (userKey !== undefined) await cache.drop(userKey, mailId);
  };
  const isCurrent = (change: PendingChange): boolean => changes.some(({ mailId, wish }) => mailId === change.mailId && wish === change.wish);
  const stand = (change: PendingChange, next: Stand): void => {
    if (isCurrent(change)) become(standing(changes, change.mailId, next));
  };

  /** False when the service could not be reached: the rest would fare no better. */
  const tellOne = async (change: PendingChange): Promise<boolean> => {
    const { mailId, version, wish } = change;
    const outcome = await client.carryOut(mailId, version, wish, signal);
    if (outcome.ok) {
      deps.onMail(outcome.value);
      if (isCurrent(change)) await done(mailId);
      else become(afterOwn(changes, outcome.value));
      return true;
    }
    const { failure } = outcome;
    if (isPassing(failure)) {
      stand(change, { kind: 'kept' });
      return false;
    }
    // An answer may have been lost on an earlier way: then the mail is as it was wished, and nobody has to be told.
    const now = failure.code === 'outgoing-unknown' ? undefined : await client.content(mailId, signal);
    if (now?.ok === false && isPassing(now.failure)) {
      stand(change, { kind: 'kept' });
      return false;
    }
    if (!isCurrent(change)) return true;
    if (now?.ok) deps.onMail(now.value.mail);
    if (now?.ok && isFulfilled(change, now.value.mail)) await done(mailId);
    else if (now?.ok && failure.code === 'outgoing-changed') stand(change, { kind: 'conflict', theirs: now.value.mail });
    else {
      stand(change, { kind: 'refused', failure });
      if (userKey !== undefined) await cache.drop(userKey, mailId);
    }
    return true;
  };

  const tellAll = async (): Promise<void> => {
    if (userKey !== undefined) {
      const speaksFor = await client.userKey();
      // Nobody to speak for, as without a network; or somebody else, who is served by a queue of their own.
      if (speaksFor !== userKey) return become(changes.map((each) => (each.stand.kind === 'telling' ? { ...each, stand: { kind: 'kept' } } : each)));
    }
    for (let next = nextToTell(changes); next !== undefined; next = nextToTell(changes)) if (!(await tellOne(next))) break;
    // The ones behind it stay in their order.
    if (changes.some((each) => each.stand.kind === 'kept')) become(changes.map((each) => (each.stand.kind === 'telling' ? { ...each, stand: { kind: 'kept' } } : each)));
  };
  const tell = (): void => {
    if (nextToTell(changes) === undefined) return;
    telling ??= tellAll().finally(() => {
      telling = undefined;
      // Decided while the last answer was under way.
      if (changes.some(({ stand: { kind } }) => kind === 'telling')) tell();
    });
  };
  const save = (mailId: string): void => {
    const change = changes.find((each) => each.mailId === mailId);
    if (userKey !== undefined && change !== undefined) void cache.keep(userKey, change);
  };

  return {
    get changes() {
      return changes;
    },
    add(mail, wish) {
      become(withWish(changes, mail, wish, clock.now()));
      save(mail.id);
      tell();
    },
    drop: (mailId) => void done(mailId),
    keepMine(mailId) {
      const change = changes.find((each) => each.mailId === mailId);
      if (change?.stand.kind !== 'conflict') return;
      become([...without(changes, mailId), { ...change, version: change.stand.theirs.version, stand: { kind: 'telling' } }]);
      save(mailId);
      tell();
    },
    tell,
  };
};
