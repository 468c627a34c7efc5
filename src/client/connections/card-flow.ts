import type { Connection, ConnectionsView } from '../../contract/index.ts';
import type { ClientFailure } from '../mail-client/mail-client.ts';
import type { CardAction, CardInput, CardState, ShownCard, Withdrawn } from './card-state.ts';
import type { SavedView } from './connections-cache.ts';

/** What the cache and the service report to the card. Times are milliseconds since 1970 UTC. */
export type CardNews =
  /** What this browser had saved for this person. */
  | { readonly heard: 'saved'; readonly saved: SavedView }
  | { readonly heard: 'read'; readonly view: ConnectionsView; readonly at: number }
  | { readonly heard: 'read-failed'; readonly failure: ClientFailure }
  /** Somebody else is signed in at the host now. Nothing of the other person's stays in sight. */
  | { readonly heard: 'other-person' }
  | { readonly heard: 'checked'; readonly connection: Connection; readonly at: number }
  | {
      readonly heard: 'disconnected';
      readonly connectionId: string;
      readonly email: string;
      readonly withdrawal: Withdrawn;
      readonly at: number;
    }
  | { readonly heard: 'action-failed'; readonly connectionId: string; readonly failure: ClientFailure }
  /** A mailbox was connected in this page. */
  | { readonly heard: 'adopted'; readonly connection: Connection; readonly at: number };

const idle: CardAction = { kind: 'none' };

/** The standing card as one pure function. An input without meaning gives back the very same object. */
export const cardTransition = (state: CardState, input: CardInput | CardNews): CardState => {
  if ('heard' in input) return informed(state, input);
  if (state.kind !== 'shown') return input.do === 'refresh' && state.kind === 'failed' ? { kind: 'loading' } : state;
  return asked(state, input);
};

const informed = (state: CardState, input: CardNews): CardState => {
  switch (input.heard) {
    case 'other-person':
      return state.kind === 'loading' ? state : { kind: 'loading' };
    case 'saved': {
      const { view, savedAt } = input.saved;
      return state.kind === 'shown'
        ? state
        : { kind: 'shown', view, freshness: { kind: 'refreshing', savedAt }, action: idle };
    }
    case 'read': {
      const action = state.kind === 'shown' ? stillMeant(state.action, input.view) : idle;
      return { kind: 'shown', view: input.view, freshness: { kind: 'fresh', savedAt: input.at }, action };
    }
    case 'read-failed': {
      const { failure } = input;
      if (state.kind !== 'shown') return { kind: 'failed', failure };
      return { ...state, freshness: { kind: 'stale', savedAt: state.freshness.savedAt, failure } };
    }
    default:
      return state.kind === 'shown' ? changed(state, input) : state;
  }
};

type Change = Extract<CardNews, { heard: 'checked' | 'disconnected' | 'action-failed' | 'adopted' }>;

const changed = (state: ShownCard, input: Change): CardState => {
  const { view, action } = state;
  switch (input.heard) {
    case 'checked':
    case 'adopted': {
      const { connection } = input;
      const others = view.connections.some(({ id }) => id === connection.id)
        ? view.connections.map((each) => (each.id === connection.id ? connection : each))
        : [...view.connections, connection];
      const isOver = action.kind === 'disconnected' || (input.heard === 'checked' && isAbout(action, connection.id));
      return { ...state, view: { ...view, connections: others }, action: isOver ? idle : action };
    }
    case 'disconnected': {
      const { connectionId, email, withdrawal, at } = input;
      const isNew = withdrawal === 'waiting' && !view.withdrawals.some((each) => each.connectionId === connectionId);
      const waiting = { connectionId, email, disconnectedAt: new Date(at).toISOString(), state: 'waiting' } as const;
      return {
        ...state,
        view: {
          ...view,
          connections: view.connections.filter(({ id }) => id !== connectionId),
          withdrawals: isNew ? [...view.withdrawals, waiting] : view.withdrawals,
        },
        action:
          action.kind === 'none' || isAbout(action, connectionId)
            ? { kind: 'disconnected', connectionId, email, withdrawal, at }
            : action,
      };
    }
    case 'action-failed':
      return isAbout(action, input.connectionId)
        ? { ...state, action: { kind: 'failed', connectionId: input.connectionId, failure: input.failure } }
        : state;
  }
};

const asked = (state: ShownCard, input: CardInput): CardState => {
  const { action, freshness, view } = state;
  if (input.do === 'refresh') {
    return freshness.kind === 'stale'
      ? { ...state, freshness: { kind: 'refreshing', savedAt: freshness.savedAt } }
      : state;
  }
  if (action.kind === 'checking' || action.kind === 'disconnecting') return state;
  if (input.do === 'keep-connected') return action.kind === 'none' ? state : { ...state, action: idle };
  const { connectionId } = input;
  if (!view.connections.some(({ id }) => id === connectionId)) return state;
  switch (input.do) {
    case 'check':
      return { ...state, action: { kind: 'checking', connectionId } };
    case 'ask-disconnect':
      return { ...state, action: { kind: 'confirming-disconnect', connectionId } };
    case 'disconnect':
      // Only what was asked about is disconnected.
      return action.kind === 'confirming-disconnect' && action.connectionId === connectionId
        ? { ...state, action: { kind: 'disconnecting', connectionId } }
        : state;
  }
};

const isAbout = (action: CardAction, connectionId: string): boolean =>
  action.kind !== 'none' && action.connectionId === connectionId;

/** Whoever is connected again has no use for the news of the end; what is gone can have nothing done to it. */
const stillMeant = (action: CardAction, { connections }: ConnectionsView): CardAction => {
  if (action.kind === 'none') return action;
  if (action.kind === 'disconnected') return connections.some(({ email }) => email === action.email) ? idle : action;
  return connections.some(({ id }) => id === action.connectionId) ? action : idle;
};

/** A connection that stopped working, in words that change when it stops again. */
export const stops = (state: CardState): readonly { readonly connectionId: string; readonly stop: string }[] =>
  state.kind === 'shown'
    ? state.view.connections.flatMap(({ id, health }) =>
        health.kind === 'reconnect-needed' ? [{ connectionId: id, stop: `${id} ${health.since}` }] : [],
      )
    : [];

/** Whether the service itself expects an answer from Google soon, so that asking again is worth it. */
export const isWaiting = (state: CardState): boolean =>
  state.kind === 'shown' &&
  (state.view.withdrawals.some((withdrawal) => withdrawal.state === 'waiting') ||
    state.view.connections.some(({ health }) => health.kind === 'slow'));
