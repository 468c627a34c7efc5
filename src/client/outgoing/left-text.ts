import type { Writing } from './compose-state.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** A text, and who saves it; a mail that is changed has nobody. */
export interface LeftText {
  readonly writing: Writing;
  readonly keeper: DraftKeeper | undefined;
}

/**
 * What was being written when a scheduler left the page, as a host's router takes it away: the next one in this page goes
 * on with it, where the same person is signed in. In memory only; it ends with the page.
 */
let left: (LeftText & { readonly userKey: string }) | undefined;

export const leaveText = (userKey: string | undefined, text: LeftText): void => {
  left = userKey === undefined ? undefined : { userKey, ...text };
};

export const takeLeftText = (userKey: string): LeftText | undefined => {
  const found = left?.userKey === userKey ? left : undefined;
  left = undefined;
  return found;
};
