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

/**
 * Where each conversation begins; one entry more than there are, for the end of the last. It is worked out anew with every mail
 * that arrives, so nothing is allocated for a row, and the room of the last time is used again where it suffices.
 */
export const beginnings = (
  threads: readonly Thread[],
  unfolded: ReadonlySet<string>,
  measures: Measures,
  dense: boolean,
  last: Float64Array<ArrayBuffer> = new Float64Array(0),
): Float64Array<ArrayBuffer> => {
  const entries = threads.length + 1;
  const buffer = last.buffer.byteLength < entries * last.BYTES_PER_ELEMENT ? new ArrayBuffer((entries + spareEntries) * last.BYTES_PER_ELEMENT) : last.buffer;
  const begins = new Float64Array(buffer, 0, entries);
  let at = 0;
  for (let index = 0; index < threads.length; index += 1) {
    begins[index] = at;
    at += heightOf(threads[index] as Thread, unfolded, measures, dense);
  }
  begins[threads.length] = at;
  return begins;
};

const spareEntries = 256;

const heightOf = (thread: Thread, unfolded: ReadonlySet<string>, measures: Measures, dense: boolean): number => {
  const asked = !dense && isOpenQuestion(thread) ? measures.ask : 0;
  const folded = thread.earlier.length > 0 ? measures.fold : 0;
  const earlier = unfolded.size > 0 && unfolded.has(keyOf(thread)) ? thread.earlier.length * measures.earlier : 0;
  return measures.row + asked + folded + earlier;
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
