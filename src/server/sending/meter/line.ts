/** What stands in a line: the order in which a mailbox sends. */
export interface InLine {
  readonly dueAt: number;
  /** Which of two that are due at once was queued first. */
  readonly place: number;
}

export const inLine = (one: InLine, other: InLine): number => one.dueAt - other.dueAt || one.place - other.place;

/** The first index whose mail does not stand before this one. */
const indexFor = (line: readonly InLine[], mail: InLine): number => {
  let [from, until] = [0, line.length];
  while (from < until) {
    const middle = (from + until) >>> 1;
    const there = line[middle];
    if (there !== undefined && inLine(there, mail) < 0) from = middle + 1;
    else until = middle;
  }
  return from;
};

export const putInLine = <Mail extends InLine>(line: Mail[], mail: Mail): void => {
  line.splice(indexFor(line, mail), 0, mail);
};

export const takeOutOfLine = <Mail extends InLine>(line: Mail[], mail: Mail): void => {
  const index = indexFor(line, mail);
  if (line[index] === mail) line.splice(index, 1);
};
