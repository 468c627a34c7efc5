import type { ConnectionsView, SendingLimits } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import { instantOf, lastsMs } from './limits-at.ts';
import type { Reading, SavedLimits } from './limits-cache.ts';

/** A mailbox that may be chosen. */
export interface MeterMailbox {
  readonly connectionId: string;
  /** Absent where the host named the mailbox and nothing was heard of it yet. */
  readonly email: string | undefined;
  readonly maySend: boolean;
  /** Since when Google refuses the grant. */
  readonly lostSince: string | undefined;
}

/** What is known of one mailbox; nothing while it is being asked for the first time. */
export type Known =
  | (Reading & {
      readonly kind: 'known';
      /** `saved` is painted from this device before the service answered; `stale` the service could not be asked since. */
      readonly freshness: { readonly kind: 'fresh' | 'saved' } | { readonly kind: 'stale'; readonly failure: ClientFailure };
    })
  | { readonly kind: 'refused'; readonly failure: ClientFailure };

/**
 * What a meter can say. `loading` nothing is known yet; `failed` nothing is known and the service did not answer; `none` the
 * person has no mailbox; `shown` there are mailboxes, and one of them is looked at.
 */
export type MeterState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: ClientFailure }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'shown';
      readonly mailboxes: readonly MeterMailbox[];
      readonly chosen: MeterMailbox;
      readonly known: ReadonlyMap<string, Known>;
    };

export type MeterInput =
  | { readonly heard: 'other-person' }
  /** Painted from this device; `only` where the host names the mailbox. */
  | { readonly heard: 'saved'; readonly saved: SavedLimits; readonly only: string | undefined; readonly at: number }
  | { readonly heard: 'mailboxes'; readonly view: ConnectionsView }
  /** The host names the one mailbox. */
  | { readonly heard: 'only'; readonly connectionId: string }
  | { readonly heard: 'limits'; readonly limits: SendingLimits; readonly at: number }
  | { readonly heard: 'limits-failed'; readonly connectionId: string; readonly failure: ClientFailure; readonly at: number }
  | { readonly heard: 'failed'; readonly failure: ClientFailure }
  | { readonly do: 'choose'; readonly connectionId: string }
  | { readonly do: 'try-again' };

type Shown = Extract<MeterState, { kind: 'shown' }>;

/** The meter as one pure function. An input without meaning gives back the very same object. */
export const meterTransition = (state: MeterState, input: MeterInput): MeterState => {
  if ('do' in input) {
    if (input.do === 'try-again') return tryingAgain(state);
    const chosen = state.kind === 'shown' ? state.mailboxes.find(({ connectionId }) => connectionId === input.connectionId) : undefined;
    return state.kind === 'shown' && chosen !== undefined && chosen !== state.chosen ? { ...state, chosen } : state;
  }
  switch (input.heard) {
    case 'other-person':
      return state.kind === 'loading' ? state : { kind: 'loading' };
    case 'saved':
      return state.kind === 'loading' ? restored(input) : state;
    case 'mailboxes':
      return withMailboxes(state, mailboxesOf(input.view));
    case 'only':
      return withMailboxes(state, [named(input.connectionId)]);
    case 'limits':
      return withLimits(state, input.limits, input.at);
    case 'limits-failed':
      return withFailure(state, input);
    case 'failed':
      if (state.kind === 'shown') return withFailure(state, { connectionId: state.chosen.connectionId, failure: input.failure });
      return state.kind === 'none' ? state : { kind: 'failed', failure: input.failure };
  }
};

const named = (connectionId: string): MeterMailbox => ({ connectionId, email: undefined, maySend: true, lostSince: undefined });

const mailboxesOf = ({ connections }: ConnectionsView): readonly MeterMailbox[] =>
  connections.map(({ id, email, granted, health }) => ({
    connectionId: id,
    email,
    maySend: granted.includes('send'),
    lostSince: health.kind === 'reconnect-needed' ? health.since : undefined,
  }));

const restored = ({ saved, only, at }: Extract<MeterInput, { heard: 'saved' }>): MeterState => {
  const known = new Map(
    saved.readings
      // A day later everything that was said is over.
      .filter((reading) => at - reading.heardAt < lastsMs)
      .map((reading) => [reading.limits.connectionId, { kind: 'known', ...reading, freshness: { kind: 'saved' } }] as const),
  );
  const mailboxes = only === undefined ? saved.view && mailboxesOf(saved.view) : [named(only)];
  const [first] = mailboxes ?? [];
  // Who had no mailbox then may have one now, and a mailbox without numbers is nothing to paint.
  const isWorthIt = first !== undefined && (known.has(first.connectionId) || !first.maySend);
  return isWorthIt && mailboxes ? { kind: 'shown', mailboxes, chosen: first, known } : { kind: 'loading' };
};

const withMailboxes = (state: MeterState, mailboxes: readonly MeterMailbox[]): MeterState => {
  const before = state.kind === 'shown' ? state : undefined;
  const chosen = mailboxes.find(({ connectionId }) => connectionId === before?.chosen.connectionId) ?? mailboxes.find(({ maySend }) => maySend) ?? mailboxes[0];
  if (chosen === undefined) return state.kind === 'none' ? state : { kind: 'none' };
  return { kind: 'shown', mailboxes, chosen, known: before?.known ?? new Map<string, Known>() };
};

const withLimits = (state: MeterState, limits: SendingLimits, at: number): MeterState => {
  if (state.kind !== 'shown') return state;
  const before = state.known.get(limits.connectionId);
  // Two tabs may tell in another order than they were told.
  if (before?.kind === 'known' && before.limits.at > limits.at) return state;
  return replaced(state, limits.connectionId, { kind: 'known', limits, heardAt: at, freshness: { kind: 'fresh' } });
};

/** What is refused for good leaves no numbers behind; whatever else goes wrong leaves what was known, for as long as it tells something. */
const withFailure = (state: MeterState, { connectionId, failure, at = 0 }: { readonly connectionId: string; readonly failure: ClientFailure; readonly at?: number }): MeterState => {
  if (state.kind !== 'shown') return state.kind === 'none' ? state : { kind: 'failed', failure };
  const before = state.known.get(connectionId);
  const isLasting = failure.code === 'sending-not-permitted' || failure.code === 'connection-unknown';
  if (isLasting || before?.kind !== 'known' || at - before.heardAt >= lastsMs) return replaced(state, connectionId, { kind: 'refused', failure });
  return replaced(state, connectionId, { ...before, freshness: { kind: 'stale', failure } });
};

const tryingAgain = (state: MeterState): MeterState => {
  if (state.kind === 'failed') return { kind: 'loading' };
  if (state.kind !== 'shown' || state.known.get(state.chosen.connectionId)?.kind !== 'refused') return state;
  const known = new Map(state.known);
  known.delete(state.chosen.connectionId);
  return { ...state, known };
};

const replaced = (state: Shown, connectionId: string, known: Known): Shown => ({ ...state, known: new Map(state.known).set(connectionId, known) });

/** What is known of the mailbox that is looked at, and where the service's clock stands. */
export const lookedAt = (state: MeterState, now: number): { readonly limits: SendingLimits; readonly at: number } | undefined => {
  const known = state.kind === 'shown' ? state.known.get(state.chosen.connectionId) : undefined;
  return known?.kind === 'known' ? { limits: known.limits, at: instantOf(known, now) } : undefined;
};
