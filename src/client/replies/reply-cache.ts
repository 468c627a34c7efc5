import type { Reply } from '../../contract/index.ts';
import type { FeedPlace } from '../live/feed-place.ts';

/** How far the rows that are saved go. */
export interface SavedPlace extends FeedPlace {
  /** Where the older pages go on; undefined once all of them are saved. */
  readonly older: string | undefined;
  readonly savedAt: number;
}

/** What was saved: the newest rows at once; all of them piece by piece, between which the page can be drawn. */
export interface SavedReplies {
  readonly place: SavedPlace;
  readonly newest: readonly Reply[];
  readonly all: (take: (rows: readonly Reply[]) => void) => Promise<void>;
}

/** What changed since the last time is enough where that is still there, and of the same era. */
export interface RowsToSave {
  readonly changed: readonly Reply[];
  /** What is painted first. */
  readonly newest: readonly Reply[];
  readonly all: () => readonly Reply[];
}

/**
 * The rows of one person on this device: ids, names, subjects, verdicts and times, never what was written in a mail.
 * Whatever was saved for anybody else is gone before anything is read.
 */
export interface ReplyCache {
  read(userKey: string): Promise<SavedReplies | undefined>;
  write(userKey: string, rows: RowsToSave, place: SavedPlace): Promise<void>;
  /** The service no longer knows what was saved. */
  forget(userKey: string): Promise<void>;
}
