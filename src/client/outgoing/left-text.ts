import type { Writing } from './compose-state.ts';

/**
 * What was being written when a scheduler left the page, as a host's router takes it away: the next one in this page goes
 * on with it, where the same person is signed in. In memory only; it ends with the page.
 */
let left: { readonly userKey: string; readonly writing: Writing } | undefined;

export const leaveText = (userKey: string | undefined, writing: Writing): void => {
  left = userKey === undefined ? undefined : { userKey, writing };
};

export const takeLeftText = (userKey: string): Writing | undefined => {
  const found = left?.userKey === userKey ? left.writing : undefined;
  left = undefined;
  return found;
};
