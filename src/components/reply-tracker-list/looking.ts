import type { Narrowing } from '../../client/replies/reply-rows.ts';
import type { Input, Looking } from './model.ts';

const everything: Narrowing = { kind: 'all', unread: false, search: '' };

export const looking: Looking = {
  narrowing: everything,
  typed: '',
  unfolded: new Set(),
  opened: undefined,
  menu: undefined,
  refused: undefined,
  checking: new Set(),
  closedGaps: new Set(),
  above: 0,
};

/** What the person looks at after an input, as far as nothing has to be asked for it. */
export const lookOn = (before: Looking, input: Input): Looking => {
  switch (input.do) {
    case 'narrow':
      return { ...before, narrowing: { ...before.narrowing, ...input.to }, above: 0 };
    case 'search':
      return { ...before, typed: input.words };
    case 'show-all':
      return { ...before, narrowing: everything, typed: '', above: 0 };
    case 'open':
      return { ...before, opened: { id: input.id, text: { kind: 'reading' } }, menu: undefined };
    case 'close':
      return { ...before, opened: undefined, menu: undefined };
    case 'show-whole':
      return before.opened?.text.kind === 'shown' ? { ...before, opened: { ...before.opened, text: { ...before.opened.text, whole: input.whole } } } : before;
    case 'unfold':
      return { ...before, unfolded: toggled(before.unfolded, input.id) };
    case 'choose-verdict':
      return { ...before, menu: input.id };
    case 'leave-menu':
      return { ...before, menu: undefined };
    case 'correct':
    case 'handle':
      return { ...before, menu: undefined, refused: undefined };
    case 'check':
      return { ...before, checking: new Set([...before.checking, input.connectionId]), refused: undefined };
    case 'close-gap':
      return { ...before, closedGaps: new Set([...before.closedGaps, input.to]) };
    case 'try-again':
      return { ...before, refused: undefined };
    case 'go-to-top':
      return { ...before, above: 0 };
    case 'see-all':
    case 'connect':
      return before;
  }
};

export const isNarrowed = ({ kind, unread, search }: Narrowing): boolean => kind !== 'all' || unread || search.trim() !== '';

const toggled = (all: ReadonlySet<string>, one: string): ReadonlySet<string> => (all.has(one) ? new Set([...all].filter((each) => each !== one)) : new Set([...all, one]));
