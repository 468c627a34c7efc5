import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Raised whenever the shape of what is saved changes: what an older version wrote is thrown away, it is only a cache. */
export const cacheVersion = 2;

export interface CacheSchema extends DBSchema {
  /** Cards by person. */
  connections: { key: string; value: unknown };
  /** By person and id. */
  replies: { key: [string, string]; value: unknown };
  /** How far a person's replies go, and the newest of them, by person. */
  heads: { key: string; value: unknown };
}

export type CacheDatabase = IDBPDatabase<CacheSchema>;

/** One database for all elements of a page's origin. */
export const openCacheDatabase = (): Promise<CacheDatabase> =>
  openDB<CacheSchema>('gmail-connect-kit', cacheVersion, {
    upgrade: (database) => {
      for (const name of database.objectStoreNames) database.deleteObjectStore(name);
      for (const name of ['connections', 'replies', 'heads'] as const) database.createObjectStore(name);
    },
    // A newer version in another tab wants in; what is open here is only a cache.
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
