import type { Input, Looking } from './model.ts';

const rowsAtOnce = 100;

export const looking: Looking = { kind: 'all', most: rowsAtOnce, time: undefined, moved: undefined, unfolded: [], leaving: undefined, hovering: false };

/** What the person looks at after an input, as far as nothing has to be asked for it. */
export const lookOn = (before: Looking, input: Input, isUnsaved: boolean): Looking => {
  switch (input.do) {
    case 'narrow':
      return { ...before, kind: input.kind, most: rowsAtOnce, time: undefined };
    case 'more':
      return { ...before, most: before.most + rowsAtOnce };
    case 'unfold':
      return { ...before, unfolded: before.unfolded.includes(input.id) ? before.unfolded.filter((id) => id !== input.id) : [...before.unfolded, input.id] };
    case 'choose-time':
      return { ...before, time: input.time };
    case 'wish':
      return { ...before, time: undefined, moved: input.wish.kind === 'order' ? input.mail.id : undefined };
    case 'close':
      return { ...before, leaving: isUnsaved ? 'close' : undefined };
    case 'hover':
      return input.over === before.hovering ? before : { ...before, hovering: input.over };
    case 'attach':
      return { ...before, hovering: false };
    case 'ask-discard':
      return { ...before, leaving: 'discard' };
    case 'discard':
    case 'close-without-files':
    case 'keep-writing':
    case 'change':
    case 'type':
    case 'save':
    case 'show-draft':
    case 'write-another':
      return before.leaving === undefined ? before : { ...before, leaving: undefined };
    default:
      return before;
  }
};
