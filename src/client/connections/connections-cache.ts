import type { ConnectionsView } from '../../contract/index.ts';

/** The last view of a person's connections, kept in the browser so that a reload paints at once. Never a secret. */
export interface ConnectionsCache {
  /** What was saved for this person. Seeing a person removes what was saved for any other. */
  read(userKey: string): SavedView | undefined;
  write(userKey: string, saved: SavedView): void;
}

export interface SavedView {
  readonly view: ConnectionsView;
  /** Milliseconds since 1970 UTC. */
  readonly savedAt: number;
}
