import type { Reply } from '../../contract/index.ts';
import { isSameNarrowing, kindOf, searchedWords, wordsOf, type Kind, type Narrowing } from './narrowing.ts';
import { mergedByTime, placeOfRow } from './rows-by-time.ts';

export type { Kind, Narrowing } from './narrowing.ts';

/** A conversation as the list shows it: its latest mail that fits, and how many came before. */
export interface Thread {
  readonly latest: Reply;
  readonly earlier: readonly Reply[];
}

export interface Counts extends Readonly<Record<Kind, number>> {
  readonly unread: number;
}

interface Entry {
  row: Reply;
  readonly conversation: Conversation;
  words: string | undefined;
}

interface Conversation {
  readonly key: string;
  /** Newest first. */
  readonly entries: Entry[];
  /** As it stands in the list that was worked out in this round; there may be none, where nothing in it fits. */
  thread: Thread | undefined;
  round: number;
}

/** Up to this many changes each goes to its place by itself; above, everything is gone through once. */
const fewChanges = 500;

/**
 * The rows of one person, newest first. Made to be quick with a hundred thousand of them: a row that changes moves its own
 * conversation and no other, and what is shown is worked out anew for another narrowing alone.
 */
export class ReplyRows {
  readonly #byId = new Map<string, Entry>();
  readonly #conversations = new Map<string, Conversation>();
  #sorted: Entry[] = [];
  /** Grows with every change, so that who painted an earlier state knows. */
  version = 0;
  #shown: { readonly narrowing: Narrowing; readonly words: readonly string[]; readonly threads: Thread[] } | undefined;
  /** What was handed out of that; void with the next change. */
  #threads: readonly Thread[] | undefined;
  #round = 0;
  #counts = nothingCounted();
  #only: string | undefined;

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Reply | undefined {
    return this.#byId.get(id)?.row;
  }

  /** Shows one mailbox alone, or all of them. */
  only(connectionId: string | undefined): void {
    if (connectionId === this.#only) return;
    this.#only = connectionId;
    this.#counts = nothingCounted();
    for (const { row } of this.#sorted) this.#count(row, 1);
    this.#void();
  }

  newest(count: number): readonly Reply[] {
    return this.#sorted.slice(0, count).map(({ row }) => row);
  }

  clear(): void {
    this.#byId.clear();
    this.#conversations.clear();
    this.#sorted = [];
    this.#counts = nothingCounted();
    this.#void();
  }

  /** Takes rows in; one that is older than what is here is passed over. Those that were not here before are given back. */
  put(rows: readonly Reply[]): readonly Reply[] {
    const fresh = rows.filter(({ id }) => !this.#byId.has(id));
    const changed = rows.filter((row) => this.#isNews(row));
    if (changed.length === 0) return fresh;
    if (changed.length > fewChanges) this.#putMany(changed);
    else for (const row of changed) this.#putOne(row);
    this.version += 1;
    return fresh;
  }

  /** What the person has just seen, before the service says so: a row that comes from there goes before this. Gives back what was unread. */
  see(ids: readonly string[]): readonly string[] {
    const unread = ids.filter((id) => this.get(id)?.unread === true);
    if (unread.length > fewChanges) this.#void();
    for (const id of unread) {
      const entry = this.#byId.get(id);
      if (entry === undefined) continue;
      this.#count(entry.row, -1);
      entry.row = { ...entry.row, unread: false };
      this.#count(entry.row, 1);
      this.#show(entry.conversation);
      this.version += 1;
    }
    return unread;
  }

  threads(narrowing: Narrowing): readonly Thread[] {
    if (this.#shown === undefined || !isSameNarrowing(this.#shown.narrowing, narrowing)) this.#workOut(narrowing);
    return (this.#threads ??= this.#shown?.threads.slice() ?? []);
  }

  counts(): Counts {
    return { ...this.#counts };
  }

  #isNews({ id, change }: Reply): boolean {
    return (this.get(id)?.change ?? -1) < change;
  }

  #putOne(row: Reply): void {
    // The same row may have come twice.
    if (!this.#isNews(row)) return;
    const known = this.#byId.get(row.id);
    if (known !== undefined) {
      this.#sorted.splice(placeOf(this.#sorted, known.row), 1);
      this.#leave(known);
      this.#show(known.conversation);
    }
    const entry = this.#enter(row);
    this.#sorted.splice(placeOf(this.#sorted, row), 0, entry);
    this.#show(entry.conversation);
  }

  #putMany(rows: readonly Reply[]): void {
    const left = new Set<Entry>();
    const entered = new Set<Entry>();
    for (const row of rows) {
      if (!this.#isNews(row)) continue;
      const known = this.#byId.get(row.id);
      if (known !== undefined) {
        this.#leave(known);
        if (!entered.delete(known)) left.add(known);
      }
      entered.add(this.#enter(row));
    }
    const stayed = left.size === 0 ? this.#sorted : this.#sorted.filter((entry) => !left.has(entry));
    this.#sorted = mergedByTime(stayed, [...entered], rowOf);
    this.#void();
  }

  #enter(row: Reply): Entry {
    const key = `${row.connectionId} ${row.threadId}`;
    const conversation = this.#conversations.get(key) ?? { key, entries: [], thread: undefined, round: 0 };
    this.#conversations.set(key, conversation);
    const entry: Entry = { row, conversation, words: undefined };
    conversation.entries.splice(placeOf(conversation.entries, row), 0, entry);
    this.#byId.set(row.id, entry);
    this.#count(row, 1);
    return entry;
  }

  #leave({ row, conversation }: Entry): void {
    conversation.entries.splice(placeOf(conversation.entries, row), 1);
    if (conversation.entries.length === 0) this.#conversations.delete(conversation.key);
    this.#count(row, -1);
  }

  #count(row: Reply, by: 1 | -1): void {
    if (row.verdict === 'own' || !this.#isMeant(row)) return;
    const kind = kindOf(row);
    this.#counts.all += by;
    if (kind !== undefined) this.#counts[kind] += by;
    if (row.unread) this.#counts.unread += by;
  }

  /** The list is to be worked out anew. */
  #void(): void {
    this.#shown = undefined;
    this.#threads = undefined;
    this.version += 1;
  }

  #workOut(narrowing: Narrowing): void {
    const shown = { narrowing, words: searchedWords(narrowing), threads: [] as Thread[] };
    this.#round += 1;
    for (const entry of this.#sorted) {
      const { conversation } = entry;
      if (conversation.round === this.#round || !this.#fits(entry, shown)) continue;
      conversation.round = this.#round;
      conversation.thread = threadOf(conversation, entry);
      shown.threads.push(conversation.thread);
    }
    this.#shown = shown;
    this.#threads = undefined;
  }

  /** Moves one conversation to where it belongs in the list, if it does. */
  #show(conversation: Conversation): void {
    const shown = this.#shown;
    if (shown === undefined) return;
    const before = conversation.round === this.#round ? conversation.thread : undefined;
    if (before !== undefined) shown.threads.splice(placeAmong(shown.threads, before.latest), 1);
    const latest = conversation.entries.find((entry) => this.#fits(entry, shown));
    conversation.round = this.#round;
    conversation.thread = latest && threadOf(conversation, latest);
    if (conversation.thread !== undefined) shown.threads.splice(placeAmong(shown.threads, conversation.thread.latest), 0, conversation.thread);
    this.#threads = undefined;
  }

  #fits(entry: Entry, { narrowing: { kind, unread }, words }: { readonly narrowing: Narrowing; readonly words: readonly string[] }): boolean {
    const { row } = entry;
    if (row.verdict === 'own' || !this.#isMeant(row)) return false;
    if (unread && !row.unread) return false;
    if (kind !== 'all' && kindOf(row) !== kind) return false;
    return words.length === 0 || words.every((word) => (entry.words ??= wordsOf(row)).includes(word));
  }

  #isMeant({ connectionId }: Reply): boolean {
    return this.#only === undefined || connectionId === this.#only;
  }
}

const nothingCounted = (): Record<keyof Counts, number> => ({ all: 0, replies: 0, possible: 0, automatic: 0, bounces: 0, unread: 0 });

const nothingEarlier: readonly Reply[] = [];

/** What came before stands below its thread whatever it is: a conversation is read as a whole. */
const threadOf = ({ entries }: Conversation, latest: Entry): Thread => ({
  latest: latest.row,
  earlier: entries.at(-1) === latest ? nothingEarlier : entries.slice(entries.indexOf(latest) + 1).map(({ row }) => row),
});

const placeOf = (entries: readonly Entry[], row: Reply): number => placeOfRow(entries, rowOf, row);
const placeAmong = (threads: readonly Thread[], row: Reply): number => placeOfRow(threads, ({ latest }) => latest, row);
const rowOf = ({ row }: Entry): Reply => row;
