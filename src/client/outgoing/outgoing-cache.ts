import type { OutgoingMail } from '../../contract/index.ts';
import type { PendingChange } from './pending-change.ts';

export interface SavedOutgoing {
  readonly mails: readonly OutgoingMail[];
  readonly savedAt: number;
}

/**
 * What one person sends, on this device: ids, names, addresses, subjects, states and times, never what is written in a
 * mail. Rows that were saved for anybody else are gone before anything is read. What a person decided while the service
 * was away stays theirs until it is carried out: it has nothing but ids, versions and times.
 */
export interface OutgoingCache {
  read(userKey: string): Promise<SavedOutgoing | undefined>;
  write(userKey: string, mails: readonly OutgoingMail[], savedAt: number): Promise<void>;
  changes(userKey: string): Promise<readonly PendingChange[]>;
  keep(userKey: string, change: PendingChange): Promise<void>;
  drop(userKey: string, mailId: string): Promise<void>;
}
