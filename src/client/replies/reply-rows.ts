import type { Reply, ReplyVerdict } from '../../contract/index.ts';

/** What the list is narrowed to. */
export interface Narrowing {
  readonly kind: Kind;
  readonly unread: boolean;
  /** Words of a name, an address or a subject; accents and capitals make no difference. */
  readonly search: string;
}

export type Kind = 'all' | 'replies' | 'possible' | 'automatic' | 'bounces';

/** A conversation as the list shows it: its latest mail that fits, and how many came before. */
export interface Thread {
  readonly latest: Reply;
  readonly earlier: readonly Reply[];
}

export interface Counts extends Readonly<Record<Kind, number>> {
  readonly unread: number;
}

const kindOf: Readonly<Record<ReplyVerdict, Exclude<Kind, 'all'> | undefined>> = {
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

/** Below this many changes each goes to its place by itself; above, everything is sorted anew. */
const fewChanges = 500;

/**
 * The rows of one person, newest first. Made to be quick with a hundred thousand of them: what changed goes to its place,
 * and what is shown is worked out once per change or narrowing, not once per look.
 */
export class ReplyRows {
  readonly #byId = new Map<string, Reply>();
  #sorted: Reply[] = [];
  /** Grows with every change, so that who painted an earlier state knows. */
  version = 0;
  #threads: { readonly version: number; readonly narrowing: Narrowing; readonly threads: readonly Thread[] } | undefined;
  #counts: { readonly version: number; readonly counts: Counts } | undefined;
  readonly #words = new WeakMap<Reply, string>();
  #only: string | undefined;

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Reply | undefined {
    return this.#byId.get(id);
  }

  /** Shows one mailbox alone, or all of them. */
  only(connectionId: string | undefined): void {
    if (connectionId === this.#only) return;
    this.#only = connectionId;
    this.version += 1;
  }

  newest(count: number): readonly Reply[] {
    return this.#sorted.slice(0, count);
  }

  clear(): void {
    this.#byId.clear();
    this.#sorted = [];
    this.version += 1;
  }

  /** Takes rows in; one that is older than what is here is passed over. Those that were not here before are given back. */
  put(rows: readonly Reply[]): readonly Reply[] {
    const fresh: Reply[] = [];
    const changed = rows.filter((row) => {
      const known = this.#byId.get(row.id);
      if (known !== undefined && known.change >= row.change) return false;
      if (known === undefined) fresh.push(row);
      return true;
    });
    if (changed.length === 0) return fresh;
    if (changed.length > fewChanges) {
      for (const row of changed) this.#byId.set(row.id, row);
      this.#sorted = [...this.#byId.values()].sort(byTime);
    } else {
      for (const row of changed) this.#place(row);
    }
    this.version += 1;
    return fresh;
  }

  /** What the person has just seen, before the service says so: a row that comes from there goes before this. Gives back what was unread. */
  see(ids: readonly string[]): readonly string[] {
    const unread = ids.filter((id) => this.#byId.get(id)?.unread === true);
    for (const id of unread) {
      const row = this.#byId.get(id);
      if (row === undefined) continue;
      const seen = { ...row, unread: false };
      this.#sorted[placeOf(this.#sorted, row)] = seen;
      this.#byId.set(id, seen);
      this.version += 1;
    }
    return unread;
  }

  #place(row: Reply): void {
    const known = this.#byId.get(row.id);
    if (known !== undefined) this.#sorted.splice(placeOf(this.#sorted, known), 1);
    this.#sorted.splice(placeOf(this.#sorted, row), 0, row);
    this.#byId.set(row.id, row);
  }

  threads(narrowing: Narrowing): readonly Thread[] {
    const last = this.#threads;
    if (last?.version === this.version && isSame(last.narrowing, narrowing)) return last.threads;
    const words = folded(narrowing.search).split(/\s+/).filter(Boolean);
    const byThread = new Map<string, Reply[]>();
    for (const row of this.#sorted) {
      const key = `${row.connectionId} ${row.threadId}`;
      const found = byThread.get(key);
      // What came before stands below its thread whatever it is: a conversation is read as a whole.
      if (found !== undefined) found.push(row);
      else if (this.#fits(row, narrowing, words)) byThread.set(key, [row]);
    }
    const threads = [...byThread.values()].flatMap(([latest, ...earlier]) => (latest === undefined ? [] : [{ latest, earlier }]));
    this.#threads = { version: this.version, narrowing, threads };
    return threads;
  }

  counts(): Counts {
    if (this.#counts?.version === this.version) return this.#counts.counts;
    const counts = { all: 0, replies: 0, possible: 0, automatic: 0, bounces: 0, unread: 0 };
    for (const row of this.#sorted) {
      if (row.verdict === 'own' || !this.#isMeant(row)) continue;
      counts.all += 1;
      const kind = kindOf[row.verdict];
      if (kind !== undefined) counts[kind] += 1;
      if (row.unread) counts.unread += 1;
    }
    this.#counts = { version: this.version, counts };
    return counts;
  }

  #fits(row: Reply, { kind, unread }: Narrowing, words: readonly string[]): boolean {
    if (row.verdict === 'own' || !this.#isMeant(row)) return false;
    if (unread && !row.unread) return false;
    if (kind !== 'all' && kindOf[row.verdict] !== kind) return false;
    return words.length === 0 || words.every((word) => this.#wordsOf(row).includes(word));
  }

  #isMeant({ connectionId }: Reply): boolean {
    return this.#only === undefined || connectionId === this.#only;
  }

  #wordsOf(row: Reply): string {
    const known = this.#words.get(row);
    if (known !== undefined) return known;
    const words = folded(`${row.from.name} ${row.from.address} ${row.subject}`);
    this.#words.set(row, words);
    return words;
  }
}

const isSame = (one: Narrowing, other: Narrowing): boolean =>
  one.kind === other.kind && one.unread === other.unread && one.search === other.search;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** ISO instants sort as texts. */
const byTime = (one: Reply, other: Reply): number => compare(other.receivedAt, one.receivedAt) || compare(other.id, one.id);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Where a row stands, or would. */
const placeOf = (sorted: readonly Reply[], row: Reply): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there !== undefined && byTime(there, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
