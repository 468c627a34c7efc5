import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Writes down what comes at about the same time in one go. While something is being written the next ones gather, so that
 * each transaction holds more the busier it is, and nothing ever waits for what has not come yet. `write` is given some of
 * them; where it fails with several each is tried by itself, so that one keeps no other from being written.
 */
export const createWriter = <Item>(write: (items: readonly Item[]) => Promise<unknown>): ((item: Item) => Promise<void>) => {
  interface Gathered {
    readonly item: Item;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  let gathered: Gathered[] = [];
  let isWriting = false;

  const writeSome = async (some: readonly Gathered[]): Promise<void> => {
    try {
      await write(some.map(({ item }) => item));
      for (const { resolve } of some) resolve();
    } catch (error) {
      const [only, ...others] = some;
      if (others.length === 0) only?.reject(error);
      else for (const each of some) await writeSome([each]);
    }
  };

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    // What comes in this turn comes together.
    await nextTurn();
    while (gathered.length > 0) {
      const some = gathered;
      gathered = [];
      await writeSome(some);
    }
    isWriting = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      gathered.push({ item, resolve, reject });
      if (!isWriting) void writeAll();
    });
};
