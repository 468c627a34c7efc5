import type { Reply } from '../../contract/index.ts';

/** How far the rows that are saved go. */
export interface SavedPlace {
  /** The number of the feed up to which everything is saved. */
  readonly change: number;
  /** Where the older pages go on; undefined once all of them are saved. */
  readonly older: string | undefined;
  readonly savedAt: number;
}

/** What was saved: the newest rows at once, all of them a little later. */
export interface SavedReplies {
  readonly place: SavedPlace;
  readonly newest: readonly Reply[];
  readonly all: () => Promise<readonly Reply[]>;
}

/**
 * The rows of one person on this device: ids, names, subjects, verdicts and times, never what was written in a mail.
 * Whatever was saved for anybody else is gone before anything is read.
 */
export interface ReplyCache {
  read(userKey: string): Promise<SavedReplies | undefined>;
  write(userKey: string, rows: readonly Reply[], place: SavedPlace, newest: readonly Reply[]): Promise<void>;
  /** The service no longer knows what was saved. */
  forget(userKey: string): Promise<void>;
}
