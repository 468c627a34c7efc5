import type { LinePlace, OutgoingMail } from '../../contract/index.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { Wish } from './outgoing-client.ts';

/**
 * What a person decided about a mail, until the service has it. Each change names the version that the person saw:
 *
 *     telling -> (done) | kept | conflict | refused;  kept -> telling, when the network is back
 *     conflict -> telling, when the person keeps theirs
 *
 * One per mail: a later wish takes the place of an earlier one, and both speak of the version that was seen first.
 */
export interface PendingChange {
  readonly mailId: string;
  readonly version: number;
  readonly wish: Wish;
  readonly madeAt: number;
  readonly stand: Stand;
}

export type Stand =
  /** On its way to the service. */
  | { readonly kind: 'telling' }
  /** The service could not be reached: kept on this device. */
  | { readonly kind: 'kept' }
  /** Somebody else, or the service, changed the mail in the meantime. */
  | { readonly kind: 'conflict'; readonly theirs: OutgoingMail }
  /** The service said no for good; told once, then forgotten. */
  | { readonly kind: 'refused'; readonly failure: ClientFailure };

/** What is waited for, not what the service refuses. */
export const isPassing = ({ code }: ClientFailure): boolean =>
  code === 'network-failed' || code === 'timed-out' || code === 'service-unavailable' || code === 'too-many-requests' || code === 'session-failed' || code === 'token-refused' || code === 'internal';

export const withWish = (changes: readonly PendingChange[], mail: Pick<OutgoingMail, 'id' | 'version'>, wish: Wish, madeAt: number): readonly PendingChange[] => {
  const earlier = changes.find(({ mailId }) => mailId === mail.id);
  const version = earlier?.stand.kind === 'kept' ? earlier.version : mail.version;
  return [...without(changes, mail.id), { mailId: mail.id, version, wish, madeAt, stand: { kind: 'telling' } }];
};

export const without = (changes: readonly PendingChange[], mailId: string): readonly PendingChange[] => changes.filter((each) => each.mailId !== mailId);

export const standing = (changes: readonly PendingChange[], mailId: string, stand: Stand): readonly PendingChange[] =>
  changes.map((each) => (each.mailId === mailId ? { ...each, stand } : each));

/** The service has carried out an earlier wish for this mail: a later one, made meanwhile, is about what came of it. */
export const afterOwn = (changes: readonly PendingChange[], { id, version }: OutgoingMail): readonly PendingChange[] =>
  changes.map((each) => (each.mailId === id && each.stand.kind === 'telling' ? { ...each, version } : each));

/** The next to tell, in the order in which the person decided. */
export const nextToTell = (changes: readonly PendingChange[]): PendingChange | undefined =>
  changes.filter(({ stand }) => stand.kind === 'telling' || stand.kind === 'kept').sort((one, other) => one.madeAt - other.madeAt)[0];

/** Whether the mail already is as it was wished: then an answer was lost, and there is no conflict. */
export const isFulfilled = ({ wish }: PendingChange, { state, chosen }: OutgoingMail): boolean => {
  switch (wish.kind) {
    case 'cancel':
      return state.kind === 'cancelled';
    case 'send-now':
      return state.kind === 'sending' || state.kind === 'checking' || state.kind === 'sent';
    case 'time':
      return isAt(wish.when, chosen) && state.kind === 'waiting';
    // A row alone does not say between which others it stands.
    case 'order':
      return false;
    case 'decide':
      if (wish.decision.kind === 'cancel') return state.kind === 'cancelled';
      if (wish.decision.kind === 'reschedule') return isAt(wish.decision.when, chosen) && state.kind === 'waiting';
      return state.kind !== 'held' && state.kind !== 'cancelled';
  }
};

const isAt = (when: Extract<Wish, { kind: 'time' }>['when'], chosen: OutgoingMail['chosen']): boolean =>
  when.kind === 'at' && when.wall === chosen?.wall && when.zone === chosen.zone;

/** Longer than this nobody remembers what they decided, and the mail has long had its time. */
const keptForMs = 7 * 86_400_000;

/** What was kept on this device, as far as it can be believed. */
export const decodeKept = (stored: unknown, now: number): PendingChange | undefined => {
  const { mailId, version, wish, madeAt } = fieldsOf(stored);
  const read = decodeWish(wish);
  if (typeof mailId !== 'string' || typeof version !== 'number' || typeof madeAt !== 'number' || read === undefined) return undefined;
  return now - madeAt > keptForMs ? undefined : { mailId, version, wish: read, madeAt, stand: { kind: 'kept' } };
};

const decodeWish = (stored: unknown): Wish | undefined => {
  const { kind, when, place, decision } = fieldsOf(stored);
  if (kind === 'cancel' || kind === 'send-now') return { kind };
  if (kind === 'time') {
    const read = decodeWhen(when);
    return read && { kind, when: read };
  }
  if (kind === 'order') {
    const read = decodePlace(place);
    return read && { kind, place: read };
  }
  if (kind !== 'decide') return undefined;
  const decided = fieldsOf(decision);
  if (decided['kind'] === 'send' || decided['kind'] === 'cancel' || decided['kind'] === 'sent') return { kind, decision: { kind: decided['kind'] } };
  const later = decodeWhen(decided['when']);
  return decided['kind'] === 'reschedule' && later ? { kind, decision: { kind: 'reschedule', when: later } } : undefined;
};

const decodePlace = (stored: unknown): LinePlace | undefined => {
  const { kind, mailId } = fieldsOf(stored);
  if (kind === 'first') return { kind };
  return (kind === 'before' || kind === 'after') && typeof mailId === 'string' ? { kind, mailId } : undefined;
};

const decodeWhen = (stored: unknown): Extract<Wish, { kind: 'time' }>['when'] | undefined => {
  const { kind, wall, zone, choice } = fieldsOf(stored);
  if (kind === 'now') return { kind };
  if (kind !== 'at' || typeof wall !== 'string' || typeof zone !== 'string') return undefined;
  return { kind, wall, zone, ...(choice === 'earlier' || choice === 'later' ? { choice } : {}) };
};
