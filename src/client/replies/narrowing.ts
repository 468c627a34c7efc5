import type { Reply, ReplyVerdict } from '../../contract/index.ts';

/** What the list is narrowed to. */
export interface Narrowing {
  readonly kind: Kind;
  readonly unread: boolean;
  /** Words of a name, an address or a subject; accents and capitals make no difference. */
  readonly search: string;
}

export type Kind = 'all' | 'replies' | 'possible' | 'automatic' | 'bounces';

const kinds: Readonly<Record<ReplyVerdict, Exclude<Kind, 'all'> | undefined>> = {
  reply: 'replies',
  'possible-reply': 'possible',
  bounce: 'bounces',
  'delay-notice': 'bounces',
  'auto-reply': 'automatic',
  'calendar-answer': 'automatic',
  'read-receipt': 'automatic',
  list: 'automatic',
  forward: 'automatic',
  own: undefined,
  other: undefined,
};

export const kindOf = ({ verdict }: Reply): Exclude<Kind, 'all'> | undefined => kinds[verdict];

export const isSameNarrowing = (one: Narrowing, other: Narrowing): boolean =>
  one.kind === other.kind && one.unread === other.unread && one.search === other.search;

/** What a search looks for, each word by itself. */
export const searchedWords = ({ search }: Narrowing): readonly string[] => folded(search).split(/\s+/).filter(Boolean);

/** What a search looks through. */
export const wordsOf = ({ from, subject }: Reply): string => folded(`${from.name} ${from.address} ${subject}`);

/** Most texts have no accents, and a search folds a hundred thousand of them. */
const folded = (text: string): string => (isPlain(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '')).toLowerCase();

const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);
