import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Raised whenever the shape of what is saved changes: what an older version wrote is thrown away, it is only a cache. */
export const cacheVersion = 4;

export interface CacheSchema extends DBSchema {
  /** By person and id. */
  replies: { key: [string, string]; value: unknown };
  /** How far a person's replies go, and the newest of them, by person. */
  heads: { key: string; value: unknown };
  /** How much a person's mailboxes may send, by person. */
  limits: { key: string; value: unknown };
  /** The mails that a person sends, by person. */
  outgoing: { key: string; value: unknown };
  /** What a person decided and the service does not know yet, by person and mail. No cache: it is nowhere else. */
  changes: { key: [string, string]; value: unknown };
}

export type CacheDatabase = IDBPDatabase<CacheSchema>;

/** One database for all elements of a page's origin. */
export const openCacheDatabase = (): Promise<CacheDatabase> =>
  openDB<CacheSchema>('gmail-connect-kit', cacheVersion, {
    upgrade: (database) => {
      for (const name of database.objectStoreNames) if (name !== 'changes') database.deleteObjectStore(name);
      for (const name of ['replies', 'heads', 'limits', 'outgoing', 'changes'] as const) {
        if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
      }
    },
    // A newer version in another tab wants in; what is open here is only a cache.
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
