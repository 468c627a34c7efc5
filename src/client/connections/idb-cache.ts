import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { decodeAnswer, fieldsOf } from '../mail-client/decode-answer.ts';
import type { ConnectionsCache, SavedView } from './connections-cache.ts';

/** Raised whenever the shape of what is saved changes: what an older version wrote is then not read any more. */
const version = 1;
const databaseName = 'gmail-connect-kit';

interface Schema extends DBSchema {
  connections: { key: string; value: unknown };
}

/** One row per person, in IndexedDB where the browser allows it, else in memory for as long as the page lives. */
export const createIdbCache = (open: () => Promise<IDBPDatabase<Schema>> = openDatabase): ConnectionsCache => {
  const memory = new Map<string, SavedView>();
  let database: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  // Private windows, blocked storage, a full disk: the page works without, so no failure leaves this file.
  const within = async <T>(use: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> => {
    try {
      const opened = await (database ??= open().catch(() => undefined));
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  };

  return {
    read: async (userKey) => {
      for (const key of memory.keys()) if (key !== userKey) memory.delete(key);
      const stored = await within(async (opened) => {
        const { store, done } = opened.transaction('connections', 'readwrite');
        const keys = await store.getAllKeys();
        await Promise.all(keys.filter((key) => key !== userKey).map((key) => store.delete(key)));
        const value: unknown = await store.get(userKey);
        await done;
        return value;
      });
      return decodeSaved(stored) ?? memory.get(userKey);
    },
    write: async (userKey, saved) => {
      memory.set(userKey, saved);
      await within(async (opened) => {
        const { store, done } = opened.transaction('connections', 'readwrite');
        await Promise.all([store.put({ version, ...saved }, userKey), done]);
      });
    },
  };
};

const decodeSaved = (stored: unknown): SavedView | undefined => {
  const { version: writtenBy, savedAt, view } = fieldsOf(stored);
  const decoded = decodeAnswer('connectionsView', view);
  return decoded.ok && writtenBy === version && typeof savedAt === 'number' ? { view: decoded.value, savedAt } : undefined;
};

const openDatabase = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(databaseName, version, {
    upgrade: (database) => {
      for (const name of database.objectStoreNames) database.deleteObjectStore(name);
      database.createObjectStore('connections');
    },
    // A newer version in another tab wants in; what is open here is only a cache.
    blocking: (_current, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
