import type { Thread } from '../../client/replies/reply-rows.ts';

/** Heights in pixels, as the browser has them for this width, density and size of text. */
export interface Measures {
  readonly row: number;
  /** The line with Confirm and Ignore. */
  readonly ask: number;
  /** The line that unfolds earlier mails. */
  readonly fold: number;
  readonly earlier: number;
}

/** The conversations that stand in the page, and the room of those above and below that do not. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly above: number;
  readonly below: number;
}

export const nothingMeasured: Measures = { row: 90, ask: 44, fold: 30, earlier: 36 };

/** Rows beyond the edges, so that a quick wheel finds them drawn; and how many come and go together. */
const beyond = 4;
const together = 4;

export const keyOf = ({ latest }: Thread): string => `${latest.connectionId} ${latest.threadId}`;

export const isSameThread = ({ latest: one }: Thread, { latest: other }: Thread): boolean => one.threadId === other.threadId && one.connectionId === other.connectionId;

/** Where each conversation begins; one entry more than there are, for the end of the last. */
export const beginnings = (threads: readonly Thread[], unfolded: ReadonlySet<string>, measures: Measures, dense: boolean): Float64Array<ArrayBuffer> => {
  const begins = new Float64Array(threads.length + 1);
  let at = 0;
  threads.forEach((thread, index) => {
    at += measures.row;
    if (!dense && isOpenQuestion(thread)) at += measures.ask;
    if (thread.earlier.length > 0) at += measures.fold;
    if (unfolded.size > 0 && unfolded.has(keyOf(thread))) at += thread.earlier.length * measures.earlier;
    begins[index + 1] = at;
  });
  return begins;
};

/** The rules were not sure that it is an answer, and nobody has said yet. */
export const isOpenQuestion = ({ latest }: Pick<Thread, 'latest'>): boolean => latest.verdict === 'possible-reply' && latest.corrected === undefined;

/** The conversation that stands at this height. */
export const indexAt = (begins: Float64Array, height: number): number => {
  let [low, high] = [0, Math.max(0, begins.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((begins[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const stretchAt = (begins: Float64Array, top: number, height: number): Stretch => {
  const count = begins.length - 1;
  const first = Math.max(0, Math.floor((indexAt(begins, top) - beyond) / together) * together);
  const last = Math.min(count, Math.ceil((indexAt(begins, top + height) + 1 + beyond) / together) * together);
  return { first, last, above: begins[first] ?? 0, below: (begins[count] ?? 0) - (begins[last] ?? 0) };
};
