import type { Reply } from '../../contract/index.ts';
import { cacheVersion, type CacheDatabase } from '../cache/open-database.ts';
import { openInTime } from '../cache/open-in-time.ts';
import { fieldsOf } from '../mail-client/decode-answer.ts';
import type { ReplyCache, SavedPlace, SavedReplies } from './reply-cache.ts';
import { decodeReplyAnswer } from './reply-shapes.ts';

/** In IndexedDB where the browser allows it, else not at all: the rows are at the service. */
export const createIdbReplyCache = (open: () => Promise<CacheDatabase> = () => openInTime()): ReplyCache => {
  let database: Promise<CacheDatabase | undefined> | undefined;
  // Private windows, blocked storage, a full disk: the list works without, so no failure leaves this file.
  const within = async <T>(use: (database: CacheDatabase) => Promise<T>): Promise<T | undefined> => {
    try {
      const opened = await (database ??= open().catch(() => undefined));
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  };

  const forgetOthers = async (opened: CacheDatabase, userKey: string): Promise<void> => {
    const change = opened.transaction(['replies', 'heads'], 'readwrite');
    const heads = change.objectStore('heads');
    const others = (await heads.getAllKeys()).filter((key) => key !== userKey);
    await Promise.all([
      ...others.map((key) => heads.delete(key)),
      change.objectStore('replies').delete(IDBKeyRange.upperBound([userKey], true)),
      change.objectStore('replies').delete(IDBKeyRange.lowerBound([userKey, []], true)),
      change.done,
    ]);
  };

  return {
    read: (userKey) =>
      within(async (opened) => {
        await forgetOthers(opened, userKey);
        const head = decodeHead(await opened.transaction('heads').store.get(userKey));
        if (head === undefined) return undefined;
        return { ...head, all: async (take) => void (await within((again) => readPieces(again, userKey, take))) };
      }),
    write: async (userKey, { changed, newest, all }, place) => {
      await within(async (opened) => {
        const change = opened.transaction(['replies', 'heads'], 'readwrite');
        const [replies, heads] = [change.objectStore('replies'), change.objectStore('heads')];
        // Somebody else in another tab throws away what is here, and a restored service makes it void.
        const goesOn = decodeHead(await heads.get(userKey))?.place.era === place.era;
        // The place is written with the rows or not at all: it never claims more than is here.
        await Promise.all([
          ...(goesOn ? [] : [replies.delete(ownRange(userKey))]),
          ...(goesOn ? changed : all()).map((row) => replies.put(row, [userKey, row.id])),
          heads.put({ version: cacheVersion, ...place, newest }, userKey),
          change.done,
        ]);
      });
    },
    forget: async (userKey) => {
      await within(async (opened) => {
        const change = opened.transaction(['replies', 'heads'], 'readwrite');
        await Promise.all([change.objectStore('replies').delete(ownRange(userKey)), change.objectStore('heads').delete(userKey), change.done]);
      });
    },
  };
};

/** A page that reads a hundred thousand rows at once stands still for a second. */
const pieceRows = 1_000;

/** Within one transaction: what another tab writes meanwhile does not mix in. */
const readPieces = async (opened: CacheDatabase, userKey: string, take: (rows: readonly Reply[]) => void): Promise<void> => {
  const { store } = opened.transaction('replies');
  for (let range = ownRange(userKey); ; ) {
    const [keys, values] = await Promise.all([store.getAllKeys(range, pieceRows), store.getAll(range, pieceRows)]);
    take(rowsIn(values));
    const last = keys.at(-1);
    if (last === undefined || keys.length < pieceRows) return;
    range = IDBKeyRange.bound(last, [userKey, []], true);
  }
};

const ownRange = (userKey: string): IDBKeyRange => IDBKeyRange.bound([userKey], [userKey, []]);

const rowsIn = (values: readonly unknown[]): readonly Reply[] => values.flatMap((value) => decodeReplyAnswer('reply', value) ?? []);

const decodeHead = (stored: unknown): Omit<SavedReplies, 'all'> | undefined => {
  const { version, change, era, older, savedAt, newest } = fieldsOf(stored);
  if (version !== cacheVersion || typeof change !== 'number' || typeof era !== 'string' || typeof savedAt !== 'number' || !Array.isArray(newest)) return undefined;
  const place: SavedPlace = { change, era, older: typeof older === 'string' ? older : undefined, savedAt };
  return { place, newest: rowsIn(newest) };
};
