import { cacheVersion, type CacheDatabase } from '../cache/open-database.ts';
import { openInTime } from '../cache/open-in-time.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { OutgoingCache } from './outgoing-cache.ts';
import { decodeOutgoingAnswer } from './outgoing-shapes.ts';
import { decodeKept } from './pending-change.ts';

/** In IndexedDB where the browser allows it, else not at all: the rows are at the service, and what is decided is told at once. */
export const createIdbOutgoingCache = (now: () => number, open: () => Promise<CacheDatabase> = () => openInTime()): OutgoingCache => {
  let database: Promise<CacheDatabase | undefined> | undefined;
  // Private windows, blocked storage, a full disk: the scheduler works without, so no failure leaves this file.
  const within = async <T>(use: (database: CacheDatabase) => Promise<T>): Promise<T | undefined> => {
    try {
      const opened = await (database ??= open().catch(() => undefined));
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  };

  return {
    read: (userKey) =>
      within(async (opened) => {
        const { store, done } = opened.transaction('outgoing', 'readwrite');
        const others = (await store.getAllKeys()).filter((key) => key !== userKey);
        const [stored] = await Promise.all([store.get(userKey), ...others.map((key) => store.delete(key)), done]);
        const { version, mails, savedAt } = fieldsOf(stored);
        if (version !== cacheVersion || typeof savedAt !== 'number' || !Array.isArray(mails)) return undefined;
        return { mails: mails.flatMap((mail) => decodeOutgoingAnswer('outgoingMail', mail) ?? []), savedAt };
      }),
    write: async (userKey, mails, savedAt) => {
      await within((opened) => opened.transaction('outgoing', 'readwrite').store.put({ version: cacheVersion, mails, savedAt }, userKey));
    },
    changes: async (userKey) => {
      const kept = await within((opened) => opened.transaction('changes').store.getAll(IDBKeyRange.bound([userKey], [userKey, []])));
      return (kept ?? []).flatMap((each) => decodeKept(each, now()) ?? []);
    },
    keep: async (userKey, { mailId, version, wish, madeAt }) => {
      await within((opened) => opened.transaction('changes', 'readwrite').store.put({ mailId, version, wish, madeAt }, [userKey, mailId]));
    },
    drop: async (userKey, mailId) => {
      await within((opened) => opened.transaction('changes', 'readwrite').store.delete([userKey, mailId]));
    },
  };
};
