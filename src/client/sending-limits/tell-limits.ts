import type { SendingLimits } from '../../contract/index.ts';
import { limitsAt } from './limits-at.ts';
import type { LimitsFact } from './limits-fact.ts';

/** Tells whenever a mailbox gets near its limit, reaches it, is paused by Google, or is free again; nobody is told twice of the same. */
export const createTellLimits = (onFact: (fact: LimitsFact) => void): ((looked: { readonly limits: SendingLimits; readonly at: number } | undefined) => void) => {
  let told = '';
  return (looked) => {
    if (looked === undefined) {
      told = '';
      return;
    }
    const { binding, pause, roomAt } = limitsAt(looked.limits, looked.at);
    const { connectionId } = looked.limits;
    const { fullness, name: limit, left, most } = binding;
    const paused = pause !== undefined;
    const before = told;
    told = `${connectionId} ${fullness} ${paused}`;
    // That a limit is far away is no news, unless it was near before.
    const isUsual = fullness === 'free' && !paused && !before.startsWith(connectionId);
    if (told === before || isUsual) return;
    onFact({ fact: 'changed', connectionId, fullness, paused, limit, left, most, roomAt: roomAt === undefined ? undefined : new Date(roomAt).toISOString() });
  };
};
