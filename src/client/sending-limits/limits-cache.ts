import type { ConnectionsView, SendingLimits } from '../../contract/index.ts';

/** What the service said, and when by this computer's clock, in milliseconds since 1970 UTC. */
export interface Reading {
  readonly limits: SendingLimits;
  readonly heardAt: number;
}

export interface SavedLimits {
  /** Absent where a host names the mailbox itself. */
  readonly view: ConnectionsView | undefined;
  /** One for each mailbox that was looked at. */
  readonly readings: readonly Reading[];
}

/** The limits of one person's mailboxes on this device: numbers and times. What was saved for anybody else is gone before anything is read. */
export interface LimitsCache {
  read(userKey: string): Promise<SavedLimits | undefined>;
  write(userKey: string, saved: SavedLimits): Promise<void>;
}
