import type { ConnectState } from '../../client/connect/connect-state.ts';
import type { CardState } from '../../client/connections/card-state.ts';
import { assertNever } from '../../contract/outcome.ts';

/** Which of the wizard's four sheets stands in the page. An attempt under way comes before whatever the card knows. */
export type Scene = 'loading' | 'unknown' | 'card' | 'step';

export const sceneOf = (connect: ConnectState, card: CardState): Scene => {
  if (isUnderWay(connect)) return 'step';
  switch (card.kind) {
    case 'loading':
      return 'loading';
    case 'failed':
      return 'unknown';
    case 'shown':
      return card.view.connections.length > 0 ? 'card' : 'step';
    default:
      return assertNever(card);
  }
};

/** From step 6 on there is a goal, or its outcome; before that nothing has been begun. */
const isUnderWay = (connect: ConnectState): boolean => 'goal' in connect || connect.at === 'connected';

/** Names where the person is: the step takes the focus when this changes. */
export const placeOf = (connect: ConnectState, card: CardState): string => {
  const scene = sceneOf(connect, card);
  if (scene === 'step') return [connect.at, ...detailOf(connect)].join(' ');
  const confirming = card.kind === 'shown' && (card.action.kind === 'confirming-disconnect' || card.action.kind === 'disconnecting');
  return confirming ? 'disconnect' : scene;
};

const detailOf = (connect: ConnectState): string[] => {
  if (connect.at === 'before-google') return [connect.preparation.kind === 'failed' ? 'failed' : ''];
  if (connect.at !== 'at-google') return [];
  const { asking } = connect;
  return [asking.kind, asking.kind === 'google-says' ? (asking.chosen ?? '') : ''];
};

/** Changes with the place, and when a connection on the card does better or worse than before. */
export const newsOf = (connect: ConnectState, card: CardState): string => {
  const health = card.kind === 'shown' ? card.view.connections.map((each) => each.health.kind) : [];
  return [placeOf(connect, card), ...health].join(' ');
};
