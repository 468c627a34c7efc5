import { cacheVersion, openCacheDatabase, type CacheDatabase } from '../cache/open-database.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { OutgoingCache } from './outgoing-cache.ts';
import { decodeOutgoingAnswer } from './outgoing-shapes.ts';
import { decodeKept } from './pending-change.ts';

/** In IndexedDB where the browser allows it, else not at all: the rows are at the service, and what is decided is told at once. */
export const createIdbOutgoingCache = (now: () => number, open: () => Promise<CacheDatabase> = openCacheDatabase): OutgoingCache => {
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
        const others = (await opened.getAllKeys('outgoing')).filter((key) => key !== userKey);
        await Promise.all(others.map((key) => opened.delete('outgoing', key)));
        const { version, mails, savedAt } = fieldsOf(await opened.get('outgoing', userKey));
        if (version !== cacheVersion || typeof savedAt !== 'number' || !Array.isArray(mails)) return undefined;
        return { mails: mails.flatMap((mail) => decodeOutgoingAnswer('outgoingMail', mail) ?? []), savedAt };
      }),
    write: async (userKey, mails, savedAt) => {
      await within((opened) => opened.put('outgoing', { version: cacheVersion, mails, savedAt }, userKey));
    },
    changes: async (userKey) => {
      const kept = await within((opened) => opened.getAll('changes', IDBKeyRange.bound([userKey], [userKey, []])));
      return (kept ?? []).flatMap((each) => decodeKept(each, now()) ?? []);
    },
    keep: async (userKey, { mailId, version, wish, madeAt }) => {
      await within((opened) => opened.put('changes', { mailId, version, wish, madeAt }, [userKey, mailId]));
    },
    drop: async (userKey, mailId) => {
      await within((opened) => opened.delete('changes', [userKey, mailId]));
    },
  };
};
