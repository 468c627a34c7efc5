/**
 * A place in the page for each row that can be seen. The place of a row that leaves is given to one that comes: what stands there
 * is filled anew instead of built anew, which is what makes a leap through a long list cheap.
 */
export class RowSlots {
  #taken: ReadonlyMap<string, number> = new Map();
  #next = 0;

  /** Of these rows, in this order. The place of the row that has the focus is never given on: nobody is moved to another row unasked. */
  take(keys: readonly string[], focused: string | undefined): ReadonlyMap<string, number> {
    const shown = new Set(keys);
    const free = [...this.#taken].filter(([key]) => !shown.has(key) && key !== focused).map(([, slot]) => slot);
    // Where some rows stay, those that leave at one end come back at the other one by one, which moves nothing else.
    if (!keys.some((key) => this.#taken.has(key))) free.reverse();
    this.#taken = new Map(keys.map((key) => [key, this.#taken.get(key) ?? free.pop() ?? this.#next++]));
    return this.#taken;
  }
}
