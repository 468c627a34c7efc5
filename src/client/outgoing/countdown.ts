import type { OutgoingMail } from '../../contract/index.ts';

/**
 * The seconds in which a mail can be taken back. Counted from the moment its row came, because this computer's clock may
 * be wrong: only the span between the service's own two instants is believed.
 */
export const secondsToUndo = ({ state, createdAt }: OutgoingMail, cameAt: number, now: number): number => {
  if (state.kind !== 'waiting' || state.because !== 'undo' || state.leavesAt === undefined) return 0;
  const span = Date.parse(state.leavesAt) - Date.parse(createdAt);
  return Math.max(0, Math.ceil((span - (now - cameAt)) / 1_000));
};
