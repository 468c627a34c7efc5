import type { Flow } from '../store/flows.ts';

/** More reloads of the finish page than a person makes; older codes then count as guesses. */
const remembered = 20;

/** The finish codes that a new one, or a new attempt of the same flow, makes void. Presenting one is no guess. */
export const voidedBy = ({ progress }: Flow): readonly string[] => {
  if (progress.stage !== 'answered') return [];
  const current = progress.finishHash === undefined ? [] : [progress.finishHash];
  return [...progress.voidedHashes, ...current].slice(-remembered);
};
